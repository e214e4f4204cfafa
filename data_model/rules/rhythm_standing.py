"""Where the webber rhythm stands on a day, and which meetings count for it. (docs/policy 3.A)"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from data_model.days import days_after, lasts
from data_model.norms import Norms
from data_model.rules.rhythm_facts import AgreedRhythm, MeetingFact, PauseDays, RhythmFacts


class State(StrEnum):
    """Where the webber rhythm stands on a day."""

    NO_RHYTHM = "no_rhythm"
    PAUSED = "paused"
    LAPSED = "lapsed"
    OVERDUE = "overdue"
    LATE = "late"
    PLANNED_TOO_LATE = "planned_too_late"
    NOT_PLANNED = "not_planned"
    ON_SCHEDULE = "on_schedule"


@dataclass(frozen=True)
class Standing:
    """The state and the dates it follows from. Dates are empty without a rhythm."""

    state: State
    anchor: date | None = None
    due: date | None = None
    late_after: date | None = None
    lapsed_after: date | None = None
    plan_before: date | None = None
    next_planned: date | None = None
    ever_held: bool = False


def qualifies(meeting: MeetingFact, facts: RhythmFacts, day: date, norms: Norms) -> bool:
    """Whether a webber meeting was held with webbers (or deputies) of enough organisations."""
    if meeting.kind != "webber" or meeting.held_on is None or not meeting.held(day):
        return False
    held_on = meeting.held_on
    seats = {w.organisation_id for w in facts.webbers if lasts(w.confirmed_on, w.ended_on, held_on)}
    return len(seats & meeting.present) >= norms.meeting_min_organisations


def due_after(anchor: date, rhythm: AgreedRhythm, pauses: tuple[PauseDays, ...]) -> date:
    """The last day on time: the interval after the anchor, moved by every pause day in between."""
    undisturbed = due = rhythm.after(anchor)
    while True:
        moved = undisturbed + timedelta(days=pause_days(anchor, due, pauses))
        if moved == due:
            return due
        due = moved


def pause_days(after: date, until: date, pauses: tuple[PauseDays, ...]) -> int:
    """How many days in (after, until] lie in a pause. Overlapping pauses count once."""
    return sum(
        any(pause.starts_on <= day <= pause.ends_on for pause in pauses)
        for day in (days_after(after, n) for n in range(1, (until - after).days + 1))
    )


def current_rhythm(facts: RhythmFacts, day: date) -> AgreedRhythm | None:
    holding = [r for r in facts.rhythms if lasts(r.valid_from, r.valid_to, day)]
    return max(holding, key=lambda r: r.valid_from, default=None)


def grace_days(interval_days: int, norms: Norms) -> int:
    """How many days late a meeting may be before it is overdue."""
    return max(norms.rhythm_grace_min_days, ceil(norms.rhythm_grace_share * interval_days))


def standing(facts: RhythmFacts, today: date, norms: Norms) -> Standing:
    """The state of the webber rhythm today: the first row of table 3.A that matches."""
    webber_meetings = [m for m in facts.meetings if m.kind == "webber"]
    ever_held = any(m.held(today) for m in webber_meetings)
    next_planned = min(
        (m.planned_on for m in webber_meetings if m.planned(today) and m.planned_on >= today), default=None
    )
    rhythm = current_rhythm(facts, today)
    if rhythm is None:
        return Standing(State.NO_RHYTHM, next_planned=next_planned, ever_held=ever_held)

    held = [m.held_on for m in webber_meetings if m.held_on and qualifies(m, facts, today, norms)]
    anchor = max(held, default=rhythm.valid_from)
    due = due_after(anchor, rhythm, facts.pauses)
    interval_days = (rhythm.after(anchor) - anchor).days
    lead = max(norms.rhythm_lead_min_days, ceil(norms.rhythm_lead_share * interval_days))
    late_after, lapsed_after = days_after(due, grace_days(interval_days, norms)), days_after(due, interval_days)

    if today <= due and any(p.starts_on <= today <= p.ends_on for p in facts.pauses):
        state = State.PAUSED
    elif today > lapsed_after:
        state = State.LAPSED
    elif today > late_after:
        state = State.OVERDUE
    elif today > due:
        state = State.LATE
    elif next_planned and next_planned > late_after:
        state = State.PLANNED_TOO_LATE
    elif next_planned is None and (not ever_held or (due - today).days <= lead):
        state = State.NOT_PLANNED
    else:
        state = State.ON_SCHEDULE
    return Standing(state, anchor, due, late_after, lapsed_after, days_after(due, -lead), next_planned, ever_held)


def lookback(facts: RhythmFacts, today: date, norms: Norms) -> tuple[list[date], int | None]:
    """The webber meetings held in the last 365 days, and how many the rhythm asked for (None: no rhythm)."""
    year_ago = days_after(today, -365)
    held = sorted(
        m.held_on for m in facts.meetings if m.held_on and m.held_on > year_ago and qualifies(m, facts, today, norms)
    )
    rhythm = current_rhythm(facts, today)
    if rhythm is None:
        return held, None
    interval_days = (rhythm.after(today) - today).days
    return held, (365 - pause_days(year_ago, today, facts.pauses)) // interval_days
