"""What a dialog is: a form for one act, with who may open it."""

from collections.abc import Callable
from dataclasses import dataclass

from data_model.access import Entity, Reach, Verb, Viewer, allows, reach
from data_model.findings import Concern
from pages.frame.visit import Visit


@dataclass(frozen=True)
class Dialog:
    """A form in a dialog. `body` gets the concern it was opened from or None, and a key of its own for each opening."""

    key: str
    label: str
    title: str
    icon: str
    entity: Entity
    body: Callable[[Visit, Concern | None, str], None]
    only_about: str = ""  # the one kind of record this dialog can do something about; empty: any
    suits: Callable[[Viewer, Concern | None], bool] | None = None  # what it asks besides the right

    def allowed(self, viewer: Viewer, concern: Concern | None = None) -> bool:
        """Whether the viewer may do this about a concern, or to anything at all; the act itself judges the record."""
        if self.suits and not self.suits(viewer, concern):
            return False
        if concern is None:
            return reach(viewer, self.entity, Verb.EDIT) is not Reach.NONE
        if self.only_about and concern.about.entity != self.only_about:
            return False
        whose = {"organisation_id": concern.organisation_id, "person_id": concern.person_id}
        return allows(viewer, self.entity, Verb.EDIT, **whose)
