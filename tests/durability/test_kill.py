"""Whoever read that it was done, finds it back: also when the process was killed right then."""

from tests.durability.conftest import LONG, beside

KILLS = 1000 if LONG else 100


def test_a_kill_loses_nothing_that_was_acknowledged_and_tears_nothing(town: str) -> None:
    answer = beside("kills", town, str(KILLS))
    assert answer | {"acknowledged": 0} == {"acknowledged": 0, "killed": KILLS, "lost": [], "wrong": []}
    assert answer["acknowledged"] > 3 * KILLS
