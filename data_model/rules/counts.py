"""How many findings of each urgency there are, which is the worst, and whether it was better before."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from data_model.findings import Finding, Urgency


class Counts(NamedTuple):
    """Ordered as they weigh: one critical finding is worse than any number of others."""

    critical: int = 0
    high: int = 0
    attention: int = 0

    @property
    def worst(self) -> Urgency | None:
        found = zip((Urgency.CRITICAL, Urgency.HIGH, Urgency.ATTENTION), self, strict=True)
        return next((urgency for urgency, n in found if n), None)


class Trend(StrEnum):
    """How it went since a day before."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def counted(findings: Iterable[Finding]) -> Counts:
    """Of all that asks somebody to look. What is accepted for a time does not."""
    urgencies = [finding.urgency for finding in findings if not finding.waits]
    return Counts(urgencies.count(Urgency.CRITICAL), urgencies.count(Urgency.HIGH), urgencies.count(Urgency.ATTENTION))


def added(many: Iterable[Counts]) -> Counts:
    rows = tuple(many)
    return Counts(sum(r.critical for r in rows), sum(r.high for r in rows), sum(r.attention for r in rows))


def trend(now: Counts, before: Counts) -> Trend:
    if now == before:
        return Trend.SAME
    return Trend.WORSE if now > before else Trend.BETTER
