"""How links stand: on the boundary days, with who leaves, and next to what the findings say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.breakpoints import lost_relations, single_carriers
from data_model.rules.departures import leavers
from data_model.rules.link_states import LinkStanding, LinkState, link_standings, worst
from data_model.rules.map_facts import CarrierFact, RelationFact
from data_model.rules.outlook import Outlook
from data_model.rules.ties import EventFact
from tests.rules.turnover_town import (
    CHURCH,
    HALL,
    HANDED_OVER,
    LEAVES,
    REPORTED,
    SCHOOL,
    START,
    carried,
    leaves,
    organisation,
    stops,
    ties,
)

DAY = timedelta(days=1)
BROKEN, AT_RISK, SINGLE, UNKNOWN, WORKS = LinkState
SAFE = carried(1, HALL, SCHOOL, by=(11, 12, 21, 22))
THIN = carried(1, HALL, SCHOOL, by=(11, 12, 21))


def standing(*relations: RelationFact, events: tuple[EventFact, ...] = (), today: date = REPORTED) -> LinkStanding:
    (found, *_) = link_standings(Outlook(ties(*events, relations=relations), today))
    return found


@pytest.mark.parametrize(
    ("by", "state"),
    [
        ((11, 12, 21, 22), WORKS),
        ((11, 12, 21), SINGLE),
        ((11, 21), SINGLE),
        ((11, 12), UNKNOWN),
        ((11,), SINGLE),
        ((), UNKNOWN),
    ],
)
def test_a_link_stands_as_its_weakest_side(by: tuple[int, ...], state: LinkState) -> None:
    assert standing(carried(1, HALL, SCHOOL, by=by)).state is state


@pytest.mark.parametrize(
    ("today", "state"),
    [(REPORTED - DAY, SINGLE), (REPORTED, AT_RISK), (LEAVES - DAY, AT_RISK), (LEAVES, BROKEN), (LEAVES + DAY, BROKEN)],
)
def test_a_link_is_at_risk_from_the_report_until_the_day_it_breaks(today: date, state: LinkState) -> None:
    found = standing(THIN, events=(leaves(21),), today=today)
    assert found.state is state
    assert found.b.breaks_on == (LEAVES if state is AT_RISK else None)
    assert found.a.state is WORKS


@pytest.mark.parametrize("today", [REPORTED, LEAVES - DAY, LEAVES])
def test_a_link_that_somebody_else_keeps_too_hangs_on_that_one(today: date) -> None:
    assert standing(SAFE, events=(leaves(21),), today=today).state is SINGLE


def test_a_link_of_which_all_keepers_leave_is_at_risk_from_the_last() -> None:
    found = standing(SAFE, events=(leaves(21), leaves(22, on=LEAVES + DAY)), today=REPORTED)
    assert (found.state, found.b.breaks_on) == (AT_RISK, LEAVES + DAY)


def test_a_link_that_was_handed_over_is_not_broken_but_unknown() -> None:
    gone = replace(leaves(21), handover=HANDED_OVER)
    assert standing(THIN, events=(gone,), today=LEAVES).state is UNKNOWN
    assert standing(THIN, events=(gone,), today=REPORTED).state is SINGLE


@pytest.mark.parametrize(("days", "state"), [(-1, AT_RISK), (0, AT_RISK), (1, BROKEN)])
def test_the_last_day_of_who_keeps_a_link_counts(days: int, state: LinkState) -> None:
    last = LEAVES
    ended = RelationFact(
        1,
        1,
        HALL,
        SCHOOL,
        START,
        carriers=(CarrierFact(HALL, 11, START), CarrierFact(HALL, 12, START), CarrierFact(SCHOOL, 21, START, last)),
    )
    assert standing(ended, today=last + days * DAY).state is state


@pytest.mark.parametrize(("end_on", "state"), [(LEAVES, AT_RISK), (LEAVES - DAY, SINGLE)])
def test_what_comes_after_the_agreed_end_of_a_link_does_not_touch_it(end_on: date, state: LinkState) -> None:
    assert standing(replace(THIN, end_on=end_on), events=(leaves(21),)).state is state


def test_links_of_an_organisation_that_stops_are_at_risk_also_when_nobody_is_known() -> None:
    found = standing(carried(1, HALL, CHURCH, by=(11, 12)), events=(stops(CHURCH),))
    assert (found.state, found.b.breaks_on) == (AT_RISK, LEAVES)


def test_links_of_an_organisation_with_a_last_day_in_the_network_are_at_risk() -> None:
    leaving = (organisation(HALL), organisation(SCHOOL, left_on=LEAVES))
    (found,) = link_standings(Outlook(ties(relations=(SAFE,), organisations=leaving), REPORTED))
    assert (found.state, found.b.breaks_on) == (AT_RISK, LEAVES + DAY)


def test_who_is_back_keeps_the_link_again() -> None:
    away = leaves(21, on=REPORTED - DAY, kind="away", until_on=REPORTED)
    assert standing(THIN, events=(away,), today=REPORTED).state is BROKEN
    assert standing(THIN, events=(away,), today=REPORTED + DAY).state is SINGLE


def test_an_ended_link_is_not_listed() -> None:
    ended = replace(SAFE, end_on=REPORTED - DAY)
    assert not list(link_standings(Outlook(ties(relations=(ended,)), REPORTED)))


def test_the_most_pressing_state_comes_first() -> None:
    assert worst([WORKS, UNKNOWN, SINGLE, AT_RISK]) is AT_RISK
    assert worst([WORKS]) is WORKS


PEOPLE = st.sampled_from([11, 12, 21, 22, 31, 32, 41, 42])
DAYS = st.integers(-20, 60).map(lambda n: REPORTED + n * DAY)
PAIRS = st.tuples(st.integers(1, 4), st.integers(1, 4)).filter(lambda pair: pair[0] != pair[1])


@st.composite
def links(draw: st.DrawFn) -> tuple[RelationFact, ...]:
    drawn = []
    for id, (a, b) in enumerate(draw(st.lists(PAIRS, min_size=1, max_size=5)), 1):
        keepers = [p for p in sorted(draw(st.sets(PEOPLE, max_size=6))) if p // 10 in (a, b)]
        ends = [draw(st.none() | DAYS.filter(lambda day: day >= START)) for _ in keepers]
        held = tuple(CarrierFact(p // 10, p, START, end) for p, end in zip(keepers, ends, strict=True))
        drawn.append(RelationFact(id, 1, a, b, START, draw(st.none() | DAYS), held))
    return tuple(drawn)


GOING = st.lists(
    st.builds(
        lambda person, on, kind, over: leaves(person, on, kind=kind, **({"handover": HANDED_OVER} if over else {})),
        PEOPLE,
        DAYS,
        st.sampled_from(["leaves", "other_function", "away"]),
        st.booleans(),
    ),
    max_size=4,
    unique_by=lambda event: event.id,
)


@given(links(), GOING, DAYS)
def test_states_agree_with_the_map_and_with_the_findings(
    relations: tuple[RelationFact, ...], events: list[EventFact], today: date
) -> None:
    outlook = Outlook(ties(*events, relations=relations), today)
    states = {found.relation.id: found for found in link_standings(outlook)}
    assert states.keys() == {relation.id for relation in outlook.drawn(today)}
    broken = {id for id, found in states.items() if found.state is BROKEN}
    assert broken == states.keys() - {relation.id for relation in outlook.unbroken(today)}
    for change in leavers(outlook):
        for relation in lost_relations(change):
            assert relation.id not in states or states[relation.id].state in (BROKEN, AT_RISK)
    for finding in single_carriers(outlook):
        own = [
            side
            for found in states.values()
            for side in (found.a, found.b)
            if side.organisation_id == finding.organisation_id
        ]
        assert any(side.state in (SINGLE, AT_RISK) and len(side.carriers) == 1 for side in own)
    for found in states.values():
        for side in (found.a, found.b):
            assert (side.breaks_on is not None) == (side.state is AT_RISK)
            assert side.breaks_on is None or side.breaks_on > today
            assert side.state is not WORKS or len(side.carriers) >= 2
