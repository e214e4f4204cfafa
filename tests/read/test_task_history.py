"""Who held which task when: cut at departures, within the window, and for whom."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.task_history import HeldTask, Task, task_history
from data_model.refusal import Forbidden
from data_model.tables.person import NetworkRole
from data_model.tables.webber import WebberDeputy
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene

WINDOW = (date(2025, 1, 1), date(2027, 6, 30))


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def held(
    scene: Scene, viewer: Viewer | None = None, window: tuple[date, date] = WINDOW, day: date = TODAY
) -> list[HeldTask]:
    with reading(scene.town.engine) as session:
        return task_history(session, viewer or scene.town.viewer(), *window, day)


def webbers(scene: Scene) -> list[tuple[str | None, date, date | None]]:
    return [(one.person, one.first_on, one.last_on) for one in held(scene) if one.task is Task.WEBBER]


def test_tasks_come_with_their_stand_ins_the_coordinator_first(scene: Scene) -> None:
    scene.town.add(NetworkRole, person_id=scene.bram, role="deputy_coordinator", start_on=START)
    scene.town.add(NetworkRole, person_id=scene.bram, role="manager", start_on=START)
    everywhere, north = scene.webber(scene.amina), scene.webber(scene.bas, area="Noord")
    for webber in (everywhere, north):
        scene.town.add(WebberDeputy, webber_id=webber, person_id=scene.cor, start_on=START)
    scene.webber(scene.amina, area="Zuid", confirmed_on=None)
    assert [(one.task, one.person, one.area) for one in held(scene)] == [
        (Task.COORDINATOR, "Noor", None),
        (Task.DEPUTY_COORDINATOR, "Bram", None),
        (Task.WEBBER, "Bas", "Noord"),
        (Task.DEPUTY_WEBBER, "Cor", "Noord"),
        (Task.WEBBER, "Amina", None),
        (Task.DEPUTY_WEBBER, "Cor", None),
    ]


@pytest.mark.parametrize(
    ("change", "last"),
    [
        ({}, LEAVES - DAY),
        ({"kind": "other_function"}, LEAVES - DAY),
        ({"kind": "puts_down_webber"}, LEAVES - DAY),
        ({"kind": "away"}, None),
        ({"withdrawn_on": TODAY}, None),
        ({"effective_on": START}, None),
    ],
)
def test_a_task_is_held_until_the_day_before_somebody_goes(
    scene: Scene, change: dict[str, Any], last: date | None
) -> None:
    scene.webber(scene.amina)
    scene.event(**change)
    assert webbers(scene) == [("Amina", START, last)]


def test_the_end_of_the_work_or_of_the_task_is_the_last_day_whichever_comes_first(scene: Scene) -> None:
    gone = scene.person("Ed", scene.school, end=TODAY)
    scene.webber(gone)
    scene.webber(gone, area="Noord", ended_on=TODAY - DAY)
    scene.webber(None, area="Zuid", ended_on=LEAVES)
    assert webbers(scene) == [("Ed", START, TODAY - DAY), (None, START, LEAVES), ("Ed", START, TODAY)]


def test_standing_in_ends_with_the_task_at_the_latest(scene: Scene) -> None:
    webber = scene.webber(scene.amina, ended_on=TODAY)
    scene.town.add(WebberDeputy, webber_id=webber, person_id=scene.cor, start_on=START, end_on=LEAVES)
    assert [one.last_on for one in held(scene) if one.task is Task.DEPUTY_WEBBER] == [TODAY]


@pytest.mark.parametrize(
    ("window", "shown"),
    [
        ((START - 9 * DAY, START - DAY), False),
        ((START - 9 * DAY, START), True),
        ((TODAY, LEAVES), True),
        ((TODAY + DAY, LEAVES), False),
    ],
)
def test_only_what_was_held_in_the_window_is_shown(scene: Scene, window: tuple[date, date], shown: bool) -> None:
    scene.webber(scene.amina, ended_on=TODAY)
    assert any(one.task is Task.WEBBER for one in held(scene, window=window)) is shown


def test_each_role_sees_as_far_as_it_may(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    scene.town.add(WebberDeputy, webber_id=webber, person_id=scene.cor, start_on=START)
    tasks = [Task.COORDINATOR, Task.WEBBER, Task.DEPUTY_WEBBER]
    assert [one.task for one in held(scene, scene.town.viewer(Role.WEBBER))] == tasks
    assert [one.task for one in held(scene, scene.manager(scene.school))] == tasks
    assert [one.task for one in held(scene, scene.manager(scene.church))] == [Task.COORDINATOR]
    assert held(scene, scene.stranger()) == []
    with pytest.raises(Forbidden):
        held(scene, scene.participant(scene.amina, scene.school))
