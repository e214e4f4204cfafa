"""Does the covenant still hold its four minimum ingredients? (docs/policy 3.B C1; seed 002, item 6)"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.days import add_months, days_after, happened
from data_model.norms import Norms
from data_model.rules.covenant_facts import (
    NOT_KEPT,
    CovenantFact,
    CovenantFacts,
    GoalFact,
    WebberFact,
)
from data_model.rules.covenant_organisations import OrganisationFact, Period
from data_model.rules.covenant_signed import signature_state
from data_model.vocabulary import REQUIRED_TOPICS, SignatureState


class Ingredient(StrEnum):
    """What must at least be in a covenant."""

    GOAL = "goal"
    ORGANISATIONS = "organisations"
    WEBBERS = "webbers"
    AGREEMENTS = "agreements"


class Lack(StrEnum):
    """Why an ingredient is not there."""

    NO_GOAL = "no_goal"
    GOAL_REPLACED = "goal_replaced"
    NOT_COMMITTED = "not_committed"
    TOO_FEW_ORGANISATIONS = "too_few_organisations"
    NOT_NAMED = "not_named"
    NO_LONGER_ACTIVE = "no_longer_active"
    NO_WEBBER = "no_webber"
    WEBBER_NOT_CONFIRMED = "webber_not_confirmed"
    WEBBER_WITHOUT_PERSON = "webber_without_person"
    TOPIC_MISSING = "topic_missing"
    APPROVAL_UNKNOWN = "approval_unknown"


class Warn(StrEnum):
    """What deserves a look while the ingredient is there."""

    GOAL_NOT_CONFIRMED = "goal_not_confirmed"
    NO_INFORMAL_ORGANISATION = "no_informal_organisation"
    WEBBER_WITHOUT_DEPUTY = "webber_without_deputy"
    TOPIC_NOT_KEPT = "topic_not_kept"


@dataclass(frozen=True)
class Reason:
    """A code with the organisations or topics it is about."""

    code: Lack | Warn
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """One ingredient on a day."""

    ingredient: Ingredient
    missing: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()

    @property
    def present(self) -> bool:
        return not self.missing


Reasons = Iterator[Reason]
Check = Callable[[CovenantFacts, CovenantFact, date, Norms], Reasons]
Turns = Callable[[CovenantFacts, CovenantFact, Norms], Iterator[date]]


def ingredients(facts: CovenantFacts, covenant: CovenantFact, day: date, norms: Norms) -> tuple[Result, ...]:
    """The four ingredients on a day, each with what it lacks and what deserves a look."""
    return tuple(ingredient(which, facts, covenant, day, norms) for which in Ingredient)


def ingredient(which: Ingredient, facts: CovenantFacts, covenant: CovenantFact, day: date, norms: Norms) -> Result:
    reasons = tuple(CHECKS[which][0](facts, covenant, day, norms))
    return Result(
        which,
        missing=tuple(reason for reason in reasons if isinstance(reason.code, Lack)),
        warnings=tuple(reason for reason in reasons if isinstance(reason.code, Warn)),
    )


def ingredient_turns(which: Ingredient, facts: CovenantFacts, covenant: CovenantFact, norms: Norms) -> Iterator[date]:
    """Every day on which the answer for this ingredient may change."""
    return CHECKS[which][1](facts, covenant, norms)


def _goal(facts: CovenantFacts, covenant: CovenantFact, day: date, norms: Norms) -> Reasons:
    goal = covenant.goal
    if goal is None or not goal.text.strip() or day < goal.agreed_on:
        yield Reason(Lack.NO_GOAL)
    elif happened(goal.replaced_on, day):
        yield Reason(Lack.GOAL_REPLACED)
    elif day > _confirm_by(goal, day, norms):
        yield Reason(Warn.GOAL_NOT_CONFIRMED)
    yield from _named(
        Lack.NOT_COMMITTED,
        *(
            party.name
            for party in covenant.signing(day)
            if signature_state(party, day) in (SignatureState.NOT_ASKED, SignatureState.DECLINED)
        ),
    )


def _confirm_by(goal: GoalFact, day: date, norms: Norms) -> date:
    last = max(on for on in (goal.agreed_on, *goal.confirmed_on) if on <= day)
    return add_months(last, norms.covenant_goal_confirmed_months)


def _organisations(facts: CovenantFacts, covenant: CovenantFact, day: date, norms: Norms) -> Reasons:
    named = {party.organisation_id for party in covenant.parties if party.takes_part(day)}
    if len(named) < 2:
        yield Reason(Lack.TOO_FEW_ORGANISATIONS)
    if named and not any(facts.organisation(id).informal for id in named):
        yield Reason(Warn.NO_INFORMAL_ORGANISATION)
    joined, left = differing(facts, covenant, day)
    yield from _named(Lack.NOT_NAMED, *(one.name for one in joined))
    yield from _named(Lack.NO_LONGER_ACTIVE, *(one.name for one in left))


def differing(
    facts: CovenantFacts, covenant: CovenantFact, day: date
) -> tuple[list[OrganisationFact], list[OrganisationFact]]:
    """Which organisations joined the network but not the covenant, and which left; no annex has explained them yet."""
    named = {party.organisation_id for party in covenant.parties if party.takes_part(day)}
    explained_on = [annex.agreed_on for annex in covenant.annexes if annex.explained and annex.agreed_on <= day]
    annex_on = max(explained_on, default=date.min)
    unexplained = [one for one in facts.organisations if annex_on < _changed_on(covenant, one, day)]
    joined = [one for one in unexplained if one.id not in named and one.active(day)]
    return joined, [one for one in unexplained if one.id in named and not one.member(day)]


def _changed_on(covenant: CovenantFact, organisation: OrganisationFact, day: date) -> date:
    """The last day on which network or list changed for this organisation: an annex explains what went before."""
    changes = [covenant.known_from]
    for membership in organisation.memberships:
        changes += [on for on in (membership.joined_on, membership.left_on, membership.resumed_on) if on]
    for party in covenant.parties:
        if party.organisation_id == organisation.id:
            changes += [on for on in (party.joined_on, party.left_on) if on]
    return max((on for on in changes if on <= day), default=date.min)


def _webbers(facts: CovenantFacts, covenant: CovenantFact, day: date, norms: Norms) -> Reasons:
    listed = [webber for webber in covenant.webbers if webber.listed(day)]
    if not listed:
        yield Reason(Lack.NO_WEBBER)
    unconfirmed = [webber for webber in listed if not webber.confirmed(day)]
    nameless = [webber for webber in listed if webber.confirmed(day) and not has_person(facts, webber, day)]
    alone = [webber for webber in listed if not any(deputy.lasts(day) for deputy in webber.deputies)]
    for code, webbers in (
        (Lack.WEBBER_NOT_CONFIRMED, unconfirmed),
        (Lack.WEBBER_WITHOUT_PERSON, nameless),
        (Warn.WEBBER_WITHOUT_DEPUTY, alone),
    ):
        yield from _named(code, *(facts.organisation(webber.organisation_id).name for webber in webbers))


def has_person(facts: CovenantFacts, webber: WebberFact, day: date) -> bool:
    return webber.person_id is not None and not facts.organisation(webber.organisation_id).lost(webber.person_id, day)


def _agreements(facts: CovenantFacts, covenant: CovenantFact, day: date, norms: Norms) -> Reasons:
    missing, not_kept = [], []
    for topic in REQUIRED_TOPICS:
        standing = [one for one in covenant.agreements if one.topic == topic and one.stands(day)]
        if not standing:
            missing.append(topic)
        elif all(one.applies and one.outcome(day) == NOT_KEPT for one in standing):
            not_kept.append(topic)
    yield from _named(Lack.TOPIC_MISSING, *missing)
    yield from _named(Warn.TOPIC_NOT_KEPT, *not_kept)
    if not covenant.approval_settled:
        yield Reason(Lack.APPROVAL_UNKNOWN)


def _named(code: Lack | Warn, *names: str) -> Reasons:
    if names:
        yield Reason(code, tuple(dict.fromkeys(names)))


def _goal_turns(facts: CovenantFacts, covenant: CovenantFact, norms: Norms) -> Iterator[date]:
    if goal := covenant.goal:
        for on in (goal.agreed_on, *goal.confirmed_on):
            yield from (on, days_after(add_months(on, norms.covenant_goal_confirmed_months), 1))
        if goal.replaced_on:
            yield goal.replaced_on
    for party in covenant.parties:
        yield from party.turns()


def _organisations_turns(facts: CovenantFacts, covenant: CovenantFact, norms: Norms) -> Iterator[date]:
    yield from (annex.agreed_on for annex in covenant.annexes)
    for party in covenant.parties:
        yield from Period(party.joined_on, party.left_on).turns()
    for organisation in facts.organisations:
        for membership in organisation.memberships:
            yield from membership.turns()


def _webbers_turns(facts: CovenantFacts, covenant: CovenantFact, norms: Norms) -> Iterator[date]:
    for webber in covenant.webbers:
        yield from (on for on in (webber.listed_on, webber.unlisted_on, webber.confirmed_on, webber.rejected_on) if on)
        if webber.ended_on:
            yield days_after(webber.ended_on, 1)
        for deputy in webber.deputies:
            yield from deputy.turns()
        for spell in facts.organisation(webber.organisation_id).staff:
            if spell.person_id == webber.person_id:
                yield from spell.turns()


def _agreements_turns(facts: CovenantFacts, covenant: CovenantFact, norms: Norms) -> Iterator[date]:
    for agreement in covenant.agreements:
        yield agreement.agreed_on
        if agreement.dropped_on:
            yield agreement.dropped_on
        yield from (on for on, _ in agreement.reviews)


CHECKS: dict[Ingredient, tuple[Check, Turns]] = {
    Ingredient.GOAL: (_goal, _goal_turns),
    Ingredient.ORGANISATIONS: (_organisations, _organisations_turns),
    Ingredient.WEBBERS: (_webbers, _webbers_turns),
    Ingredient.AGREEMENTS: (_agreements, _agreements_turns),
}
