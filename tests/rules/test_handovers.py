"""What somebody who leaves passes on (docs/policy 3.E: T4, T6, T7, T9)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Urgency
from data_model.rules.tasks import ActionFact, GatheringFact, MandateFact, OwnerFact, PartyFact, TaskFact
from data_model.rules.ties import HandoverFact
from tests.rules.turnover_town import CHURCH, LEAVES, REPORTED, START, findings, found, leaves, town

DAY = timedelta(days=1)
MANAGER = (TaskFact(42, START, role="manager"),)


def party(**other: Any) -> PartyFact:
    signed: dict[str, Any] = {"mandates": (MandateFact(41, START),)}
    return PartyFact(CHURCH, "Convenant", START, **signed | other)


@pytest.mark.parametrize(
    ("other", "roles", "urgency"),
    [
        ({}, MANAGER, Urgency.ATTENTION),
        ({}, (), Urgency.HIGH),
        ({"end_on": REPORTED + 180 * DAY}, MANAGER, Urgency.HIGH),
        ({"end_on": REPORTED + 181 * DAY}, MANAGER, Urgency.ATTENTION),
        ({"evaluation_on": REPORTED + 180 * DAY}, MANAGER, Urgency.HIGH),
        ({"evaluation_on": REPORTED + 181 * DAY}, MANAGER, Urgency.ATTENTION),
        ({"end_on": REPORTED - DAY, "renew_months": 12}, MANAGER, Urgency.ATTENTION),
    ],
)
def test_a_signatory_leaves(other: dict[str, Any], roles: Any, urgency: Urgency) -> None:
    finding = found(town(leaves(41), parties=(party(**other),), roles=roles), "signatory_leaves")
    assert finding and finding.urgency is urgency and finding.organisation_id == CHURCH


@pytest.mark.parametrize(
    "other",
    [
        {"mandate_confirmed_on": REPORTED},
        {"end_on": REPORTED - DAY},
        {"ended_on": REPORTED},
        {"left_on": REPORTED},
        {"mandates": (MandateFact(42, START),)},
    ],
)
def test_a_confirmed_mandate_or_a_covenant_that_ended_asks_nothing(other: dict[str, Any]) -> None:
    assert not found(town(leaves(41), parties=(party(**other),)), "signatory_leaves")


def action(**other: Any) -> ActionFact:
    values: dict[str, Any] = {"id": 1, "created_on": START, "meeting_kind": "network"}
    return ActionFact(**values | {"owners": (OwnerFact(41, CHURCH, START),)} | other)


def meeting(planned_on: date, kind: str = "network", **other: Any) -> GatheringFact:
    return GatheringFact(planned_on.toordinal(), kind, START, planned_on, **other)


NEXT = REPORTED + 60 * DAY


@pytest.mark.parametrize(
    ("due_on", "created_on", "meetings", "urgency"),
    [
        (None, START, (), Urgency.ATTENTION),
        (None, START, (meeting(NEXT),), Urgency.HIGH),
        (None, NEXT - 13 * DAY, (meeting(NEXT),), Urgency.ATTENTION),
        (NEXT - DAY, NEXT - 13 * DAY, (meeting(NEXT),), Urgency.HIGH),
        (NEXT, NEXT - 13 * DAY, (meeting(NEXT),), Urgency.ATTENTION),
        (None, START, (meeting(NEXT, "webber"), meeting(NEXT + 60 * DAY)), Urgency.ATTENTION),
    ],
)
def test_open_actions_press_when_something_is_due_before_the_next_meeting(
    due_on: date | None, created_on: date, meetings: Any, urgency: Urgency
) -> None:
    facts = town(leaves(41), actions=(action(due_on=due_on, created_on=created_on),), meetings=meetings)
    finding = found(facts, "open_actions", max(REPORTED, created_on))
    assert finding and finding.urgency is urgency and finding.values["actions"] == 1


@pytest.mark.parametrize(
    "other",
    [
        {"states": ((START, "done"),)},
        {"states": ((START, "in_progress"), (REPORTED, "dropped"))},
        {"owners": (OwnerFact(41, CHURCH, START, REPORTED), OwnerFact(42, CHURCH, REPORTED + DAY))},
        {"owners": (OwnerFact(41, 1, START),)},
    ],
)
def test_actions_that_are_closed_or_handed_over_ask_nothing(other: dict[str, Any]) -> None:
    assert not found(town(leaves(41), actions=(action(**other),)), "open_actions")


@pytest.mark.parametrize(
    ("today", "handover", "urgency"),
    [
        (LEAVES - 15 * DAY, HandoverFact(), None),
        (LEAVES - 14 * DAY, HandoverFact(), Urgency.ATTENTION),
        (LEAVES - 14 * DAY, HandoverFact(planned_on=REPORTED), Urgency.ATTENTION),
        (LEAVES - DAY, HandoverFact(started_on=REPORTED), None),
        (LEAVES, HandoverFact(), Urgency.HIGH),
        (LEAVES, HandoverFact(started_on=REPORTED), Urgency.HIGH),
        (LEAVES + 31 * DAY, HandoverFact(), Urgency.HIGH),
        (LEAVES, HandoverFact(completed_on=LEAVES), None),
        (LEAVES, HandoverFact(not_possible_on=LEAVES), None),
    ],
)
def test_a_handover_starts_two_weeks_ahead_and_is_done_on_the_day(
    today: date, handover: HandoverFact, urgency: Urgency | None
) -> None:
    finding = found(town(leaves(41, handover=handover)), "handover_missing", today)
    assert (finding.urgency if finding else None) is urgency


@pytest.mark.parametrize(
    ("today", "urgency"), [(LEAVES + 30 * DAY, Urgency.HIGH), (LEAVES + 31 * DAY, Urgency.CRITICAL)]
)
def test_after_thirty_days_it_is_critical_when_more_broke(today: date, urgency: Urgency) -> None:
    finding = found(town(leaves(41), without={42}), "handover_missing", today)
    assert finding and finding.urgency is urgency
    assert finding.changes_on == (LEAVES + 31 * DAY if urgency is Urgency.HIGH else None)


def test_who_joins_hands_nothing_over() -> None:
    assert not found(town(leaves(41, kind="joins")), "handover_missing", LEAVES)


@pytest.mark.parametrize(("planned_on", "expected"), [(LEAVES - DAY, False), (LEAVES, True)])
def test_the_organiser_of_the_next_meeting_is_gone_by_then(planned_on: date, expected: bool) -> None:
    facts = town(leaves(41), meetings=(meeting(planned_on, organiser_id=41),))
    assert (found(facts, "organiser_leaves") is not None) is expected


def test_another_organiser_or_a_cancelled_meeting_asks_nothing() -> None:
    for other in ({"organiser_id": 21}, {"organiser_id": 41, "cancelled_on": REPORTED}):
        assert not found(town(leaves(41), meetings=(meeting(LEAVES, **other),)), "organiser_leaves")


moments = st.none() | st.dates(REPORTED - 30 * DAY, LEAVES + 90 * DAY)


@given(moments, moments, st.integers(-40, 120), st.integers(0, 60))
def test_a_handover_left_alone_never_gets_less_urgent(
    started: date | None, planned: date | None, wait: int, more: int
) -> None:
    facts = town(leaves(41, handover=HandoverFact(planned, started)), without={42})
    earlier, later = (LEAVES + n * DAY for n in (wait, wait + more))
    before, after = (found(facts, "handover_missing", day) for day in (earlier, later))
    if before and not (started and earlier < started <= later < LEAVES):
        assert after and after.urgency >= before.urgency
    for finding in findings(facts, earlier):
        assert finding.since <= earlier and (finding.changes_on is None or finding.changes_on > earlier)
