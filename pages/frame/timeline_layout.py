"""Where everything on a timeline goes: which days it shows, which line each name gets, and which months are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data_model.days import add_months, days_after
from words.language import Words

STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between the written ones
MOST_TICKS = 8  # more do not fit on a phone
LETTERS = 70  # of a name beside a moment, over the whole width


@dataclass(frozen=True)
class Span:
    """Somebody or something in a row, from the first to the last day. No last day: it goes on."""

    row: str
    name: str
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Moment:
    """Something on one day in a row."""

    row: str
    name: str
    on: date


@dataclass(frozen=True)
class Window:
    """The days that are shown, both included."""

    first: date
    last: date

    @property
    def length(self) -> timedelta:
        return self.last - self.first

    def shows(self, first: date, last: date | None) -> bool:
        return first <= self.last and (last is None or last >= self.first)


def window_of(spans: Sequence[Span], moments: Sequence[Moment], day: date) -> Window:
    """From the first day known to the last, with room around them; what goes on is shown for three months more."""
    days = [day, *(s.begins_on for s in spans), *(s.ends_on for s in spans if s.ends_on), *(m.on for m in moments)]
    first, last = min(days), max(days)
    if any(span.ends_on is None for span in spans):
        last = max(last, add_months(day, 3))
    room = max((last - first).days // 30, 7)
    return Window(days_after(first, -room), days_after(last, room))


def lanes(taken: Sequence[tuple[date, date]]) -> list[int]:
    """For each period the first line on which no earlier one is in its way."""
    free_from: list[date] = []
    placed = []
    for first, last in taken:
        lane = next((n for n, free in enumerate(free_from) if free <= first), len(free_from))
        if lane == len(free_from):
            free_from.append(last)
        free_from[lane] = days_after(last, 1)
        placed.append(lane)
    return placed


def reaches(moment: Moment, window: Window) -> tuple[date, date]:
    """The days a moment needs for its name, which stands at its right, or at its left near the end."""
    needs = window.length * min(len(moment.name) + 3, LETTERS) / LETTERS
    return (moment.on - needs, moment.on) if at_the_end(moment.on, window) else (moment.on, moment.on + needs)


def at_the_end(on: date, window: Window) -> bool:
    return on > window.first + window.length * 0.6


def months(window: Window, words: Words) -> list[tuple[date, str]]:
    """The months to write at the axis, the year with the first and with each January."""
    first = add_months(window.first.replace(day=1), 1)
    count = (window.last.year - first.year) * 12 + window.last.month - first.month
    step = next((step for step in STEPS if count // step < MOST_TICKS), STEPS[-1])
    while (first.month - 1) % min(step, 12):
        first = add_months(first, 1)
    written: list[tuple[date, str]] = []
    while first <= window.last:
        year = first.month == 1 or not written
        written.append((first, f"{words.month(first)}<br>{first.year}" if year else words.month(first)))
        first = add_months(first, step)
    return written
