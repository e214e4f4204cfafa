"""How long it was between meetings, against the rhythm of the day and its pauses."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Subject
from data_model.norms import Norms
from data_model.rules.rhythm_facts import AgreedRhythm, MeetingFact, PauseDays, RhythmFacts, WebberSeat
from data_model.rules.rhythm_gaps import Gap, Timing, gaps

START, TODAY = date(2025, 1, 1), date(2026, 11, 22)
SIX_WEEKS = AgreedRhythm(6, "week", START)


def meeting(held_on: date, present: tuple[int, ...] = (1, 2), kind: str = "webber") -> MeetingFact:
    return MeetingFact(held_on.toordinal(), kind, held_on, held_on, held_on, present=frozenset(present))


def network(
    *held: date, rhythms: tuple[AgreedRhythm, ...] = (SIX_WEEKS,), pauses: tuple[PauseDays, ...] = ()
) -> RhythmFacts:
    return RhythmFacts(
        network=Subject("network", 1),
        trajectory_ended_on=START,
        rhythms=rhythms,
        pauses=pauses,
        meetings=tuple(meeting(on) for on in held),
        webbers=(WebberSeat(1, START), WebberSeat(2, START)),
    )


def last(facts: RhythmFacts, today: date = TODAY) -> Gap:
    return gaps(facts, today, Norms())[-1]


@pytest.mark.parametrize(
    ("on", "timing"),
    [
        (date(2026, 10, 26), Timing.ON_TIME),
        (date(2026, 10, 27), Timing.LATE),
        (date(2026, 11, 6), Timing.LATE),
        (date(2026, 11, 7), Timing.OVERDUE),
    ],
)
def test_a_meeting_is_judged_by_interval_and_grace(on: date, timing: Timing) -> None:
    gap = last(network(date(2026, 9, 14), on))
    assert (gap.timing, gap.due, gap.late_after) == (timing, date(2026, 10, 26), date(2026, 11, 6))


def test_a_pause_between_moves_what_was_due_and_is_counted() -> None:
    gap = last(
        network(date(2026, 9, 14), date(2026, 11, 1), pauses=(PauseDays(date(2026, 10, 19), date(2026, 10, 25)),))
    )
    assert (gap.timing, gap.due, gap.waited_days, gap.paused_days) == (Timing.ON_TIME, date(2026, 11, 2), 48, 7)


def test_the_rhythm_of_the_day_of_the_meeting_judges() -> None:
    changed = (
        AgreedRhythm(6, "week", START, date(2026, 6, 30)),
        AgreedRhythm(2, "week", date(2026, 7, 1)),
    )
    before, on, after = date(2026, 5, 1), date(2026, 6, 5), date(2026, 7, 10)
    told = gaps(network(before, on, after, rhythms=changed), TODAY, Norms())
    assert [gap.timing for gap in told] == [Timing.FIRST, Timing.ON_TIME, Timing.OVERDUE]


def test_without_a_rhythm_a_meeting_is_not_judged() -> None:
    gap = last(network(date(2026, 9, 14), date(2026, 11, 1), rhythms=()))
    assert (gap.timing, gap.waited_days, gap.due) == (Timing.NOT_AGREED, 48, None)


def test_meetings_that_do_not_count_or_are_still_to_come_are_left_out() -> None:
    facts = RhythmFacts(
        network=Subject("network", 1),
        trajectory_ended_on=START,
        meetings=(
            meeting(date(2026, 10, 1), present=(1,)),
            meeting(date(2026, 10, 2), kind="network"),
            meeting(TODAY + timedelta(1)),
        ),
        webbers=(WebberSeat(1, START), WebberSeat(2, START)),
    )
    assert gaps(facts, TODAY, Norms()) == []


@pytest.mark.parametrize(("ago", "shown"), [(364, True), (365, False)])
def test_a_year_back_is_shown_with_the_wait_since_the_meeting_before_it(ago: int, shown: bool) -> None:
    on = TODAY - timedelta(ago)
    found = gaps(network(on - timedelta(40), on), TODAY, Norms())
    assert [gap.waited_days for gap in found] == ([40] if shown else [])


@given(
    st.lists(st.integers(0, 800), unique=True, max_size=12),
    st.integers(1, 20),
    st.integers(0, 400),
    st.integers(0, 60),
)
def test_waits_add_up_and_a_pause_never_makes_a_meeting_later(
    days: list[int], weeks: int, pause_from: int, length: int
) -> None:
    held = [START + timedelta(n) for n in days]
    rhythm = AgreedRhythm(weeks, "week", START)
    pause = PauseDays(START + timedelta(pause_from), START + timedelta(pause_from + length))
    today = START + timedelta(900)
    plain = gaps(network(*held, rhythms=(rhythm,)), today, Norms())
    paused = gaps(network(*held, rhythms=(rhythm,), pauses=(pause,)), today, Norms())
    order = [Timing.FIRST, Timing.ON_TIME, Timing.LATE, Timing.OVERDUE]
    for one, other in zip(plain, paused, strict=True):
        assert order.index(other.timing) <= order.index(one.timing)
    if plain and plain[0].before:
        assert sum(gap.waited_days or 0 for gap in plain) == (plain[-1].on - plain[0].before).days
