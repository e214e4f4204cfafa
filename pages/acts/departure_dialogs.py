"""The dialogs of a departure: who follows in a task, the introduction of the successor, and the mandate."""

from data_model.access import Entity
from pages.acts import follow, signature
from pages.acts.dialog import Dialog
from words.language import N_

FOLLOW = Dialog(
    "follow",
    N_("Name who follows"),
    N_("Who follows in this task"),
    ":material/person_add:",
    Entity.TURNOVER,
    follow.form,
)
TAKE_OVER = Dialog(
    "take_over",
    N_("Record who took over"),
    N_("Who takes this task over"),
    ":material/how_to_reg:",
    Entity.TURNOVER,
    follow.form,
)
INTRODUCE = Dialog(
    "introduce",
    N_("Introduce the successor"),
    N_("Introduce the successor"),
    ":material/diversity_3:",
    Entity.TURNOVER,
    follow.introduce,
    only_about="turnover_event",
)
MANDATE = Dialog(
    "mandate",
    N_("Confirm mandate"),
    N_("Confirm the mandate"),
    ":material/verified:",
    Entity.COVENANT,
    signature.mandate,
)
