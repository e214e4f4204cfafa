"""Whether the network map can be relied on, and who is not on it (docs/policy 3.E, T5 steps 5 and 7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.map_facts import MapFact
from tests.rules.turnover_town import (
    CHURCH,
    HALL,
    LEAVES,
    NAMES,
    REPORTED,
    SCHOOL,
    START,
    carried,
    findings,
    found,
    leaves,
    town,
)

DAY = timedelta(days=1)


@pytest.mark.parametrize(("days", "expected"), [(90, False), (91, True)])
def test_a_map_is_agreed_within_ninety_days(days: int, expected: bool) -> None:
    finding = found(town(maps=(MapFact(1, START, REPORTED - days * DAY),)), "map_provisional")
    assert (finding is not None) is expected
    if finding:
        assert finding.since == REPORTED and finding.values["map_age_days"] == (REPORTED - START).days


@pytest.mark.parametrize(
    "version", [MapFact(1, START, START, REPORTED), MapFact(2, START, START, START), MapFact(2, REPORTED, REPORTED)]
)
def test_an_agreed_or_newer_map_settles_it(version: MapFact) -> None:
    old = MapFact(1, START, START)
    assert not found(town(maps=(version,) if version.id == 1 else (old, version)), "map_provisional")


def test_links_without_a_known_carrier_are_one_note_for_the_network() -> None:
    links = (
        carried(1, HALL, SCHOOL, (11, 21)),
        carried(2, HALL, CHURCH, (11,)),
        carried(3, SCHOOL, CHURCH),
        carried(4, CHURCH, CHURCH),
    )
    finding = found(town(relations=links), "relation_without_carrier")
    assert finding and finding.about.entity == "network"
    assert (finding.values["relations"], finding.values["all"]) == (2, 3)
    assert not found(town(relations=links[:1]), "relation_without_carrier")


def test_an_organisation_without_links_is_not_connected_and_no_breakpoint() -> None:
    facts = town(relations=(carried(1, HALL, SCHOOL), carried(2, SCHOOL, CHURCH), carried(3, CHURCH, HALL)))
    finding = found(facts, "not_connected")
    assert finding and NAMES[finding.about.id] == "Voedselbank" == finding.values["organisation"]
    assert not found(facts, "breakpoint_organisation_standing")


def test_without_a_map_nobody_is_unconnected() -> None:
    assert not found(town(), "not_connected") and not found(town(maps=()), "not_connected")


def test_a_link_is_broken_when_all_its_carriers_on_a_side_left() -> None:
    three = (HALL, SCHOOL, CHURCH)
    organisations = tuple(o for o in town().ties.organisations if o.id in three)
    links = (carried(1, HALL, SCHOOL), carried(2, HALL, CHURCH, (11, 41)))
    facts = town(
        leaves(41),
        relations=links,
        organisations=organisations,
        affiliations=tuple(a for a in town().ties.affiliations if a.organisation_id in three),
        webbers=(),
    )
    assert not found(facts, "not_connected", LEAVES - DAY)
    finding = found(facts, "not_connected", LEAVES)
    assert finding and finding.about.id == CHURCH


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=6),
    st.dates(START, date(2028, 1, 1)),
)
def test_an_organisation_is_connected_or_named(pairs: list[tuple[int, int]], today: date) -> None:
    facts = town(relations=tuple(carried(n, a, b) for n, (a, b) in enumerate(pairs, 1)))
    connected = {end for a, b in pairs if a != b for end in (a, b)}
    named = {f.about.id for f in findings(facts, today) if f.kind == "turnover.not_connected"}
    assert named == (set(NAMES) - connected if connected else set())
