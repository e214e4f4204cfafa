"""Within a month somebody is answered who asks about their own data; within three when told so in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.days import add_months
from data_model.rules.privacy import RequestState, answer_by, request_state

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("received_on", "month", "longer"),
    [
        (date(2026, 11, 22), date(2026, 12, 22), date(2027, 2, 22)),
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)),
    ],
)
def test_the_answer_comes_within_a_month_of_the_calendar(received_on: date, month: date, longer: date) -> None:
    assert (answer_by(received_on), answer_by(received_on, extended=True)) == (month, longer)


@pytest.mark.parametrize(
    ("day", "decided_on", "outcome", "state"),
    [
        (date(2026, 12, 22), None, None, RequestState.OPEN),
        (date(2026, 12, 23), None, None, RequestState.OVERDUE),
        (date(2026, 12, 23), date(2026, 12, 23), "granted", RequestState.GRANTED),
        (date(2026, 12, 22), date(2026, 12, 23), "refused", RequestState.OPEN),
        (date(2026, 12, 24), date(2026, 12, 23), "refused", RequestState.REFUSED),
        (date(2026, 12, 24), date(2026, 12, 23), "withdrawn", RequestState.WITHDRAWN),
    ],
)
def test_the_last_day_is_not_yet_late(
    day: date, decided_on: date | None, outcome: str | None, state: RequestState
) -> None:
    assert request_state(date(2026, 12, 22), decided_on, outcome, day) is state


@given(DAYS)
def test_no_answer_takes_longer_than_the_law_allows(received_on: date) -> None:
    month, longer = answer_by(received_on), answer_by(received_on, extended=True)
    assert timedelta(days=28) <= month - received_on <= timedelta(days=31)
    assert longer <= add_months(received_on, 3) and month < longer
