"""What the rhythm question needs to know of a network."""

from dataclasses import dataclass
from datetime import date, timedelta

from data_model.days import add_months, happened
from data_model.findings import Subject


@dataclass(frozen=True)
class AgreedRhythm:
    """An interval of whole weeks or months and the days on which it holds."""

    interval_value: int
    interval_unit: str
    valid_from: date
    valid_to: date | None = None

    def after(self, day: date) -> date:
        if self.interval_unit == "month":
            return add_months(day, self.interval_value)
        return day + timedelta(weeks=self.interval_value)


@dataclass(frozen=True)
class PauseDays:
    """First and last day on which the interval stands still."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class MeetingFact:
    """A meeting with the organisations that were there (or sent a stand-in) and those that were not."""

    id: int
    kind: str
    announced_on: date
    planned_on: date
    held_on: date | None = None
    cancelled_on: date | None = None
    moved_on: date | None = None
    present: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()
    families_answered: bool = False
    report_shared_on: date | None = None

    def held(self, day: date) -> bool:
        return happened(self.held_on, day)

    def planned(self, day: date) -> bool:
        gone = self.held(day) or happened(self.cancelled_on, day) or happened(self.moved_on, day)
        return self.announced_on <= day and not gone


@dataclass(frozen=True)
class WebberSeat:
    """A webber task of an organisation, with its first and last day as a confirmed task."""

    organisation_id: int
    confirmed_on: date
    ended_on: date | None = None


@dataclass(frozen=True)
class RhythmFacts:
    """All that this question needs to know of a network."""

    network: Subject
    trajectory_ended_on: date
    rhythms: tuple[AgreedRhythm, ...] = ()
    pauses: tuple[PauseDays, ...] = ()
    meetings: tuple[MeetingFact, ...] = ()
    webbers: tuple[WebberSeat, ...] = ()
    organisations: tuple[Subject, ...] = ()
    involvement_agreements: tuple[tuple[date, date | None], ...] = ()
