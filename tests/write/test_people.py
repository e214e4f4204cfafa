"""New contact people and the stand-in of the coordinator: what is kept, refused, and for whom."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.access import Role
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, NetworkRole, Person
from data_model.write.people import add_person, name_coordinator_deputy, one_line
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def new(scene: Scene, **other: Any) -> dict[str, Any]:
    return {"display_name": "Dina Bos", "organisation_id": scene.church, "function_title": "Diaken"} | other


def test_a_second_contact_person_settles_the_finding(scene: Scene) -> None:
    assert ("one_contact", scene.church) in scene.found()
    person = scene.do(add_person, **new(scene))
    assert scene.one(Person, person).display_name == "Dina Bos"
    (work,) = [a for a in scene.all(Affiliation) if a.person_id == person]
    assert (work.organisation_id, work.function_title, work.start_on, work.end_on) == (
        scene.church,
        "Diaken",
        TODAY,
        None,
    )
    assert ("one_contact", scene.church) not in scene.found()
    assert scene.all(ContactChannel) == [] and scene.all(ContactConfirmation) == []
    assert scene.logged() == ["add_person"]


def test_an_organisation_left_with_nobody_gets_somebody(scene: Scene) -> None:
    scene.event(scene.cor, organisation_id=scene.church, effective_on=TODAY)
    assert ("sole_contact", scene.church) in scene.found()
    scene.do(add_person, **new(scene))
    assert ("sole_contact", scene.church) not in scene.found()


def test_contact_data_that_come_along_are_kept_as_people_read_them_and_confirmed(scene: Scene) -> None:
    data = {"work_email": " dina@kerk.nl ", "work_phone": "010 1234567"}
    person = scene.do(add_person, scene.manager(scene.church), **new(scene, **data))
    kept = {c.kind: (c.person_id, c.value, c.visibility) for c in scene.all(ContactChannel)}
    assert kept == {
        "work_email": (person, "dina@kerk.nl", "network"),
        "work_phone": (person, "+31 10 123 4567", "network"),
    }
    (confirmation,) = scene.all(ContactConfirmation)
    assert (confirmation.person_id, confirmation.confirmed_on, confirmation.confirmed_by) == (
        person,
        TODAY,
        "organisation",
    )


def test_what_is_wrong_is_refused_by_field_and_keeps_nothing(scene: Scene) -> None:
    for why, field, wrong in (
        ("required", "display_name", {"display_name": " \n "}),
        ("too_long", "display_name", {"display_name": "a" * 201}),
        ("bsn", "function_title", {"function_title": "123456782"}),
        ("invalid_email", "work_email", {"work_email": "dina@kerk"}),
        ("invalid_phone", "work_phone", {"work_phone": "12"}),
    ):
        assert scene.refused(why, add_person, **new(scene, **wrong)).field == field
    assert len(scene.all(Person)) == 5


@pytest.mark.parametrize("name", ["Cor", " cor ", "COR", "C\u200bor"])
def test_a_name_the_organisation_has_already_is_refused(scene: Scene, name: str) -> None:
    assert scene.refused("name_taken", add_person, **new(scene, display_name=name)).field == "display_name"
    scene.do(add_person, **new(scene, display_name=name, organisation_id=scene.school))


def test_a_name_of_somebody_who_left_is_free(scene: Scene) -> None:
    scene.person("Dina Bos", scene.church, end=TODAY - DAY)
    scene.do(add_person, **new(scene))
    scene.person("Ed", scene.church, end=TODAY)
    scene.refused("name_taken", add_person, **new(scene, display_name="Ed"))


@settings(max_examples=1000)
@given(st.text())
def test_a_name_takes_one_line_and_stays_as_it_is_after_that(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line and one_line(line) == line
    assert line.split() == text.split()


def test_each_role_adds_people_as_far_as_it_may(scene: Scene) -> None:
    for by in (
        scene.manager(scene.school),
        scene.town.viewer(Role.WEBBER, organisation_id=scene.church, person_id=scene.cor),
        scene.participant(scene.cor, scene.church),
        scene.stranger(),
    ):
        scene.refused("not_found", add_person, by, **new(scene))
    scene.do(add_person, scene.manager(scene.church), **new(scene))


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
