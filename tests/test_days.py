"""What day it is in the Netherlands: right at every quarter of an hour, wherever the clock of the server stands."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.dialects import sqlite

from data_model.days import add_months, dutch_day
from data_model.tables.base import Moment

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
SERVERS = ("UTC", "Europe/Amsterdam", "America/New_York")
AT_THE_EDGE = [
    (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
    (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),  # the night that lacks an hour
    (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
    (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
    (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),  # the night with an hour more
    (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
    (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
    (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    (datetime(2028, 2, 28, 23, 0, tzinfo=UTC), date(2028, 2, 29)),
    (datetime(2028, 2, 29, 23, 0, tzinfo=UTC), date(2028, 3, 1)),
]


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The clock of this machine, somewhere else for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def summer_time(year: int, month: int) -> datetime:
    """When the clock changes: the last Sunday of the month, at one o'clock UTC (directive 2000/84/EC)."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def by_the_directive(moment: datetime) -> date:
    summer = summer_time(moment.year, 3) <= moment < summer_time(moment.year, 10)
    return (moment + (2 if summer else 1) * HOUR).date()


def test_every_quarter_of_an_hour_of_a_year_has_its_dutch_day(server: str) -> None:
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + n * QUARTER for n in range(365 * 24 * 4)]
    assert len(moments) == 35_040
    assert [moment for moment in moments if dutch_day(moment) != by_the_directive(moment)] == []
    # And said in the time of the server, the same moment is the same day.
    assert [moment for moment in moments[::7] if dutch_day(moment.astimezone()) != by_the_directive(moment)] == []


@pytest.mark.parametrize(("moment", "day"), AT_THE_EDGE)
def test_a_day_begins_at_midnight_in_the_netherlands(moment: datetime, day: date, server: str) -> None:
    assert dutch_day(moment) == day


@pytest.mark.parametrize(("moment", "day"), AT_THE_EDGE)
def test_a_moment_that_is_kept_comes_back_as_it_was(moment: datetime, day: date, server: str) -> None:
    kept = Moment().process_bind_param(moment.astimezone(), sqlite.dialect())
    assert kept and kept.tzinfo is UTC
    back = Moment().process_result_value(kept.replace(tzinfo=None), sqlite.dialect())
    assert back == moment and dutch_day(back) == day


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 1, 31), -1, date(2026, 12, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_where_a_month_ends(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then
