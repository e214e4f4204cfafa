"""The dialogs that keep the map and its links up to date, and which finding opens which."""

from collections.abc import Mapping

from data_model.access import Entity
from pages.acts import end_carrier, link, new_link, new_map
from pages.acts.dialog import Dialog
from words.language import N_

NEW_LINK = Dialog(
    "new_link", N_("Add link"), N_("Draw a link on the map"), ":material/polyline:", Entity.REGISTER, new_link.form
)
LINK = Dialog("link", N_("Adjust link"), N_("Bring a link up to date"), ":material/edit:", Entity.REGISTER, link.form)
END_CARRIER = Dialog(
    "end_carrier",
    N_("Say who stops keeping a link"),
    N_("Who no longer keeps a link"),
    ":material/link_off:",
    Entity.TURNOVER,
    end_carrier.form,
)
NEW_MAP = Dialog(
    "new_map",
    N_("Start a new map"),
    N_("Start a new version of the map"),
    ":material/add_box:",
    Entity.REGISTER,
    new_map.form,
)
MAP_STEP = Dialog(
    "map_step",
    N_("Say how far the map is"),
    N_("How far the map is"),
    ":material/flag_check:",
    Entity.REGISTER,
    new_map.step_form,
)

BY_KIND: Mapping[str, Dialog | None] = {"turnover.not_connected": NEW_LINK}
