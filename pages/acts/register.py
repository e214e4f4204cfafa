"""Which dialog does which act, for whom, and how it opens."""

from collections.abc import Iterator

from data_model.access import Entity
from data_model.findings import Act, Concern, Finding
from data_model.questions import KINDS
from pages.acts import (
    action,
    contact,
    covenant_dialogs,
    departure,
    meeting,
    new_action,
    opening,
    organisation_dialogs,
    planning,
    relation_dialogs,
    rhythm,
    round_dialogs,
    sharing,
    signature,
    turnover_dialogs,
)
from pages.acts.dialog import Dialog as Dialog
from pages.frame import html, opened
from pages.frame.html import Html
from pages.frame.visit import Visit
from words.language import N_

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

BY_KIND = {
    **organisation_dialogs.BY_KIND,
    **turnover_dialogs.BY_KIND,
    **relation_dialogs.BY_KIND,
    **covenant_dialogs.BY_KIND,
    **round_dialogs.BY_KIND,
}


def dialog_for(finding: Finding) -> Dialog | None:
    return dialog_of(finding.kind)


def dialog_of(kind: str) -> Dialog | None:
    """What helps with findings of a kind: the dialog of that kind, else the one of its act."""
    return BY_KIND[kind] if kind in BY_KIND else DIALOGS.get(KINDS[kind].act)


def buttons(visit: Visit, dialogs: tuple[Dialog, ...], key: str, about: Concern | None = None) -> None:
    """The acts this viewer can do, to `about` or in general, as a row of buttons. On another day than today: none."""
    if drawn := row(visit, dialogs, key, about):
        html.show(drawn)
        forms(visit, dialogs, key, about)


def row(visit: Visit, dialogs: tuple[Dialog, ...], key: str, about: Concern | None = None) -> Html:
    """Those buttons alone, to stand in a text; `forms` is what they open."""
    openers = (opening.opener(visit.words, dialog, name) for name, dialog in _mine(visit, dialogs, key, about))
    return html.row(*openers)


def forms(visit: Visit, dialogs: tuple[Dialog, ...], key: str, about: Concern | None = None) -> None:
    if opened.name():
        for name, dialog in _mine(visit, dialogs, key, about):
            opening.show(visit, dialog, about, name)


def _mine(visit: Visit, dialogs: tuple[Dialog, ...], key: str, about: Concern | None) -> Iterator[tuple[str, Dialog]]:
    for dialog in dialogs:
        if visit.live and dialog.allowed(visit.viewer, about):
            yield f"do-{key}-{dialog.key}", dialog
