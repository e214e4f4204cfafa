"""What a meeting agreed, written down or said better after it was logged."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.action import JointAgreement
from data_model.tables.log import LogEntry
from data_model.tables.meeting import Meeting
from data_model.write.joint_agreements import add_joint_agreement, change_joint_agreement
from tests.conftest import NOW, Town

TODAY = NOW.date()
HELD = TODAY - timedelta(3)


@pytest.fixture
def held(town: Town) -> int:
    return town.add(Meeting, kind="webber", announced_on=HELD, planned_on=HELD, held_on=HELD)


def add(town: Town, meeting_id: int, viewer: Viewer | None = None, **arguments: Any) -> int:
    with writing(town.engine) as session:
        words = {"chosen_solution": " Vast belmoment "} | arguments
        made = add_joint_agreement(session, meeting_id=meeting_id, **words, by=viewer or town.viewer(), at=NOW)
        session.flush()
        return made.id


def change(town: Town, id: int, viewer: Viewer | None = None, **arguments: Any) -> None:
    with writing(town.engine) as session:
        words = {"chosen_solution": "Elke dinsdag bellen"} | arguments
        change_joint_agreement(session, joint_agreement_id=id, **words, by=viewer or town.viewer(), at=NOW)


def agreed(town: Town) -> JointAgreement:
    with reading(town.engine) as session:
        return session.scalars(select(JointAgreement)).one()


def test_an_agreement_is_added_and_said_better(town: Town, held: int) -> None:
    id = add(town, held, question="Wie belt wie?", what_must_happen="Geef door wanneer 👍")
    assert (agreed(town).chosen_solution, agreed(town).meeting_id) == ("Vast belmoment", held)
    change(town, id, seen_version=1)
    now = agreed(town)
    assert (now.chosen_solution, now.question, now.what_must_happen) == ("Elke dinsdag bellen", None, None)
    with reading(town.engine) as session:
        done = session.scalars(select(LogEntry.action).order_by(LogEntry.id)).all()
    assert done == ["add_joint_agreement", "change_joint_agreement"]


def test_changing_its_words_does_not_undo_that_it_was_sent_round(town: Town, held: int) -> None:
    id = town.add(JointAgreement, meeting_id=held, chosen_solution="Bellen", sent_round_on=TODAY)
    change(town, id)
    assert agreed(town).sent_round_on == TODAY


def test_a_meeting_that_was_not_held_agreed_nothing(town: Town) -> None:
    planned = town.add(Meeting, kind="webber", announced_on=HELD, planned_on=TODAY)
    with pytest.raises(Refusal, match="not_held"):
        add(town, planned)


@pytest.mark.parametrize(
    ("arguments", "kind", "field"),
    [
        ({"chosen_solution": " "}, "required", "chosen_solution"),
        ({"chosen_solution": "x" * 10_000}, "too_long", "chosen_solution"),
        ({"question": "BSN 123456782"}, "bsn", "question"),
        ({"what_must_happen": "x" * 4001}, "too_long", "what_must_happen"),
    ],
)
def test_wrong_words_are_refused_by_field(
    town: Town, held: int, arguments: dict[str, Any], kind: str, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        add(town, held, **arguments)
    assert (refusal.value.kind, refusal.value.field) == (kind, field)


def test_nobody_writes_over_an_agreement_that_changed(town: Town, held: int) -> None:
    id = add(town, held)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        change(town, id, seen_version=9)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PARTICIPANT])
def test_managers_and_participants_may_not(town: Town, held: int, role: Role) -> None:
    id = add(town, held)
    with pytest.raises(Forbidden):
        add(town, held, town.viewer(role))
    with pytest.raises(Forbidden):
        change(town, id, town.viewer(role))


def test_another_network_is_out_of_reach(town: Town, held: int) -> None:
    other, id = Town(town.engine, "Elders"), add(town, held)
    with pytest.raises(Forbidden):
        add(town, held, other.viewer())
    with pytest.raises(Forbidden):
        change(town, id, other.viewer())
