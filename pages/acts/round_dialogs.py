"""The dialogs of a confirmation round and of a report that contact data are wrong, and which finding opens which."""

from dataclasses import dataclass

from data_model.access import Entity, Reach, Verb, Viewer, allows, reach
from data_model.findings import Concern
from pages.acts import report_wrong, round
from pages.acts.dialog import Dialog
from words.language import N_


@dataclass(frozen=True)
class Report(Dialog):
    """Asks the right to see: whoever may correct the data themselves has a better form."""

    def allowed(self, viewer: Viewer, concern: Concern | None = None) -> bool:
        whose = {"organisation_id": concern.organisation_id, "person_id": concern.person_id} if concern else {}
        if reach(viewer, self.entity, Verb.EDIT) is not Reach.OWN:
            return False
        if concern is None:
            return reach(viewer, self.entity, Verb.SEE) is not Reach.NONE
        others = concern.person_id is not None and concern.person_id != viewer.person_id
        return others and allows(viewer, self.entity, Verb.SEE, **whose)


def over_all(viewer: Viewer, concern: Concern | None) -> bool:
    return reach(viewer, Entity.CONTACTS, Verb.EDIT) is Reach.NETWORK


ROUND = Dialog(
    "round",
    N_("Confirmation round"),
    N_("Start or close a confirmation round"),
    ":material/campaign:",
    Entity.CONTACTS,
    round.form,
    suits=over_all,
)
WRONG = Report(
    "wrong",
    N_("Report wrong data"),
    N_("Report wrong contact data"),
    ":material/report:",
    Entity.CONTACTS,
    report_wrong.form,
)

BY_KIND: dict[str, Dialog | None] = {"contacts.round_due": ROUND}
