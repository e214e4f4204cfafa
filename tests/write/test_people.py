"""New contact people and the stand-in of the coordinator: what is kept, refused, and for whom."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.access import Role
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, Person
from data_model.write.people import add_person, change_person, one_line
from tests.conftest import Town
from tests.write.turnover_scene import DAY, TODAY, Scene


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
    assert scene.refused("name_taken", add_person, **new(scene, display_name=name, another=True)).field


@pytest.mark.parametrize("name", ["Cor", " cor ", "COR", "C\u200bor"])
def test_somebody_known_elsewhere_is_offered_first(scene: Scene, name: str) -> None:
    school = new(scene, display_name=name, organisation_id=scene.school)
    refusal = scene.refused("known_at", add_person, **school)
    assert (refusal.field, refusal.values) == ("display_name", {"organisations": ("Kerk",)})
    scene.do(add_person, **school, another=True)
    refusal = scene.refused("known_at", add_person, **new(scene, display_name=name, organisation_id=scene.hall))
    assert refusal.values == {"organisations": ("De Klimop", "Kerk")}


def test_somebody_who_left_is_offered_too_and_is_free_for_another(scene: Scene) -> None:
    scene.person("Dina Bos", scene.church, end=TODAY - DAY)
    scene.refused("known_at", add_person, **new(scene))
    scene.do(add_person, **new(scene, another=True))
    scene.town.add(Person, display_name="Fien")
    scene.refused("known", add_person, **new(scene, display_name="Fien"))
    scene.person("Ed", scene.church, end=TODAY)
    scene.refused("name_taken", add_person, **new(scene, display_name="Ed"))


def test_an_erased_person_and_one_of_another_network_are_not_known(scene: Scene) -> None:
    scene.town.add(Person, display_name="Dina Bos", erased_on=TODAY)
    Town(scene.town.engine, "Elders").add(Person, display_name="Dina Bos")
    scene.do(add_person, **new(scene))


@pytest.mark.parametrize(
    "name", ["👩\u200d🏫 Juf Jans", "مريم الإدريسي", "Zoë-Ann van 't Hof", "O'Neill; DROP TABLE person"]
)
def test_a_name_is_kept_as_it_is_written(scene: Scene, name: str) -> None:
    person = scene.do(add_person, **new(scene, display_name=name))
    assert scene.one(Person, person).display_name == name
    scene.refused("name_taken", add_person, **new(scene, display_name=name))


def test_a_name_is_corrected(scene: Scene) -> None:
    scene.do(change_person, person_id=scene.cor, display_name=" Cor\nde  Wit ", seen_version=1)
    assert (scene.one(Person, scene.cor).display_name, scene.logged()) == ("Cor de Wit", ["change_person"])
    scene.refused("changed_meanwhile", change_person, person_id=scene.cor, display_name="Cor", seen_version=1)
    scene.do(change_person, person_id=scene.cor, display_name="cor de wit")


def test_a_wrong_name_is_refused(scene: Scene) -> None:
    for why, name in (("required", " "), ("too_long", "a" * 10_000), ("bsn", "Cor 123456782"), ("name_taken", "bas")):
        assert scene.refused(why, change_person, person_id=scene.amina, display_name=name).field == "display_name"
    scene.do(change_person, person_id=scene.amina, display_name="Cor")  # at the church, where Amina does not work


def test_a_name_is_corrected_by_the_person_the_own_organisation_and_the_coordinator(scene: Scene) -> None:
    erased = scene.town.add(Person, display_name="", erased_on=TODAY)
    scene.refused("not_found", change_person, person_id=erased, display_name="Weg")
    about = {"person_id": scene.cor, "display_name": "Cor de Wit"}
    for by in (
        scene.manager(scene.school),
        scene.town.viewer(Role.WEBBER, organisation_id=scene.church, person_id=scene.noor),
        scene.participant(scene.amina, scene.school),
        scene.stranger(),
    ):
        scene.refused("not_found", change_person, by, **about)
    scene.do(change_person, scene.manager(scene.church), **about)
    scene.do(change_person, scene.participant(scene.cor, scene.church), **about)


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
