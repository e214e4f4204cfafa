"""The dialogs about a held meeting and about pauses."""

from data_model.access import Entity
from pages.acts import agreement, meeting_report, pause
from pages.acts.dialog import Dialog
from words.language import N_

PAUSE = Dialog(
    "pause",
    N_("Pauses and holidays"),
    N_("Add or change a pause"),
    ":material/beach_access:",
    Entity.MEETINGS,
    pause.form,
)
CORRECT = Dialog(
    "correct",
    N_("Correct report"),
    N_("Correct the report of a meeting"),
    ":material/edit_note:",
    Entity.MEETINGS,
    meeting_report.form,
)
AGREEMENT = Dialog(
    "agreement",
    N_("Add or change agreement"),
    N_("What a meeting agreed"),
    ":material/handshake:",
    Entity.MEETINGS,
    agreement.form,
)
