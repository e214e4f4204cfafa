"""The dialogs about people: new ones, their name and function, where they work, and their tasks for the network."""

from dataclasses import replace

from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.findings import Concern
from pages.acts import network_task, person, transfer, workplace
from pages.acts.dialog import Dialog
from pages.acts.turnover_dialogs import NEW_CONTACT
from pages.acts.webber_dialogs import PROPOSE
from words.language import N_


def for_an_organisation(viewer: Viewer, _: Concern | None) -> bool:
    """Who works where, the organisation says: nobody writes that down about themselves."""
    return reach(viewer, Entity.CONTACTS, Verb.EDIT) >= Reach.ORGANISATION


def for_every_organisation(viewer: Viewer, _: Concern | None) -> bool:
    return reach(viewer, Entity.CONTACTS, Verb.EDIT) is Reach.NETWORK


NEW_PERSON = replace(NEW_CONTACT, suits=for_an_organisation)
PERSON = Dialog(
    "person",
    N_("Change name or function"),
    N_("Change a name or a function"),
    ":material/edit:",
    Entity.CONTACTS,
    person.form,
)
WORKPLACE = Dialog(
    "workplace",
    N_("Add another organisation"),
    N_("Somebody works for another organisation too"),
    ":material/domain_add:",
    Entity.CONTACTS,
    workplace.add,
    suits=for_every_organisation,
)
END_WORK = Dialog(
    "endwork",
    N_("End work at an organisation"),
    N_("Somebody's last day at an organisation"),
    ":material/event_busy:",
    Entity.CONTACTS,
    workplace.end,
    suits=for_an_organisation,
)
TRANSFER = Dialog(
    "transfer",
    N_("Hand actions over"),
    N_("Hand somebody's actions over"),
    ":material/move_item:",
    Entity.ACTIONS,
    transfer.form,
)
AS_WEBBER = replace(PROPOSE, label=N_("Propose as webber"))
NETWORK_TASK = Dialog(
    "networktask",
    N_("Give a task in the network"),
    N_("A task in the network"),
    ":material/assignment_ind:",
    Entity.REGISTER,
    network_task.start,
)
END_TASK = Dialog(
    "endtask",
    N_("End a task in the network"),
    N_("The last day of a task in the network"),
    ":material/assignment_turned_in:",
    Entity.REGISTER,
    network_task.end,
)

ALL = (NEW_PERSON, PERSON, WORKPLACE, END_WORK, TRANSFER, NETWORK_TASK, END_TASK)
