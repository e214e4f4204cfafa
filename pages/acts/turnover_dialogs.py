"""The dialogs that repair what a change of people breaks, and which concern opens which."""

from collections.abc import Mapping

from data_model.access import Entity
from data_model.findings import Act
from pages.acts import carrier, change, handover, map_agreed, new_contact, stand_in, webber
from pages.acts.dialog import Dialog
from words.language import N_

HANDOVER = Dialog(
    "handover", N_("Hand over the tasks"), N_("Handover"), ":material/checklist:", Entity.TURNOVER, handover.form
)
CHANGE = Dialog(
    "change",
    N_("Adjust an announcement"),
    N_("Adjust an announced change"),
    ":material/edit_calendar:",
    Entity.TURNOVER,
    change.form,
)
NEW_CONTACT = Dialog(
    "new-contact",
    N_("Add contact person"),
    N_("Add a contact person"),
    ":material/person_add:",
    Entity.CONTACTS,
    new_contact.form,
)
WEBBER = Dialog(
    "webber", N_("Name webber or stand-in"), N_("Webber and stand-in"), ":material/hub:", Entity.TURNOVER, webber.form
)
STAND_IN = Dialog(
    "stand-in",
    N_("Name stand-in"),
    N_("Stand-in for the coordinator"),
    ":material/group_add:",
    Entity.TURNOVER,
    stand_in.form,
)
CARRIER = Dialog(
    "carrier",
    N_("Say who keeps the link"),
    N_("Who keeps this link"),
    ":material/add_link:",
    Entity.TURNOVER,
    carrier.form,
)
MAP = Dialog(
    "map", N_("Agree on the map"), N_("Agree on the network map"), ":material/map:", Entity.REGISTER, map_agreed.form
)

BY_ACT = {Act.HAND_OVER: HANDOVER, Act.NAME_SUCCESSOR: NEW_CONTACT, Act.UPDATE_MAP: CARRIER}

# Where the act alone does not say what helps. None: no form helps, only a conversation and a new map.
BY_KIND: Mapping[str, Dialog | None] = {
    "turnover.webber_leaves": WEBBER,
    "turnover.webber_leaves_deputy": WEBBER,
    "turnover.webber_without_deputy": WEBBER,
    "turnover.webber_without_person": WEBBER,
    "turnover.few_webbers": WEBBER,
    "turnover.coordinator_leaves": STAND_IN,
    "turnover.coordinator_without_deputy": STAND_IN,
    "turnover.single_carried": CARRIER,
    "turnover.map_provisional": MAP,
    "turnover.breakpoint_organisation": None,
    "turnover.breakpoint_organisation_standing": None,
    "turnover.not_connected": None,
}
