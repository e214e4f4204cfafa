"""The facts about actions and the joint list, for each role."""

from dataclasses import replace
from datetime import date

import pytest

from data_model.access import Role
from data_model.database import reading, writing
from data_model.read.action_list import ActionLine, action_list
from data_model.read.actions import facts
from data_model.refusal import Forbidden
from data_model.rules.actions_due import DueState
from data_model.rules.actions_facts import AgreementFact, owner_on, state_on
from data_model.rules.actions_updates import UpdateState
from data_model.tables.action import Action, ActionOwner, ActionUpdate, JointAgreement
from data_model.tables.meeting import Meeting
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.turnover import TurnoverEvent
from data_model.vocabulary import ActionState
from tests.conftest import NOW, Town

MADE, NEXT = date(2026, 9, 10), date(2026, 11, 26)


class Filled:
    """A meeting held and one to come, an agreement, and an action of Amina."""

    def __init__(self, town: Town) -> None:
        self.school = town.add(Organisation, name="De Klimop")
        self.amina = town.add(Person, display_name="Amina")
        self.bas = town.add(Person, display_name="Bas")
        town.add(Affiliation, person_id=self.amina, organisation_id=self.school, start_on=date(2025, 1, 1))
        self.held = town.add(Meeting, kind="network", announced_on=MADE, planned_on=MADE, held_on=MADE)
        town.add(Meeting, kind="network", announced_on=MADE, planned_on=NEXT, organiser_person_id=self.bas)
        self.agreement = town.add(JointAgreement, meeting_id=self.held, chosen_solution="One folder")
        self.action = town.add(
            Action,
            description="Call the school",
            created_on=MADE,
            meeting_id=self.held,
            joint_agreement_id=self.agreement,
        )
        town.add(ActionOwner, action_id=self.action, person_id=self.amina, organisation_id=self.school, start_on=MADE)


@pytest.fixture
def filled(town: Town) -> Filled:
    return Filled(town)


def lines(town: Town, role: Role, day: date = date(2026, 11, 20), person_id: int | None = None) -> list[ActionLine]:
    with reading(town.engine) as session:
        return action_list(session, town.viewer(role, person_id=person_id), day)


def test_facts_hold_owners_updates_and_agreements(town: Town, filled: Filled) -> None:
    town.add(ActionUpdate, action_id=filled.action, updated_on=date(2026, 10, 1), text=" ", new_state="done")
    town.add(
        TurnoverEvent,
        kind="leaves",
        organisation_id=filled.school,
        person_id=filled.amina,
        effective_on=date(2026, 12, 1),
        reported_on=date(2026, 11, 1),
    )
    with reading(town.engine) as session:
        found = facts(session, town.viewer())
    action = found.actions[0]
    owner = owner_on(action, NEXT)
    assert owner and (owner.name, owner.organisation) == ("Amina", "De Klimop")
    assert owner.affiliations == ((date(2025, 1, 1), None),)
    assert owner.departure_reported(date(2026, 11, 1)) and not owner.departure_reported(date(2026, 10, 31))
    assert state_on(action, date(2026, 10, 1)) is ActionState.DONE and not action.updates[0].has_text
    assert (action.series, action.agreement_id) == ("network", filled.agreement)
    assert found.agreements == (AgreementFact(filled.agreement, "One folder", filled.held),)
    assert [meeting.organiser_id for meeting in found.meetings] == [None, filled.bas]


def test_an_action_belongs_to_the_series_of_its_meeting(town: Town) -> None:
    webber = town.add(Meeting, kind="webber", announced_on=MADE, planned_on=MADE, held_on=MADE)
    town.add(Action, description="a", created_on=MADE, meeting_id=webber)
    town.add(Action, description="b", created_on=MADE)
    with reading(town.engine) as session:
        assert [action.series for action in facts(session, town.viewer()).actions] == ["webber", "network"]


def test_an_erased_owner_works_nowhere(town: Town, filled: Filled) -> None:
    with writing(town.engine) as session:
        session.get_one(Person, filled.amina).erased_on = date(2026, 11, 1)
    with reading(town.engine) as session:
        owner = owner_on(facts(session, town.viewer()).actions[0], NEXT)
    assert owner and owner.gone_since(NEXT) == date(2026, 11, 1)


def test_the_list_shows_owner_due_day_and_states(town: Town, filled: Filled) -> None:
    [line] = lines(town, Role.COORDINATOR)
    assert (line.owner, line.organisation, line.due_on) == ("Amina", "De Klimop", NEXT)
    assert (line.state, line.due_state, line.update_state) == (ActionState.OPEN, DueState.SOON, UpdateState.LATE)
    assert (line.update_by, line.version) == (date(2026, 11, 19), 1)
    assert lines(town, Role.COORDINATOR, date(2026, 9, 9)) == []


def test_participants_share_the_list_but_see_only_their_own_update(town: Town, filled: Filled) -> None:
    [own] = lines(town, Role.PARTICIPANT, person_id=filled.amina)
    [other] = lines(town, Role.PARTICIPANT, person_id=town.add(Person, display_name="Cem"))
    [organiser] = lines(town, Role.PARTICIPANT, person_id=filled.bas)
    assert own.update_state is organiser.update_state is UpdateState.LATE
    assert other == replace(own, update_state=None)


def test_managers_do_not_see_actions(town: Town, filled: Filled) -> None:
    with pytest.raises(Forbidden):
        lines(town, Role.MANAGER)
    with reading(town.engine) as session, pytest.raises(Forbidden):
        facts(session, town.viewer(Role.MANAGER, organisation_id=filled.school))


def test_actions_of_another_network_stay_there(town: Town, filled: Filled) -> None:
    with writing(town.engine) as session:
        elsewhere = Network(name="Elders", created_at=NOW)
        session.add(elsewhere)
        session.flush()
        session.add(Action(network_id=elsewhere.id, created_at=NOW, description="Theirs", created_on=MADE))
    assert [line.description for line in lines(town, Role.COORDINATOR)] == ["Call the school"]
    with reading(town.engine) as session:
        assert [action.description for action in facts(session, town.viewer()).actions] == ["Call the school"]
