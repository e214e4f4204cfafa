"""Is an update on an action asked, given, late or missed, meeting after meeting? (docs/policy 3.C, first table)"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.days import days_after
from data_model.norms import Norms
from data_model.rules.actions_facts import RUNNING, ActionFact, ActionFacts, state_on
from data_model.rules.meeting_days import MeetingDay, next_meeting


class UpdateState(StrEnum):
    """The rows of the first table of 3.C. MISSED is history: it only comes out of `history`."""

    CLOSED = "closed"
    WAITS_FOR_DATE = "waits_for_date"
    NOT_NEEDED_YET = "not_needed_yet"
    GIVEN = "given"
    ASKED = "asked"
    LATE = "late"
    MISSED = "missed"


@dataclass(frozen=True)
class Round:
    """The updates for one meeting: asked from `window_open`, in time up to and including `deadline`."""

    meeting: MeetingDay
    window_open: date
    deadline: date
    previous_on: date | None = None

    def reference(self, action: ActionFact) -> date:
        """Updates count from the day after this one."""
        return max(self.previous_on or action.created_on, action.created_on)


def deadline(meeting_on: date, norms: Norms) -> date:
    """The last day on which an update for a meeting on this day is in time."""
    return days_after(meeting_on, -norms.update_before_meeting_days)


def window_open(meeting_on: date, norms: Norms) -> date:
    """The first day on which an update for a meeting on this day is asked."""
    return days_after(deadline(meeting_on, norms), -norms.update_window_days)


def next_round(facts: ActionFacts, series: str, day: date, norms: Norms) -> Round | None:
    """The updates for the next meeting of a series; empty when there is no date for it."""
    meeting = next_meeting(facts.meetings, day, series)
    if meeting is None:
        return None
    earlier = [on for on, _ in facts.held_by_series.get(series, ()) if on <= day and on < meeting.planned_on]
    previous_on = max(earlier, default=None)
    return _round(meeting, previous_on, norms)


def _round(meeting: MeetingDay, previous_on: date | None, norms: Norms) -> Round:
    return Round(meeting, window_open(meeting.planned_on, norms), deadline(meeting.planned_on, norms), previous_on)


def update_state(action: ActionFact, facts: ActionFacts, day: date, norms: Norms) -> UpdateState:
    """The first row of the first table of 3.C that matches. Without a next meeting nobody is late."""
    return update_state_in(action, next_round(facts, action.series, day, norms), day)


def update_state_in(action: ActionFact, coming: Round | None, day: date) -> UpdateState:
    if state_on(action, day) not in RUNNING:
        return UpdateState.CLOSED
    if coming is None:
        return UpdateState.WAITS_FOR_DATE
    if action.created_on > coming.window_open:
        return UpdateState.NOT_NEEDED_YET
    if _first_update(action, coming.reference(action), day):
        return UpdateState.GIVEN
    if day < coming.window_open:
        return UpdateState.NOT_NEEDED_YET
    return UpdateState.ASKED if day <= coming.deadline else UpdateState.LATE


def _first_update(action: ActionFact, after: date, until: date) -> date | None:
    """The day of the first update that counts in (after, until]."""
    return min((u.updated_on for u in action.updates if u.counts and after < u.updated_on <= until), default=None)


def history(action: ActionFact, facts: ActionFacts, day: date, norms: Norms) -> list[tuple[Round, UpdateState]]:
    """The meetings already held for which an update was needed: GIVEN in time, LATE (in it counts) or MISSED."""
    told = []
    previous_on: date | None = None
    for held_on, meeting in facts.held_by_series.get(action.series, ()):
        if held_on > day:
            break
        if action.created_on <= window_open(meeting.planned_on, norms):
            past = _round(meeting, previous_on, norms)
            given_on = _first_update(action, past.reference(action), held_on)
            if given_on:
                told.append((past, UpdateState.GIVEN if given_on <= past.deadline else UpdateState.LATE))
            elif state_on(action, past.deadline) in RUNNING:
                told.append((past, UpdateState.MISSED))
        previous_on = held_on
    return told


def stalled_since(action: ActionFact, facts: ActionFacts, day: date, norms: Norms) -> date | None:
    """The day of the last of so many meetings held in a row without an update; empty when it moves."""
    last = history(action, facts, day, norms)[-norms.action_stalled_meetings :]
    if len(last) < norms.action_stalled_meetings or any(state is not UpdateState.MISSED for _, state in last):
        return None
    held_on = last[-1][0].meeting.held_on
    return None if held_on is None or _first_update(action, held_on, day) else held_on
