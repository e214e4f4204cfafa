"""Do the webbers meet as agreed? Every row, example and boundary day of docs/policy 3.A."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.rules.rhythm import judge
from data_model.rules.rhythm_facts import AgreedRhythm, MeetingFact, PauseDays, RhythmFacts, WebberSeat
from data_model.rules.rhythm_standing import State, due_after, lookback, standing

NORMS = Norms()
SIX_WEEKS = AgreedRhythm(6, "week", date(2026, 1, 1))
SCHOOL, FOOD_BANK, CHURCH = 1, 2, 3


def held(on: date, present: frozenset[int] = frozenset({SCHOOL, FOOD_BANK}), **other: object) -> MeetingFact:
    return MeetingFact(on.toordinal(), "webber", on, on, on, present=present, report_shared_on=on, **other)  # type: ignore[arg-type]


def planned(on: date, announced_on: date = date(2026, 1, 1)) -> MeetingFact:
    return MeetingFact(on.toordinal(), "webber", announced_on, on)


def town(*meetings: MeetingFact, **other: object) -> RhythmFacts:
    facts = RhythmFacts(
        network=Subject("network", 1, "Voorbeeldstad"),
        trajectory_ended_on=date(2026, 1, 1),
        rhythms=(SIX_WEEKS,),
        meetings=meetings,
        webbers=tuple(WebberSeat(id, date(2026, 1, 1)) for id in (SCHOOL, FOOD_BANK, CHURCH)),
        organisations=(Subject("organisation", SCHOOL, "De Klimop"), Subject("organisation", CHURCH, "Kerk")),
        involvement_agreements=((date(2026, 1, 1), None),),
    )
    return replace(facts, **other)  # type: ignore[arg-type]


def found(facts: RhythmFacts, today: date, kind: str) -> Finding | None:
    return next((f for f in judge(facts, today, NORMS) if f.kind == f"rhythm.{kind}"), None)


@pytest.mark.parametrize(
    ("today", "next_planned", "state"),
    [
        ("2026-10-04", None, State.ON_SCHEDULE),
        ("2026-10-05", None, State.NOT_PLANNED),
        ("2026-10-05", "2026-11-06", State.ON_SCHEDULE),
        ("2026-10-05", "2026-11-07", State.PLANNED_TOO_LATE),
        ("2026-10-26", None, State.NOT_PLANNED),
        ("2026-10-27", "2026-10-29", State.LATE),
        ("2026-11-06", None, State.LATE),
        ("2026-11-07", None, State.OVERDUE),
        ("2026-12-07", None, State.OVERDUE),
        ("2026-12-08", None, State.LAPSED),
    ],
)
def test_worked_examples(today: str, next_planned: str | None, state: State) -> None:
    meetings = [held(date(2026, 9, 14))]
    if next_planned:
        meetings.append(planned(date.fromisoformat(next_planned)))
    assert standing(town(*meetings), date.fromisoformat(today), NORMS).state is state


def test_the_dates_of_the_worked_example() -> None:
    now = standing(town(held(date(2026, 9, 14))), date(2026, 10, 4), NORMS)
    assert (now.due, now.late_after, now.lapsed_after) == (date(2026, 10, 26), date(2026, 11, 6), date(2026, 12, 7))


def test_a_summer_pause_moves_the_due_day() -> None:
    summer = PauseDays(date(2026, 7, 11), date(2026, 8, 23))
    assert due_after(date(2026, 6, 15), SIX_WEEKS, (summer,)) == date(2026, 9, 9)


def test_a_month_ends_on_its_last_day() -> None:
    assert due_after(date(2026, 12, 31), AgreedRhythm(2, "month", date(2026, 1, 1)), ()) == date(2027, 2, 28)


def test_in_a_pause_nobody_is_late_until_the_due_day() -> None:
    christmas = (PauseDays(date(2026, 10, 20), date(2026, 10, 22)),)
    assert standing(town(held(date(2026, 9, 14)), pauses=christmas), date(2026, 10, 21), NORMS).state is State.PAUSED


@pytest.mark.parametrize(("today", "urgency"), [("2026-01-28", Urgency.ATTENTION), ("2026-01-29", Urgency.HIGH)])
def test_without_a_rhythm_it_gets_urgent_28_days_after_session_5(today: str, urgency: Urgency) -> None:
    finding = found(town(rhythms=()), date.fromisoformat(today), "none_agreed")
    assert finding and finding.urgency is urgency
    assert finding.changes_on == (date(2026, 1, 29) if urgency is Urgency.ATTENTION else None)


@pytest.mark.parametrize(("today", "urgency"), [("2026-01-29", Urgency.ATTENTION), ("2026-01-30", Urgency.HIGH)])
def test_a_network_that_never_met_must_plan_within_28_days(today: str, urgency: Urgency) -> None:
    finding = found(town(), date.fromisoformat(today), "not_planned")
    assert finding and finding.urgency is urgency


@pytest.mark.parametrize(("planned_on", "urgency"), [("2026-11-20", Urgency.ATTENTION), (None, Urgency.HIGH)])
def test_overdue_is_less_urgent_once_a_date_is_set(planned_on: str | None, urgency: Urgency) -> None:
    meetings = [held(date(2026, 9, 14))] + ([planned(date.fromisoformat(planned_on))] if planned_on else [])
    finding = found(town(*meetings), date(2026, 11, 7), "overdue")
    assert finding and finding.urgency is urgency and finding.changes_on == date(2026, 12, 8)


def test_a_meeting_of_one_organisation_does_not_count() -> None:
    facts = town(held(date(2026, 9, 14)), held(date(2026, 10, 20), frozenset({SCHOOL})))
    assert standing(facts, date(2026, 10, 27), NORMS).state is State.LATE


def test_a_meeting_held_later_is_not_known_on_an_earlier_day() -> None:
    facts = town(held(date(2026, 9, 14)), held(date(2026, 10, 26)))
    assert standing(facts, date(2026, 10, 25), NORMS).due == date(2026, 10, 26)


@pytest.mark.parametrize(("today", "expected"), [("2026-10-08", False), ("2026-10-09", True)])
def test_a_planned_meeting_is_unlogged_after_seven_days(today: str, expected: bool) -> None:
    facts = town(held(date(2026, 9, 14)), planned(date(2026, 10, 1)))
    assert (found(facts, date.fromisoformat(today), "unlogged") is not None) is expected


def test_turnout_is_low_after_two_meetings_below_half() -> None:
    seats = tuple(WebberSeat(id, date(2026, 1, 1)) for id in range(1, 6))
    few = [held(date(2026, 8, 3)), held(date(2026, 9, 14))]
    assert found(town(*few, webbers=seats), date(2026, 9, 15), "low_turnout")
    better = [few[0], held(date(2026, 9, 14), frozenset({1, 2, 3}))]
    assert not found(town(*better, webbers=seats), date(2026, 9, 15), "low_turnout")


def test_an_organisation_absent_twice_is_named() -> None:
    twice = [held(date(2026, 8, 3), absent=frozenset({CHURCH})), held(date(2026, 9, 14), absent=frozenset({CHURCH}))]
    finding = found(town(*twice), date(2026, 9, 15), "organisation_absent")
    assert finding and finding.organisation_id == CHURCH and finding.person_id is None
    assert not found(town(*twice[1:]), date(2026, 9, 15), "organisation_absent")


@pytest.mark.parametrize(("today", "expected"), [("2027-09-14", False), ("2027-09-15", True)])
def test_families_must_have_been_asked_about_in_a_year(today: str, expected: bool) -> None:
    facts = town(held(date(2026, 9, 14), families_answered=True))
    assert (found(facts, date.fromisoformat(today), "families_not_involved") is not None) is expected


def test_families_need_an_agreement_in_force() -> None:
    facts = town(held(date(2026, 9, 14), families_answered=True), involvement_agreements=())
    finding = found(facts, date(2026, 9, 15), "families_not_involved")
    assert finding and finding.values["missing"] == "agreement"


@pytest.mark.parametrize(("today", "expected"), [("2026-09-28", False), ("2026-09-29", True)])
def test_a_report_is_shared_within_14_days(today: str, expected: bool) -> None:
    facts = town(replace(held(date(2026, 9, 14)), report_shared_on=None))
    assert (found(facts, date.fromisoformat(today), "report_not_shared") is not None) is expected


def test_the_past_year_compares_held_with_expected() -> None:
    facts = town(held(date(2026, 8, 3)), held(date(2026, 9, 14)))
    assert lookback(facts, date(2026, 9, 14), NORMS) == ([date(2026, 8, 3), date(2026, 9, 14)], 8)


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
STATES = [State.NOT_PLANNED, State.LATE, State.OVERDUE, State.LAPSED]


@given(last=days, wait=st.integers(0, 200), weeks=st.integers(1, 12), more=st.integers(0, 60))
def test_waiting_longer_never_improves_the_rhythm(last: date, wait: int, weeks: int, more: int) -> None:
    facts = town(held(last), rhythms=(AgreedRhythm(weeks, "week", date(2026, 1, 1)),))
    earlier, later = (standing(facts, last + timedelta(days=n), NORMS).state for n in (wait, wait + more))
    order = [State.ON_SCHEDULE, *STATES]
    assert order.index(earlier) <= order.index(later)


@given(last=days, start=days, length=st.integers(0, 60), weeks=st.integers(1, 12))
def test_the_due_day_moves_by_exactly_the_pause_days_before_it(
    last: date, start: date, length: int, weeks: int
) -> None:
    rhythm = AgreedRhythm(weeks, "week", date(2026, 1, 1))
    pause = PauseDays(start, start + timedelta(days=length))
    due = due_after(last, rhythm, (pause,))
    inside = sum(pause.starts_on <= last + timedelta(days=n) <= pause.ends_on for n in range(1, (due - last).days + 1))
    assert (due - rhythm.after(last)).days == inside
    assert not pause.starts_on <= due <= pause.ends_on


@given(today=days, meetings=st.lists(st.tuples(days, st.booleans()), max_size=6, unique_by=lambda m: m[0]))
def test_findings_started_before_today_and_change_after_it(today: date, meetings: list[tuple[date, bool]]) -> None:
    facts = town(*(held(on) if was_held else planned(on) for on, was_held in meetings))
    for finding in judge(facts, today, NORMS):
        assert finding.since <= today
        assert finding.changes_on is None or finding.changes_on > today
