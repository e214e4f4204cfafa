"""Where an organisation stands follows from the dates of its times in the network."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.membership_states import MEMBER, MembershipState, Stay, stay_on

DAY = date(2026, 11, 22)
ONE = timedelta(days=1)
DAYS = st.none() | st.dates(DAY - 40 * ONE, DAY + 40 * ONE)


def stay(**days: date) -> Stay:
    return Stay(**({"joined_on": None} | days))


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (stay(), None),
        (stay(invited_on=DAY + ONE), None),
        (stay(invited_on=DAY), "invited"),
        (stay(invited_on=DAY - ONE, declined_on=DAY + ONE), "invited"),
        (stay(invited_on=DAY - ONE, declined_on=DAY), "declined"),
        (stay(invited_on=DAY - ONE, joined_on=DAY + ONE), "invited"),
        (stay(joined_on=DAY), "active"),
        (stay(joined_on=DAY - ONE, paused_on=DAY + ONE), "active"),
        (stay(joined_on=DAY - ONE, paused_on=DAY), "paused"),
        (stay(joined_on=DAY - ONE, paused_on=DAY - ONE, resumed_on=DAY + ONE), "paused"),
        (stay(joined_on=DAY - ONE, paused_on=DAY - ONE, resumed_on=DAY), "active"),
        (stay(joined_on=DAY - ONE, left_on=DAY), "active"),
        (stay(joined_on=DAY - ONE, left_on=DAY - ONE), "left"),
        (stay(joined_on=DAY - ONE, paused_on=DAY - ONE, left_on=DAY - ONE), "left"),
    ],
)
def test_each_boundary_day_has_its_state(given: Stay, state: str | None) -> None:
    assert given.state(DAY) == state


@pytest.mark.parametrize(
    ("given", "since"),
    [
        (stay(joined_on=DAY - 9 * ONE), DAY - 9 * ONE),
        (stay(joined_on=DAY - 9 * ONE, paused_on=DAY - 5 * ONE), DAY - 5 * ONE),
        (stay(joined_on=DAY - 9 * ONE, paused_on=DAY - 5 * ONE, resumed_on=DAY - ONE), DAY - ONE),
        (stay(joined_on=DAY - 9 * ONE, left_on=DAY - 3 * ONE), DAY - 3 * ONE),
        (stay(invited_on=DAY - 9 * ONE), DAY - 9 * ONE),
        (stay(invited_on=DAY - 9 * ONE, declined_on=DAY - 2 * ONE), DAY - 2 * ONE),
        (stay(), None),
    ],
)
def test_a_state_has_the_day_it_began(given: Stay, since: date | None) -> None:
    assert given.since(DAY) == since


def test_the_time_that_runs_counts_before_an_older_or_a_newer_one() -> None:
    first, now = stay(joined_on=DAY - 9 * ONE, left_on=DAY - 5 * ONE), stay(joined_on=DAY - 4 * ONE)
    asked = stay(invited_on=DAY - ONE)
    assert stay_on((first, now, asked), DAY) == now
    assert stay_on((first, asked), DAY) == asked
    assert stay_on((first, now), DAY - 5 * ONE) == first
    assert stay_on((), DAY) is None


@given(DAYS, DAYS, DAYS, DAYS, DAYS, DAYS)
def test_a_member_by_state_is_a_member_by_the_rules(
    joined: date | None,
    left: date | None,
    paused: date | None,
    resumed: date | None,
    invited: date | None,
    declined: date | None,
) -> None:
    found = Stay(joined, left, paused, resumed, invited, declined)
    assert (found.state(DAY) in MEMBER) == found.lasts(DAY)
    assert (found.state(DAY) is MembershipState.ACTIVE) == found.active(DAY)
    since = found.since(DAY)
    assert since is None or since <= DAY
