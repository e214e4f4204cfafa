"""What can be done about a finding itself: let it wait, or change the limits by which it was judged."""

from data_model.access import Entity, Viewer
from data_model.findings import Concern, Finding
from data_model.questions import KINDS
from pages.acts import accept
from pages.acts.account_dialogs import LIMIT
from pages.acts.dialog import Dialog
from words.language import N_


def _is_open(_: Viewer, concern: Concern | None) -> bool:
    return isinstance(concern, Finding) and concern.waits is None


def _waits(_: Viewer, concern: Concern | None) -> bool:
    return isinstance(concern, Finding) and concern.waits is not None


ACCEPT = Dialog(
    "accept",
    N_("Accept this until a day"),
    N_("Accept this until a day"),
    ":material/snooze:",
    Entity.OFFICE,
    accept.form,
    suits=_is_open,
)
AGAIN = Dialog(
    "again",
    N_("Ask for attention again"),
    N_("Ask for attention again"),
    ":material/notifications_active:",
    Entity.OFFICE,
    accept.again,
    suits=_waits,
)


def about(finding: Finding) -> tuple[Dialog, ...]:
    """Those that make sense for a finding of this kind."""
    return (ACCEPT, AGAIN, LIMIT) if KINDS[finding.kind].norms else (ACCEPT, AGAIN)
