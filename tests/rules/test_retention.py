"""When somebody has left, and from which day contact data and name go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.norms import Norms
from data_model.rules.retention import begun_on, contact_data_go_on, left_on, person_goes_on

DAY = timedelta(days=1)
START, LAST = date(2025, 1, 6), date(2026, 3, 31)
NORMS = Norms()
DATES = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("spans", "day", "left"),
    [
        ([(START, LAST)], LAST, None),
        ([(START, LAST)], LAST + DAY, LAST),
        ([(START, None)], LAST, None),
        ([(START, LAST), (START, None)], LAST + DAY, None),
        ([(START, LAST), (LAST + 9 * DAY, LAST + 90 * DAY)], LAST + DAY, None),
        ([(START, LAST), (START, START)], LAST + DAY, LAST),
        ([], LAST, None),
    ],
)
def test_somebody_left_when_nothing_runs_or_is_to_come(
    spans: list[tuple[date, date | None]], day: date, left: date | None
) -> None:
    assert left_on(spans, day) == left


@pytest.mark.parametrize(
    ("handed_over", "days"),
    [
        ([], 60),
        ([LAST], 30),
        ([LAST + 10 * DAY], 40),
        ([LAST + 30 * DAY], 60),
        ([LAST + 50 * DAY], 60),
        ([LAST - 20 * DAY], 30),
        ([START - DAY], 60),
        ([LAST + 20 * DAY, LAST + 5 * DAY], 35),
    ],
)
def test_contact_data_go_after_the_handover_or_else_somewhat_later(handed_over: list[date], days: int) -> None:
    assert contact_data_go_on(LAST, START, handed_over, NORMS) == LAST + days * DAY


def test_a_handover_of_an_earlier_time_does_not_count() -> None:
    assert begun_on([(START, START + 9 * DAY), (LAST, LAST + DAY)]) == LAST


@given(st.lists(st.tuples(DATES, st.none() | DATES), max_size=4), st.lists(DATES, max_size=3), DATES)
def test_nothing_goes_of_who_is_still_there_and_the_name_goes_last(
    spans: list[tuple[date, date | None]], handed_over: list[date], day: date
) -> None:
    last = left_on(spans, day)
    if last is None:
        assert not spans or any(end is None or end >= day for _, end in spans)
        return
    assert all(end is not None and end <= last < day for _, end in spans)
    contact = contact_data_go_on(last, begun_on(spans), handed_over, NORMS)
    assert last + 30 * DAY <= contact <= last + 60 * DAY <= person_goes_on(last, NORMS) == last + 365 * DAY
