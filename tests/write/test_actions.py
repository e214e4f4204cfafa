"""Giving an update: who may, what it stores, and what it refuses."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.action import Action, ActionOwner, ActionUpdate
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.vocabulary import ActionState
from data_model.write.actions import update_action
from tests.conftest import NOW, Town

MADE = date(2026, 9, 10)
OPEN, BUSY, DONE, DROPPED = ActionState


class Filled:
    """An action that went from Bas to Amina."""

    def __init__(self, town: Town) -> None:
        self.school = town.add(Organisation, name="De Klimop")
        self.amina = town.add(Person, display_name="Amina")
        self.bas = town.add(Person, display_name="Bas")
        self.action = town.add(Action, description="Call the school", created_on=MADE)
        for person_id, start_on, end_on in (
            (self.bas, MADE, date(2026, 10, 1)),
            (self.amina, date(2026, 10, 2), None),
        ):
            town.add(
                ActionOwner,
                action_id=self.action,
                person_id=person_id,
                organisation_id=self.school,
                start_on=start_on,
                end_on=end_on,
            )


@pytest.fixture
def filled(town: Town) -> Filled:
    return Filled(town)


def update(town: Town, action_id: int, by: Viewer, text: str = "", at: datetime = NOW, **other: Any) -> None:
    with writing(town.engine) as session:
        update_action(session, action_id=action_id, text=text, by=by, at=at, **other)


def updates(town: Town) -> list[ActionUpdate]:
    with reading(town.engine) as session:
        return list(session.scalars(select(ActionUpdate).order_by(ActionUpdate.id)))


def test_the_owner_says_how_it_goes(town: Town, filled: Filled) -> None:
    owner = town.viewer(Role.PARTICIPANT, person_id=filled.amina)
    update(town, filled.action, owner, "  We spoke.  ", new_state=BUSY)
    [told] = updates(town)
    assert (told.text, told.new_state, told.person_id) == ("We spoke.", "in_progress", filled.amina)
    assert told.updated_on == date(2026, 11, 22)
    with reading(town.engine) as session:
        assert session.get_one(Action, filled.action).version == 2
        log = session.scalars(select(LogEntry)).one()
    assert (log.action, log.entity, log.fields) == ("update_action", "action", "text new_state")


def test_the_day_of_an_update_is_a_dutch_day(town: Town, filled: Filled) -> None:
    update(town, filled.action, town.viewer(), "Late at night.", datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    assert updates(town)[0].updated_on == date(2026, 11, 23)


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.WEBBER, Role.MANAGER])
def test_others_than_the_present_owner_may_not(town: Town, filled: Filled, role: Role) -> None:
    with pytest.raises(Forbidden):
        update(town, filled.action, town.viewer(role, person_id=filled.bas, organisation_id=filled.school), "Mine.")
    assert updates(town) == []


def test_a_manager_may_not_even_as_owner(town: Town, filled: Filled) -> None:
    with pytest.raises(Forbidden):
        update(town, filled.action, town.viewer(Role.MANAGER, person_id=filled.amina), "Mine.")


def test_without_an_owner_only_the_coordinator_may(town: Town) -> None:
    action = town.add(Action, description="Nobody's", created_on=MADE)
    with pytest.raises(Forbidden):
        update(town, action, town.viewer(Role.PARTICIPANT), "Mine.")
    update(town, action, town.viewer(), "On behalf of the group.")
    assert len(updates(town)) == 1


def test_an_action_of_another_network_is_not_found(town: Town, filled: Filled) -> None:
    with pytest.raises(Forbidden):
        update(town, filled.action, Viewer(network_id=town.id + 1, role=Role.COORDINATOR), "Theirs.")


def test_an_update_says_something(town: Town, filled: Filled) -> None:
    for state in (None, OPEN):
        with pytest.raises(Refusal) as refused:
            update(town, filled.action, town.viewer(), " \n", new_state=state)
        assert (refused.value.kind, refused.value.field) == ("required", "text")


ALLOWED = {(OPEN, BUSY), (OPEN, DONE), (OPEN, DROPPED), (BUSY, DONE), (BUSY, DROPPED), (DONE, BUSY)}


@pytest.mark.parametrize("before", ActionState)
@pytest.mark.parametrize("after", ActionState)
def test_states_follow_the_agreed_order(town: Town, filled: Filled, before: ActionState, after: ActionState) -> None:
    town.add(ActionUpdate, action_id=filled.action, updated_on=MADE, new_state=before)
    if before == after or (before, after) in ALLOWED:
        update(town, filled.action, town.viewer(), "Told.", new_state=after)
        assert updates(town)[-1].new_state == (None if before == after else after)
        return
    with pytest.raises(Refusal) as refused:
        update(town, filled.action, town.viewer(), "Told.", new_state=after)
    assert (refused.value.kind, refused.value.field) == ("transition", "new_state")
    assert refused.value.values == {"from_state": before, "to_state": after}


def test_taking_up_a_finished_action_needs_a_word(town: Town, filled: Filled) -> None:
    town.add(ActionUpdate, action_id=filled.action, updated_on=MADE, new_state=DONE)
    with pytest.raises(Refusal, match="required"):
        update(town, filled.action, town.viewer(), new_state=BUSY)


def test_a_change_of_state_alone_is_enough(town: Town, filled: Filled) -> None:
    update(town, filled.action, town.viewer(), new_state=BUSY)
    assert (updates(town)[0].text, updates(town)[0].new_state) == ("", "in_progress")


def test_an_unseen_change_is_not_written_over(town: Town, filled: Filled) -> None:
    update(town, filled.action, town.viewer(), "First.", seen_version=1)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        update(town, filled.action, town.viewer(), "Second.", seen_version=1)


def test_a_citizen_service_number_is_kept_out(town: Town, filled: Filled) -> None:
    with pytest.raises(Refusal, match="bsn"):
        update(town, filled.action, town.viewer(), "It is 111222333.")
    assert updates(town) == []
