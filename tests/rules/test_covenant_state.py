"""Where a covenant stands on a day follows from its dates alone (docs/policy 2b)."""

from datetime import date

import pytest

from data_model.rules.covenant_organisations import Period
from data_model.rules.covenant_state import State, began, state
from tests.rules.covenants import covenant, network


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-12-31", State.UNKNOWN),
        ("2026-01-01", State.DRAFT),
        ("2026-02-01", State.OPEN_FOR_SIGNATURE),
        ("2026-03-01", State.IN_FORCE),
        ("2026-05-01", State.IN_REVISION),
        ("2026-06-01", State.IN_REVISION),
        ("2026-06-02", State.IN_FORCE),
        ("2027-06-30", State.IN_FORCE),
        ("2027-07-01", State.EXPIRED),
        ("2027-08-01", State.REPLACED),
        ("2028-01-01", State.ENDED),
    ],
)
def test_a_covenant_moves_through_its_states(day: str, expected: State) -> None:
    revised = Period(date(2026, 5, 1), date(2026, 6, 1))
    old = covenant(end_on=date(2027, 6, 30), ended_on=date(2028, 1, 1), revisions=(revised,))
    new = covenant(id=2, drafted_on=date(2027, 7, 1), opened_on=None, in_force_on=date(2027, 8, 1), replaces_id=1)
    assert state(network(old, new), old, date.fromisoformat(day)) is expected


def test_what_began_is_the_start_of_the_last_unbroken_run() -> None:
    turns = [date(2026, 1, day) for day in (1, 5, 10, 20)]
    assert began(date(2026, 1, 15), turns, lambda day: day != date(2026, 1, 1)) == date(2026, 1, 5)
