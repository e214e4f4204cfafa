"""When is an action due, and how does it stand to that day? (docs/policy 3.C, second table)"""

from datetime import date
from enum import StrEnum

from data_model.days import days_after
from data_model.norms import Norms
from data_model.rules.actions_facts import RUNNING, ActionFact, ActionFacts, state_on
from data_model.rules.meeting_days import next_meeting


class DueState(StrEnum):
    """How an action stands to its effective due date."""

    CLOSED = "closed"
    OVERDUE = "overdue"
    SOON = "soon"
    RUNNING = "running"


def effective_due(action: ActionFact, facts: ActionFacts, day: date) -> date | None:
    """The action's own due date, else the next meeting."""
    if action.due_on:
        return action.due_on
    meeting = next_meeting(facts.meetings, day, action.series)
    return meeting.planned_on if meeting else None


def due_state(action: ActionFact, facts: ActionFacts, day: date, norms: Norms) -> DueState:
    """The first rows of the second table of 3.C."""
    if state_on(action, day) not in RUNNING:
        return DueState.CLOSED
    due = effective_due(action, facts, day)
    if due is None or due > days_after(day, norms.action_soon_days):
        return DueState.RUNNING
    return DueState.OVERDUE if due < day else DueState.SOON
