"""Phone numbers and addresses are shown by the choice of whom they are of, and shielded ones to nobody else."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.channels import channels_of
from data_model.read.contact_list import contact_list
from data_model.read.contacts import facts
from data_model.read.own_contact import own_contact
from data_model.read.people_list import people_list
from data_model.read.person_card import person_card
from data_model.read.webber_list import webber_list
from data_model.refusal import Refusal
from data_model.tables.person import ContactChannel, NetworkRole, Person
from data_model.write.contact_reports import report_wrong
from data_model.write.contacts import correct_contact
from tests.conftest import NOW, Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene

CHOICES = ("network", "webbers", "coordinator", "withheld")


@pytest.fixture
def scene(town: Town) -> Scene:
    found = Scene(town)
    Town(town.engine, "Elders")
    for visibility in CHOICES:
        channel = {"kind": "mobile", "value": f"06 {visibility}", "visibility": visibility}
        town.add(ContactChannel, person_id=found.cor, added_on=START, **channel)
    return found


def shield(scene: Scene, **values: Any) -> None:
    with writing(scene.town.engine) as session:
        person = session.get_one(Person, scene.cor)
        for name, value in (values or {"restricted_on": TODAY}).items():
            setattr(person, name, value)


def viewers(scene: Scene) -> dict[str, Viewer]:
    """Cor works at the church."""
    return {
        "coordinator": scene.town.viewer(),
        "webber": scene.town.viewer(Role.WEBBER, organisation_id=scene.school, person_id=scene.amina),
        "own manager": scene.manager(scene.church),
        "other manager": scene.manager(scene.school),
        "participant": scene.participant(scene.bas, scene.school),
        "self": scene.participant(scene.cor, scene.church),
        "elsewhere": Viewer(network_id=scene.town.id + 1, role=Role.COORDINATOR, person_id=scene.cor),
    }


def seen(scene: Scene, day: date = TODAY) -> dict[str, list[str | None]]:
    """By viewer the values, with None for what is only said to be there."""
    found = {}
    with reading(scene.town.engine) as session:
        for name, viewer in viewers(scene).items():
            found[name] = [one.value for one in channels_of(session, viewer, day)[scene.cor]]
    return found


def test_each_viewer_sees_what_the_person_chose(scene: Scene) -> None:
    network, webbers, coordinator, _ = all_ = [f"06 {choice}" for choice in CHOICES]
    assert seen(scene) == {
        "coordinator": [network, webbers, coordinator],
        "webber": [network, webbers],
        "own manager": [network],
        "other manager": [],
        "participant": [network],
        "self": all_,
        "elsewhere": [],
    }


def test_shielded_data_are_for_the_person_alone_and_the_coordinator_knows_they_are_there(scene: Scene) -> None:
    shield(scene)
    shown = {name: values for name, values in seen(scene).items() if values}
    assert shown == {"coordinator": [None, None, None], "self": [f"06 {choice}" for choice in CHOICES]}


def test_an_erased_person_has_none(scene: Scene) -> None:
    shield(scene, erased_on=TODAY)
    assert not any(seen(scene).values())


def test_shielded_data_come_out_of_no_read(scene: Scene) -> None:
    scene.webber(scene.cor)
    shield(scene)
    known = viewers(scene)
    me = known.pop("self")
    with reading(scene.town.engine) as session:
        for viewer in known.values():
            told = repr((contact_list(session, viewer, TODAY), webber_list(session, viewer, TODAY)))
            if viewer.network_id == scene.town.id and viewer.organisation_id != scene.school:
                told += repr(person_card(session, viewer, scene.cor, TODAY))
            assert "06 " not in told
        own = own_contact(session, me, TODAY)
        assert own is not None and len(own.channels) == 4
        (card,) = (card for card in contact_list(session, scene.town.viewer(), TODAY) if card.person_id == scene.cor)
        assert card.channels == () and card.shielded == ("mobile",) * 3
        assert person_card(session, scene.town.viewer(), scene.cor, TODAY).shielded == ("mobile",) * 3


def test_whether_data_count_as_there_does_not_depend_on_who_may_see_them(scene: Scene) -> None:
    with reading(scene.town.engine) as session:
        before = facts(session, scene.town.viewer())
    shield(scene)
    with reading(scene.town.engine) as session:
        assert facts(session, scene.town.viewer(Role.PARTICIPANT)) == before
        assert "06 " not in repr(before)


def test_who_sees_nothing_of_shielded_data_cannot_report_or_correct_them(scene: Scene) -> None:
    shield(scene)
    with pytest.raises(Refusal, match="nothing_shown"), writing(scene.town.engine) as session:
        report_wrong(session, person_id=scene.cor, by=scene.town.viewer(Role.WEBBER), at=NOW)
    told = {"mobile": ("06 12345678", "network")}
    with pytest.raises(Refusal, match="withheld"), writing(scene.town.engine) as session:
        correct_contact(session, person_id=scene.cor, channels=told, by=scene.manager(scene.church), at=NOW)


def test_an_expert_by_experience_is_called_so_with_consent_only(scene: Scene) -> None:
    role = {"person_id": scene.cor, "role": "expert_by_experience", "start_on": START}
    held = scene.town.add(NetworkRole, consent_on=START, **role)
    everybody = ("coordinator", "webber", "own manager", "participant", "self")
    assert called_expert(scene) == dict.fromkeys(everybody, (True, True))
    with writing(scene.town.engine) as session:
        session.get_one(NetworkRole, held).consent_on = None
    assert called_expert(scene) == dict.fromkeys(everybody, (False, False)) | {"self": (False, True)}


def called_expert(scene: Scene) -> dict[str, tuple[bool, bool]]:
    """By viewer whether the list of people and the page of the person say so."""
    found = {}
    with reading(scene.town.engine) as session:
        for name, viewer in viewers(scene).items():
            if name not in ("other manager", "elsewhere"):
                listed = any("expert_by_experience" in one.tasks for one in people_list(session, viewer, TODAY + DAY))
                card = person_card(session, viewer, scene.cor, TODAY + DAY)
                found[name] = listed, any(role.role == "expert_by_experience" for role in card.roles)
    return found
