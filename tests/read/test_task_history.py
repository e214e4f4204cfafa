"""Who held which task when: cut at departures, within the window, and for whom."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.succession import turns
from data_model.read.task_history import HeldTask, Task, task_history
from data_model.refusal import Forbidden
from data_model.scope import unlimited
from data_model.tables.person import NetworkRole, Person
from data_model.tables.turnover import Succession
from data_model.tables.webber import WebberDeputy
from data_model.text import ERASED
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
        (Task.MANAGER, "Bram", None),
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


def test_the_chain_tells_who_follows_and_what_is_vacant(scene: Scene) -> None:
    webber, north = scene.webber(scene.amina), scene.webber(scene.bas, area="Noord", ended_on=TODAY - DAY)
    event = scene.event()
    task = {"turnover_event_id": event, "entity": "webber", "entity_id": webber}
    scene.town.add(Succession, person_id=scene.bas, **task)
    found = [(turn.held.person, turn.on, turn.person) for turn in turns(held(scene), TODAY)]
    assert found == [("Bas", TODAY, None), ("Amina", LEAVES, "Bas")]
    assert north != webber
    after = [(turn.on, turn.person) for turn in turns(held(scene, day=LEAVES), LEAVES)]
    assert after == [(TODAY, None), (LEAVES, None)]


def test_a_manager_elsewhere_does_not_learn_who_follows(scene: Scene) -> None:
    dirk = scene.person("Dirk", scene.hall, end=LEAVES - DAY)
    role = scene.town.add(NetworkRole, person_id=dirk, role="deputy_coordinator", start_on=START)
    event = scene.event(dirk, organisation_id=scene.hall)
    task = {"turnover_event_id": event, "entity": "network_role", "entity_id": role}
    scene.town.add(Succession, person_id=scene.bas, **task)
    assert [turn.person for turn in turns(held(scene), TODAY)] == ["Bas"]
    assert [turn.person for turn in turns(held(scene, scene.manager(scene.school)), TODAY)] == []


def test_the_chain_survives_that_somebody_is_erased(scene: Scene) -> None:
    scene.webber(scene.amina, ended_on=TODAY - DAY)
    with writing(scene.town.engine) as session, unlimited(session):
        person = session.get_one(Person, scene.amina)
        person.display_name, person.erased_on = ERASED, TODAY
    assert webbers(scene) == [(ERASED, START, TODAY - DAY)]
    assert [turn.on for turn in turns(held(scene), TODAY)] == [TODAY]
