"""When a meeting is held or still to come, and which is the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from data_model.days import happened

Held = TypeVar("Held", bound="MeetingDay")


class MeetingState(StrEnum):
    """Where a meeting stands on a day. To log: its day is past and nobody said whether it was held."""

    HELD = "held"
    PLANNED = "planned"
    TO_LOG = "to_log"
    CANCELLED = "cancelled"
    MOVED = "moved"


@dataclass(frozen=True)
class MeetingDay:
    """A meeting with the person who prepares it. `kind` names its series."""

    id: int
    kind: str
    announced_on: date
    planned_on: date
    held_on: date | None = None
    cancelled_on: date | None = None
    moved_on: date | None = None
    organiser_id: int | None = None

    def held(self, day: date) -> bool:
        return happened(self.held_on, day)

    def planned(self, day: date) -> bool:
        gone = self.held(day) or happened(self.cancelled_on, day) or happened(self.moved_on, day)
        return self.announced_on <= day and not gone

    def state(self, day: date) -> MeetingState:
        if self.held(day):
            return MeetingState.HELD
        if happened(self.moved_on, day):
            return MeetingState.MOVED
        if happened(self.cancelled_on, day):
            return MeetingState.CANCELLED
        return MeetingState.PLANNED if self.planned_on >= day else MeetingState.TO_LOG


def last_held(meetings: Iterable[Held], kind: str, day: date, count: int) -> list[Held]:
    """The last so many meetings of a kind, the oldest first; none when there were not so many yet."""
    held = sorted((m for m in meetings if m.kind == kind and m.held(day)), key=lambda m: m.held_on or day)
    return held[-count:] if len(held) >= count else []


def next_meeting(meetings: Iterable[MeetingDay], day: date, kind: str | None = None) -> MeetingDay | None:
    """The first meeting still to come, of one kind or of any."""
    coming = [m for m in meetings if m.planned(day) and m.planned_on >= day and kind in (None, m.kind)]
    return min(coming, key=lambda m: (m.planned_on, m.id), default=None)
