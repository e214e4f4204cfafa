"""The dialog that moves an organisation on the map."""

from data_model.access import Entity
from pages.acts import move_on_map
from pages.acts.dialog import Dialog
from words.language import N_

MOVE = Dialog(
    "move_on_map",
    N_("Move an organisation"),
    N_("Move an organisation on the map"),
    ":material/open_with:",
    Entity.REGISTER,
    move_on_map.form,
)
