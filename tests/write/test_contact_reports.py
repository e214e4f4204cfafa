"""Saying that somebody else's contact data are wrong: for whoever may see them, and about what they see."""

from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import writing
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, Person
from data_model.write.contact_reports import report_wrong
from data_model.write.contacts import confirm_contact
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def channel(scene: Scene, visibility: str = "network", **other: Any) -> None:
    values = {"person_id": scene.amina, "kind": "work_phone", "value": "+31 592 123 456", "added_on": START}
    scene.town.add(ContactChannel, visibility=visibility, **values | other)


def webber(scene: Scene) -> Viewer:
    return scene.town.viewer(Role.WEBBER, organisation_id=scene.church, person_id=scene.cor)


def test_a_participant_may_report_what_others_share(scene: Scene) -> None:
    channel(scene)
    scene.do(report_wrong, scene.participant(scene.cor, scene.church), person_id=scene.amina, seen_version=1)
    (report,) = scene.all(ContactConfirmation)
    assert (report.person_id, report.confirmed_on, report.result, report.confirmed_by) == (
        scene.amina,
        TODAY,
        "wrong",
        "network",
    )
    assert scene.logged() == ["report_wrong"]


def test_who_reported_follows_from_who_did_it(scene: Scene) -> None:
    channel(scene)
    for by, whose in (
        (scene.participant(scene.amina, scene.school), "self"),
        (scene.manager(scene.school), "organisation"),
        (scene.town.viewer(), "coordinator"),
        (webber(scene), "network"),
    ):
        scene.do(report_wrong, by, person_id=scene.amina)
        assert scene.all(ContactConfirmation)[-1].confirmed_by == whose
        scene.do(confirm_contact, person_id=scene.amina)


def test_it_is_reported_once_until_somebody_confirms(scene: Scene) -> None:
    channel(scene)
    scene.do(report_wrong, webber(scene), person_id=scene.amina)
    refusal = scene.refused("reported_already", report_wrong, webber(scene), person_id=scene.amina)
    assert refusal.values == {"reported_on": TODAY}
    scene.do(confirm_contact, person_id=scene.amina)
    scene.do(report_wrong, webber(scene), person_id=scene.amina)


@pytest.mark.parametrize(
    ("visibility", "participant", "by_webber"),
    [("network", None, None), ("webbers", "nothing_shown", None), ("coordinator", "nothing_shown", "nothing_shown")],
)
def test_what_one_does_not_see_cannot_be_reported(
    scene: Scene, visibility: str, participant: str | None, by_webber: str | None
) -> None:
    channel(scene, visibility)
    for by, why in ((scene.participant(scene.bas, scene.school), participant), (webber(scene), by_webber)):
        if why:
            scene.refused(why, report_wrong, by, person_id=scene.amina)
        else:
            scene.do(report_wrong, by, person_id=scene.amina)
            scene.do(confirm_contact, person_id=scene.amina)


def test_without_contact_data_there_is_nothing_to_report(scene: Scene) -> None:
    scene.refused("nothing_shown", report_wrong, person_id=scene.amina)


def test_a_manager_reports_for_the_own_organisation_only(scene: Scene) -> None:
    channel(scene)
    scene.refused("not_found", report_wrong, scene.manager(scene.church), person_id=scene.amina)
    scene.refused("not_found", report_wrong, scene.town.viewer(Role.MANAGER), person_id=scene.amina)
    with writing(scene.town.engine) as session:
        session.get_one(Affiliation, 1).end_on = TODAY - DAY
    scene.refused("not_found", report_wrong, scene.manager(scene.school), person_id=scene.amina)


def test_nobody_of_another_network_and_nobody_erased(scene: Scene) -> None:
    channel(scene)
    scene.refused("not_found", report_wrong, scene.stranger(), person_id=scene.amina)
    with writing(scene.town.engine) as session:
        session.get_one(Person, scene.amina).erased_on = TODAY
    scene.refused("not_found", report_wrong, webber(scene), person_id=scene.amina)


def test_data_that_changed_meanwhile_are_looked_at_first(scene: Scene) -> None:
    channel(scene)
    scene.refused("changed_meanwhile", report_wrong, webber(scene), person_id=scene.amina, seen_version=9)
