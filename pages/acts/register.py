"""Which dialog does which act, for whom, and how it opens."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from data_model.access import Entity, Reach, Verb, Viewer, allows, reach
from data_model.findings import Act, Finding
from data_model.refusal import Forbidden
from pages.acts import action, contact, departure, meeting, signature
from pages.frame.md import md
from pages.frame.submit import SEEN
from pages.frame.visit import Visit
from words.language import N_
from words.refusals import refused


@dataclass(frozen=True)
class Dialog:
    """A form in a dialog. `body` gets the finding it was opened from or None, and a key of its own for each opening."""

    key: str
    label: str
    title: str
    icon: str
    entity: Entity
    body: Callable[[Visit, Finding | None, str], None]

    def allowed(self, viewer: Viewer, finding: Finding | None = None) -> bool:
        """Whether the viewer may do this about a finding, or to anything at all; the act itself judges the record."""
        if finding is None:
            return reach(viewer, self.entity, Verb.EDIT) is not Reach.NONE
        whose = {"organisation_id": finding.organisation_id, "person_id": finding.person_id}
        return allows(viewer, self.entity, Verb.EDIT, **whose)


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

_OPENINGS = "openings"

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
    """Nothing of an earlier opening stays: what was typed about one record is not about the next."""
    opening = st.session_state.get(_OPENINGS, 0) + 1
    st.session_state[_OPENINGS] = opening
    st.session_state.pop(SEEN, None)
    st.dialog(visit.words(dialog.title), width="medium")(_body)(visit, dialog, finding, f"{dialog.key}-{opening}")


def _body(visit: Visit, dialog: Dialog, finding: Finding | None, key: str) -> None:
    """Runs at every click in the dialog, long after the page was drawn: rights and records are read anew."""
    try:
        with visit.again() as now:
            dialog.body(now, finding, key)
    except Forbidden as refusal:
        st.error(md(refused(refusal, visit.words)), icon=":material/error:")


def buttons(visit: Visit, dialogs: tuple[Dialog, ...], key: str) -> None:
    """The acts this viewer can do, as a row of buttons. On another day than today there are none."""
    mine = [dialog for dialog in dialogs if dialog.allowed(visit.viewer)]
    if not visit.live or not mine:
        return
    with st.container(horizontal=True, key=f"acts-{key}"):
        for dialog in mine:
            if st.button(visit.words(dialog.label), key=f"do-{key}-{dialog.key}", icon=dialog.icon):
                open_dialog(visit, dialog)
