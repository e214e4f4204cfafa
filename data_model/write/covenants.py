"""Acts on a covenant as a whole: evaluate it, and stand behind its goal again."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day, happened
from data_model.refusal import Refusal
from data_model.tables.covenant import Covenant, Evaluation
from data_model.tables.network import GoalConfirmation, SharedGoal
from data_model.text import free_text
from data_model.write.journal import act, note
from data_model.write.records import find, make

OUTCOMES = ("continue", "adapt_with_annex", "end")


@act
def evaluate_covenant(
    session: Session,
    *,
    covenant_id: int,
    held_on: date,
    outcome: str,
    next_on: date | None,
    summary: str | None = None,
    by: Viewer,
    at: datetime,
) -> Evaluation:
    """Record an evaluation with its outcome and the day of the next one: without these it would not count.

    Refuses a day in the future or before the covenant was drafted, a next day that is not later, an outcome
    that is not in OUTCOMES, a second evaluation on one day, and a covenant that ended.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    covenant = open_covenant(session, covenant_id, by, at)
    within(held_on, "evaluated_on", earliest=covenant.drafted_on, at=at)
    if outcome not in OUTCOMES:
        raise Refusal("not_a_choice", "outcome")
    if next_on is None:
        raise Refusal("required", "next_evaluation_on")
    if next_on <= held_on:
        raise Refusal("next_evaluation_not_later", "next_evaluation_on", held_on=held_on)
    if _evaluated(session, covenant, held_on):
        raise Refusal("evaluated_already", "evaluated_on", held_on=held_on)
    evaluation = make(
        session,
        Evaluation,
        covenant_id=covenant.id,
        held_on=held_on,
        outcome=outcome,
        summary=free_text(summary, "summary"),
        next_on=next_on,
        by=by,
        at=at,
    )
    note(session, "evaluate_covenant", evaluation, ("held_on", "outcome", "next_on", "summary"), by=by, at=at)
    return evaluation


def _evaluated(session: Session, covenant: Covenant, on: date) -> bool:
    same_day = select(Evaluation.id).where(
        Evaluation.network_id == covenant.network_id,
        Evaluation.covenant_id == covenant.id,
        Evaluation.held_on == on,
        Evaluation.outcome.is_not(None),
        Evaluation.next_on.is_not(None),
    )
    return session.scalar(same_day) is not None


@act
def confirm_goal(session: Session, *, goal_id: int, confirmed_on: date, by: Viewer, at: datetime) -> GoalConfirmation:
    """Record that the network stands behind its goal again.

    Refuses a goal that was replaced, and a day in the future or before the goal was agreed.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    goal = find(session, SharedGoal, goal_id, by)
    if happened(goal.replaced_on, dutch_day(at)):
        raise Refusal("goal_replaced")
    within(confirmed_on, "confirmed_on", earliest=goal.agreed_on, at=at)
    confirmation = make(session, GoalConfirmation, goal_id=goal.id, confirmed_on=confirmed_on, by=by, at=at)
    note(session, "confirm_goal", confirmation, ("confirmed_on",), by=by, at=at)
    return confirmation


def open_covenant(session: Session, covenant_id: int, by: Viewer, at: datetime) -> Covenant:
    """The covenant, unless it has ended."""
    covenant = find(session, Covenant, covenant_id, by)
    if happened(covenant.ended_on, dutch_day(at)):
        raise Refusal("covenant_closed")
    return covenant


def within(on: date, field: str, *, earliest: date, at: datetime) -> None:
    """Refuse a day before the earliest possible one or after today."""
    today = dutch_day(at)
    if on > today:
        raise Refusal("in_future", field, latest=today)
    if on < earliest:
        raise Refusal("too_early", field, earliest=earliest)
