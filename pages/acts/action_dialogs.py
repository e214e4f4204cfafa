"""The dialogs that end an action or pass it on, each for one step."""

from data_model.access import Entity
from pages.acts import close_action, hand_over
from pages.acts.dialog import Dialog
from words.language import N_

HAND_OVER = Dialog(
    "hand_over",
    N_("Pass on"),
    N_("Hand an action over"),
    ":material/forward:",
    Entity.ACTIONS,
    hand_over.dialog,
)
FINISH = Dialog(
    "finish", N_("Report done"), N_("An action is done"), ":material/check_circle:", Entity.ACTIONS, close_action.finish
)
DROP = Dialog(
    "drop", N_("Let it drop"), N_("Let an action drop"), ":material/cancel:", Entity.ACTIONS, close_action.drop
)
