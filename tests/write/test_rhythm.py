"""Agreeing a rhythm: what held ends the day before, and nobody rewrites history."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.log import LogEntry
from data_model.tables.meeting import Rhythm
from data_model.write.rhythm import agree_rhythm
from tests.conftest import NOW, Town

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(1)
BEFORE = date(2026, 1, 1)
SIX_WEEKS: dict[str, Any] = {
    "meeting_kind": "webber",
    "interval_value": 6,
    "interval_unit": "week",
    "valid_from": TODAY,
}


def agree(town: Town, viewer: Viewer | None = None, **arguments: Any) -> None:
    with writing(town.engine) as session:
        agree_rhythm(session, **SIX_WEEKS | arguments, by=viewer or town.viewer(), at=NOW)


def agreed(town: Town) -> list[tuple[Any, ...]]:
    columns = (Rhythm.interval_value, Rhythm.interval_unit, Rhythm.valid_from, Rhythm.valid_to)
    with reading(town.engine) as session:
        rows = session.execute(select(*columns).where(Rhythm.network_id == town.id).order_by(Rhythm.id))
        return [tuple(row) for row in rows]


def rhythm(town: Town, valid_from: date = BEFORE, valid_to: date | None = None, kind: str = "webber") -> None:
    period = {"valid_from": valid_from, "valid_to": valid_to}
    town.add(Rhythm, meeting_kind=kind, interval_value=2, interval_unit="month", **period)


def test_the_first_rhythm_holds_from_its_day(town: Town) -> None:
    agree(town)
    assert agreed(town) == [(6, "week", TODAY, None)]
    with reading(town.engine) as session:
        entry = session.scalars(select(LogEntry)).one()
    assert (entry.action, entry.entity) == ("agree_rhythm", "rhythm")


def test_the_rhythm_that_held_ends_the_day_before(town: Town) -> None:
    rhythm(town)
    agree(town)
    assert agreed(town) == [(2, "month", BEFORE, YESTERDAY), (6, "week", TODAY, None)]


def test_a_rhythm_that_ended_earlier_keeps_its_end(town: Town) -> None:
    rhythm(town, valid_to=YESTERDAY - timedelta(9))
    agree(town)
    assert agreed(town)[0][3] == YESTERDAY - timedelta(9)


def test_the_rhythm_of_the_other_kind_of_meeting_and_of_another_network_stay(town: Town) -> None:
    other = Town(town.engine, "Elders")
    rhythm(other)
    rhythm(town, kind="network")
    agree(town)
    assert agreed(town)[0][3] is None
    assert agreed(other)[0][3] is None


def test_a_rhythm_of_the_same_day_is_corrected(town: Town) -> None:
    rhythm(town, valid_from=TODAY)
    agree(town)
    assert agreed(town) == [(6, "week", TODAY, None)]


def test_what_held_before_the_present_rhythm_is_history(town: Town) -> None:
    rhythm(town, valid_from=TODAY)
    with pytest.raises(Refusal) as refusal:
        agree(town, valid_from=YESTERDAY)
    assert (refusal.value.kind, refusal.value.field) == ("too_early", "valid_from")
    assert agreed(town) == [(2, "month", TODAY, None)]


@pytest.mark.parametrize(("unit", "high"), [("week", 52), ("month", 24)])
def test_an_interval_is_from_one_to_about_a_year_or_two(town: Town, unit: str, high: int) -> None:
    for value in (1, high):
        agree(town, interval_unit=unit, interval_value=value)
    for value in (0, -6, high + 1):
        with pytest.raises(Refusal) as refusal:
            agree(town, interval_unit=unit, interval_value=value)
        assert (refusal.value.kind, refusal.value.field) == ("out_of_range", "interval_value")


@pytest.mark.parametrize("field", ["meeting_kind", "interval_unit"])
def test_an_unknown_kind_or_unit_is_refused(town: Town, field: str) -> None:
    wrong: dict[str, Any] = {field: "moon"}
    with pytest.raises(Refusal) as refusal:
        agree(town, **wrong)
    assert (refusal.value.kind, refusal.value.field) == ("not_a_choice", field)


@pytest.mark.parametrize("role", Role)
def test_coordinator_and_webber_agree_a_rhythm_and_others_do_not(town: Town, role: Role) -> None:
    if role in (Role.COORDINATOR, Role.WEBBER):
        agree(town, town.viewer(role))
        assert len(agreed(town)) == 1
        return
    with pytest.raises(Forbidden):
        agree(town, town.viewer(role, person_id=1, organisation_id=1))
    assert agreed(town) == []
