"""Where a covenant stands on a day, and since when something about it is so."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from data_model.days import happened
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts


class State(StrEnum):
    """Where a covenant stands on a day."""

    UNKNOWN = "unknown"
    DRAFT = "draft"
    OPEN_FOR_SIGNATURE = "open_for_signature"
    IN_FORCE = "in_force"
    IN_REVISION = "in_revision"
    EXPIRED = "expired"
    REPLACED = "replaced"
    ENDED = "ended"


GONE = (State.UNKNOWN, State.REPLACED, State.ENDED)


def state(facts: CovenantFacts, covenant: CovenantFact, day: date) -> State:
    """Follows from the dates. `EXPIRED` is never somebody's choice; `REPLACED` means that a successor is in force."""
    if day < covenant.known_from:
        return State.UNKNOWN
    if happened(covenant.ended_on, day):
        return State.ENDED
    if any(happened(successor.in_force_on, day) for successor in facts.successors(covenant)):
        return State.REPLACED
    if not happened(covenant.in_force_on, day):
        return State.OPEN_FOR_SIGNATURE if happened(covenant.opened_on, day) else State.DRAFT
    last = covenant.last_day(day)
    if last is not None and day > last:
        return State.EXPIRED
    return State.IN_REVISION if any(one.lasts(day) for one in covenant.revisions) else State.IN_FORCE


def began(today: date, turns: Iterable[date], holds: Callable[[date], bool]) -> date:
    """The first day of the unbroken run up to today on which `holds` is true.

    `turns` names every day on which it may have changed.
    """
    first = today
    for turn in sorted({turn for turn in turns if turn <= today}, reverse=True):
        if not holds(turn):
            break
        first = turn
    return first
