"""Private numbers and the task of expert by experience: kept by consent, and gone in one step when it is taken back."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.tables.person import ContactChannel, NetworkRole, Person
from data_model.write.consents import set_legal_basis, withdraw_consent, withdraw_role_consent
from data_model.write.contacts import correct_contact
from data_model.write.people import add_person
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene

MOBILE = "+31 6 12345678"


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def amina(scene: Scene, role: Role = Role.PARTICIPANT) -> Viewer:
    return scene.town.viewer(role, organisation_id=scene.school, person_id=scene.amina)


def correct(scene: Scene, by: Viewer | None = None, seen_by: str = "webbers", **other: Any) -> None:
    values: dict[str, Any] = {
        "channels": {"mobile": (other.pop("value", MOBILE), seen_by)},
        "private": ["mobile"],
    } | other
    scene.do(correct_contact, by, person_id=scene.amina, **values)


def kept(scene: Scene) -> tuple[str, str, date | None]:
    (channel,) = scene.all(ContactChannel)
    return channel.legal_basis, channel.visibility, channel.consent_on


def put(scene: Scene, **other: Any) -> int:
    values = {"kind": "mobile", "value": MOBILE, "visibility": "webbers", "added_on": START}
    private = {"legal_basis": "consent", "consent_on": START}
    return scene.town.add(ContactChannel, person_id=scene.amina, **values | private | other)


def test_who_marks_an_own_number_as_private_gives_consent_by_doing_so(scene: Scene) -> None:
    correct(scene, amina(scene))
    assert kept(scene) == ("consent", "webbers", TODAY)


def test_somebody_else_says_on_which_day_consent_was_given(scene: Scene) -> None:
    values: dict[str, Any] = {
        "channels": {"mobile": (MOBILE, "webbers")},
        "private": ["mobile"],
        "person_id": scene.amina,
    }
    assert scene.refused("required", correct_contact, **values).field == "consent_on"
    late = scene.refused("in_future", correct_contact, **values, consent_on=TODAY + DAY)
    assert late.field == "consent_on"
    assert scene.all(ContactChannel) == []
    correct(scene, scene.manager(scene.school), consent_on=TODAY - DAY)
    assert kept(scene) == ("consent", "webbers", TODAY - DAY)


@pytest.mark.parametrize("seen_by", ["webbers", "coordinator", "withheld"])
def test_a_private_number_begins_with_the_webbers_at_most(scene: Scene, seen_by: str) -> None:
    values: dict[str, Any] = {
        "channels": {"mobile": (MOBILE, "network")},
        "private": ["mobile"],
        "person_id": scene.amina,
    }
    for by in (amina(scene), scene.town.viewer()):
        assert scene.refused("private_first", correct_contact, by, **values, consent_on=TODAY).field == "mobile"
    correct(scene, seen_by=seen_by, consent_on=TODAY)
    assert kept(scene)[1] == seen_by


def test_only_its_owner_shares_a_private_number_with_everyone(scene: Scene) -> None:
    put(scene)
    values: dict[str, Any] = {
        "channels": {"mobile": (MOBILE, "network")},
        "private": ["mobile"],
        "person_id": scene.amina,
    }
    scene.refused("private_first", correct_contact, **values)
    correct(scene, amina(scene), "network")
    assert kept(scene) == ("consent", "network", START)
    correct(scene, None, "network")
    assert kept(scene) == ("consent", "network", START)


def test_a_form_that_says_nothing_of_it_leaves_the_ground_as_it_was(scene: Scene) -> None:
    put(scene)
    correct(scene, private=None)
    assert kept(scene) == ("consent", "webbers", START)


def test_another_private_number_asks_consent_anew(scene: Scene) -> None:
    put(scene)
    values: dict[str, Any] = {
        "channels": {"mobile": ("06 87654321", "webbers")},
        "private": ["mobile"],
        "person_id": scene.amina,
    }
    assert scene.refused("required", correct_contact, **values).field == "consent_on"
    correct(scene, amina(scene), value="06 87654321")
    assert kept(scene) == ("consent", "webbers", TODAY)


def test_a_number_that_turns_out_to_be_of_work_needs_no_consent(scene: Scene) -> None:
    put(scene)
    correct(scene, seen_by="network", private=[])
    assert kept(scene) == ("public_task", "network", None)


def test_a_new_contact_person_may_have_a_private_number_too(scene: Scene) -> None:
    new: dict[str, Any] = {
        "display_name": "Dina",
        "organisation_id": scene.church,
        "work_phone": MOBILE,
        "work_email": "d@kerk.nl",
    }
    assert scene.refused("required", add_person, **new, private=["work_phone"]).field == "consent_on"
    scene.do(add_person, **new, private=["work_phone"], consent_on=TODAY - DAY)
    found = {c.kind: (c.legal_basis, c.visibility, c.consent_on) for c in scene.all(ContactChannel)}
    assert found == {
        "work_phone": ("consent", "webbers", TODAY - DAY),
        "work_email": ("public_task", "network", None),
    }


@pytest.mark.parametrize("role", Role)
def test_consent_taken_back_deletes_the_number_at_once(scene: Scene, role: Role) -> None:
    id = put(scene)
    scene.do(withdraw_consent, amina(scene, role), channel_id=id)
    assert scene.all(ContactChannel) == []
    assert scene.one(Person, scene.amina).version == 2
    assert scene.logged() == ["withdraw_consent"]


def test_a_number_of_work_is_not_kept_by_consent(scene: Scene) -> None:
    id = put(scene, legal_basis="public_task", consent_on=None)
    scene.refused("no_consent", withdraw_consent, amina(scene), channel_id=id)


def expert(scene: Scene, role: str = "expert_by_experience") -> int:
    return scene.town.add(NetworkRole, person_id=scene.amina, role=role, start_on=START, consent_on=START)


@pytest.mark.parametrize("role", Role)
def test_lived_experience_is_forgotten_at_once(scene: Scene, role: Role) -> None:
    id = expert(scene)
    scene.do(withdraw_role_consent, amina(scene, role), role_id=id)
    assert [held.person_id for held in scene.all(NetworkRole)] == [scene.noor]
    manager = expert(scene, "manager")
    scene.refused("no_consent", withdraw_role_consent, amina(scene, role), role_id=manager)


def test_nobody_else_takes_consent_back_or_says_on_which_ground(scene: Scene) -> None:
    channel, role = put(scene), expert(scene)
    others = [scene.town.viewer(role, organisation_id=scene.school, person_id=scene.bas) for role in list(Role)[1:]]
    for other in (*others, scene.manager(scene.school), scene.stranger()):
        scene.refused("not_found", withdraw_consent, other, channel_id=channel)
        scene.refused("not_found", withdraw_role_consent, other, role_id=role)
        scene.refused("not_found", set_legal_basis, other, person_id=scene.amina, basis="other")
    for one in list(Role)[1:]:
        scene.refused("not_found", set_legal_basis, amina(scene, one), person_id=scene.amina, basis="other")


@pytest.mark.parametrize("basis", ["public_task", "consent", "other"])
def test_the_coordinator_writes_down_the_ground_with_its_day(scene: Scene, basis: str) -> None:
    scene.do(set_legal_basis, person_id=scene.amina, basis=basis, seen_version=1)
    person = scene.one(Person, scene.amina)
    assert (person.legal_basis, person.basis_recorded_on) == (basis, TODAY)
    scene.refused("changed_meanwhile", set_legal_basis, person_id=scene.amina, basis="other", seen_version=1)
    assert scene.refused("not_a_choice", set_legal_basis, person_id=scene.amina, basis="interest").field == "basis"
