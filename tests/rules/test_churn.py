"""What many changes together do to a network (docs/policy 3.E: T10-T13)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Urgency
from data_model.rules.tasks import GatheringFact, TaskFact
from tests.rules.turnover_town import (
    CHURCH,
    EVERYONE,
    HALL,
    LEAVES,
    NAMES,
    REPORTED,
    SCHOOL,
    START,
    findings,
    found,
    leaves,
    organisation,
    shown,
    stops,
    town,
    works,
)

DAY = timedelta(days=1)
YEAR = 365 * DAY
BEFORE = START - YEAR


def staffed(*affiliations: Any) -> dict[str, Any]:
    return {"affiliations": (*(works(p) for p in EVERYONE), *affiliations)}


@pytest.mark.parametrize(
    ("today", "expected"),
    [(LEAVES - DAY, False), (LEAVES, True), (LEAVES + 334 * DAY, True), (LEAVES + 335 * DAY, False)],
)
def test_two_changes_in_a_year_at_one_organisation(today: date, expected: bool) -> None:
    facts = town(
        leaves(41), **staffed(works(43, start=START, end=LEAVES - 31 * DAY), works(44, start=START), works(45))
    )
    finding = found(facts, "changing_contacts", today)
    assert (finding is not None) is expected
    if finding:
        assert finding.since == LEAVES and finding.organisation_id == CHURCH and finding.person_id is None


def test_a_departure_known_twice_or_an_absence_is_not_two_changes() -> None:
    once = town(leaves(41), **staffed(works(43, end=None)))
    ended = replace(once.ties, affiliations=tuple(works(p, end=LEAVES - DAY if p == 41 else None) for p in EVERYONE))
    assert not found(replace(once, ties=ended), "changing_contacts", LEAVES)
    assert not found(town(leaves(41), leaves(42, kind="away")), "changing_contacts", LEAVES)


def crowd(size: int, gone: int, on: date = LEAVES) -> dict[str, Any]:
    """People at the town hall, some of whom leave."""
    people = range(11, 11 + size)
    return {
        "affiliations": tuple(works(p, HALL, BEFORE) for p in people),
        "events": tuple(leaves(p, on, organisation_id=HALL) for p in people[:gone]),
        "organisations": tuple(organisation(id, joined_on=BEFORE) for id in NAMES),
    }


@pytest.mark.parametrize(
    ("size", "gone", "expected"), [(20, 5, True), (27, 5, True), (28, 5, False), (20, 4, False), (50, 10, True)]
)
def test_a_fifth_of_the_people_and_at_least_five_left(size: int, gone: int, expected: bool) -> None:
    """The average of 27 before and 22 after is 24.5, of 28 and 23 is 25.5."""
    facts = replace(town(**crowd(size, gone)), webbers=(), roles=())
    assert (found(facts, "churn", LEAVES) is not None) is expected
    assert not found(facts, "churn", LEAVES - DAY) and not found(facts, "churn", LEAVES + YEAR)


def test_exactly_a_fifth_is_not_too_much() -> None:
    """Five of (27 + 23) / 2: one newcomer came in."""
    crowded = crowd(27, 5)
    crowded["affiliations"] += (works(90, HALL, LEAVES - DAY),)
    facts = replace(town(**crowded), webbers=(), roles=())
    assert not found(facts, "churn", LEAVES)


def test_who_works_elsewhere_in_the_network_did_not_leave_it() -> None:
    crowded = crowd(20, 5)
    crowded["affiliations"] += (works(11, SCHOOL, BEFORE),)
    assert not found(replace(town(**crowded), webbers=(), roles=()), "churn", LEAVES)


def test_a_domain_without_anybody_is_lost() -> None:
    facts = town(leaves(21), leaves(22, LEAVES + DAY))
    finding = found(facts, "domain_lost")
    assert finding and finding.urgency is Urgency.HIGH and finding.values["domain"] == "education"
    assert finding.changes_on == LEAVES + DAY and finding.since == REPORTED
    finding = found(facts, "domain_lost", LEAVES + 9 * DAY)
    assert finding and finding.since == LEAVES + DAY and finding.changes_on is None


def test_a_domain_that_never_took_part_is_not_lost_and_faith_is_no_pillar() -> None:
    assert not found(town(leaves(41), leaves(42)), "domain_lost")


def test_a_domain_is_lost_with_its_organisation() -> None:
    assert found(town(stops(SCHOOL)), "domain_lost", LEAVES)


def test_experts_by_experience_count_wherever_they_belong() -> None:
    expert = (TaskFact(41, START, role="expert_by_experience"),)
    finding = found(town(leaves(41), roles=expert), "domain_lost")
    assert finding and finding.values["domain"] == "lived_experience"
    assert not found(town(roles=expert), "domain_lost")


def held(on: date, *present: int) -> GatheringFact:
    return GatheringFact(on.toordinal(), "network", START, on, on, present=frozenset(present))


@pytest.mark.parametrize(
    ("today", "meetings", "expected"),
    [
        (REPORTED + 60 * DAY, [held(REPORTED + DAY)], False),
        (REPORTED + 61 * DAY, [held(REPORTED + DAY)], True),
        (REPORTED + 61 * DAY, [held(REPORTED + DAY), held(REPORTED + 9 * DAY, CHURCH)], False),
        (REPORTED + 61 * DAY, [held(REPORTED - DAY)], False),
        (REPORTED + 61 * DAY, [], False),
    ],
)
def test_a_newcomer_whose_organisation_was_at_no_meeting_since(today: date, meetings: Any, expected: bool) -> None:
    facts = town(meetings=tuple(meetings), **staffed(works(43, start=REPORTED)))
    finding = found(facts, "newcomer_not_introduced", today)
    assert (finding is not None) is expected
    if finding:
        assert finding.person_id == 43 and finding.organisation_id == CHURCH and finding.since == REPORTED + 61 * DAY


def test_people_of_the_first_hour_are_no_newcomers() -> None:
    assert not found(town(meetings=(held(REPORTED),)), "newcomer_not_introduced", LEAVES)


days = st.dates(date(2026, 6, 1), date(2027, 6, 1))


@given(st.lists(st.tuples(st.sampled_from(sorted(EVERYONE)), days), max_size=8, unique_by=lambda e: e[0]), days)
def test_a_pillar_is_lost_exactly_when_all_its_people_go(gone: list[tuple[int, date]], today: date) -> None:
    facts = town(*(leaves(p, on) for p, on in gone))
    reported = {p for p, on in gone if min(REPORTED, on) <= today}
    lost = {id for kind, id in shown(facts, today) if kind == "domain_lost"}
    assert lost == {number for number, staff in ((1, {11, 12}), (2, {21, 22})) if staff <= reported}
    for finding in findings(facts, today):
        assert finding.since <= today and (finding.changes_on is None or finding.changes_on > today)
