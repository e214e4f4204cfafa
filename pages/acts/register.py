"""Which dialog does which act, for whom, and how it opens."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.findings import Act, Finding
from pages.acts import action, contact, departure, meeting, signature
from pages.frame.visit import Visit
from words.language import N_


@dataclass(frozen=True)
class Dialog:
    """A form in a dialog. `body` gets the finding it was opened from, or None."""

    key: str
    label: str
    title: str
    icon: str
    entity: Entity
    body: Callable[[Visit, Finding | None], None]

    def allowed(self, viewer: Viewer) -> bool:
        """Whether the viewer may do this to anything at all; the act itself judges the record."""
        return reach(viewer, self.entity, Verb.EDIT) is not Reach.NONE


MEETING = Dialog(
    "meeting", N_("Log meeting"), N_("Log a meeting"), ":material/event_available:", Entity.MEETINGS, meeting.form
)
ACTION = Dialog(
    "action", N_("Update action"), N_("Update an action"), ":material/task_alt:", Entity.ACTIONS, action.form
)
CONTACT = Dialog(
    "contact",
    N_("Check contact data"),
    N_("Confirm or correct contact data"),
    ":material/contact_phone:",
    Entity.CONTACTS,
    contact.form,
)
SIGNATURE = Dialog(
    "signature", N_("Record signature"), N_("Record a signature"), ":material/draw:", Entity.COVENANT, signature.form
)
DEPARTURE = Dialog(
    "departure",
    N_("Announce departure"),
    N_("Announce a departure"),
    ":material/logout:",
    Entity.TURNOVER,
    departure.form,
)

DAILY = (MEETING, ACTION, CONTACT, SIGNATURE, DEPARTURE)

DIALOGS = {
    Act.RECORD_MEETING: MEETING,
    Act.UPDATE_ACTION: ACTION,
    Act.CONFIRM_CONTACT: CONTACT,
    Act.RECORD_SIGNATURE: SIGNATURE,
    Act.CONFIRM_MANDATE: SIGNATURE,
    Act.ANNOUNCE_DEPARTURE: DEPARTURE,
}


def open_dialog(visit: Visit, dialog: Dialog, finding: Finding | None = None) -> None:
    st.dialog(visit.words(dialog.title), width="medium")(dialog.body)(visit, finding)


def buttons(visit: Visit, dialogs: tuple[Dialog, ...], key: str) -> None:
    """The acts this viewer can do, as a row of buttons. On another day than today there are none."""
    mine = [dialog for dialog in dialogs if dialog.allowed(visit.viewer)]
    if not visit.live or not mine:
        return
    with st.container(horizontal=True, key=f"acts-{key}"):
        for dialog in mine:
            if st.button(visit.words(dialog.label), key=f"do-{key}-{dialog.key}", icon=dialog.icon):
                open_dialog(visit, dialog)
