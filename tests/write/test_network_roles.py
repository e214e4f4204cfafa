"""Tasks for the network: who holds which from when, and the stand-in of the coordinator."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role
from data_model.tables.person import NetworkRole
from data_model.write.network_roles import end_network_role, name_coordinator_deputy, start_network_role
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def task(scene: Scene, **other: Any) -> dict[str, Any]:
    return {"person_id": scene.bas, "role": "manager"} | other


def held(scene: Scene, role: str = "manager", end: date | None = None, person: int | None = None) -> int:
    person = person or scene.bas
    return scene.town.add(NetworkRole, person_id=person, role=role, start_on=START, end_on=end)


@pytest.mark.parametrize("role", ["coordinator", "manager", "project_team"])
def test_a_task_starts_today_unless_told(scene: Scene, role: str) -> None:
    kept = scene.one(NetworkRole, scene.do(start_network_role, **task(scene, role=role)))
    assert (kept.person_id, kept.role, kept.start_on, kept.end_on) == (scene.bas, role, TODAY, None)
    later = task(scene, role=role, person_id=scene.amina, start_on=TODAY + DAY, consent_on=TODAY)
    kept = scene.one(NetworkRole, scene.do(start_network_role, **later))
    assert (kept.start_on, kept.consent_on) == (TODAY + DAY, None)
    assert scene.logged() == ["start_network_role"] * 2


@pytest.mark.parametrize("role", ["deputy_coordinator", "mayor", "", "COORDINATOR"])
def test_another_task_is_no_choice(scene: Scene, role: str) -> None:
    assert scene.refused("not_a_choice", start_network_role, **task(scene, role=role)).field == "role"


def test_an_expert_by_experience_gave_consent_before(scene: Scene) -> None:
    expert = task(scene, role="expert_by_experience")
    assert scene.refused("required", start_network_role, **expert).field == "consent_on"
    late = scene.refused("consent_late", start_network_role, **expert, consent_on=TODAY + DAY)
    assert late.values == {"latest": TODAY}
    scene.refused("consent_late", start_network_role, **expert, start_on=START, consent_on=START + DAY)
    kept = scene.one(NetworkRole, scene.do(start_network_role, **expert, start_on=START, consent_on=START))
    assert kept.consent_on == START


def test_a_task_is_held_once_at_a_time(scene: Scene) -> None:
    scene.do(start_network_role, **task(scene, start_on=TODAY + DAY))
    scene.refused("task_already", start_network_role, **task(scene))
    scene.do(start_network_role, **task(scene, role="project_team"))
    held(scene, person=scene.cor, end=TODAY - DAY)
    scene.do(start_network_role, **task(scene, person_id=scene.cor))


def test_a_task_is_for_who_is_there_and_stays(scene: Scene) -> None:
    gone = scene.person("Ed", scene.hall, end=TODAY - DAY)
    scene.refused("not_around", start_network_role, **task(scene, person_id=gone, start_on=START))
    scene.event(scene.bas)
    scene.refused("leaves", start_network_role, **task(scene))
    scene.refused("not_found", start_network_role, **task(scene, person_id=999))


def test_who_becomes_coordinator_stands_in_no_longer(scene: Scene) -> None:
    deputy = held(scene, "deputy_coordinator")
    scene.refused("stands_in_still", start_network_role, **task(scene, role="coordinator"))
    scene.do(end_network_role, role_id=deputy, end_on=TODAY)
    scene.do(start_network_role, **task(scene, role="coordinator", start_on=TODAY + DAY))


@pytest.mark.parametrize("end", [START, TODAY, TODAY + 90 * DAY])
def test_a_task_ends_on_a_day_before_or_to_come(scene: Scene, end: date) -> None:
    role = held(scene)
    scene.do(end_network_role, role_id=role, end_on=end, seen_version=1)
    assert scene.one(NetworkRole, role).end_on == end
    assert scene.logged() == ["end_network_role"]


def test_a_task_does_not_end_twice_or_before_it_began(scene: Scene) -> None:
    role = held(scene)
    assert scene.refused("too_early", end_network_role, role_id=role, end_on=START - DAY).values == {"earliest": START}
    scene.refused("changed_meanwhile", end_network_role, role_id=role, end_on=TODAY, seen_version=9)
    over = held(scene, end=TODAY - DAY)
    assert scene.refused("ended_already", end_network_role, role_id=over, end_on=TODAY).field == "end_on"
    running = held(scene, end=TODAY)
    scene.do(end_network_role, role_id=running, end_on=TODAY + DAY)


def test_only_the_coordinator_says_who_holds_which_task(scene: Scene) -> None:
    role = held(scene)
    for by in (
        scene.manager(scene.school),
        scene.town.viewer(Role.WEBBER, organisation_id=scene.school, person_id=scene.bas),
        scene.participant(scene.bas, scene.school),
        scene.stranger(),
    ):
        scene.refused("not_found", start_network_role, by, **task(scene, role="project_team"))
        scene.refused("not_found", end_network_role, by, role_id=role, end_on=TODAY)


def test_a_stand_in_for_the_coordinator_settles_the_finding(scene: Scene) -> None:
    assert ("coordinator_without_deputy", scene.town.id) in scene.found()
    role = scene.one(NetworkRole, scene.do(name_coordinator_deputy, person_id=scene.bram))
    assert (role.person_id, role.role, role.start_on) == (scene.bram, "deputy_coordinator", TODAY)
    assert "coordinator_without_deputy" not in {kind for kind, _ in scene.found()}
    assert scene.logged() == ["name_coordinator_deputy"]


def test_a_coordinator_who_leaves_has_somebody_to_follow(scene: Scene) -> None:
    event = scene.event(scene.noor, organisation_id=scene.hall)
    assert ("coordinator_leaves", event) in scene.found()
    scene.do(name_coordinator_deputy, person_id=scene.bram)
    assert ("coordinator_leaves", event) not in scene.found()


def test_the_stand_in_is_somebody_else_who_stays_and_is_named_once(scene: Scene) -> None:
    scene.refused("deputy_is_coordinator", name_coordinator_deputy, person_id=scene.noor)
    gone = scene.person("Ed", scene.hall, end=TODAY - DAY)
    scene.refused("not_around", name_coordinator_deputy, person_id=gone)
    scene.event(scene.amina)
    scene.refused("leaves", name_coordinator_deputy, person_id=scene.amina)
    scene.do(name_coordinator_deputy, person_id=scene.bram)
    scene.refused("deputy_already", name_coordinator_deputy, person_id=scene.bram)


def test_who_stood_in_before_can_do_so_again(scene: Scene) -> None:
    scene.town.add(NetworkRole, person_id=scene.bram, role="deputy_coordinator", start_on=START, end_on=TODAY - DAY)
    scene.do(name_coordinator_deputy, person_id=scene.bram)


def test_only_the_manager_of_the_coordinator_may_name_the_stand_in(scene: Scene) -> None:
    for by in (scene.manager(scene.school), scene.participant(scene.bram, scene.hall), scene.stranger()):
        scene.refused("not_found", name_coordinator_deputy, by, person_id=scene.bram)
    scene.do(name_coordinator_deputy, scene.manager(scene.hall), person_id=scene.bram)
    scene.do(name_coordinator_deputy, scene.town.viewer(Role.WEBBER), person_id=scene.bas)
