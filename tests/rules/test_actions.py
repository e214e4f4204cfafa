"""Are actions followed up? Every row, example and boundary day of docs/policy 3.C."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Finding, Urgency
from data_model.norms import Norms
from data_model.rules.actions import KINDS, judge
from data_model.rules.actions_due import DueState, due_state, effective_due
from data_model.rules.actions_facts import (
    ActionFact,
    ActionFacts,
    AgreementFact,
    OwnerFact,
    UpdateFact,
    owner_on,
    state_on,
)
from data_model.rules.actions_updates import UpdateState, deadline, history, update_state, window_open
from data_model.rules.meeting_days import MeetingDay
from data_model.vocabulary import ActionState

NORMS = Norms()
PREVIOUS, NEXT = date(2026, 9, 10), date(2026, 11, 26)
AMINA = OwnerFact(1, "Amina", 10, "De Klimop", PREVIOUS, affiliations=((date(2025, 1, 1), None),))


def on(text: str) -> date:
    return date.fromisoformat(text)


def held(day: date, **other: object) -> MeetingDay:
    return replace(MeetingDay(day.toordinal(), "network", date(2026, 1, 1), day, day, organiser_id=7), **other)  # type: ignore[arg-type]


def planned(day: date, **other: object) -> MeetingDay:
    return held(day, **{"held_on": None, **other})


def step(*updates: str | UpdateFact, **other: object) -> ActionFact:
    said = tuple(UpdateFact(on(u)) if isinstance(u, str) else u for u in updates)
    return replace(ActionFact(1, "Call the school", PREVIOUS, owners=(AMINA,), updates=said), **other)  # type: ignore[arg-type]


def became(state: ActionState, day: str) -> UpdateFact:
    return UpdateFact(on(day), new_state=state)


def town(*actions: ActionFact, meetings: tuple[MeetingDay, ...] = (held(PREVIOUS), planned(NEXT))) -> ActionFacts:
    return ActionFacts(actions, meetings)


def found(facts: ActionFacts, today: date, kind: str) -> Finding | None:
    return next((f for f in judge(facts, today, NORMS) if f.kind == f"actions.{kind}"), None)


def test_the_dates_of_the_worked_example() -> None:
    assert (window_open(NEXT, NORMS), deadline(NEXT, NORMS)) == (date(2026, 11, 12), date(2026, 11, 19))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-11-11", UpdateState.NOT_NEEDED_YET),
        ("2026-11-12", UpdateState.ASKED),
        ("2026-11-19", UpdateState.ASKED),
        ("2026-11-20", UpdateState.LATE),
        ("2026-11-26", UpdateState.LATE),
        ("2026-11-27", UpdateState.WAITS_FOR_DATE),
    ],
)
def test_without_an_update(today: str, state: UpdateState) -> None:
    action = step()
    assert update_state(action, town(action), on(today), NORMS) is state


@pytest.mark.parametrize(
    ("update", "today", "state"),
    [
        ("2026-09-10", "2026-11-20", UpdateState.LATE),
        ("2026-09-11", "2026-11-20", UpdateState.GIVEN),
        ("2026-11-19", "2026-11-18", UpdateState.ASKED),
        ("2026-11-19", "2026-11-19", UpdateState.GIVEN),
        ("2026-11-20", "2026-11-20", UpdateState.GIVEN),
    ],
)
def test_an_update_counts_after_the_previous_meeting(update: str, today: str, state: UpdateState) -> None:
    action = step(update)
    assert update_state(action, town(action), on(today), NORMS) is state


def test_an_update_in_or_before_the_previous_meeting_does_not_count_for_an_older_action() -> None:
    for update, state in (("2026-09-10", UpdateState.LATE), ("2026-09-11", UpdateState.GIVEN)):
        older = step("2026-07-01", update, created_on=on("2026-06-01"))
        assert update_state(older, town(older), on("2026-11-20"), NORMS) is state


@pytest.mark.parametrize(
    ("update", "state"),
    [
        ("2026-09-10", UpdateState.MISSED),
        ("2026-11-19", UpdateState.GIVEN),
        ("2026-11-20", UpdateState.LATE),
        ("2026-11-26", UpdateState.LATE),
        ("2026-11-27", UpdateState.MISSED),
    ],
)
def test_afterwards_an_update_was_in_time_until_the_deadline(update: str, state: UpdateState) -> None:
    action = step(update)
    facts = town(action, meetings=(held(PREVIOUS), held(NEXT)))
    assert [(past.meeting.held_on, told) for past, told in history(action, facts, on("2026-11-27"), NORMS)] == [
        (NEXT, state)
    ]


@pytest.mark.parametrize(("created_on", "state"), [("2026-11-12", UpdateState.LATE), ("2026-11-13", None)])
def test_a_new_action_needs_no_update(created_on: str, state: UpdateState | None) -> None:
    action = step(created_on=on(created_on))
    assert update_state(action, town(action), on("2026-11-20"), NORMS) is (state or UpdateState.NOT_NEEDED_YET)


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
def test_a_closed_action_needs_nothing(state: ActionState) -> None:
    action = step(became(state, "2026-09-10"), due_on=on("2026-10-01"))
    facts = town(action)
    assert update_state(action, facts, on("2026-11-20"), NORMS) is UpdateState.CLOSED
    assert due_state(action, facts, on("2026-11-20"), NORMS) is DueState.CLOSED
    assert list(judge(facts, on("2026-11-20"), NORMS)) == []


def test_a_change_of_state_without_words_is_an_update_but_an_empty_one_is_not() -> None:
    silent = step(UpdateFact(on("2026-10-01"), has_text=False))
    moved = step(UpdateFact(on("2026-10-01"), has_text=False, new_state=ActionState.IN_PROGRESS))
    assert update_state(silent, town(silent), on("2026-11-20"), NORMS) is UpdateState.LATE
    assert update_state(moved, town(moved), on("2026-11-20"), NORMS) is UpdateState.GIVEN


def test_moving_the_meeting_moves_the_deadline_and_keeps_the_update() -> None:
    moved = (
        held(PREVIOUS),
        planned(NEXT, moved_on=on("2026-11-20")),
        planned(date(2026, 12, 10), announced_on=on("2026-11-20")),
    )
    silent, told = step(), step("2026-10-01")
    assert update_state(silent, town(silent, meetings=moved), on("2026-11-20"), NORMS) is UpdateState.NOT_NEEDED_YET
    assert update_state(silent, town(silent, meetings=moved), on("2026-12-03"), NORMS) is UpdateState.ASKED
    assert update_state(told, town(told, meetings=moved), on("2026-12-04"), NORMS) is UpdateState.GIVEN


def test_without_a_next_meeting_nobody_is_late() -> None:
    for meetings in ((held(PREVIOUS),), (held(PREVIOUS), planned(NEXT, cancelled_on=on("2026-11-01")))):
        facts = town(step(), meetings=meetings)
        assert update_state(facts.actions[0], facts, on("2026-11-25"), NORMS) is UpdateState.WAITS_FOR_DATE
        assert list(judge(facts, on("2026-11-25"), NORMS)) == []


def test_meetings_of_another_kind_are_another_series() -> None:
    action = step(series="webber")
    assert update_state(action, town(action), on("2026-11-20"), NORMS) is UpdateState.WAITS_FOR_DATE


def test_the_state_and_the_owner_are_those_of_the_day() -> None:
    bas = replace(AMINA, person_id=2, name="Bas", start_on=on("2026-10-02"))
    action = step(
        became(ActionState.IN_PROGRESS, "2026-09-20"),
        became(ActionState.DONE, "2026-10-10"),
        owners=(replace(AMINA, end_on=on("2026-10-01")), bas),
    )
    days = ("2026-09-19", "2026-09-20", "2026-10-10")
    assert [state_on(action, on(day)) for day in days] == ["open", "in_progress", "done"]
    assert [owner and owner.name for owner in (owner_on(action, on(d)) for d in ("2026-10-01", "2026-10-02"))] == [
        "Amina",
        "Bas",
    ]


@pytest.mark.parametrize(
    ("today", "kind", "since", "changes_on"),
    [
        ("2026-11-12", "update_asked", "2026-11-12", "2026-11-20"),
        ("2026-11-19", "update_asked", "2026-11-12", "2026-11-20"),
        ("2026-11-20", "update_late", "2026-11-20", "2026-11-27"),
    ],
)
def test_the_owner_is_asked_and_then_late(today: str, kind: str, since: str, changes_on: str) -> None:
    finding = found(town(step()), on(today), kind)
    assert finding and (finding.since, finding.changes_on) == (on(since), on(changes_on))
    assert finding.urgency is Urgency.ATTENTION
    assert (finding.about.entity, finding.person_id, finding.organisation_id) == ("action", 1, 10)


@pytest.mark.parametrize(
    ("today", "urgency"),
    [
        ("2026-10-01", None),
        ("2026-10-02", Urgency.ATTENTION),
        ("2026-10-31", Urgency.ATTENTION),
        ("2026-11-01", Urgency.HIGH),
    ],
)
def test_due_today_is_not_late_and_long_overdue_is_urgent(today: str, urgency: Urgency | None) -> None:
    finding = found(town(step(due_on=on("2026-10-01"))), on(today), "overdue")
    assert (finding.urgency if finding else None) is urgency
    if finding:
        assert finding.changes_on == (on("2026-11-01") if urgency is Urgency.ATTENTION else None)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-09-23", DueState.RUNNING),
        ("2026-09-24", DueState.SOON),
        ("2026-10-01", DueState.SOON),
        ("2026-10-02", DueState.OVERDUE),
    ],
)
def test_an_action_is_nearly_due_in_its_last_week(today: str, state: DueState) -> None:
    action = step(due_on=on("2026-10-01"))
    assert due_state(action, town(action), on(today), NORMS) is state


def test_without_a_due_date_the_next_meeting_is_it() -> None:
    action = step()
    assert effective_due(action, town(action), on("2026-11-01")) == NEXT
    assert effective_due(action, town(action, meetings=()), on("2026-11-01")) is None
    assert due_state(action, town(action), on("2026-11-19"), NORMS) is DueState.SOON
    assert due_state(action, town(action, meetings=()), on("2026-11-19"), NORMS) is DueState.RUNNING


TWO_HELD = (held(PREVIOUS), held(date(2026, 10, 8)), held(date(2026, 11, 5)))


@pytest.mark.parametrize(
    ("updates", "today", "expected"),
    [
        ((), "2026-11-04", False),
        ((), "2026-11-05", True),
        (("2026-10-08",), "2026-11-05", False),
        (("2026-10-09",), "2026-11-05", False),
        (("2026-09-10",), "2026-11-05", True),
        (("2026-11-06",), "2026-11-05", True),
        (("2026-11-06",), "2026-11-06", False),
    ],
)
def test_an_action_stalls_after_two_meetings_without_update(
    updates: tuple[str, ...], today: str, expected: bool
) -> None:
    finding = found(town(step(*updates), meetings=TWO_HELD), on(today), "stalled")
    assert (finding is not None) is expected
    assert finding is None or finding.since == date(2026, 11, 5)


def test_a_meeting_for_which_no_update_was_needed_does_not_make_it_stall() -> None:
    assert not found(town(step(created_on=on("2026-10-01")), meetings=TWO_HELD), on("2026-11-05"), "stalled")


def test_an_action_without_owner_is_named() -> None:
    nobody = step(owners=(replace(AMINA, end_on=on("2026-10-01")),))
    assert not found(town(nobody), on("2026-10-01"), "without_owner")
    finding = found(town(nobody), on("2026-10-02"), "without_owner")
    assert finding and finding.since == on("2026-10-02") and finding.person_id is None
    assert found(town(step(owners=())), PREVIOUS, "without_owner")


def test_an_owner_who_left_is_no_owner_unless_turnover_says_so_already() -> None:
    left = replace(AMINA, affiliations=((date(2025, 1, 1), on("2026-10-31")),))
    reported = replace(left, departures=((on("2026-10-15"), None),))
    withdrawn = replace(left, departures=((on("2026-10-15"), on("2026-10-20")),))
    assert not found(town(step(owners=(left,))), on("2026-10-31"), "without_owner")
    finding = found(town(step(owners=(left,))), on("2026-11-05"), "without_owner")
    assert finding and finding.since == on("2026-11-01")
    assert not found(town(step(owners=(reported,))), on("2026-11-05"), "without_owner")
    assert found(town(step(owners=(withdrawn,))), on("2026-11-05"), "without_owner")


@pytest.mark.parametrize(
    ("today", "sent", "expected"),
    [("2026-09-17", None, False), ("2026-09-18", None, True), ("2026-09-18", "2026-09-18", False)],
)
def test_agreements_are_sent_round_in_seven_days(today: str, sent: str | None, expected: bool) -> None:
    agreement = AgreementFact(5, "One folder", PREVIOUS.toordinal(), on(sent) if sent else None)
    finding = found(replace(town(), agreements=(agreement,)), on(today), "agreements_not_sent")
    assert (finding is not None) is expected
    assert finding is None or (finding.about.entity, finding.person_id) == ("meeting", 7)


def test_an_agreement_needs_an_action_that_was_not_dropped() -> None:
    agreement = AgreementFact(5, "One folder", PREVIOUS.toordinal(), PREVIOUS)
    dropped = step(became(ActionState.DROPPED, "2026-10-01"), agreement_id=5)
    without, with_one = replace(town(), agreements=(agreement,)), replace(town(dropped), agreements=(agreement,))
    assert not found(without, on("2026-09-09"), "agreement_without_action")
    assert found(without, PREVIOUS, "agreement_without_action")
    assert not found(with_one, on("2026-09-30"), "agreement_without_action")
    finding = found(with_one, on("2026-10-02"), "agreement_without_action")
    assert finding and finding.since == on("2026-10-01")


def test_the_next_meeting_needs_an_organiser() -> None:
    nobody = (held(PREVIOUS), planned(NEXT, organiser_id=None))
    finding = found(town(meetings=nobody), on("2026-09-11"), "no_organiser")
    assert finding and finding.since == PREVIOUS and finding.about.id == NEXT.toordinal()
    assert not found(town(), on("2026-09-11"), "no_organiser")


def test_an_action_is_not_known_before_it_was_made() -> None:
    assert list(judge(town(step(due_on=on("2026-09-01"), owners=())), on("2026-09-09"), NORMS)) == []


days = st.dates(date(2026, 1, 1), date(2027, 3, 31))
meetings = st.lists(st.tuples(days, st.integers(-20, 60), st.booleans()), max_size=6, unique_by=lambda m: m[0])
updates = st.lists(st.tuples(days, st.sampled_from([None, *ActionState])), max_size=5)


def made(rows: list[tuple[date, int, bool]]) -> tuple[MeetingDay, ...]:
    return tuple(
        (held if was_held else planned)(
            day, announced_on=day - timedelta(days=abs(before)), organiser_id=None if before < 0 else 7
        )
        for day, before, was_held in rows
    )


@given(today=days, rows=meetings, said=updates, created_on=days, due_on=st.none() | days)
def test_findings_started_before_today_and_change_after_it(
    today: date,
    rows: list[tuple[date, int, bool]],
    said: list[tuple[date, ActionState | None]],
    created_on: date,
    due_on: date | None,
) -> None:
    told = tuple(UpdateFact(day, new_state=state) for day, state in sorted(said, key=lambda u: u[0]))
    action = step(*told, created_on=created_on, due_on=due_on, agreement_id=5)
    agreements = tuple(AgreementFact(n, "Agreement", day.toordinal()) for n, (day, _, _) in enumerate(rows))
    for finding in judge(replace(town(action, meetings=made(rows)), agreements=agreements), today, NORMS):
        assert finding.kind in KINDS
        assert finding.since <= today
        assert finding.changes_on is None or finding.changes_on > today


@given(today=days, created_on=days, gap=st.integers(1, 120), early=st.integers(0, 200), said=days)
def test_an_update_in_time_is_never_late_and_the_deadline_moves_with_the_meeting(
    today: date, created_on: date, gap: int, early: int, said: date
) -> None:
    meeting_on = created_on + timedelta(days=gap)
    facts = town(step(created_on=created_on), meetings=(planned(meeting_on, announced_on=created_on),))
    state = update_state(facts.actions[0], facts, today, NORMS)
    later = town(
        facts.actions[0], meetings=(planned(meeting_on + timedelta(days=early + 14), announced_on=created_on),)
    )
    if state in (UpdateState.ASKED, UpdateState.NOT_NEEDED_YET):
        assert update_state(later.actions[0], later, today, NORMS) is not UpdateState.LATE
    told = replace(facts.actions[0], updates=(UpdateFact(said),))
    if created_on < said <= today:
        assert update_state(told, facts, today, NORMS) is not UpdateState.LATE
