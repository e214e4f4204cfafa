"""Where the map depends on one organisation, person or link (docs/policy 3.E: T5, V4, V5)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Urgency
from data_model.rules.map_facts import CarrierFact, MapFact, RelationFact
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts
from data_model.rules.ties import HandoverFact
from tests.rules.turnover_town import (
    AGREED,
    CHURCH,
    EVERYONE,
    FOOD_BANK,
    HALL,
    HANDED_OVER,
    LEAVES,
    REPORTED,
    SCHOOL,
    START,
    carried,
    findings,
    found,
    leaves,
    shown,
    stops,
    town,
    works,
)

DAY = timedelta(days=1)
# Town hall – school – food bank – church; only 31 keeps the food bank's link with the school.
LINE = (
    carried(1, HALL, SCHOOL, (11, 12, 21, 22)),
    carried(2, SCHOOL, FOOD_BANK, (21, 22, 31)),
    carried(3, FOOD_BANK, CHURCH, (31, 32, 41, 42)),
)


def line(*events: Any, **other: Any) -> TurnoverFacts:
    return town(*events, **{"relations": LINE} | other)


@pytest.mark.parametrize("today", [REPORTED, LEAVES, LEAVES + 30 * DAY])
def test_a_breakpoint_person_leaves(today: date) -> None:
    finding = found(line(leaves(31)), "breakpoint_person", today)
    assert finding and finding.urgency is Urgency.CRITICAL and finding.since == REPORTED
    assert finding.values["cut_off"] == ("Kerk", "Voedselbank")
    assert (finding.about.id, finding.person_id, finding.organisation_id) == (31, 31, FOOD_BANK)


def test_it_counts_too_when_the_affiliation_was_ended_with_the_announcement() -> None:
    ended = tuple(works(p, end=LEAVES - DAY if p == 31 else None) for p in EVERYONE)
    assert found(line(leaves(31), affiliations=ended), "breakpoint_person", LEAVES)


def test_a_planned_handover_makes_it_high_and_a_completed_one_ends_it() -> None:
    planned = found(line(leaves(31, handover=HandoverFact(planned_on=REPORTED))), "breakpoint_person")
    assert planned and planned.urgency is Urgency.HIGH
    done = line(leaves(31, handover=HANDED_OVER))
    for day in (REPORTED, LEAVES):
        assert not found(done, "breakpoint_person", day) and not found(done, "single_carried", day)
        assert not found(done, "not_connected", day)


def test_a_successor_who_carries_the_link_already_repairs_it() -> None:
    second = (LINE[0], carried(2, SCHOOL, FOOD_BANK, (21, 22, 31, 32)), LINE[2])
    assert not found(line(leaves(31), relations=second), "breakpoint_person")


def test_the_breakpoint_hides_its_single_links_and_the_standing_breakpoint() -> None:
    assert ("breakpoint_person_standing", 31) in shown(line())
    kinds = dict(shown(line(leaves(31))))
    assert kinds["breakpoint_person"] == 31
    assert "single_carried" not in kinds and "breakpoint_person_standing" not in kinds


def test_a_single_link_that_cuts_nobody_off() -> None:
    round_about = (*LINE, carried(4, HALL, CHURCH, (11, 12, 41, 42)))
    finding = found(line(leaves(31), relations=round_about), "single_carried")
    assert finding and finding.urgency is Urgency.HIGH and finding.values["partner"] == "De Klimop"
    assert not found(line(leaves(31), relations=round_about), "breakpoint_person")
    busy = (*round_about, carried(5, SCHOOL, CHURCH, (21, 22, 41, 42)))
    finding = found(line(leaves(31), relations=busy), "single_carried")
    assert finding and finding.urgency is Urgency.ATTENTION


def test_links_with_an_unknown_carrier_do_not_break() -> None:
    unknown = (LINE[0], carried(2, SCHOOL, FOOD_BANK, (21, 22)), LINE[2])
    facts = line(leaves(31), leaves(32), relations=unknown)
    assert (2, 3) in {(r.a, r.b) for r in Outlook(facts.ties, LEAVES).unbroken(LEAVES)}


def test_a_parallel_link_of_somebody_else_keeps_the_two_connected() -> None:
    double = (*LINE, carried(4, FOOD_BANK, SCHOOL, (32, 21)))
    assert not found(line(leaves(31), relations=double), "breakpoint_person")


def test_a_person_may_carry_links_for_two_organisations() -> None:
    also = (
        LINE[0],
        LINE[1],
        RelationFact(3, 1, FOOD_BANK, CHURCH, START, carriers=(CarrierFact(CHURCH, 31, START),)),
    )
    both = (*(works(p) for p in EVERYONE), works(31, CHURCH))
    standing = found(line(relations=also, affiliations=both), "breakpoint_person_standing")
    assert standing and standing.values["cut_off"] == ("Kerk", "Voedselbank")
    one_left = line(leaves(31), relations=also, affiliations=both)
    assert found(one_left, "breakpoint_person") and found(one_left, "breakpoint_person_standing")


SOFT = [
    MapFact(1, START, START),
    MapFact(1, START),
    MapFact(1, REPORTED - 366 * DAY, REPORTED - 366 * DAY, REPORTED - 366 * DAY),
]


@pytest.mark.parametrize("version", SOFT)
def test_a_provisional_or_old_map_never_says_critical(version: MapFact) -> None:
    facts = line(leaves(31), stops(SCHOOL), maps=(version,))
    of_map = [f for f in findings(facts) if f.kind.startswith("turnover.breakpoint")]
    assert len(of_map) >= 3 and all(f.urgency is Urgency.HIGH for f in of_map)
    assert all(f.values["map_age_days"] == (REPORTED - version.made_on).days for f in of_map)


def test_a_map_of_365_days_is_not_old() -> None:
    made_on = REPORTED - 365 * DAY
    finding = found(line(leaves(31), maps=(MapFact(1, made_on, made_on, made_on),)), "breakpoint_person")
    assert finding and finding.urgency is Urgency.CRITICAL and finding.values["map_age_days"] == 365


def test_the_agreed_map_goes_before_a_newer_provisional_one() -> None:
    versions = (AGREED, MapFact(2, REPORTED, REPORTED), MapFact(3, REPORTED))
    for kept, expected in ((versions, 1), (versions[1:], 2), (versions[2:], 3)):
        chosen = Outlook(line(maps=kept).ties, REPORTED).map
        assert chosen and chosen.id == expected


@pytest.mark.parametrize("today", [REPORTED, LEAVES])
def test_an_organisation_stops_on_which_others_depend(today: date) -> None:
    facts = line(stops(SCHOOL))
    finding = found(facts, "breakpoint_organisation", today)
    assert finding and finding.urgency is Urgency.CRITICAL
    assert finding.values["cut_off"] == ("Kerk", "Voedselbank")
    assert not found(line(stops(CHURCH)), "breakpoint_organisation", today)
    assert ("breakpoint_organisation_standing", SCHOOL) not in shown(facts, today)


def test_a_new_link_round_the_organisation_repairs_it() -> None:
    around = (*LINE, carried(4, HALL, FOOD_BANK, (11, 12, 32), start=LEAVES))
    assert not found(line(stops(SCHOOL), relations=around), "breakpoint_organisation", LEAVES)


def test_standing_breakpoints_are_the_articulation_points() -> None:
    standing = [f for f in findings(line()) if f.kind == "turnover.breakpoint_organisation_standing"]
    assert {f.about.id: f.values["cut_off"] for f in standing} == {
        SCHOOL: ("Kerk", "Voedselbank"),
        FOOD_BANK: ("Kerk",),
    }
    assert all(f.urgency is Urgency.HIGH and f.organisation_id == f.about.id for f in standing)


def test_links_on_one_person_are_told_once_an_organisation() -> None:
    finding = found(line(), "single_carrier")
    assert finding and finding.about.id == FOOD_BANK and finding.values["partners"] == ("De Klimop",)
    assert finding.person_id == 31 and not found(line(leaves(31)), "single_carrier")


carriers = st.frozensets(st.sampled_from(sorted(EVERYONE)), max_size=4)
drawn = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4), carriers), max_size=8)


@given(drawn, st.sampled_from(sorted(EVERYONE)), st.integers(-20, 60))
def test_a_leaver_is_a_breakpoint_before_and_after_when_standing_ones_are(
    links: list[tuple[int, int, frozenset[int]]], person: int, wait: int
) -> None:
    relations = tuple(carried(n, a, b, {p for p in by if p // 10 in (a, b)}) for n, (a, b, by) in enumerate(links, 1))
    today = LEAVES + wait * DAY
    standing = [f for f in findings(line(relations=relations), today) if f.kind.endswith("person_standing")]
    leaving = found(line(leaves(person), relations=relations), "breakpoint_person", today)
    expected = next((f for f in standing if f.person_id == person), None)
    assert (leaving is None) == (expected is None)
    if leaving and expected:
        assert leaving.values["cut_off"] == expected.values["cut_off"]


@given(drawn, st.dates(START, date(2028, 1, 1)))
def test_a_soft_map_only_lowers(links: list[tuple[int, int, frozenset[int]]], today: date) -> None:
    relations = tuple(carried(n, a, b, by) for n, (a, b, by) in enumerate(links, 1))
    facts = line(leaves(31), leaves(21), stops(HALL), relations=relations, maps=(replace(AGREED, agreed_on=None),))
    for finding in findings(facts, today):
        assert finding.since <= today and (finding.changes_on is None or finding.changes_on > today)
        if "map_age_days" in finding.values:
            assert finding.urgency < Urgency.CRITICAL
