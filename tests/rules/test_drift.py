"""How a network stands on a day, and what was lost and came between two days, with since when."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.findings import Finding, Subject, Urgency
from data_model.rules.baseline import read_back, written
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts, PartyFact
from data_model.rules.differences import Course, Difference, What
from data_model.rules.drift import Standing, counted, months_until, standing
from data_model.rules.map_facts import CarrierFact, RelationFact
from data_model.rules.tasks import TurnoverFacts
from tests.conftest import EXAMPLES
from tests.rules.turnover_town import (
    CHURCH,
    FOOD_BANK,
    HALL,
    LEAVES,
    REPORTED,
    SCHOOL,
    START,
    carried,
    leaves,
    organisation,
    stops,
    town,
    works,
)

DAY = timedelta(days=1)
LINKS = (carried(1, HALL, SCHOOL, (11, 21)), carried(2, SCHOOL, CHURCH, (22, 41)), carried(3, SCHOOL, HALL))
NETWORK = Subject("network", 1, "Voorbeeldstad")


def covenant(*parties: PartyFact, **other: Any) -> CovenantFacts:
    signed = CovenantFact(id=1, drafted_on=START, in_force_on=START, parties=parties, **other)
    return CovenantFacts(network=NETWORK, trajectory_ended_on=START, covenants=(signed,))


def party(organisation_id: int, **days: date) -> PartyFact:
    values: dict[str, Any] = {"joined_on": START} | days
    return PartyFact(id=organisation_id, organisation_id=organisation_id, **values)


def stood(facts: TurnoverFacts, day: date, covenants: CovenantFacts | None = None) -> Standing:
    return standing(facts, covenants or covenant(), (), day)


def test_a_network_stands_by_its_links_organisations_and_people() -> None:
    now = stood(town(relations=LINKS), REPORTED, covenant(party(SCHOOL, signed_on=START), party(CHURCH)))
    assert now.links == {(HALL, SCHOOL), (SCHOOL, CHURCH)} and now.drawn == 2
    assert now.organisations == {HALL, SCHOOL, FOOD_BANK, CHURCH} and now.reachable == {HALL, SCHOOL, CHURCH}
    assert now.signed == {SCHOOL} and now.webbers == (HALL, SCHOOL, FOOD_BANK)
    assert now.people == {HALL: 2, SCHOOL: 2, FOOD_BANK: 2, CHURCH: 2}


def test_a_link_that_nobody_keeps_is_drawn_but_does_not_work() -> None:
    facts = town(leaves(22), relations=LINKS)
    before, after = stood(facts, LEAVES - DAY), stood(facts, LEAVES)
    assert (len(before.links), before.drawn, after.drawn) == (2, 2, 2) and after.links == {(HALL, SCHOOL)}
    assert CHURCH in before.reachable and CHURCH not in after.reachable


def test_without_a_municipality_the_largest_part_counts() -> None:
    facts = town(relations=(carried(1, FOOD_BANK, CHURCH), carried(2, SCHOOL, CHURCH)))
    others = tuple(organisation(id, "other") for id in range(1, 5))
    alone = replace(facts, ties=replace(facts.ties, organisations=others))
    assert stood(facts, REPORTED).reachable == {HALL}
    assert stood(alone, REPORTED).reachable == {SCHOOL, FOOD_BANK, CHURCH}


def test_an_announcement_is_not_known_before_it_was_made() -> None:
    facts = town(stops(CHURCH, REPORTED - 10 * DAY), relations=LINKS)
    late = replace(facts.ties.events[0], reported_on=REPORTED)
    told_late = replace(facts, ties=replace(facts.ties, events=(late,)))
    assert CHURCH in stood(told_late, REPORTED - DAY).organisations
    assert CHURCH not in stood(told_late, REPORTED).organisations


@pytest.mark.parametrize(
    ("days", "there"),
    [
        ({"signed_on": REPORTED}, True),
        ({"signed_on": REPORTED + DAY}, False),
        ({"subject_to_mandate_on": START}, False),
        ({"signed_on": START, "withdrawn_on": REPORTED}, False),
        ({"signed_on": START, "left_on": REPORTED - DAY}, False),
        ({"signed_on": START, "left_on": REPORTED}, True),
    ],
)
def test_only_a_signature_without_reservation_counts(days: dict[str, date], there: bool) -> None:
    assert (SCHOOL in stood(town(), REPORTED, covenant(party(SCHOOL, **days))).signed) is there


def test_a_covenant_that_ended_has_no_parties() -> None:
    assert not stood(town(), REPORTED, covenant(party(SCHOOL, signed_on=START), ended_on=REPORTED)).signed


@pytest.mark.parametrize(
    ("first", "last", "most", "days"),
    [
        (date(2026, 1, 31), date(2026, 1, 31), 36, ["2026-01-31"]),
        (date(2026, 1, 31), date(2026, 1, 30), 36, []),
        (date(2026, 1, 31), date(2026, 3, 31), 36, ["2026-01-31", "2026-02-28", "2026-03-31"]),
        (date(2026, 1, 31), date(2026, 3, 30), 36, ["2026-01-31", "2026-02-28", "2026-03-30"]),
        (date(2026, 1, 31), date(2026, 4, 1), 2, ["2026-03-31", "2026-04-01"]),
        (date(2020, 1, 1), date(2026, 4, 1), 1, ["2026-04-01"]),
    ],
)
def test_the_months_run_to_the_day_itself(first: date, last: date, most: int, days: list[str]) -> None:
    assert [str(day) for day in months_until(first, last, most)] == days


def test_findings_are_counted_by_question_and_urgency() -> None:
    kinds = (("rhythm.late", 1), ("rhythm.late", 1), ("rhythm.lapsed", 3), ("contacts.stale", 2))
    found = [Finding(kind=kind, about=NETWORK, urgency=Urgency(n), since=START) for kind, n in kinds]
    assert counted(found) == {
        "rhythm": {Urgency.ATTENTION: 2, Urgency.CRITICAL: 1},
        "contacts": {Urgency.HIGH: 1},
    }


def differences(
    facts: TurnoverFacts, first: date, last: date, covenants: CovenantFacts | None = None
) -> list[Difference]:
    known = covenants or covenant()
    course, then, now = Course(facts, known), stood(facts, first, known), stood(facts, last, known)
    return course.lost(then, now) + course.came(then, now)


def test_what_was_lost_is_told_with_its_first_day() -> None:
    facts = town(leaves(22), relations=LINKS)
    assert differences(facts, REPORTED, LEAVES - DAY) == []
    assert differences(facts, REPORTED, LEAVES + 90 * DAY) == [Difference(What.LINK, (SCHOOL, CHURCH), LEAVES)]
    known = covenant(party(SCHOOL, signed_on=START, withdrawn_on=LEAVES), party(CHURCH, signed_on=LEAVES + DAY))
    assert differences(town(), REPORTED, LEAVES + 90 * DAY, known) == [
        Difference(What.PARTY, (SCHOOL,), LEAVES),
        Difference(What.PARTY, (CHURCH,), LEAVES + DAY),
    ]


def test_what_was_away_and_is_back_is_not_lost_and_what_goes_again_counts_from_the_last_time() -> None:
    back = town(leaves(22, kind="away", until_on=LEAVES + 9 * DAY), relations=LINKS)
    assert differences(back, REPORTED, LEAVES + 10 * DAY) == []
    again = leaves(22, LEAVES + 30 * DAY, id=7)
    twice = replace(back, ties=replace(back.ties, events=(*back.ties.events, again)))
    (lost,) = differences(twice, REPORTED, LEAVES + 60 * DAY)
    assert lost.since == LEAVES + 30 * DAY


SPAN = st.dates(date(2026, 1, 2), date(2027, 6, 1))
PEOPLE = st.sampled_from([11, 21, 22, 41])


def relations(draw: st.DrawFn) -> Iterable[RelationFact]:
    for n in range(draw(st.integers(1, 4))):
        a, b = draw(st.permutations([HALL, SCHOOL, CHURCH]))[:2]
        carriers = tuple(
            CarrierFact(person // 10, person, start, end)
            for person, start, end in draw(st.lists(st.tuples(PEOPLE, SPAN, st.none() | SPAN), max_size=3))
        )
        yield RelationFact(n, 1, a, b, draw(SPAN), draw(st.none() | SPAN), carriers)


@st.composite
def courses(draw: st.DrawFn) -> tuple[TurnoverFacts, CovenantFacts]:
    events = [
        leaves(person, on, id=n, reported_on=draw(SPAN), kind=kind, until_on=until, withdrawn_on=gone)
        for n, (person, on, kind, until, gone) in enumerate(
            draw(
                st.lists(
                    st.tuples(PEOPLE, SPAN, st.sampled_from(["leaves", "away"]), st.none() | SPAN, st.none() | SPAN),
                    max_size=3,
                )
            )
        )
    ]
    staff = (works(11), works(21), works(22, start=draw(SPAN)), works(41, end=draw(st.none() | SPAN)))
    members = (
        organisation(HALL),
        organisation(SCHOOL, left_on=draw(st.none() | SPAN)),
        organisation(CHURCH, joined_on=draw(SPAN), paused_on=draw(st.none() | SPAN), resumed_on=draw(st.none() | SPAN)),
    )
    facts = town(
        *events, affiliations=staff, organisations=members, relations=tuple(relations(draw)), webbers=(), roles=()
    )
    parties = (
        party(SCHOOL, signed_on=draw(SPAN), withdrawn_on=draw(SPAN)),
        party(HALL, joined_on=draw(SPAN), signed_on=draw(SPAN)),
    )
    return facts, covenant(*parties)


@settings(max_examples=EXAMPLES // 4)
@given(courses(), SPAN, st.integers(0, 300))
def test_since_when_equals_looking_at_every_day(
    course: tuple[TurnoverFacts, CovenantFacts], first: date, length: int
) -> None:
    facts, covenants = course
    last = first + length * DAY
    then, now = stood(facts, first, covenants), stood(facts, last, covenants)
    found = Course(facts, covenants)
    for there, told in ((False, found.lost(then, now)), (True, found.came(then, now))):
        one, other = (now, then) if there else (then, now)
        about = {what: {d.organisations for d in told if d.what is what} for what in What}
        assert about[What.LINK] == one.links - other.links
        assert about[What.ORGANISATION] == {(id,) for id in one.organisations - other.organisations}
        assert about[What.PARTY] == {(id,) for id in one.signed - other.signed}
        for difference in told:
            run = last
            while run > first and held(stood(facts, run - DAY, covenants), difference) is there:
                run -= DAY
            assert difference.since == run


def held(stood: Standing, difference: Difference) -> bool:
    match difference.what:
        case What.LINK:
            return difference.organisations in stood.links
        case What.ORGANISATION:
            return difference.organisations[0] in stood.organisations
        case _:
            return difference.organisations[0] in stood.signed


NUMBERS = st.frozensets(st.integers(1, 99))


@given(
    st.builds(
        Standing,
        stood_on=SPAN,
        links=st.frozensets(st.tuples(st.integers(1, 9), st.integers(1, 9))),
        drawn=st.integers(0, 99),
        organisations=NUMBERS,
        reachable=NUMBERS,
        signed=NUMBERS,
        webbers=st.lists(st.integers(1, 99)).map(lambda ids: tuple(sorted(ids))),
        people=st.dictionaries(st.integers(1, 99), st.integers(0, 9)),
        findings=st.dictionaries(
            st.sampled_from(["rhythm", "actions"]), st.dictionaries(st.sampled_from(Urgency), st.integers(1, 9))
        ),
    )
)
def test_what_is_written_down_reads_back_and_names_nobody(stood: Standing) -> None:
    text = written(stood)
    assert read_back(text, stood.stood_on) == stood
    assert set(json.loads(text)) == {*Standing.__dataclass_fields__} - {"stood_on"}
