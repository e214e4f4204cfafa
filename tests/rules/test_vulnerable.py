"""What would break if one person left (docs/policy 3.E: V1-V3, V6, V7)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Urgency
from data_model.rules.tasks import TaskFact
from data_model.rules.ties import PersonFact
from tests.rules.turnover_town import (
    CHURCH,
    EVERYONE,
    LEAVES,
    REPORTED,
    START,
    found,
    leaves,
    organisation,
    town,
    webber,
    works,
)

DAY = timedelta(days=1)


def test_an_organisation_with_one_contact() -> None:
    facts = town(affiliations=tuple(works(p, end=REPORTED - 9 * DAY if p == 42 else None) for p in EVERYONE))
    finding = found(facts, "one_contact")
    assert finding and finding.urgency is Urgency.ATTENTION and finding.since == REPORTED - 8 * DAY
    assert (finding.organisation_id, finding.person_id) == (CHURCH, 41)
    assert not found(facts, "one_contact", REPORTED - 9 * DAY)


def test_with_nobody_or_two_people_there_is_no_single_contact() -> None:
    assert not found(town(), "one_contact") and not found(town(without={41, 42}), "one_contact")


def test_an_erased_person_is_not_there() -> None:
    facts = town()
    people = tuple(PersonFact(p.id, p.name, REPORTED if p.id == 42 else None) for p in facts.ties.people)
    assert found(replace(facts, ties=replace(facts.ties, people=people)), "one_contact")


@pytest.mark.parametrize(
    "membership",
    [{"joined_on": REPORTED + DAY}, {"left_on": REPORTED - DAY}, {"paused_on": REPORTED}, {"joined_on": None}],
)
def test_only_organisations_that_take_part_count(membership: dict[str, Any]) -> None:
    others = tuple(o for o in town().ties.organisations if o.id != CHURCH)
    facts = town(without={42}, organisations=(*others, organisation(CHURCH, **membership)))
    assert not found(facts, "one_contact")


def test_an_organisation_that_resumed_takes_part_again() -> None:
    others = tuple(o for o in town().ties.organisations if o.id != CHURCH)
    back = organisation(CHURCH, paused_on=START + DAY, resumed_on=REPORTED)
    assert found(town(without={42}, organisations=(*others, back)), "one_contact")


DEPUTY = (TaskFact(42, START),)


@pytest.mark.parametrize(
    ("deputies", "expected"),
    [
        ((), True),
        (DEPUTY, False),
        ((TaskFact(42, START, REPORTED - DAY),), True),
        ((TaskFact(42, REPORTED + DAY),), True),
        ((TaskFact(41, START),), True),
    ],
)
def test_a_webber_without_a_stand_in(deputies: tuple[TaskFact, ...], expected: bool) -> None:
    finding = found(town(webbers=(webber(41, deputies=deputies),)), "webber_without_deputy")
    assert (finding is not None) is expected
    if finding:
        assert (finding.about.entity, finding.person_id) == ("webber", 41)


def test_a_stand_in_who_left_the_network_stands_in_for_nobody() -> None:
    facts = town(leaves(42), webbers=(webber(41, deputies=DEPUTY),))
    assert not found(facts, "webber_without_deputy") and found(facts, "webber_without_deputy", LEAVES)


def test_an_organisation_may_be_webber_without_a_name() -> None:
    finding = found(town(webbers=(webber(None, CHURCH),)), "webber_without_person")
    assert finding and finding.person_id is None and finding.organisation_id == CHURCH
    assert not found(town(webbers=(webber(None, CHURCH),)), "webber_without_deputy")
    assert found(town(webbers=(webber(43, CHURCH),)), "webber_without_person")
    assert not found(town(), "webber_without_person")


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([("coordinator", 11)], True),
        ([("coordinator", 11), ("deputy_coordinator", 12)], False),
        ([("coordinator", 11), ("deputy_coordinator", 11)], True),
        ([], False),
    ],
)
def test_a_coordinator_without_a_stand_in(roles: list[tuple[str, int]], expected: bool) -> None:
    facts = town(roles=tuple(TaskFact(person, START, role=role) for role, person in roles))
    finding = found(facts, "coordinator_without_deputy")
    assert (finding is not None) is expected
    if finding:
        assert finding.urgency is Urgency.HIGH and finding.person_id == 11


@pytest.mark.parametrize(("confirmed", "expected"), [(0, True), (1, True), (2, False)])
def test_fewer_than_two_confirmed_webbers(confirmed: int, expected: bool) -> None:
    facts = town(webbers=tuple(webber(p) for p in (11, 21)[:confirmed]))
    finding = found(facts, "few_webbers")
    assert (finding is not None) is expected
    if finding:
        assert finding.urgency is Urgency.HIGH and finding.since == START


def test_during_the_sessions_there_are_no_webbers_yet() -> None:
    assert not found(town(webbers=(), trajectory_ended_on=REPORTED + DAY), "few_webbers")


days = st.dates(date(2026, 2, 1), date(2027, 6, 1))
stays = st.lists(st.tuples(st.sampled_from([41, 42, 43]), days, st.none() | days), max_size=5)


@given(stays, days)
def test_since_is_the_first_day_of_being_alone(stays: list[tuple[int, date, date | None]], today: date) -> None:
    others = tuple(works(p) for p in EVERYONE if p // 10 != CHURCH)
    facts = town(affiliations=(*others, *(works(p, CHURCH, start, end) for p, start, end in stays)))

    def there(day: date) -> int:
        return len({p for p, start, end in stays if start <= day and (end is None or day <= end)})

    finding = found(facts, "one_contact", today)
    assert (finding is not None) == (there(today) == 1)
    if finding:
        first = today
        while first > START and there(first - DAY) == 1:
            first -= DAY
        assert finding.since == first
