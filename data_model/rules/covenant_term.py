"""Does the covenant end, and is it evaluated in time? (docs/policy 3.B C3 and C4)"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.days import add_months, days_after, happened
from data_model.findings import Finding, Urgency
from data_model.norms import Norms
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts, EvaluationFact
from data_model.rules.covenant_state import GONE, began, state


class TermState(StrEnum):
    """Where the term of a covenant stands."""

    NOT_IN_FORCE = "not_in_force"
    NO_TERM = "no_term"
    OPEN_ENDED = "open_ended"
    RUNNING = "running"
    RENEWS_SOON = "renews_soon"
    ENDS = "ends"
    ENDS_WITHOUT_FOLLOW_UP = "ends_without_follow_up"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Term:
    """The state with its dates: the last day, and until when a covenant that renews itself can be changed."""

    state: TermState
    last_day: date | None = None
    decide_by: date | None = None
    follow_up: bool = False


def term(facts: CovenantFacts, covenant: CovenantFact, day: date, norms: Norms) -> Term:
    """The first row of table C3 that matches."""
    if not happened(covenant.in_force_on, day):
        return Term(TermState.NOT_IN_FORCE, covenant.end_on)
    last_day = covenant.last_day(day)
    if last_day is None:
        dated = covenant.first_evaluation_on or last_evaluation(covenant, day)
        return Term(TermState.OPEN_ENDED if dated else TermState.NO_TERM)
    if covenant.auto_renew:
        decide_by = days_after(last_day, -covenant.notice_days)
        soon = days_after(decide_by, -norms.covenant_notice_days) <= day <= decide_by
        return Term(TermState.RENEWS_SOON if soon else TermState.RUNNING, last_day, decide_by)
    follow_up = has_follow_up(facts, covenant, day)
    left = (last_day - day).days
    if left < 0:
        found = TermState.EXPIRED
    elif left > norms.covenant_ends_days:
        found = TermState.RUNNING
    elif left > norms.covenant_ends_soon_days or follow_up:
        found = TermState.ENDS
    else:
        found = TermState.ENDS_WITHOUT_FOLLOW_UP
    return Term(found, last_day, follow_up=follow_up)


def has_follow_up(facts: CovenantFacts, covenant: CovenantFact, day: date) -> bool:
    """Whether the parties are rewriting the covenant or preparing the one that replaces it."""
    successors = (state(facts, successor, day) for successor in facts.successors(covenant))
    return any(one.lasts(day) for one in covenant.revisions) or any(one not in GONE for one in successors)


def judge_term(facts: CovenantFacts, covenant: CovenantFact, today: date, norms: Norms) -> Iterator[Finding]:
    now = term(facts, covenant, today, norms)
    if now.state in (TermState.NOT_IN_FORCE, TermState.OPEN_ENDED, TermState.RUNNING):
        return

    def holds(day: date) -> bool:
        return term(facts, covenant, day, norms).state is now.state

    urgency, changes_on = _urgency(now, today, norms)
    yield Finding(
        kind=f"covenant.{now.state}",
        about=covenant.subject,
        urgency=urgency,
        since=began(today, _term_turns(facts, covenant, now, today, norms), holds),
        changes_on=changes_on,
        values={
            "covenant": covenant.title,
            "end_on": now.last_day,
            "decide_by": now.decide_by,
            "left_days": (now.last_day - today).days if now.last_day else None,
            "over_days": (today - now.last_day).days if now.last_day else None,
        },
    )


def _urgency(now: Term, today: date, norms: Norms) -> tuple[Urgency, date | None]:
    """How urgent the state is, and the first day on which it gets worse."""
    last_day = now.last_day or today
    if now.state is TermState.ENDS:
        near = days_after(last_day, -norms.covenant_ends_soon_days)
        return Urgency.ATTENTION, near if near > today else days_after(last_day, 1)
    if now.state is TermState.ENDS_WITHOUT_FOLLOW_UP:
        return Urgency.HIGH, days_after(last_day, 1)
    if now.state is TermState.EXPIRED:
        critical = days_after(last_day, norms.covenant_expired_critical_days + 1)
        return (Urgency.CRITICAL, None) if today >= critical else (Urgency.HIGH, critical)
    return Urgency.ATTENTION, days_after(now.decide_by, 1) if now.decide_by else None


def _term_turns(facts: CovenantFacts, covenant: CovenantFact, now: Term, today: date, norms: Norms) -> Iterator[date]:
    assert covenant.in_force_on
    yield covenant.in_force_on
    yield from (evaluation.held_on for evaluation in covenant.evaluations)
    for revision in covenant.revisions:
        yield from revision.turns()
    for successor in facts.successors(covenant):
        yield from (on for on in (successor.known_from, successor.in_force_on, successor.ended_on) if on)
    if now.decide_by:
        for last_day in covenant.last_days(today):
            decide_by = days_after(last_day, -covenant.notice_days)
            yield from (days_after(decide_by, -norms.covenant_notice_days), days_after(decide_by, 1))
    if covenant.end_on:
        yield days_after(covenant.end_on, 1)
        yield days_after(covenant.end_on, -norms.covenant_ends_days)
        yield days_after(covenant.end_on, -norms.covenant_ends_soon_days)


class EvaluationState(StrEnum):
    """Where the next evaluation stands."""

    NOT_IN_FORCE = "not_in_force"
    PLANNED = "planned"
    SOON = "evaluation_soon"
    DUE = "evaluation_due"
    OVERDUE = "evaluation_overdue"


def last_evaluation(covenant: CovenantFact, day: date) -> EvaluationFact | None:
    """The latest evaluation that counts: held by this day, with an outcome and a next date."""
    counting = [one for one in covenant.evaluations if one.held_on <= day and one.outcome and one.next_on]
    return max(counting, key=lambda one: one.held_on, default=None)


def evaluation_due(covenant: CovenantFact, day: date) -> date | None:
    """The day by which the next evaluation must be held. A date the parties chose wins over the interval."""
    last = last_evaluation(covenant, day)
    if last and last.next_on:
        return last.next_on
    if not happened(covenant.in_force_on, day) or covenant.in_force_on is None:
        return None
    return covenant.first_evaluation_on or add_months(covenant.in_force_on, covenant.evaluation_interval_months)


def evaluation_state(covenant: CovenantFact, day: date, norms: Norms) -> EvaluationState:
    due = evaluation_due(covenant, day)
    if due is None or not happened(covenant.in_force_on, day):
        return EvaluationState.NOT_IN_FORCE
    left = (due - day).days
    if left > norms.evaluation_soon_days:
        return EvaluationState.PLANNED
    if left >= 0:
        return EvaluationState.SOON
    return EvaluationState.DUE if -left <= norms.evaluation_overdue_days else EvaluationState.OVERDUE


def judge_evaluation(covenant: CovenantFact, today: date, norms: Norms) -> Iterator[Finding]:
    now, due = evaluation_state(covenant, today, norms), evaluation_due(covenant, today)
    if now not in (EvaluationState.DUE, EvaluationState.OVERDUE) or due is None or covenant.in_force_on is None:
        return
    turns = {covenant.in_force_on, *(one.held_on for one in covenant.evaluations)}
    dues = {evaluation_due(covenant, turn) for turn in turns}
    turns |= {days_after(one, days) for one in dues if one for days in (1, norms.evaluation_overdue_days + 1)}
    late = now is EvaluationState.OVERDUE
    yield Finding(
        kind=f"covenant.{now}",
        about=covenant.subject,
        urgency=Urgency.HIGH if late else Urgency.ATTENTION,
        since=began(today, turns, lambda day: evaluation_state(covenant, day, norms) is now),
        changes_on=None if late else days_after(due, norms.evaluation_overdue_days + 1),
        values={"covenant": covenant.title, "due_on": due, "late_days": (today - due).days},
    )
