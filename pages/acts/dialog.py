"""What a dialog is: a form for one act, with who may open it."""

from collections.abc import Callable
from dataclasses import dataclass

from data_model.access import Entity, Reach, Verb, Viewer, allows, reach
from data_model.findings import Finding
from pages.frame.visit import Visit


@dataclass(frozen=True)
class Dialog:
    """A form in a dialog. `body` gets the finding it was opened from or None, and a key of its own for each opening."""

    key: str
    label: str
    title: str
    icon: str
    entity: Entity
    body: Callable[[Visit, Finding | None, str], None]
    only_about: str = ""  # the one kind of record this dialog can do something about; empty: any
    suits: Callable[[Viewer, Finding | None], bool] | None = None  # what it asks besides the right

    def allowed(self, viewer: Viewer, finding: Finding | None = None) -> bool:
        """Whether the viewer may do this about a finding, or to anything at all; the act itself judges the record."""
        if self.suits and not self.suits(viewer, finding):
            return False
        if finding is None:
            return reach(viewer, self.entity, Verb.EDIT) is not Reach.NONE
        if self.only_about and finding.about.entity != self.only_about:
            return False
        whose = {"organisation_id": finding.organisation_id, "person_id": finding.person_id}
        return allows(viewer, self.entity, Verb.EDIT, **whose)
