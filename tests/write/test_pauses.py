"""Pauses: days on which the interval stands still, added, changed, ended and called off."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.meeting import Pause
from data_model.write.pauses import LONGEST_DAYS, add_pause, change_pause, drop_pause
from tests.conftest import NOW, Town

TODAY = NOW.date()
CHRISTMAS: dict[str, Any] = {"starts_on": date(2026, 12, 19), "ends_on": date(2027, 1, 3), "label": "Kerstvakantie"}


def add(town: Town, viewer: Viewer | None = None, **arguments: Any) -> int:
    with writing(town.engine) as session:
        pause = add_pause(session, **CHRISTMAS | arguments, by=viewer or town.viewer(), at=NOW)
        session.flush()
        return pause.id


def change(town: Town, id: int, viewer: Viewer | None = None, **arguments: Any) -> None:
    with writing(town.engine) as session:
        change_pause(session, pause_id=id, **CHRISTMAS | arguments, by=viewer or town.viewer(), at=NOW)


def drop(town: Town, id: int, viewer: Viewer | None = None, **arguments: Any) -> None:
    with writing(town.engine) as session:
        drop_pause(session, pause_id=id, **arguments, by=viewer or town.viewer(), at=NOW)


def pauses(town: Town) -> list[tuple[Any, ...]]:
    with reading(town.engine) as session:
        return [tuple(row) for row in session.execute(select(Pause.starts_on, Pause.ends_on, Pause.label))]


def test_a_pause_is_added_ended_early_and_named_otherwise(town: Town) -> None:
    id = add(town, starts_on=TODAY - timedelta(3), ends_on=TODAY + timedelta(9))
    change(town, id, starts_on=TODAY - timedelta(3), ends_on=TODAY, label="Kerst", seen_version=1)
    assert pauses(town) == [(TODAY - timedelta(3), TODAY, "Kerst")]


def test_a_pause_to_come_can_be_called_off(town: Town) -> None:
    drop(town, add(town, starts_on=TODAY + timedelta(1)))
    assert pauses(town) == []


def test_a_pause_that_began_is_ended_not_called_off(town: Town) -> None:
    id = add(town, starts_on=TODAY)
    with pytest.raises(Refusal, match="pause_began"):
        drop(town, id)


def test_saving_a_pause_as_it_was_is_no_second_one(town: Town) -> None:
    change(town, add(town))
    assert len(pauses(town)) == 1


@pytest.mark.parametrize(
    ("arguments", "kind", "field"),
    [
        ({"ends_on": CHRISTMAS["starts_on"]}, None, None),
        ({"ends_on": date(2026, 12, 18)}, "too_early", "ends_on"),
        ({"ends_on": date(2026, 12, 19) + timedelta(LONGEST_DAYS - 1)}, None, None),
        ({"ends_on": date(2026, 12, 19) + timedelta(LONGEST_DAYS)}, "pause_too_long", "ends_on"),
        ({"label": " "}, "required", "label"),
        ({"label": "x" * 10_000}, "too_long", "label"),
        ({"label": "BSN 123456782"}, "bsn", "label"),
        ({"label": "Kerst 🎄"}, None, None),
    ],
)
def test_days_and_words_are_checked_on_their_boundary(
    town: Town, arguments: dict[str, Any], kind: str | None, field: str | None
) -> None:
    if kind is None:
        assert add(town, **arguments)
        return
    with pytest.raises(Refusal) as refusal:
        add(town, **arguments)
    assert (refusal.value.kind, refusal.value.field) == (kind, field)
    assert pauses(town) == []


def test_the_same_days_are_not_a_pause_twice(town: Town) -> None:
    add(town)
    with pytest.raises(Refusal, match="pause_already"):
        add(town, label="Nog een keer")


def test_nobody_writes_over_a_pause_that_changed(town: Town) -> None:
    id = add(town)
    for act in (change, drop):
        with pytest.raises(Refusal, match="changed_meanwhile"):
            act(town, id, seen_version=9)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PARTICIPANT])
def test_managers_and_participants_may_not(town: Town, role: Role) -> None:
    id, viewer = add(town), town.viewer(role)
    with pytest.raises(Forbidden):
        add(town, viewer)
    for act in (change, drop):
        with pytest.raises(Forbidden):
            act(town, id, viewer)


def test_a_pause_of_another_network_is_not_found(town: Town) -> None:
    id, elsewhere = add(town), Town(town.engine, "Elders").viewer()
    for act in (change, drop):
        with pytest.raises(Forbidden):
            act(town, id, elsewhere)
