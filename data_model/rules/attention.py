"""What needs attention first: one finding a rule and subject, the telling one kept, the most urgent on top (3.F)."""

from collections.abc import Iterable, Mapping
from datetime import date

from data_model.findings import Finding

# A finding of the first kind makes these kinds about the same subject (or one it covers) superfluous.
HIDES: Mapping[str, frozenset[str]] = {
    "turnover.sole_contact": frozenset(
        {"turnover.becomes_sole_contact", "turnover.one_contact", "turnover.organisation_quiet"}
    ),
    "turnover.becomes_sole_contact": frozenset({"turnover.one_contact"}),
    "turnover.webber_leaves": frozenset({"turnover.webber_without_deputy", "turnover.webber_without_person"}),
    "turnover.webber_leaves_deputy": frozenset({"turnover.webber_without_person"}),
    "turnover.breakpoint_organisation": frozenset({"turnover.breakpoint_organisation_standing"}),
    "turnover.breakpoint_person": frozenset({"turnover.single_carried", "turnover.breakpoint_person_standing"}),
    "turnover.coordinator_leaves": frozenset({"turnover.coordinator_without_deputy"}),
    "rhythm.lapsed": frozenset({"rhythm.overdue", "rhythm.late", "rhythm.not_planned"}),
}


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The findings to show: no doubles, most urgent first, then the day it gets worse, then the name."""
    chosen: dict[tuple[str, str, int], Finding] = {}
    for finding in findings:
        key = (finding.kind, finding.about.entity, finding.about.id)
        if key not in chosen or _order(finding) < _order(chosen[key]):
            chosen[key] = finding
    hidden = {
        (kind, subject.entity, subject.id)
        for finding in chosen.values()
        for kind in HIDES.get(finding.kind, ())
        for subject in {finding.about, *finding.covers}
    }
    return sorted((finding for key, finding in chosen.items() if key not in hidden), key=_order)


def _order(finding: Finding) -> tuple[int, date, str, str, int]:
    about = finding.about
    return -finding.urgency, finding.changes_on or date.max, about.name, finding.kind, about.id
