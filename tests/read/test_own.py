"""What somebody reads of the own actions, contact data, tasks and organisation: on a day, and nothing of others."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.meeting_notes import coming_meeting, last_meeting
from data_model.read.meeting_updates import meeting_updates
from data_model.read.own_actions import OwnAction, own_actions
from data_model.read.own_contact import OwnContact, own_contact
from data_model.read.own_organisation import OwnOrganisation, own_organisation
from data_model.read.own_people import OwnPeople, own_people
from data_model.read.own_tasks import OwnTasks, own_tasks
from data_model.refusal import Forbidden
from data_model.rules.actions_updates import UpdateState
from data_model.rules.covenant_agreements import PromiseState
from data_model.rules.covenant_state import State
from data_model.tables.action import Action, ActionOwner, ActionUpdate, JointAgreement
from data_model.tables.covenant import (
    AnchoringPromise,
    Covenant,
    CovenantParty,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.meeting import Meeting, MeetingReport
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, Person
from data_model.tables.webber import WebberDeputy, WebberExpectation
from data_model.vocabulary import ActionState, SignatureState
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene

HELD, COMING = date(2026, 9, 1), date(2026, 12, 8)
WEEK = timedelta(days=7)


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def amina(scene: Scene) -> Viewer:
    return scene.participant(scene.amina, scene.school)


def elsewhere(scene: Scene, role: Role = Role.PARTICIPANT) -> Viewer:
    """Somebody with the same numbers in another network."""
    other = Town(scene.town.engine, "Elders")
    return other.viewer(role, person_id=scene.amina, organisation_id=scene.school)


def actions(scene: Scene, by: Viewer, day: date = TODAY) -> list[OwnAction]:
    with reading(scene.town.engine) as session:
        return own_actions(session, by, day, Norms())


def meeting(scene: Scene, **other: Any) -> int:
    values = {"kind": "network", "announced_on": START, "planned_on": COMING}
    return scene.town.add(Meeting, **values | other)


def action(scene: Scene, description: str, owner: int, **other: Any) -> int:
    id = scene.town.add(Action, description=description, created_on=START, **other)
    scene.town.add(ActionOwner, action_id=id, person_id=owner, organisation_id=scene.school, start_on=START)
    return id


def said(scene: Scene, action_id: int, on: date, text: str, state: str | None = None) -> None:
    scene.town.add(ActionUpdate, action_id=action_id, updated_on=on, text=text, new_state=state)


def test_somebody_reads_the_own_actions_the_first_due_on_top(scene: Scene) -> None:
    meeting(scene)
    late = action(scene, "Kaart maken", scene.amina, due_on=COMING + WEEK)
    first = action(scene, "Ouders bellen", scene.amina)
    action(scene, "Van een ander", scene.bas)
    said(scene, late, TODAY - DAY, "Bijna klaar.", "in_progress")
    said(scene, late, TODAY + DAY, "Later gezegd.")
    found = actions(scene, amina(scene))
    assert [(one.action_id, one.due_on, one.state, one.update_state) for one in found] == [
        (first, COMING, ActionState.OPEN, UpdateState.NOT_NEEDED_YET),
        (late, COMING + WEEK, ActionState.IN_PROGRESS, UpdateState.GIVEN),
    ]
    assert found[0].update_by == COMING - WEEK and found[0].last is None
    assert found[1].last == (TODAY - DAY, "Bijna klaar.")
    assert actions(scene, amina(scene), START - DAY) == []
    asked = actions(scene, amina(scene), COMING - 2 * WEEK)
    assert asked[0].update_state is UpdateState.ASKED


def test_an_action_handed_over_is_no_longer_ones_own(scene: Scene) -> None:
    id = action(scene, "Kaart maken", scene.amina)
    with writing(scene.town.engine) as session:
        session.scalars(select(ActionOwner).where(ActionOwner.action_id == id)).one().end_on = TODAY - DAY
    assert actions(scene, amina(scene)) == []
    assert len(actions(scene, amina(scene), TODAY - DAY)) == 1


def test_own_actions_are_not_for_managers_nor_for_nobody(scene: Scene) -> None:
    action(scene, "Kaart maken", scene.amina)
    with pytest.raises(Forbidden):
        actions(scene, scene.manager(scene.school))
    assert actions(scene, scene.town.viewer(Role.PARTICIPANT)) == []
    assert actions(scene, elsewhere(scene)) == []


def test_the_updates_for_a_meeting_stand_by_the_name_of_the_action(scene: Scene) -> None:
    meeting(scene)
    given = action(scene, "B kaart maken", scene.bas)
    said(scene, given, TODAY - DAY, "Bijna klaar.")
    for name in ("C bellen", "A vragen"):
        action(scene, name, scene.amina)
    done = action(scene, "D klaar", scene.amina)
    said(scene, done, TODAY - DAY, "", "done")
    with reading(scene.town.engine) as session:
        (found,) = meeting_updates(session, scene.town.viewer(Role.WEBBER, person_id=scene.cor), TODAY, Norms())
    assert (found.kind, found.planned_on, found.update_by) == ("network", COMING, COMING - WEEK)
    assert [(one.description, one.owner, one.text) for one in found.given] == [
        ("B kaart maken", "Bas", "Bijna klaar."),
    ]
    assert [(one.description, one.owner) for one in found.expected] == [("A vragen", "Amina"), ("C bellen", "Amina")]


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.MANAGER])
def test_the_updates_of_all_are_for_who_watches_over_them(role: Role, scene: Scene) -> None:
    by = scene.town.viewer(role, person_id=scene.amina, organisation_id=scene.school)
    with reading(scene.town.engine) as session, pytest.raises(Forbidden):
        meeting_updates(session, by, TODAY, Norms())


def test_the_next_meeting_is_the_first_that_still_stands(scene: Scene) -> None:
    meeting(scene, planned_on=TODAY - DAY)
    meeting(scene, planned_on=TODAY, cancelled_on=TODAY)
    meeting(scene, planned_on=TODAY + DAY, announced_on=TODAY + DAY)
    meeting(scene, kind="webber", planned_on=COMING + DAY, organiser_person_id=scene.bas, location="Kerk")
    meeting(scene)
    with reading(scene.town.engine) as session:
        coming = coming_meeting(session, amina(scene), TODAY)
        webber = coming_meeting(session, amina(scene), TODAY, "webber")
        nothing = coming_meeting(session, elsewhere(scene), TODAY)
    assert coming and (coming.kind, coming.planned_on) == ("network", COMING)
    assert webber and (webber.planned_on, webber.organiser, webber.location) == (COMING + DAY, "Bas", "Kerk")
    assert nothing is None


@pytest.mark.parametrize(
    ("role", "shared_on", "decisions", "agreements"),
    [
        (Role.PARTICIPANT, None, None, 1),
        (Role.PARTICIPANT, TODAY, "Samen bellen.", 1),
        (Role.PARTICIPANT, TODAY + DAY, None, 1),
        (Role.MANAGER, TODAY, "Samen bellen.", 0),
        (Role.WEBBER, None, "Samen bellen.", 1),
    ],
)
def test_decisions_are_read_once_the_report_is_shared(
    role: Role, shared_on: date | None, decisions: str | None, agreements: int, scene: Scene
) -> None:
    meeting(scene, planned_on=HELD - DAY, held_on=HELD - DAY)
    last = meeting(scene, planned_on=HELD, held_on=HELD)
    meeting(scene, held_on=TODAY + DAY)
    scene.town.add(MeetingReport, meeting_id=last, decisions="Samen bellen.", drafted_on=HELD, shared_on=shared_on)
    scene.town.add(JointAgreement, meeting_id=last, chosen_solution="Eén kaart")
    by = scene.town.viewer(role, person_id=scene.amina, organisation_id=scene.school)
    with reading(scene.town.engine) as session:
        found = last_meeting(session, by, TODAY)
    assert found and (found.held_on, found.decisions, len(found.agreements)) == (HELD, decisions, agreements)


def contact(scene: Scene, by: Viewer, day: date = TODAY) -> OwnContact | None:
    with reading(scene.town.engine) as session:
        return own_contact(session, by, day)


def test_somebody_reads_the_own_contact_data_also_what_is_withheld(scene: Scene) -> None:
    for person, kind, visibility in ((scene.amina, "mobile", "withheld"), (scene.bas, "mobile", "network")):
        scene.town.add(ContactChannel, person_id=person, kind=kind, value="1", visibility=visibility, added_on=START)
    for on, result in ((START, "correct"), (TODAY - DAY, "wrong")):
        scene.town.add(ContactConfirmation, person_id=scene.amina, confirmed_on=on, confirmed_by="self", result=result)
    found = contact(scene, amina(scene))
    assert found and found.channels == (("mobile", "1", "withheld"),)
    assert (found.confirmed_on, found.wrong_since) == (START, TODAY - DAY)
    assert [work.organisation for work in found.work] == ["De Klimop"]
    earlier = contact(scene, amina(scene), TODAY - 2 * DAY)
    assert earlier and earlier.wrong_since is None


def test_nobody_reads_data_of_an_erased_person_or_of_another_network(scene: Scene) -> None:
    assert contact(scene, scene.town.viewer()) is None
    assert contact(scene, elsewhere(scene)) is None
    with writing(scene.town.engine) as session:
        session.get_one(Person, scene.amina).erased_on = TODAY
    assert contact(scene, amina(scene)) is None


def held(scene: Scene, by: Viewer, day: date = TODAY) -> OwnTasks:
    with reading(scene.town.engine) as session:
        return own_tasks(session, by, day)


def test_tasks_are_read_from_everything_somebody_holds(scene: Scene) -> None:
    webber = scene.webber(scene.amina, area="Noord")
    for direction, text, ended_on in (
        ("needs_from_webber", "Belt terug", None),
        ("webber_may_expect", "Vertelt hoe het afliep", None),
        ("webber_may_expect", "Gold vroeger", TODAY),
    ):
        scene.town.add(
            WebberExpectation, webber_id=webber, direction=direction, text=text, agreed_on=START, ended_on=ended_on
        )
    scene.town.add(WebberDeputy, webber_id=scene.webber(scene.bas), person_id=scene.amina, start_on=START)
    covenant = scene.town.add(Covenant, kind="convenant", title="Samen", drafted_on=START)
    contact_of = {"contact_person_id": scene.amina}
    scene.town.add(
        WorkingAgreement, covenant_id=covenant, topic="referral", text="Bellen", agreed_on=START, **contact_of
    )
    scene.town.add(AnchoringPromise, organisation_id=scene.school, text="Uren", promised_on=START, **contact_of)
    drawn = scene.town.add(MapVersion, made_on=START, agreed_on=START)
    ends = {"organisation_a_id": scene.church, "organisation_b_id": scene.school}
    link = scene.town.add(Relation, map_version_id=drawn, start_on=START, **ends)
    own = {"organisation_id": scene.school, "person_id": scene.amina}
    scene.town.add(RelationCarrier, relation_id=link, start_on=START, **own)
    found = held(scene, amina(scene))
    (task,) = found.webber
    assert (task.organisation, task.area) == ("De Klimop", "Noord")
    assert (task.others_expect, task.may_expect) == (("Belt terug",), ("Vertelt hoe het afliep",))
    assert [one.holder for one in found.stand_in] == ["Bas"]
    assert (found.agreements, found.promises, found.links) == (("Bellen",), ("Uren",), (("De Klimop", "Kerk"),))
    assert held(scene, scene.participant(scene.noor, scene.hall)).roles == ("coordinator",)
    assert held(scene, amina(scene), START - DAY) == OwnTasks()
    assert held(scene, elsewhere(scene)) == held(scene, scene.town.viewer()) == OwnTasks()


def organisation(scene: Scene, by: Viewer, day: date = TODAY) -> OwnOrganisation | None:
    with reading(scene.town.engine) as session:
        return own_organisation(session, by, day, Norms())


def test_a_manager_reads_what_concerns_the_own_organisation(scene: Scene) -> None:
    covenant = scene.town.add(
        Covenant, kind="convenant", title="Samen", drafted_on=START, in_force_on=START, end_on=COMING
    )
    for place, signed_on in ((scene.school, None), (scene.church, START)):
        scene.town.add(CovenantParty, covenant_id=covenant, organisation_id=place, joined_on=START, signed_on=signed_on)
        owner = {"owner_organisation_id": place, "agreed_on": START}
        scene.town.add(WorkingAgreement, covenant_id=covenant, topic="referral", text=f"Van {place}", **owner)
        scene.town.add(AnchoringPromise, organisation_id=place, text=f"Door {place}", promised_on=START)
    hears = {"informed_how": "Per brief", "inform_every_months": 6, "last_informed_on": date(2026, 7, 1)}
    scene.town.add(
        ManagementApproval,
        covenant_id=covenant,
        organisation_id=scene.school,
        needed="yes",
        asked_on=START,
        **hears,
    )
    found = organisation(scene, scene.manager(scene.school))
    assert found and found.name == "De Klimop"
    (one,) = found.covenants
    assert (one.state, one.last_day, one.signature) == (State.IN_FORCE, COMING, SignatureState.NOT_ASKED)
    assert [agreement.text for agreement in one.agreements] == [f"Van {scene.school}"]
    assert [(promise.text, promise.state) for promise in found.promises] == [
        (f"Door {scene.school}", PromiseState.NOT_DISCUSSED)
    ]
    told = one.approval
    assert told and (told.how, told.informed_on, told.inform_by) == ("Per brief", date(2026, 7, 1), date(2027, 1, 1))
    assert told.needed and told.asked and not told.given


def test_without_an_organisation_there_is_nothing_to_read(scene: Scene) -> None:
    nobody = scene.town.viewer(Role.MANAGER)
    assert organisation(scene, nobody) is None
    assert organisation(scene, elsewhere(scene, Role.MANAGER)) is None
    with reading(scene.town.engine) as session:
        assert own_people(session, nobody, TODAY) == OwnPeople()


def test_who_represents_an_organisation_and_who_stands_in(scene: Scene) -> None:
    with writing(scene.town.engine) as session:
        for work in session.scalars(select(Affiliation).where(Affiliation.person_id == scene.bas)):
            work.fixed_participant, work.end_on = True, COMING
    webber = scene.webber(scene.amina)
    with reading(scene.town.engine) as session:
        before = own_people(session, scene.manager(scene.school), TODAY)
    scene.town.add(WebberDeputy, webber_id=webber, person_id=scene.bas, start_on=START)
    with reading(scene.town.engine) as session:
        found = own_people(session, scene.manager(scene.school), TODAY)
        later = own_people(session, scene.manager(scene.school), COMING + DAY)
    assert before.lacks_stand_in and not found.lacks_stand_in
    assert [(one.name, one.fixed, one.webber, one.stands_in, one.last_on) for one in found.faces] == [
        ("Bas", True, False, True, COMING),
        ("Amina", False, True, False, None),
    ]
    assert [one.name for one in later.faces] == ["Amina"]
