"""Webbers: stand-ins, new webbers with the end of the former task, and who may name them."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role
from data_model.tables.person import Affiliation
from data_model.tables.webber import Webber, WebberDeputy
from data_model.write.webbers import confirm_webber, end_webber, name_deputy
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def test_a_stand_in_settles_the_finding(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    assert ("webber_without_deputy", webber) in scene.found()
    deputy = scene.do(name_deputy, webber_id=webber, person_id=scene.bas)
    kept = scene.one(WebberDeputy, deputy)
    assert (kept.webber_id, kept.person_id, kept.start_on, kept.end_on) == (webber, scene.bas, TODAY, None)
    assert ("webber_without_deputy", webber) not in scene.found()
    assert scene.logged() == ["name_deputy"]


def test_a_stand_in_is_somebody_else_who_is_there_and_stays(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    gone = scene.person("Ed", scene.school, end=TODAY - DAY)
    scene.event(scene.bas)
    for why, person in (("deputy_is_webber", scene.amina), ("not_around", gone), ("leaves", scene.bas)):
        scene.refused(why, name_deputy, webber_id=webber, person_id=person)
    scene.do(name_deputy, webber_id=webber, person_id=scene.cor)
    scene.refused("deputy_already", name_deputy, webber_id=webber, person_id=scene.cor)


def test_who_leaves_one_organisation_and_stays_at_another_can_stand_in(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    scene.town.add(Affiliation, person_id=scene.bas, organisation_id=scene.church, start_on=START)
    scene.event(scene.bas)
    scene.do(name_deputy, webber_id=webber, person_id=scene.bas)


@pytest.mark.parametrize("state", [{"confirmed_on": None}, {"ended_on": TODAY - DAY}])
def test_only_a_running_task_has_a_stand_in(scene: Scene, state: dict[str, Any]) -> None:
    scene.refused("not_a_webber", name_deputy, webber_id=scene.webber(scene.amina, **state), person_id=scene.bas)


def test_a_new_webber_ends_the_former_task_and_leaves_its_person(scene: Scene) -> None:
    former = scene.webber(scene.amina, area="Noord", domain="education")
    scene.event()
    assert ("webber_leaves", former) in scene.found()
    new = scene.do(
        confirm_webber,
        organisation_id=scene.school,
        person_id=scene.bas,
        area=" Noord ",
        domain="education",
        former_id=former,
    )
    kept, old = scene.one(Webber, new), scene.one(Webber, former)
    assert (kept.person_id, kept.area, kept.domain, kept.proposed_on, kept.confirmed_on, kept.ended_on) == (
        scene.bas,
        "Noord",
        "education",
        TODAY,
        TODAY,
        None,
    )
    assert (old.person_id, old.ended_on) == (scene.amina, TODAY - DAY)
    assert ("webber_leaves", former) not in scene.found()
    assert scene.logged() == ["confirm_webber"]


def test_a_webber_task_without_a_name_gets_one(scene: Scene) -> None:
    former = scene.webber(None)
    assert ("webber_without_person", former) in scene.found()
    scene.do(confirm_webber, organisation_id=scene.school, person_id=scene.bas, former_id=former)
    assert scene.one(Webber, former).person_id is None
    assert "webber_without_person" not in {kind for kind, _ in scene.found()}


@pytest.mark.parametrize(
    ("confirmed_on", "told", "kept"),
    [
        (START, LEAVES, LEAVES),
        (START, None, TODAY - DAY),
        (TODAY, None, TODAY),
        (START, START, START),
    ],
)
def test_the_former_task_ends_on_the_day_told_or_yesterday(
    scene: Scene, confirmed_on: date, told: date | None, kept: date
) -> None:
    former = scene.webber(scene.amina, confirmed_on=confirmed_on)
    about: dict[str, Any] = {"organisation_id": scene.school, "person_id": scene.bas}
    about |= {"former_id": former, "former_ends_on": told}
    scene.do(confirm_webber, **about)
    assert scene.one(Webber, former).ended_on == kept


def test_a_task_that_ended_before_keeps_its_last_day(scene: Scene) -> None:
    former = scene.webber(scene.amina, ended_on=TODAY - 50 * DAY)
    scene.do(confirm_webber, organisation_id=scene.school, person_id=scene.bas, former_id=former)
    assert scene.one(Webber, former).ended_on == TODAY - 50 * DAY


def test_impossible_webbers_are_refused_whole(scene: Scene) -> None:
    former = scene.webber(scene.amina)
    base: dict[str, Any] = {"organisation_id": scene.school, "person_id": scene.bas, "former_id": former}
    scene.refused("not_active", confirm_webber, **base | {"person_id": scene.cor})
    scene.refused("webber_already", confirm_webber, **base | {"person_id": scene.amina})
    scene.refused("not_a_choice", confirm_webber, **base | {"domain": "sport"})
    scene.refused("bsn", confirm_webber, **base | {"area": "123456782"})
    refusal = scene.refused("too_early", confirm_webber, **base | {"former_ends_on": START - DAY})
    assert (refusal.field, refusal.values) == ("former_ends_on", {"earliest": START})
    scene.refused("changed_meanwhile", confirm_webber, **base | {"seen_version": 7})
    scene.event(scene.bas)
    scene.refused("leaves", confirm_webber, **base)
    assert len(scene.all(Webber)) == 1 and scene.one(Webber, former).ended_on is None


def test_one_person_can_hold_two_different_tasks(scene: Scene) -> None:
    scene.webber(scene.amina, area="Noord")
    scene.do(confirm_webber, organisation_id=scene.school, person_id=scene.amina, area="Zuid")
    assert len(scene.all(Webber)) == 2


def test_a_task_is_ended_once_and_not_before_it_began(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    scene.refused("too_early", end_webber, webber_id=webber, ended_on=START - DAY)
    scene.do(end_webber, webber_id=webber, ended_on=LEAVES)
    scene.do(end_webber, webber_id=webber, ended_on=TODAY - DAY)
    scene.refused("transition", end_webber, webber_id=webber, ended_on=TODAY)
    proposed = scene.webber(scene.bas, confirmed_on=None)
    scene.refused("transition", end_webber, webber_id=proposed, ended_on=TODAY)
    rejected = scene.webber(scene.bas, confirmed_on=None, rejected_on=START)
    scene.refused("transition", end_webber, webber_id=rejected, ended_on=TODAY)


def test_each_role_reaches_as_far_as_it_may(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    deputy = {"webber_id": webber, "person_id": scene.cor}
    new = {"organisation_id": scene.school, "person_id": scene.bas}
    ended = {"webber_id": webber, "ended_on": TODAY}
    own = scene.participant(scene.amina, scene.school)
    for by in (scene.manager(scene.church), scene.participant(scene.bas, scene.school), scene.stranger()):
        scene.refused("not_found", name_deputy, by, **deputy)
        scene.refused("not_found", confirm_webber, by, **new)
        scene.refused("not_found", end_webber, by, **ended)
    scene.refused("not_found", confirm_webber, own, **new)
    scene.do(name_deputy, own, **deputy)
    scene.do(confirm_webber, scene.manager(scene.school), **new)
    scene.do(end_webber, own, **ended)
    scene.do(confirm_webber, scene.town.viewer(Role.WEBBER), organisation_id=scene.church, person_id=scene.cor)


def test_a_manager_cannot_end_a_task_of_another_organisation_by_naming_a_successor(scene: Scene) -> None:
    former = scene.webber(scene.amina)
    about = {"organisation_id": scene.church, "person_id": scene.cor, "former_id": former}
    scene.refused("not_found", confirm_webber, scene.manager(scene.church), **about)
    assert scene.one(Webber, former).ended_on is None and len(scene.all(Webber)) == 1
