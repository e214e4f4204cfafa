"""Is the covenant complete, or has the world moved since? (docs/policy 3.B C1; seed 002, item 6)"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from data_model.days import happened
from data_model.findings import Finding, Urgency
from data_model.norms import Norms
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts
from data_model.rules.covenant_ingredients import (
    Ingredient,
    Lack,
    Result,
    Warn,
    ingredient,
    ingredient_turns,
    ingredients,
)
from data_model.rules.covenant_state import GONE, began, state


class Message(StrEnum):
    """What to say of an ingredient: it is there, it never was while in force, or it was until something changed."""

    PRESENT = "present"
    INCOMPLETE = "incomplete"
    UPDATE_NEEDED = "update_needed"


class Part(StrEnum):
    """What a lack is about when there is no name to give."""

    GOAL = "goal"
    SECOND_ORGANISATION = "second_organisation"
    WEBBER = "webber"
    MANAGEMENT_APPROVAL = "management_approval"


PARTS = {
    Lack.NO_GOAL: Part.GOAL,
    Lack.GOAL_REPLACED: Part.GOAL,
    Lack.TOO_FEW_ORGANISATIONS: Part.SECOND_ORGANISATION,
    Lack.NO_WEBBER: Part.WEBBER,
    Lack.APPROVAL_UNKNOWN: Part.MANAGEMENT_APPROVAL,
}
History = tuple[list[date], list[Message]]


def history(which: Ingredient, facts: CovenantFacts, covenant: CovenantFact, today: date, norms: Norms) -> History:
    """What there is to say of one ingredient from each day on which that may have changed."""
    turns = _since_known(covenant, today, ingredient_turns(which, facts, covenant, norms))
    messages: list[Message] = []
    was_present = False
    for day in turns:
        present = ingredient(which, facts, covenant, day, norms).present
        was_present |= present and happened(covenant.in_force_on, day)
        gone = Message.UPDATE_NEEDED if was_present else Message.INCOMPLETE
        messages.append(Message.PRESENT if present else gone)
    return turns, messages


def messages(facts: CovenantFacts, covenant: CovenantFact, day: date, norms: Norms) -> dict[Ingredient, Message]:
    """For each ingredient whether it is there, and if not, which of the two messages is true."""
    return {which: _at(history(which, facts, covenant, day, norms), day) for which in Ingredient}


def _since_known(covenant: CovenantFact, today: date, turns: Iterable[date]) -> list[date]:
    fixed = {covenant.known_from, covenant.in_force_on or covenant.known_from}
    return sorted(turn for turn in {*fixed, *turns} if covenant.known_from <= turn <= today)


def _at(told: History, day: date) -> Message:
    turns, said = told
    index = bisect_right(turns, day)
    return said[index - 1] if index else Message.INCOMPLETE


def judge_complete(facts: CovenantFacts, covenant: CovenantFact, today: date, norms: Norms) -> Iterator[Finding]:
    results = ingredients(facts, covenant, today, norms)
    yield from _missing(results, facts, covenant, today, norms)
    for result in results:
        for warning in result.warnings:
            assert isinstance(warning.code, Warn)
            yield _warning(warning.code, warning.names, result.ingredient, facts, covenant, today, norms)


def _missing(
    results: tuple[Result, ...], facts: CovenantFacts, covenant: CovenantFact, today: date, norms: Norms
) -> Iterator[Finding]:
    if all(result.present for result in results):
        return
    told = {which: history(which, facts, covenant, today, norms) for which in Ingredient}
    turns = {turn for days, _ in told.values() for turn in days}
    for message in (Message.INCOMPLETE, Message.UPDATE_NEEDED):
        lacking = [result for result in results if _at(told[result.ingredient], today) is message]
        if not lacking:
            continue

        def holds(day: date, message: Message = message) -> bool:
            return any(_at(one, day) is message for one in told.values())

        yield Finding(
            kind=f"covenant.{message}",
            about=covenant.subject,
            urgency=Urgency.ATTENTION,
            since=began(today, turns, holds),
            values={
                "covenant": covenant.title,
                "present": sum(result.present for result in results),
                "required": len(results),
                "missing": tuple(result.ingredient for result in lacking),
                "concerns": concerns(lacking),
                "reasons": tuple(reason.code for result in lacking for reason in result.missing),
            },
        )


def concerns(results: Iterable[Result]) -> tuple[str, ...]:
    """The organisations, topics and parts that need work, in the order of the ingredients."""
    found: dict[str, None] = {}
    for result in results:
        for reason in result.missing:
            names = reason.names or (PARTS[Lack(reason.code)],)
            found |= dict.fromkeys(names)
    return tuple(found)


def _warning(
    code: Warn,
    names: tuple[str, ...],
    which: Ingredient,
    facts: CovenantFacts,
    covenant: CovenantFact,
    today: date,
    norms: Norms,
) -> Finding:
    def holds(day: date) -> bool:
        warnings = ingredient(which, facts, covenant, day, norms).warnings
        return any(warning.code is code for warning in warnings)

    turns = _since_known(covenant, today, ingredient_turns(which, facts, covenant, norms))
    return Finding(
        kind=f"covenant.{code}",
        about=covenant.subject,
        urgency=Urgency.ATTENTION,
        since=began(today, turns, holds),
        values={"covenant": covenant.title, "concerns": names},
    )


def judge_none(facts: CovenantFacts, today: date) -> Iterator[Finding]:
    """After session 5 a network has a covenant or a lighter contract: none at all is a finding, not an empty page."""

    def none(day: date) -> bool:
        gone = all(state(facts, covenant, day) in GONE for covenant in facts.covenants)
        return day >= facts.trajectory_ended_on and gone

    if none(today):
        turns = {facts.trajectory_ended_on}
        for covenant in facts.covenants:
            turns |= {on for on in (covenant.known_from, covenant.in_force_on, covenant.ended_on) if on}
        yield Finding(
            kind="covenant.none",
            about=facts.network,
            urgency=Urgency.ATTENTION,
            since=began(today, turns, none),
        )
