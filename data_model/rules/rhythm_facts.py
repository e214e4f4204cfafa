"""What the rhythm question needs to know of a network."""

from dataclasses import dataclass
from datetime import date, timedelta

from data_model.days import add_months
from data_model.findings import Subject
from data_model.rules.meeting_days import MeetingDay


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
class MeetingFact(MeetingDay):
    """A meeting with the organisations that were there (or sent a stand-in) and those that were not."""

    present: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()
    families_answered: bool = False
    report_shared_on: date | None = None


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
