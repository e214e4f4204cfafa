"""The list of organisations and the card of one: as they stand on a day, and no more than the viewer may see."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.membership_choices import organisations_to_change, outsiders, times_in
from data_model.read.organisation_card import OrganisationCard, organisation_card
from data_model.read.organisation_list import OrganisationLine, organisation_list
from data_model.refusal import Forbidden
from data_model.rules.contacts_states import ContactState
from data_model.rules.membership_states import MembershipState
from data_model.tables.action import Action, ActionOwner
from data_model.tables.covenant import (
    AnchoringPromise,
    Covenant,
    CovenantParty,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, Person
from data_model.tables.webber import Webber, WebberDeputy
from data_model.vocabulary import SignatureState
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def lines(scene: Scene, by: Viewer | None = None, day: date = TODAY) -> dict[str, OrganisationLine]:
    with reading(scene.town.engine) as session:
        return {line.name: line for line in organisation_list(session, by or scene.town.viewer(), day)}


def card(scene: Scene, by: Viewer | None = None, day: date = TODAY, id: int | None = None) -> OrganisationCard:
    with reading(scene.town.engine) as session:
        return organisation_card(session, by or scene.town.viewer(), id or scene.school, day)


def confirmed(scene: Scene, person: int, on: date = TODAY) -> None:
    scene.town.add(ContactChannel, person_id=person, kind="work_email", value="a@b.nl", added_on=START)
    scene.town.add(
        ContactConfirmation, person_id=person, confirmed_on=on, confirmed_by="self", method="page", result="correct"
    )


def party(scene: Scene, organisation: int, **days: Any) -> int:
    covenant = scene.town.add(Covenant, kind="convenant", title="Elk kind", drafted_on=START, opened_on=START)
    scene.town.add(CovenantParty, covenant_id=covenant, organisation_id=organisation, joined_on=START, **days)
    return covenant


def link(scene: Scene, **other: Any) -> int:
    version = scene.town.add(MapVersion, made_on=START, agreed_on=START)
    sides = {"organisation_a_id": scene.school, "organisation_b_id": scene.church}
    return scene.town.add(Relation, map_version_id=version, kind="overleg", start_on=START, **sides, **other)


def test_a_line_tells_how_an_organisation_stands(scene: Scene) -> None:
    scene.webber(scene.amina)
    party(scene, scene.school, requested_on=START, signed_on=TODAY)
    confirmed(scene, scene.bas)
    assert lines(scene)["De Klimop"] == OrganisationLine(
        id=scene.school,
        name="De Klimop",
        domain="education",
        formality="formal",
        state=MembershipState.ACTIVE,
        since=START,
        people=2,
        webber=True,
        signature=SignatureState.SIGNED,
        contact=ContactState.FRESH,
    )
    before = lines(scene, day=TODAY - DAY)["De Klimop"]
    assert (before.signature, before.contact) == ("asked", "unconfirmed")
    assert lines(scene)["Kerk"].signature is None
    assert lines(scene, day=START - DAY)["De Klimop"].state is None


def test_the_list_holds_the_invited_and_who_left_and_nobody_of_another_network(scene: Scene) -> None:
    asked = scene.town.add(Organisation, name="Gevraagd")
    scene.town.add(Membership, organisation_id=asked, invited_on=TODAY)
    gone = scene.town.add(Organisation, name="Weg")
    scene.town.add(Membership, organisation_id=gone, joined_on=START, left_on=TODAY - DAY)
    scene.town.add(Organisation, name="Los")
    found = {name: line.state for name, line in lines(scene).items()}
    assert found == {
        "De Klimop": "active",
        "Gemeente": "active",
        "Gevraagd": "invited",
        "Kerk": "active",
        "Los": None,
        "Weg": "left",
    }
    assert lines(scene, scene.stranger()) == {}


def test_a_manager_sees_the_state_of_the_contact_data_of_the_own_organisation_only(scene: Scene) -> None:
    for person in (scene.amina, scene.cor):
        confirmed(scene, person)
    found = lines(scene, scene.manager(scene.church))
    assert (found["Kerk"].contact, found["De Klimop"].contact) == ("fresh", None)
    assert lines(scene, scene.participant(scene.cor, scene.church))["De Klimop"].contact == "fresh"


def test_a_person_counts_once_and_somebody_erased_not_at_all(scene: Scene) -> None:
    scene.town.add(Affiliation, person_id=scene.amina, organisation_id=scene.school, start_on=START + DAY)
    gone = scene.town.add(Person, display_name="Weg", erased_on=TODAY)
    scene.town.add(Affiliation, person_id=gone, organisation_id=scene.school, start_on=START)
    assert lines(scene)["De Klimop"].people == 2
    assert "Weg" not in {one.name for one in card(scene).people}


def test_a_card_tells_what_hangs_on_an_organisation(scene: Scene) -> None:
    covenant = party(scene, scene.school, requested_on=START)
    scene.town.add(ManagementApproval, covenant_id=covenant, organisation_id=scene.school, needed="yes", asked_on=TODAY)
    own = {"covenant_id": covenant, "topic": "referral", "agreed_on": START}
    scene.town.add(WorkingAgreement, text="Bel eerst", owner_organisation_id=scene.school, **own)
    scene.town.add(WorkingAgreement, text="Van een ander", owner_organisation_id=scene.church, **own)
    scene.town.add(AnchoringPromise, organisation_id=scene.school, text="In de jaargids", promised_on=START)
    webber = scene.webber(scene.amina, area="Noord")
    scene.town.add(WebberDeputy, webber_id=webber, person_id=scene.bas, start_on=START)
    relation = link(scene)
    scene.town.add(
        RelationCarrier, relation_id=relation, organisation_id=scene.school, person_id=scene.bas, start_on=START
    )
    action = scene.town.add(Action, description="Folder maken", created_on=START)
    holds = {"person_id": scene.amina, "organisation_id": scene.school, "start_on": START}
    scene.town.add(ActionOwner, action_id=action, **holds)
    scene.event()
    found = card(scene)
    assert [(one.name, one.links) for one in found.people] == [("Amina", 0), ("Bas", 1)]
    assert [(t.state, t.person, t.area, t.deputies) for t in found.tasks] == [("confirmed", "Amina", "Noord", ("Bas",))]
    assert [(one.other, one.kind, one.keepers) for one in found.links] == [("Kerk", "overleg", ((scene.bas, "Bas"),))]
    assert [(one.title, one.signature, one.approval) for one in found.standing.covenants] == [
        ("Elk kind", "asked", "asked")
    ]
    assert [one.text for one in found.standing.agreements] == ["Bel eerst"]
    assert [(one.text, one.state) for one in found.standing.promises] == [("In de jaargids", "not_discussed")]
    assert found.open_actions == 1
    assert found.changes is not None and [one.person for one in found.changes] == ["Amina"]
    assert card(scene, id=scene.hall).links == ()


def test_a_card_of_an_earlier_day_knows_no_more_than_that_day(scene: Scene) -> None:
    scene.webber(scene.amina, ended_on=TODAY - DAY)
    party(scene, scene.school, requested_on=TODAY, signed_on=TODAY)
    scene.event(reported_on=TODAY)
    before, now = card(scene, day=TODAY - DAY), card(scene)
    assert ([t.state for t in before.tasks], [t.state for t in now.tasks]) == (["confirmed"], ["ended"])
    assert [c.signature for c in (*before.standing.covenants, *now.standing.covenants)] == ["not_asked", "signed"]
    assert before.changes == () and now.changes


def test_who_sees_no_changes_of_people_here_does_not_see_on_whom_links_rest(scene: Scene) -> None:
    relation = link(scene)
    scene.town.add(
        RelationCarrier, relation_id=relation, organisation_id=scene.school, person_id=scene.bas, start_on=START
    )
    scene.event()
    for by in (scene.manager(scene.church), scene.participant(scene.cor, scene.church)):
        found = card(scene, by)
        assert found.changes is None
        assert {one.keepers for one in found.links} == {None}
        assert {one.links for one in found.people} == {None}
    assert card(scene, scene.manager(scene.school)).links[0].keepers == ((scene.bas, "Bas"),)


def test_a_manager_sees_no_actions_and_no_contact_data_of_another_organisation(scene: Scene) -> None:
    loket = scene.town.add(Organisation, name="Loket", general_phone="0999 120001", general_email="i@loket.nl")
    found = card(scene, scene.manager(scene.school), id=loket)
    assert (found.open_actions, found.general_phone, found.general_email) == (None, None, None)
    assert card(scene, scene.participant(scene.cor, scene.church), id=loket).general_phone == "0999 120001"
    assert card(scene, scene.manager(loket), id=loket).general_email == "i@loket.nl"


def test_a_card_of_another_network_is_not_found(scene: Scene) -> None:
    for by, id in ((scene.stranger(), scene.school), (scene.town.viewer(), 999_999)):
        with pytest.raises(Forbidden):
            card(scene, by, id=id)


def test_forms_offer_each_time_where_it_stands(scene: Scene) -> None:
    asked = scene.town.add(Organisation, name="Gevraagd")
    scene.town.add(Membership, organisation_id=asked, invited_on=TODAY)
    scene.town.add(Organisation, name="Los")
    with reading(scene.town.engine) as session:
        by = scene.town.viewer()
        active = times_in(session, by, TODAY, MembershipState.ACTIVE)
        assert [(one.name, one.on, one.version) for one in active] == [
            ("De Klimop", START, 1),
            ("Gemeente", START, 1),
            ("Kerk", START, 1),
        ]
        assert [one.organisation_id for one in times_in(session, by, TODAY, MembershipState.INVITED)] == [asked]
        assert [one.name for one in outsiders(session, by, TODAY)] == ["Los"]
        assert organisations_to_change(session, by)[0].domain == "education"


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_forms_are_for_the_coordinator(role: Role, scene: Scene) -> None:
    by = scene.town.viewer(role, organisation_id=scene.school, person_id=scene.amina)
    with reading(scene.town.engine) as session:
        for read in (
            lambda: times_in(session, by, TODAY, MembershipState.ACTIVE),
            lambda: outsiders(session, by, TODAY),
            lambda: organisations_to_change(session, by),
        ):
            with pytest.raises(Forbidden):
                read()


def test_a_task_that_was_proposed_is_told_and_a_rejected_one_is_not(scene: Scene) -> None:
    scene.town.add(Webber, organisation_id=scene.school, proposed_on=TODAY)
    scene.town.add(Webber, organisation_id=scene.school, proposed_on=START, rejected_on=TODAY)
    assert [(t.state, t.person) for t in card(scene).tasks] == [("proposed", None)]
