"""What hangs loose on somebody who goes agrees with the findings about it; each thing ends with what settles it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.loose_ends import LeavingFacts, hanging, loose_ends
from data_model.rules.loose_types import EndKind, EndState, LooseEnd
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import ActionFact, GatheringFact, MandateFact, OwnerFact, PartyFact, TaskFact, TurnoverFacts
from data_model.rules.ties import EventFact, HandoverFact
from tests.rules.turnover_town import (
    CHURCH,
    FOOD_BANK,
    HALL,
    HANDED_OVER,
    LEAVES,
    REPORTED,
    SCHOOL,
    START,
    carried,
    findings,
    leaves,
    town,
    webber,
    works,
)

DAY = timedelta(days=1)


def ends(facts: TurnoverFacts, event_id: int = 21, today: date = REPORTED) -> tuple[LooseEnd, ...]:
    found = loose_ends(LeavingFacts(facts), event_id, Outlook(facts.ties, today))
    assert found is not None
    return found


def of(kind: EndKind, found: tuple[LooseEnd, ...]) -> dict[int, EndState]:
    return {end.about.id: end.state for end in found if end.kind is kind}


def busy(event: EventFact, **other: Any) -> TurnoverFacts:
    """Somebody of the school who is webber, keeps two links, holds an action, signed, and organises a meeting."""
    return town(
        event,
        relations=(carried(1, SCHOOL, CHURCH, (21, 41)), carried(2, HALL, SCHOOL, (11, 21, 22))),
        actions=(ActionFact(7, START, owners=(OwnerFact(21, SCHOOL, START),)),),
        parties=(PartyFact(SCHOOL, "Samen", START, mandates=(MandateFact(21, START),), id=9),),
        meetings=(GatheringFact(5, "webber", START, LEAVES + DAY, organiser_id=21),),
        **other,
    )


def test_everything_that_hangs_on_somebody_is_named_once() -> None:
    found = ends(busy(leaves(21)))
    assert of(EndKind.WEBBER, found) == {102: EndState.OPEN}
    assert of(EndKind.LINK, found) == {1: EndState.OPEN, 2: EndState.DONE}
    assert of(EndKind.ACTION, found) == {7: EndState.OPEN}
    assert of(EndKind.MANDATE, found) == {9: EndState.OPEN}
    assert of(EndKind.MEETING, found) == {5: EndState.OPEN}
    assert of(EndKind.CONTACT, found) == {SCHOOL: EndState.DONE}
    assert len(of(EndKind.HANDOVER, found)) == 6
    assert {end.about.id for end in found if not end.needed} == {2}


def test_a_link_that_others_always_kept_does_not_count() -> None:
    found = {end.about.id: end for end in ends(busy(leaves(21))) if end.kind is EndKind.LINK}
    assert (found[1].needed, found[2].needed) == (True, False)
    assert found[2].people == frozenset({22})


@pytest.mark.parametrize(
    ("today", "state"),
    [(LEAVES - DAY, EndState.ARRANGED), (LEAVES, EndState.OPEN)],
    ids=["the day before", "on the day"],
)
def test_naming_is_enough_until_the_day_itself(today: date, state: EndState) -> None:
    facts = busy(leaves(21, followers=(("webber", 102, 22),)))
    assert of(EndKind.WEBBER, ends(facts, today=today)) == {102: state}
    silent = {f.about.id for f in findings(facts, today) if f.kind.startswith("turnover.webber_leaves")} == set()
    assert silent == (state is EndState.ARRANGED)


def test_who_was_named_and_goes_too_does_not_count() -> None:
    event = leaves(21, followers=(("webber", 102, 22),))
    facts = busy(event)
    facts = replace(facts, ties=replace(facts.ties, events=(event, leaves(22, LEAVES - DAY))))
    assert of(EndKind.WEBBER, ends(facts)) == {102: EndState.OPEN}


def test_a_task_that_is_taken_over_is_fixed() -> None:
    facts = busy(leaves(21))
    new = webber(22, id=200, confirmed_on=LEAVES)
    taken = replace(facts, webbers=(*facts.webbers, new))
    [end] = [end for end in ends(taken, today=LEAVES) if end.kind is EndKind.WEBBER]
    assert (end.state, end.people) == (EndState.DONE, frozenset({22}))


def test_for_who_is_away_a_stand_in_is_enough() -> None:
    away = leaves(21, kind="away", until_on=LEAVES + 30 * DAY)
    assert of(EndKind.WEBBER, ends(busy(away))) == {102: EndState.DONE}


def test_who_is_back_leaves_nothing_loose() -> None:
    away = leaves(21, kind="away", until_on=LEAVES)
    facts = busy(away)
    assert loose_ends(LeavingFacts(facts), 21, Outlook(facts.ties, LEAVES + DAY)) is None


def test_who_puts_the_webber_task_down_keeps_the_rest() -> None:
    found = ends(busy(leaves(21, kind="puts_down_webber")))
    assert {end.kind for end in found} == {EndKind.WEBBER, EndKind.HANDOVER}


def test_the_coordinator_is_followed_by_a_coordinator() -> None:
    roles = (TaskFact(11, START, role="coordinator", id=1), TaskFact(12, START, role="deputy_coordinator", id=2))
    facts = town(leaves(11), roles=roles)
    assert of(EndKind.ROLE, ends(facts, 11)) == {1: EndState.OPEN}
    named = town(leaves(11, followers=(("network_role", 1, 22),)), roles=roles)
    assert of(EndKind.ROLE, ends(named, 11)) == {1: EndState.ARRANGED}
    after = town(leaves(11), roles=(*roles, TaskFact(22, LEAVES, role="coordinator", id=3)))
    assert of(EndKind.ROLE, ends(after, 11)) == {1: EndState.DONE}


def test_a_stand_in_who_goes_is_followed_by_another() -> None:
    facts = town(leaves(22))
    deputy = TaskFact(22, START, id=50)
    own = replace(facts.webbers[1], deputies=(deputy,))
    one = replace(facts, webbers=(own,))
    assert of(EndKind.STAND_IN, ends(one, 22)) == {50: EndState.OPEN}
    other = replace(own, deputies=(deputy, TaskFact(41, START, id=51)))
    assert of(EndKind.STAND_IN, ends(replace(one, webbers=(other,)), 22)) == {50: EndState.DONE}


@pytest.mark.parametrize(
    "handover", [HANDED_OVER, HandoverFact(not_possible_on=REPORTED)], ids=["done", "not possible"]
)
def test_nothing_is_asked_of_a_handover_that_is_settled(handover: HandoverFact) -> None:
    found = ends(busy(leaves(21, handover=handover)))
    assert set(of(EndKind.HANDOVER, found).values()) == {EndState.DONE}


def test_a_completed_handover_does_not_tell_who_keeps_a_link() -> None:
    found = ends(busy(leaves(21, handover=HANDED_OVER)))
    assert of(EndKind.LINK, found)[1] is EndState.OPEN


PEOPLE = st.sampled_from([11, 12, 21, 22, 31, 32, 41, 42])


@st.composite
def networks(draw: st.DrawFn) -> tuple[TurnoverFacts, date]:
    """A town in which some go, some return, and tasks, links and actions lie anywhere."""
    days = st.integers(-40, 40).map(lambda n: LEAVES + n * DAY)
    kinds = st.sampled_from(["leaves", "other_function", "away", "puts_down_webber"])
    events = [
        leaves(person, draw(days), kind=draw(kinds), handover=HandoverFact())
        for person in draw(st.sets(PEOPLE, min_size=1, max_size=3))
    ]
    pairs = [(HALL, SCHOOL), (SCHOOL, CHURCH), (CHURCH, FOOD_BANK), (HALL, FOOD_BANK)]
    relations = tuple(
        carried(n, a, b, draw(st.sets(st.sampled_from([10 * a + 1, 10 * a + 2, 10 * b + 1, 10 * b + 2]), max_size=3)))
        for n, (a, b) in enumerate(pairs, 1)
    )
    facts = town(
        *events,
        relations=relations,
        webbers=tuple(
            webber(person, id=100 + person, confirmed_on=draw(days)) for person in draw(st.sets(PEOPLE, max_size=4))
        ),
        actions=tuple(
            ActionFact(n, START, owners=(OwnerFact(person, person // 10, START),))
            for n, person in enumerate(draw(st.lists(PEOPLE, max_size=4)), 1)
        ),
        parties=tuple(
            PartyFact(house, f"Samen {house}", START, mandates=(MandateFact(person, START),), id=house)
            for house, person in draw(st.dictionaries(st.sampled_from([HALL, SCHOOL]), PEOPLE)).items()
        ),
        meetings=tuple(
            GatheringFact(n, kind, START, draw(days), organiser_id=draw(PEOPLE))
            for n, kind in enumerate(("webber", "network"), 1)
        ),
    )
    if draw(st.booleans()):
        facts = replace(facts, ties=replace(facts.ties, affiliations=(*facts.ties.affiliations, works(21, CHURCH))))
    return facts, draw(days)


@given(networks())
def test_it_agrees_with_the_findings(network: tuple[TurnoverFacts, date]) -> None:
    facts, today = network
    outlook = Outlook(facts.ties, today)
    told = [f for f in findings(facts, today) if f.kind.startswith("turnover.")]

    def about(kind: str, event: EventFact | None = None) -> set[int]:
        mine = (f for f in told if f.kind == f"turnover.{kind}")
        return {f.about.id for f in mine if event is None or (f.person_id, f.organisation_id) == own(event)}

    loose_houses: set[int] = set()
    for event in facts.ties.events:
        found = loose_ends(LeavingFacts(facts), event.id, outlook)
        if found is None:
            assert not any(f.about == ("turnover_event", event.id, f.about.name) for f in told)
            continue
        hangs = {
            kind: {end.about.id for end in found if end.kind is kind and end.state is EndState.OPEN} for kind in EndKind
        }
        assert hangs[EndKind.LINK] == about("single_carried", event)
        assert bool(hangs[EndKind.ACTION]) == (event.id in about("open_actions"))
        assert bool(hangs[EndKind.MANDATE]) == (event.id in about("signatory_leaves"))
        assert hangs[EndKind.MEETING] >= about("organiser_leaves", event)
        unmanned = about("webber_leaves", event)
        stood_in = about("webber_leaves_deputy", event)
        assert hangs[EndKind.WEBBER] == (unmanned if event.kind == "away" else unmanned | stood_in)
        loose_houses |= hangs[EndKind.CONTACT]
        assert set(hanging(found)) == {end for end in found if end.needed and end.state is not EndState.DONE}
    assert loose_houses == about("sole_contact")


def own(event: EventFact) -> tuple[int | None, int]:
    return event.person_id, event.organisation_id
