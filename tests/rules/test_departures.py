"""Whom the network loses when somebody goes (docs/policy 3.E: T1-T3, T8)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Urgency
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import PartyFact, TaskFact
from tests.rules.turnover_town import (
    CHURCH,
    EVERYONE,
    HALL,
    HANDED_OVER,
    LEAVES,
    NAMES,
    REPORTED,
    START,
    carried,
    found,
    leaves,
    organisation,
    shown,
    stops,
    ties,
    town,
    webber,
    works,
)

DAY = timedelta(days=1)
ALONE = {"without": {42}}  # the church has one person


def test_an_organisation_left_with_nobody_is_announced_and_then_a_fact() -> None:
    announced, fact = (found(town(leaves(41), **ALONE), "sole_contact", day) for day in (REPORTED, LEAVES))
    assert announced and announced.urgency is Urgency.HIGH and announced.changes_on == LEAVES
    assert fact and fact.since == REPORTED and fact.changes_on is None
    assert (fact.organisation_id, fact.person_id, fact.about.entity) == (CHURCH, 41, "organisation")


def test_before_it_is_reported_nobody_knows() -> None:
    assert not found(town(leaves(41), **ALONE), "sole_contact", REPORTED - DAY)


@pytest.mark.parametrize(
    "other",
    [
        {"webbers": (webber(41),)},
        {"parties": (PartyFact(CHURCH, "Convenant", START),)},
        {"relations": (carried(1, HALL, CHURCH), carried(2, CHURCH, 2))},
    ],
)
def test_it_is_critical_when_a_webber_a_covenant_or_the_map_depends_on_it(other: dict[str, Any]) -> None:
    finding = found(town(leaves(41), **ALONE, **other), "sole_contact")
    assert finding and finding.urgency is Urgency.CRITICAL


def test_a_map_that_is_not_agreed_makes_it_no_more_than_high() -> None:
    facts = town(leaves(41), **ALONE, relations=(carried(1, HALL, CHURCH), carried(2, CHURCH, 2)))
    provisional = replace(facts.ties.maps[0], agreed_on=None)
    finding = found(replace(facts, ties=replace(facts.ties, maps=(provisional,))), "sole_contact")
    assert finding and finding.urgency is Urgency.HIGH


@pytest.mark.parametrize("withdrawn_on", [REPORTED, LEAVES])
def test_a_withdrawn_announcement_does_not_count(withdrawn_on: date) -> None:
    assert not found(town(leaves(41, withdrawn_on=withdrawn_on), **ALONE), "sole_contact", withdrawn_on)


def test_a_new_colleague_repairs_it() -> None:
    facts = town(leaves(41), affiliations=(*(works(p) for p in EVERYONE - {42}), works(43, start=LEAVES)))
    assert not found(facts, "sole_contact") and found(facts, "becomes_sole_contact")


def test_somebody_who_stays_away_for_a_time_comes_back() -> None:
    facts = town(leaves(41, kind="away", until_on=date(2026, 12, 31)), **ALONE)
    assert found(facts, "sole_contact", date(2026, 12, 31))
    assert not found(facts, "sole_contact", date(2027, 1, 1))


def test_somebody_who_returns_after_leaving_is_there_again() -> None:
    facts = town(leaves(41), affiliations=(*(works(p) for p in EVERYONE - {42}), works(41, start=date(2027, 2, 1))))
    assert found(facts, "sole_contact", date(2027, 1, 31))
    assert not found(facts, "sole_contact", date(2027, 2, 1))


def test_an_organisation_that_left_the_network_needs_no_contact() -> None:
    others = tuple(organisation(id) for id in NAMES if id != CHURCH)
    gone = town(leaves(41), **ALONE, organisations=(*others, organisation(CHURCH, left_on=LEAVES - DAY)))
    assert not found(gone, "sole_contact") and not found(gone, "one_contact", LEAVES)


def test_of_two_who_leave_the_second_leaves_nobody() -> None:
    facts = town(leaves(41), leaves(42, date(2027, 1, 1)))
    finding = found(facts, "sole_contact")
    assert finding and finding.person_id == 42 and not found(facts, "becomes_sole_contact")


def test_one_person_left_asks_for_a_second_until_the_handover_is_done() -> None:
    assert found(town(leaves(41)), "becomes_sole_contact")
    assert not found(town(leaves(41, handover=HANDED_OVER)), "becomes_sole_contact")
    assert shown(town(leaves(41, handover=HANDED_OVER)), LEAVES) == [("one_contact", CHURCH)]


def test_the_last_contact_hides_the_single_one() -> None:
    assert ("one_contact", CHURCH) in shown(town(**ALONE))
    assert ("one_contact", CHURCH) not in shown(town(leaves(41), **ALONE))


WEBBERS = tuple(webber(p) for p in (11, 21, 31, 41))


@pytest.mark.parametrize(
    ("webbers", "urgency"),
    [
        (WEBBERS[1:], Urgency.HIGH),
        (WEBBERS[2:], Urgency.CRITICAL),
        ((*WEBBERS[:3], webber(41, area="Oost")), Urgency.CRITICAL),
        ((webber(31, area="Oost"), webber(11), webber(41, area="Oost")), Urgency.HIGH),
        ((*WEBBERS[:3], webber(41, domain="faith")), Urgency.CRITICAL),
    ],
)
def test_a_webber_leaves_and_too_few_or_none_for_the_area_remain(webbers: Any, urgency: Urgency) -> None:
    finding = found(town(leaves(41), webbers=webbers), "webber_leaves")
    assert finding and finding.urgency is urgency and finding.about.id == 100 + CHURCH


def test_a_webber_may_put_the_task_down_and_stay() -> None:
    facts = town(leaves(41, kind="puts_down_webber"), webbers=WEBBERS)
    assert found(facts, "webber_leaves") and not found(facts, "becomes_sole_contact")


def test_a_webber_task_ends_with_the_organisation() -> None:
    assert found(town(stops(CHURCH), webbers=WEBBERS), "webber_leaves")


def test_leaving_another_organisation_does_not_touch_the_webber_task() -> None:
    facts = town(
        leaves(41, organisation_id=HALL),
        webbers=WEBBERS,
        affiliations=(*(works(p) for p in EVERYONE), works(41, HALL)),
    )
    assert not found(facts, "webber_leaves")


def test_a_deputy_makes_it_a_matter_of_confirming() -> None:
    deputised = (*WEBBERS[:3], webber(41, deputies=(TaskFact(42, START),)))
    facts = town(leaves(41), webbers=deputised)
    finding = found(facts, "webber_leaves_deputy")
    assert finding and finding.urgency is Urgency.ATTENTION and not found(facts, "webber_leaves")
    assert found(town(leaves(41), leaves(42), webbers=deputised), "webber_leaves")


@pytest.mark.parametrize(
    "repair",
    [
        {"events": (leaves(41, successor_person_id=42),)},
        {"webbers": (*WEBBERS, webber(42, id=1, confirmed_on=REPORTED))},
        {
            "webbers": (
                *WEBBERS[:3],
                webber(41, area="Oost", ended_on=LEAVES - DAY),
                webber(32, id=1, area="Oost", confirmed_on=LEAVES),
            )
        },
    ],
)
def test_a_successor_or_a_new_webber_repairs_it(repair: dict[str, Any]) -> None:
    facts = town(**{"events": (leaves(41),), "webbers": WEBBERS} | repair)
    assert not found(facts, "webber_leaves", LEAVES) and not found(facts, "webber_leaves_deputy", LEAVES)


def test_a_webber_who_leaves_is_not_also_one_without_a_stand_in() -> None:
    kinds = [kind for kind, id in shown(town(leaves(41), webbers=WEBBERS), LEAVES) if id == 100 + CHURCH]
    assert kinds == ["webber_leaves"]


def test_the_coordinator_leaves_without_a_stand_in() -> None:
    alone = town(leaves(11), roles=(TaskFact(11, START, role="coordinator"),))
    finding = found(alone, "coordinator_leaves")
    assert finding and finding.urgency is Urgency.CRITICAL
    assert ("coordinator_without_deputy", 1) not in shown(alone)
    assert not found(town(leaves(11)), "coordinator_leaves")
    assert found(town(leaves(11), leaves(12)), "coordinator_leaves")


def test_a_new_coordinator_repairs_it() -> None:
    roles = (TaskFact(11, START, LEAVES - DAY, "coordinator"), TaskFact(21, LEAVES, None, "coordinator"))
    assert not found(town(leaves(11), roles=roles), "coordinator_leaves")


days = st.dates(date(2026, 6, 1), date(2027, 6, 1))
people = st.sampled_from(sorted(EVERYONE))


@given(st.lists(st.tuples(people, days, st.none() | days), max_size=8, unique_by=lambda e: e[0]), days)
def test_an_organisation_is_left_alone_exactly_when_all_its_people_go(
    gone: list[tuple[int, date, date | None]], today: date
) -> None:
    events = tuple(leaves(p, on, withdrawn_on=back) for p, on, back in gone)
    counting = {
        e.person_id: e.effective_on
        for e in events
        if e.reported_on <= today and not (e.withdrawn_on and e.withdrawn_on <= today)
    }
    facts = replace(town(), ties=ties(*events), webbers=(), roles=())
    alone = {id for kind, id in shown(facts, today) if kind == "sole_contact"}
    assert alone == {id for id in range(1, 5) if {10 * id + 1, 10 * id + 2} <= counting.keys()}
    for id in range(1, 5):
        there = {p for p in (10 * id + 1, 10 * id + 2) if not (p in counting and counting[p] <= today)}
        assert Outlook(facts.ties, today).people_of(id, today) == there
