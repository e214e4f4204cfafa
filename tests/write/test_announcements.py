"""Adding to an announced change: a successor, that there is none, or that it is taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from data_model.access import Role
from data_model.tables.person import Affiliation
from data_model.tables.turnover import TurnoverEvent
from data_model.write.announcements import name_successor, no_successor, withdraw_announcement
from data_model.write.turnover import announce_departure
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def announced(scene: Scene, **other: Any) -> int:
    about: dict[str, Any] = {"person_id": scene.amina, "organisation_id": scene.school, "effective_on": LEAVES}
    return scene.do(announce_departure, **about | other)


def end_on(scene: Scene, person: int) -> Any:
    return next(a.end_on for a in scene.all(Affiliation) if a.person_id == person)


def test_a_successor_takes_up_the_webber_task(scene: Scene) -> None:
    webber, event = scene.webber(scene.amina), announced(scene)
    assert ("webber_leaves", webber) in scene.found()
    scene.do(name_successor, event_id=event, person_id=scene.bas)
    assert scene.one(TurnoverEvent, event).successor_person_id == scene.bas
    assert ("webber_leaves", webber) not in scene.found()
    assert scene.logged() == ["announce_departure", "name_successor"]


def test_a_successor_is_a_colleague_who_stays(scene: Scene) -> None:
    event = announced(scene)
    scene.refused("successor_is_leaver", name_successor, event_id=event, person_id=scene.amina)
    scene.refused("successor_not_active", name_successor, event_id=event, person_id=scene.cor)
    scene.event(scene.bas, kind="other_function", effective_on=LEAVES + 30 * DAY)
    scene.refused("successor_leaves", name_successor, event_id=event, person_id=scene.bas)


def test_when_an_organisation_stops_nobody_takes_over(scene: Scene) -> None:
    event = scene.event(kind="organisation_stops")
    with scene.town.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE turnover_event SET person_id = NULL")
    scene.refused("nobody_leaves", name_successor, event_id=event, person_id=scene.bas)


def test_no_successor_and_a_successor_undo_each_other(scene: Scene) -> None:
    event = announced(scene, successor_person_id=scene.bas)
    scene.do(no_successor, event_id=event)
    kept = scene.one(TurnoverEvent, event)
    assert (kept.successor_person_id, kept.no_successor_on) == (None, TODAY)
    scene.do(name_successor, event_id=event, person_id=scene.bas)
    kept = scene.one(TurnoverEvent, event)
    assert (kept.successor_person_id, kept.no_successor_on) == (scene.bas, None)


def test_what_is_taken_back_counts_no_more_and_the_work_goes_on(scene: Scene) -> None:
    event = announced(scene)
    assert end_on(scene, scene.amina) == LEAVES - DAY
    assert ("becomes_sole_contact", scene.school) in scene.found()
    scene.do(withdraw_announcement, event_id=event)
    assert end_on(scene, scene.amina) is None
    assert scene.one(TurnoverEvent, event).withdrawn_on == TODAY
    assert ("becomes_sole_contact", scene.school) not in scene.found()
    assert scene.logged()[-1] == "withdraw_announcement"


def test_a_last_day_that_the_announcement_did_not_set_stays(scene: Scene) -> None:
    dina = scene.person("Dina", scene.school, end=LEAVES + 9 * DAY)
    scene.do(withdraw_announcement, event_id=scene.event(dina))
    assert end_on(scene, dina) == LEAVES + 9 * DAY
    ends = scene.person("Ed", scene.school, end=LEAVES - DAY)
    scene.do(withdraw_announcement, event_id=scene.event(ends, kind="puts_down_webber"))
    assert end_on(scene, ends) == LEAVES - DAY


def test_who_came_back_keeps_two_separate_times(scene: Scene) -> None:
    dina = scene.person("Dina", scene.school, end=TODAY - 20 * DAY)
    event = scene.event(dina, effective_on=TODAY - 19 * DAY)
    scene.town.add(Affiliation, person_id=dina, organisation_id=scene.school, start_on=TODAY - DAY)
    scene.do(withdraw_announcement, event_id=event)
    assert [a.end_on for a in scene.all(Affiliation) if a.person_id == dina] == [TODAY - 20 * DAY, None]


ACTS: list[tuple[Callable[..., Any], bool]] = [
    (name_successor, True),
    (no_successor, False),
    (withdraw_announcement, False),
]


@pytest.mark.parametrize(("act", "takes_person"), ACTS)
def test_an_announcement_that_was_taken_back_is_closed(
    scene: Scene, act: Callable[..., Any], takes_person: bool
) -> None:
    event = scene.event(withdrawn_on=TODAY)
    who: dict[str, Any] = {"person_id": scene.bas} if takes_person else {}
    assert scene.refused("withdrawn", act, event_id=event, **who).values == {"withdrawn_on": TODAY}


@pytest.mark.parametrize(("act", "takes_person"), ACTS)
def test_each_role_reaches_as_far_as_it_may(scene: Scene, act: Callable[..., Any], takes_person: bool) -> None:
    about = {"event_id": scene.event()} | ({"person_id": scene.bas} if takes_person else {})
    for by in (
        scene.manager(scene.church),
        scene.participant(scene.bas, scene.school),
        scene.stranger(),
    ):
        scene.refused("not_found", act, by, **about)
    scene.do(act, scene.manager(scene.school), **about)
    for by in (scene.town.viewer(Role.WEBBER), scene.participant(scene.cor, scene.church)):
        scene.do(act, by, **about | {"event_id": scene.event(scene.cor, organisation_id=scene.school)})


@pytest.mark.parametrize(("act", "takes_person"), ACTS)
def test_nobody_writes_over_a_change_not_seen(scene: Scene, act: Callable[..., Any], takes_person: bool) -> None:
    event = announced(scene)
    scene.do(no_successor, event_id=event, seen_version=1)
    who: dict[str, Any] = {"person_id": scene.bas} if takes_person else {}
    scene.refused("changed_meanwhile", act, event_id=event, seen_version=1, **who)


def test_a_successor_of_another_network_is_not_there(scene: Scene) -> None:
    event = announced(scene)
    outsider = Scene(Town(scene.town.engine, "Verweg"))
    scene.refused("not_found", name_successor, event_id=event, person_id=outsider.bas)
