"""Which dialog does which act, for whom, and how it opens."""

import streamlit as st

from data_model.access import Entity
from data_model.findings import Act, Concern, Finding
from data_model.questions import KINDS
from data_model.refusal import Forbidden
from pages.acts import (
    action,
    contact,
    covenant_dialogs,
    departure,
    meeting,
    new_action,
    planning,
    rhythm,
    sharing,
    signature,
    turnover_dialogs,
)
from pages.acts.dialog import Dialog as Dialog
from pages.frame.md import md
from pages.frame.submit import SEEN
from pages.frame.visit import Visit
from words.language import N_
from words.refusals import refused

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
PLANNING = Dialog(
    "planning",
    N_("Plan meeting"),
    N_("Plan, move or cancel a meeting"),
    ":material/calendar_add_on:",
    Entity.MEETINGS,
    planning.form,
)
RHYTHM = Dialog(
    "rhythm", N_("Agree rhythm"), N_("Agree how often you meet"), ":material/update:", Entity.MEETINGS, rhythm.form
)
REPORT = Dialog(
    "report",
    N_("Share report"),
    N_("Share the report of a meeting"),
    ":material/outgoing_mail:",
    Entity.MEETINGS,
    sharing.report,
)
AGREEMENTS = Dialog(
    "agreements",
    N_("Send agreements"),
    N_("Send the agreements of a meeting round"),
    ":material/forward_to_inbox:",
    Entity.ACTIONS,
    sharing.agreements,
)
NEW_ACTION = Dialog(
    "step", N_("Add action"), N_("Add an action"), ":material/add_task:", Entity.ACTIONS, new_action.form
)

_OPENINGS = "openings"

DAILY = (MEETING, ACTION, CONTACT, SIGNATURE, DEPARTURE)

DIALOGS = {
    Act.RECORD_MEETING: MEETING,
    Act.PLAN_MEETING: PLANNING,
    Act.AGREE_RHYTHM: RHYTHM,
    Act.SHARE_REPORT: REPORT,
    Act.SEND_AGREEMENTS: AGREEMENTS,
    Act.ADD_ACTION: NEW_ACTION,
    Act.UPDATE_ACTION: ACTION,
    Act.CONFIRM_CONTACT: CONTACT,
    Act.RECORD_SIGNATURE: SIGNATURE,
    Act.CONFIRM_MANDATE: SIGNATURE,
    Act.ANNOUNCE_DEPARTURE: DEPARTURE,
    **turnover_dialogs.BY_ACT,
    **covenant_dialogs.BY_ACT,
}

BY_KIND = {**turnover_dialogs.BY_KIND, **covenant_dialogs.BY_KIND}


def dialog_for(finding: Finding) -> Dialog | None:
    """What helps with this finding: the dialog of its kind, else the one of its act."""
    return BY_KIND[finding.kind] if finding.kind in BY_KIND else DIALOGS.get(KINDS[finding.kind].act)


def open_dialog(visit: Visit, dialog: Dialog, concern: Concern | None = None) -> None:
    """Nothing of an earlier opening stays: what was typed about one record is not about the next."""
    opening = st.session_state.get(_OPENINGS, 0) + 1
    st.session_state[_OPENINGS] = opening
    st.session_state.pop(SEEN, None)
    st.dialog(visit.words(dialog.title), width="medium")(_body)(visit, dialog, concern, f"{dialog.key}-{opening}")


def _body(visit: Visit, dialog: Dialog, concern: Concern | None, key: str) -> None:
    """Runs at every click in the dialog, long after the page was drawn: rights and records are read anew."""
    try:
        with visit.again() as now:
            dialog.body(now, concern, key)
    except Forbidden as refusal:
        st.error(md(refused(refusal, visit.words)), icon=":material/error:")


def buttons(visit: Visit, dialogs: tuple[Dialog, ...], key: str, about: Concern | None = None) -> None:
    """The acts this viewer can do, to `about` or in general, as a row of buttons. On another day than today: none."""
    mine = [dialog for dialog in dialogs if dialog.allowed(visit.viewer, about)]
    if not visit.live or not mine:
        return
    with st.container(horizontal=True, key=f"acts-{key}"):
        for dialog in mine:
            if st.button(visit.words(dialog.label), key=f"do-{key}-{dialog.key}", icon=dialog.icon):
                open_dialog(visit, dialog, about)
