"""How long it was between webber meetings, against what was agreed at the time. (docs/policy 3.A)"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from data_model.days import days_after
from data_model.norms import Norms
from data_model.rules.rhythm_facts import RhythmFacts
from data_model.rules.rhythm_standing import current_rhythm, due_after, grace_days, pause_days, qualifies


class Timing(StrEnum):
    """How a meeting came after the one before it."""

    FIRST = "first"
    NOT_AGREED = "not_agreed"
    ON_TIME = "on_time"
    LATE = "late"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Gap:
    """A webber meeting that counts, with the one before it. `due` and `late_after` are empty without a rhythm."""

    on: date
    before: date | None = None
    due: date | None = None
    late_after: date | None = None
    paused_days: int = 0

    @property
    def waited_days(self) -> int | None:
        return (self.on - self.before).days if self.before else None

    @property
    def timing(self) -> Timing:
        if self.before is None:
            return Timing.FIRST
        if self.due is None or self.late_after is None:
            return Timing.NOT_AGREED
        if self.on <= self.due:
            return Timing.ON_TIME
        return Timing.LATE if self.on <= self.late_after else Timing.OVERDUE


def gaps(facts: RhythmFacts, today: date, norms: Norms) -> list[Gap]:
    """The webber meetings that counted in the last 365 days, each with how long it was since the one before."""
    held = sorted({m.held_on for m in facts.meetings if m.held_on and qualifies(m, facts, today, norms)})
    year_ago = days_after(today, -365)
    first = [Gap(held[0])] if held else []
    return [gap for gap in first + [_gap(facts, *pair, norms) for pair in pairwise(held)] if gap.on > year_ago]


def _gap(facts: RhythmFacts, before: date, on: date, norms: Norms) -> Gap:
    """Judged by the rhythm that held on the day of the meeting."""
    paused_days = pause_days(before, on, facts.pauses)
    rhythm = current_rhythm(facts, on)
    if rhythm is None:
        return Gap(on, before, paused_days=paused_days)
    due = due_after(before, rhythm, facts.pauses)
    interval_days = (rhythm.after(before) - before).days
    return Gap(on, before, due, days_after(due, grace_days(interval_days, norms)), paused_days)
