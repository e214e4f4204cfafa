"""Proposals, stand-ins that end, and what is agreed with a webber: who may write it down, and what is refused."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role
from data_model.tables.organisation import Organisation
from data_model.tables.webber import Webber, WebberDeputy, WebberExpectation
from data_model.write.webber_expectations import Direction, agree_expectation, end_expectation
from data_model.write.webber_tasks import confirm_proposal, propose_webber, reject_proposal
from data_model.write.webbers import confirm_webber, end_deputy, name_deputy
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def proposal(scene: Scene, person: int | None, **other: Any) -> int:
    return scene.webber(person, confirmed_on=None, **other)


def test_a_proposal_says_who_for_what_and_why(scene: Scene) -> None:
    place: dict[str, Any] = {"area": " Noord ", "domain": "education", "reason": "Kent alle scholen."}
    webber = scene.do(propose_webber, organisation_id=scene.school, person_id=scene.amina, **place)
    kept = scene.one(Webber, webber)
    assert (kept.person_id, kept.area, kept.domain, kept.reason_proposed) == (
        scene.amina,
        "Noord",
        "education",
        "Kent alle scholen.",
    )
    assert (kept.proposed_on, kept.confirmed_on, kept.rejected_on) == (TODAY, None, None)
    assert scene.logged() == ["propose_webber"]


def test_impossible_proposals_are_refused(scene: Scene) -> None:
    base: dict[str, Any] = {"organisation_id": scene.school, "person_id": scene.amina}
    gone = scene.town.add(Organisation, name="Weg")
    scene.refused("takes_no_part", propose_webber, organisation_id=gone)
    scene.refused("not_active", propose_webber, **base | {"person_id": scene.cor})
    scene.refused("not_a_choice", propose_webber, **base, domain="sport")
    scene.refused("too_long", propose_webber, **base, reason="x" * 201)
    assert scene.refused("bsn", propose_webber, **base, reason="123456782").field == "reason_proposed"
    scene.do(propose_webber, **base)
    scene.refused("proposed_already", propose_webber, **base)
    scene.do(propose_webber, **base, area="Zuid")
    scene.event(scene.bas)
    scene.refused("leaves", propose_webber, **base | {"person_id": scene.bas})
    scene.webber(None)
    scene.refused("webber_already", propose_webber, organisation_id=scene.school)


def test_confirming_a_proposal_changes_its_own_row(scene: Scene) -> None:
    webber = proposal(scene, scene.amina)
    assert scene.do(confirm_proposal, webber_id=webber) == webber
    kept = scene.one(Webber, webber)
    assert (kept.person_id, kept.proposed_on, kept.confirmed_on) == (scene.amina, START, TODAY)
    assert scene.logged() == ["confirm_proposal"]
    scene.refused("transition", confirm_proposal, webber_id=webber)
    scene.refused("transition", reject_proposal, webber_id=webber)


def test_confirming_the_same_person_elsewhere_confirms_the_proposal_that_waited(scene: Scene) -> None:
    waiting, other = proposal(scene, scene.amina, area="Noord"), proposal(scene, scene.amina, area="Zuid")
    done = scene.do(confirm_webber, organisation_id=scene.school, person_id=scene.amina, area="Noord")
    assert done == waiting and len(scene.all(Webber)) == 2
    assert (scene.one(Webber, waiting).confirmed_on, scene.one(Webber, other).confirmed_on) == (TODAY, None)


def test_an_organisation_proposed_without_a_name_can_get_one(scene: Scene) -> None:
    first, second = proposal(scene, None), proposal(scene, None, area="Noord")
    scene.refused("not_active", confirm_proposal, webber_id=first, person_id=scene.cor)
    assert scene.one(Webber, first).person_id is None
    scene.do(confirm_proposal, webber_id=first, person_id=scene.bas)
    scene.do(confirm_proposal, webber_id=second)
    assert (scene.one(Webber, first).person_id, scene.one(Webber, second).person_id) == (scene.bas, None)


def test_a_proposed_person_stays_the_one_who_was_proposed(scene: Scene) -> None:
    webber = proposal(scene, scene.amina)
    scene.do(confirm_proposal, webber_id=webber, person_id=scene.bas)
    assert scene.one(Webber, webber).person_id == scene.amina


def test_who_goes_or_is_webber_already_is_not_confirmed(scene: Scene) -> None:
    webber = proposal(scene, scene.amina)
    scene.refused("changed_meanwhile", confirm_proposal, webber_id=webber, seen_version=9)
    scene.webber(scene.amina)
    scene.refused("webber_already", confirm_proposal, webber_id=webber)
    scene.event(scene.bas)
    scene.refused("leaves", confirm_proposal, webber_id=proposal(scene, scene.bas))


def test_a_rejected_proposal_is_over_and_may_be_made_again(scene: Scene) -> None:
    webber = proposal(scene, scene.amina)
    scene.refused("changed_meanwhile", reject_proposal, webber_id=webber, seen_version=9)
    scene.do(reject_proposal, webber_id=webber)
    assert scene.one(Webber, webber).rejected_on == TODAY
    scene.refused("transition", confirm_proposal, webber_id=webber)
    scene.do(propose_webber, organisation_id=scene.school, person_id=scene.amina)
    assert len(scene.all(Webber)) == 2


def test_nobody_makes_themselves_webber_but_everybody_may_decline(scene: Scene) -> None:
    webber, own = proposal(scene, scene.amina), scene.participant(scene.amina, scene.school)
    new = {"organisation_id": scene.school, "person_id": scene.bas}
    outsiders = (scene.manager(scene.church), scene.participant(scene.bas, scene.school), scene.stranger())
    for by in (*outsiders, own):
        scene.refused("not_found", propose_webber, by, **new)
        scene.refused("not_found", confirm_proposal, by, webber_id=webber)
    for by in outsiders:
        scene.refused("not_found", reject_proposal, by, webber_id=webber)
    scene.do(propose_webber, scene.manager(scene.school), **new)
    scene.do(confirm_proposal, scene.town.viewer(Role.WEBBER), webber_id=proposal(scene, scene.bas, area="Zuid"))
    scene.do(reject_proposal, own, webber_id=webber)


@pytest.mark.parametrize("end_on", [None, TODAY, LEAVES])
def test_a_stand_in_for_a_time_leaves_the_task_as_it_is(scene: Scene, end_on: date | None) -> None:
    webber = scene.webber(scene.amina)
    scene.event(kind="away", until_on=LEAVES + 30 * DAY)
    assert ("webber_leaves", webber) in scene.found()
    scene.refused("too_early", name_deputy, webber_id=webber, person_id=scene.bas, end_on=TODAY - DAY)
    deputy = scene.do(name_deputy, webber_id=webber, person_id=scene.bas, end_on=end_on)
    assert scene.one(WebberDeputy, deputy).end_on == end_on
    assert scene.one(Webber, webber).ended_on is None
    assert (("webber_leaves", webber) in scene.found()) == (end_on == TODAY)


@pytest.mark.parametrize("last", [START, TODAY - DAY, LEAVES])
def test_standing_in_ends_on_the_day_told(scene: Scene, last: date) -> None:
    webber = scene.webber(scene.amina)
    deputy = scene.town.add(WebberDeputy, webber_id=webber, person_id=scene.bas, start_on=START)
    scene.refused("too_early", end_deputy, deputy_id=deputy, end_on=START - DAY)
    scene.refused("changed_meanwhile", end_deputy, deputy_id=deputy, end_on=last, seen_version=9)
    scene.do(end_deputy, deputy_id=deputy, end_on=last)
    assert scene.one(WebberDeputy, deputy).end_on == last and scene.one(Webber, webber).ended_on is None
    assert scene.logged() == ["end_deputy"]
    if last < TODAY:
        scene.refused("stand_in_ended", end_deputy, deputy_id=deputy, end_on=TODAY)
    else:
        scene.do(end_deputy, deputy_id=deputy, end_on=TODAY)


@pytest.mark.parametrize("direction", Direction)
def test_an_expectation_is_agreed_today_and_ends_once(scene: Scene, direction: Direction) -> None:
    webber = scene.webber(scene.amina)
    said = scene.do(agree_expectation, webber_id=webber, direction=direction, text=" Belt terug. ")
    kept = scene.one(WebberExpectation, said)
    assert (kept.direction, kept.text, kept.agreed_on, kept.ended_on) == (direction, "Belt terug.", TODAY, None)
    scene.refused("too_early", end_expectation, expectation_id=said, ended_on=TODAY - DAY)
    scene.refused("changed_meanwhile", end_expectation, expectation_id=said, seen_version=9)
    scene.do(end_expectation, expectation_id=said)
    assert scene.one(WebberExpectation, said).ended_on == TODAY
    scene.refused("expectation_ended", end_expectation, expectation_id=said)
    assert scene.logged() == ["agree_expectation", "end_expectation"]


def test_impossible_expectations_are_refused(scene: Scene) -> None:
    webber, over = scene.webber(scene.amina), scene.webber(scene.bas, ended_on=TODAY - DAY)
    base: dict[str, Any] = {"webber_id": webber, "direction": Direction.NEEDS, "text": "Belt terug."}
    scene.refused("required", agree_expectation, **base | {"text": "  "})
    scene.refused("too_long", agree_expectation, **base | {"text": "x" * 501})
    scene.refused("bsn", agree_expectation, **base | {"text": "123456782"})
    scene.refused("not_a_choice", agree_expectation, **base | {"direction": "both"})
    scene.refused("webber_over", agree_expectation, **base | {"webber_id": over})
    scene.do(agree_expectation, **base | {"webber_id": proposal(scene, scene.bas, area="Zuid")})


def test_each_role_reaches_as_far_as_it_may(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    deputy = scene.town.add(WebberDeputy, webber_id=webber, person_id=scene.bas, start_on=START)
    own: dict[str, Any] = {"webber_id": webber, "direction": Direction.NEEDS, "text": "Belt terug."}
    said = scene.do(agree_expectation, **own)
    for by in (scene.manager(scene.church), scene.participant(scene.bas, scene.school), scene.stranger()):
        scene.refused("not_found", end_deputy, by, deputy_id=deputy, end_on=TODAY)
        scene.refused("not_found", agree_expectation, by, **own)
        scene.refused("not_found", end_expectation, by, expectation_id=said)
    scene.do(end_deputy, scene.manager(scene.school), deputy_id=deputy, end_on=LEAVES)
    scene.do(agree_expectation, scene.town.viewer(Role.WEBBER), **own)
    scene.do(end_expectation, scene.participant(scene.amina, scene.school), expectation_id=said)
