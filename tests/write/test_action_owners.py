"""Taking on an action and handing it over: who may, what it stores, and what it refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.actions import facts
from data_model.refusal import Forbidden, Refusal
from data_model.rules.actions import judge
from data_model.tables.action import Action, ActionOwner, ActionUpdate, JointAgreement
from data_model.tables.log import LogEntry
from data_model.tables.meeting import Meeting
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.vocabulary import ActionState
from data_model.write.actions import add_action, transfer_action
from tests.conftest import NOW, Town

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(1)
MADE = date(2026, 9, 10)


class Filled:
    """Amina and Bas at school, and an action that Bas holds."""

    def __init__(self, town: Town) -> None:
        self.school = town.add(Organisation, name="De Klimop")
        self.amina, self.bas = (self.person(town, name) for name in ("Amina", "Bas"))
        self.action = town.add(Action, description="Call the school", created_on=MADE)
        own = {"action_id": self.action, "organisation_id": self.school}
        self.owner = town.add(ActionOwner, **own, person_id=self.bas, start_on=MADE)

    def person(self, town: Town, name: str, **affiliation: Any) -> int:
        person = town.add(Person, display_name=name)
        period = {"start_on": MADE} | affiliation
        town.add(Affiliation, person_id=person, organisation_id=self.school, **period)
        return person


@pytest.fixture
def filled(town: Town) -> Filled:
    return Filled(town)


def add(town: Town, filled: Filled, viewer: Viewer | None = None, **arguments: Any) -> int:
    given: dict[str, Any] = {
        "description": "Ask two parents",
        "owner_person_id": filled.amina,
        "organisation_id": filled.school,
    }
    with writing(town.engine) as session:
        return add_action(session, **given | arguments, by=viewer or town.viewer(), at=NOW).id


def transfer(town: Town, filled: Filled, viewer: Viewer | None = None, **arguments: Any) -> None:
    given = {"action_id": filled.action, "to_person_id": filled.amina, "organisation_id": filled.school}
    with writing(town.engine) as session:
        transfer_action(session, **given | arguments, by=viewer or town.viewer(), at=NOW)


def owners(town: Town, action_id: int) -> list[tuple[Any, ...]]:
    columns = (ActionOwner.person_id, ActionOwner.start_on, ActionOwner.end_on)
    with reading(town.engine) as session:
        rows = session.execute(select(*columns).where(ActionOwner.action_id == action_id).order_by(ActionOwner.id))
        return [tuple(row) for row in rows]


def kinds(town: Town) -> set[str]:
    with reading(town.engine) as session:
        return {finding.kind for finding in judge(facts(session, town.viewer()), TODAY, Norms())}


def count(town: Town, table: type[Any]) -> int | None:
    with reading(town.engine) as session:
        return session.scalar(select(func.count()).select_from(table))


def agreement(town: Town, held_on: date | None = MADE) -> tuple[int, int]:
    meeting = town.add(Meeting, kind="webber", announced_on=MADE, planned_on=MADE, held_on=held_on)
    return meeting, town.add(JointAgreement, meeting_id=meeting, chosen_solution="Call", sent_round_on=MADE)


def test_an_added_action_has_its_owner_from_today(town: Town, filled: Filled) -> None:
    id = add(town, filled, description=" Ask two parents ", due_on=TODAY)
    with reading(town.engine) as session:
        made = session.get_one(Action, id)
        entry = session.scalars(select(LogEntry)).one()
    assert (made.description, made.created_on, made.due_on, made.meeting_id) == ("Ask two parents", TODAY, TODAY, None)
    assert owners(town, id) == [(filled.amina, TODAY, None)]
    assert (entry.action, entry.entity, entry.entity_id) == ("add_action", "action", id)


def test_an_action_for_an_agreement_belongs_to_its_meeting_and_settles_the_finding(town: Town, filled: Filled) -> None:
    meeting, call = agreement(town)
    assert "actions.agreement_without_action" in kinds(town)
    id = add(town, filled, joint_agreement_id=call)
    assert "actions.agreement_without_action" not in kinds(town)
    with reading(town.engine) as session:
        assert session.get_one(Action, id).meeting_id == meeting


def test_an_action_can_come_from_a_meeting_without_an_agreement(town: Town, filled: Filled) -> None:
    meeting, _ = agreement(town)
    id = add(town, filled, meeting_id=meeting)
    with reading(town.engine) as session:
        assert (session.get_one(Action, id).meeting_id, session.get_one(Action, id).joint_agreement_id) == (
            meeting,
            None,
        )


@pytest.mark.parametrize(
    ("arguments", "kind", "field"),
    [
        ({"description": " \n"}, "required", "description"),
        ({"description": "x" * 201}, "too_long", "description"),
        ({"description": "Bel 123456782"}, "bsn", "description"),
        ({"due_on": YESTERDAY}, "too_early", "due_on"),
        ({"owner_person_id": 999}, "not_found", None),
        ({"organisation_id": 999}, "not_found", None),
        ({"meeting_id": 999}, "not_found", None),
        ({"joint_agreement_id": 999}, "not_found", None),
    ],
)
def test_what_cannot_be_right_is_refused_whole(
    town: Town, filled: Filled, arguments: dict[str, Any], kind: str, field: str | None
) -> None:
    with pytest.raises(Refusal) as refusal:
        add(town, filled, **arguments)
    assert (refusal.value.kind, refusal.value.field) == (kind, field)
    assert (count(town, Action), count(town, ActionOwner), count(town, LogEntry)) == (1, 1, 1)


def test_an_action_comes_from_one_meeting_that_was_held(town: Town, filled: Filled) -> None:
    meeting, _ = agreement(town)
    _, other = agreement(town)
    with pytest.raises(Refusal, match="not_a_choice"):
        add(town, filled, meeting_id=meeting, joint_agreement_id=other)
    _, planned = agreement(town, held_on=None)
    with pytest.raises(Refusal, match="not_held"):
        add(town, filled, joint_agreement_id=planned)


@pytest.mark.parametrize("affiliation", [{"end_on": YESTERDAY}, {"start_on": TODAY + timedelta(1)}])
def test_who_does_not_work_there_takes_nothing_on(town: Town, filled: Filled, affiliation: dict[str, Any]) -> None:
    elsewhere = filled.person(town, "Carla", **affiliation)
    with pytest.raises(Refusal, match="not_active"):
        add(town, filled, owner_person_id=elsewhere)
    with pytest.raises(Refusal, match="not_active"):
        transfer(town, filled, to_person_id=elsewhere)
    church = town.add(Organisation, name="Kerk")
    with pytest.raises(Refusal, match="not_active"):
        transfer(town, filled, organisation_id=church)
    assert owners(town, filled.action) == [(filled.bas, MADE, None)]


@pytest.mark.parametrize(
    ("role", "oneself", "may"),
    [
        (Role.COORDINATOR, False, True),
        (Role.WEBBER, True, True),
        (Role.WEBBER, False, False),
        (Role.PARTICIPANT, True, True),
        (Role.PARTICIPANT, False, False),
        (Role.MANAGER, True, False),
    ],
)
def test_the_coordinator_adds_for_anybody_and_people_for_themselves(
    town: Town, filled: Filled, role: Role, oneself: bool, may: bool
) -> None:
    person = filled.amina if oneself else filled.bas
    viewer = town.viewer(role, person_id=person, organisation_id=filled.school)
    if may:
        assert add(town, filled, viewer)
        return
    with pytest.raises(Forbidden):
        add(town, filled, viewer)


def test_a_transfer_ends_one_owner_and_starts_the_next(town: Town, filled: Filled) -> None:
    town.add(ActionUpdate, action_id=filled.action, updated_on=MADE, new_state=ActionState.IN_PROGRESS)
    transfer(town, filled)
    assert owners(town, filled.action) == [(filled.bas, MADE, YESTERDAY), (filled.amina, TODAY, None)]
    with reading(town.engine) as session:
        last = session.scalars(select(ActionUpdate).order_by(ActionUpdate.id.desc())).first()
        assert last and (last.new_state, last.text, last.updated_on) == (ActionState.OPEN, "", TODAY)
        assert session.get_one(Action, filled.action).version == 2
        entry = session.scalars(select(LogEntry)).one()
    assert (entry.action, entry.entity, entry.fields) == ("transfer_action", "action", "owner")


def test_an_ownerless_action_gets_an_owner(town: Town, filled: Filled) -> None:
    with writing(town.engine) as session:
        session.get_one(ActionOwner, filled.owner).end_on = YESTERDAY
    assert "actions.without_owner" in kinds(town)
    transfer(town, filled)
    assert "actions.without_owner" not in kinds(town)
    assert owners(town, filled.action) == [(filled.bas, MADE, YESTERDAY), (filled.amina, TODAY, None)]


def test_the_action_of_somebody_who_left_gets_an_owner(town: Town, filled: Filled) -> None:
    with writing(town.engine) as session:
        left = select(Affiliation).where(Affiliation.person_id == filled.bas)
        session.scalars(left).one().end_on = YESTERDAY
    assert "actions.without_owner" in kinds(town)
    transfer(town, filled)
    assert "actions.without_owner" not in kinds(town)


def test_an_owner_of_today_is_replaced_without_a_trace_in_the_periods(town: Town, filled: Filled) -> None:
    carla = filled.person(town, "Carla")
    transfer(town, filled)
    transfer(town, filled, to_person_id=carla)
    assert owners(town, filled.action) == [(filled.bas, MADE, YESTERDAY), (carla, TODAY, None)]


def test_nobody_takes_over_from_themselves(town: Town, filled: Filled) -> None:
    with pytest.raises(Refusal, match="holds_it_already"):
        transfer(town, filled, to_person_id=filled.bas)


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
def test_a_closed_action_is_not_handed_over(town: Town, filled: Filled, state: ActionState) -> None:
    town.add(ActionUpdate, action_id=filled.action, updated_on=MADE, new_state=state)
    with pytest.raises(Refusal) as refusal:
        transfer(town, filled)
    assert (refusal.value.kind, refusal.value.values) == (
        "transition",
        {"from_state": state, "to_state": "transferred"},
    )


def test_an_unseen_change_is_not_written_over(town: Town, filled: Filled) -> None:
    transfer(town, filled, seen_version=1)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        transfer(town, filled, to_person_id=filled.bas, seen_version=1)


@pytest.mark.parametrize(
    ("role", "owns", "may"),
    [
        (Role.COORDINATOR, False, True),
        (Role.WEBBER, True, True),
        (Role.WEBBER, False, False),
        (Role.PARTICIPANT, True, True),
        (Role.PARTICIPANT, False, False),
        (Role.MANAGER, True, False),
    ],
)
def test_the_owner_hands_over_or_the_coordinator(town: Town, filled: Filled, role: Role, owns: bool, may: bool) -> None:
    person = filled.bas if owns else filled.amina
    viewer = town.viewer(role, person_id=person, organisation_id=filled.school)
    if may:
        transfer(town, filled, viewer)
        assert owners(town, filled.action)[-1][0] == filled.amina
        return
    with pytest.raises(Forbidden):
        transfer(town, filled, viewer)
    assert owners(town, filled.action) == [(filled.bas, MADE, None)]


def test_without_an_owner_only_the_coordinator_hands_over(town: Town, filled: Filled) -> None:
    with writing(town.engine) as session:
        session.get_one(ActionOwner, filled.owner).end_on = YESTERDAY
    with pytest.raises(Forbidden):
        transfer(town, filled, town.viewer(Role.PARTICIPANT, person_id=filled.bas))


def test_nothing_of_another_network_is_found(town: Town, filled: Filled) -> None:
    other = Filled(Town(town.engine, "Elders"))
    with pytest.raises(Forbidden):
        transfer(town, filled, action_id=other.action)
    with pytest.raises(Forbidden):
        transfer(town, filled, to_person_id=other.amina)
    with pytest.raises(Forbidden):
        add(town, filled, organisation_id=other.school)
