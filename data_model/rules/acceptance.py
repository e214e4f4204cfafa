"""Which findings wait, because somebody knows them and accepts them until a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from data_model.findings import Finding, Waits


@dataclass(frozen=True)
class Accepted:
    """An acceptance that holds on the day in question. `urgency` is that of the finding when it was accepted."""

    id: int
    kind: str
    entity: str
    entity_id: int
    urgency: int
    until_on: date
    note: str


def marked(findings: Iterable[Finding], acceptances: Iterable[Accepted]) -> list[Finding]:
    """The findings in their order; those that wait know until when. One that became more urgent waits no longer."""
    latest = {(one.kind, one.entity, one.entity_id): one for one in acceptances}
    return [_marked(one, latest.get((one.kind, one.about.entity, one.about.id))) for one in findings]


def _marked(finding: Finding, accepted: Accepted | None) -> Finding:
    if accepted is None or finding.urgency > accepted.urgency:
        return finding
    return replace(finding, waits=Waits(accepted.id, accepted.until_on, accepted.note))
