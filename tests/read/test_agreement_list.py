"""What the group agreed, with the meeting it comes from, for each role."""

from datetime import date, timedelta

import pytest

from data_model.access import Role
from data_model.database import reading
from data_model.read.agreement_list import AgreementLine, agreement_list
from data_model.refusal import Forbidden
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Meeting
from data_model.tables.person import Person
from tests.conftest import NOW, Town

TODAY = NOW.date()
HELD, EARLIER = TODAY - timedelta(days=20), TODAY - timedelta(days=90)


def read(town: Town, role: Role = Role.COORDINATOR, day: date = TODAY) -> list[AgreementLine]:
    with reading(town.engine) as session:
        return agreement_list(session, town.viewer(role), day)


def agree(town: Town, held_on: date | None, **other: object) -> int:
    organiser = town.add(Person, display_name="Noor")
    meeting = town.add(
        Meeting,
        kind="network",
        announced_on=EARLIER,
        planned_on=held_on or TODAY,
        held_on=held_on,
        organiser_person_id=organiser,
    )
    return town.add(JointAgreement, meeting_id=meeting, chosen_solution="One folder", **other)


def test_agreements_come_with_their_meeting_the_latest_first(town: Town) -> None:
    first = agree(town, EARLIER, question="How?", sent_round_on=EARLIER)
    last = agree(town, HELD, sent_round_on=TODAY + timedelta(days=1))
    agree(town, None)
    found = read(town)
    assert [line.agreement_id for line in found] == [last, first]
    assert (found[1].solution, found[1].question, found[1].meeting_kind) == ("One folder", "How?", "network")
    assert (found[1].held_on, found[1].sent_round_on) == (EARLIER, EARLIER)
    assert found[0].sent_round_on is None and found[0].organiser_id is not None


@pytest.mark.parametrize(("days", "count"), [(-1, 0), (0, 1)])
def test_an_agreement_is_there_from_the_day_of_its_meeting(town: Town, days: int, count: int) -> None:
    agree(town, HELD)
    assert len(read(town, day=HELD + timedelta(days=days))) == count


def test_the_group_shares_agreements_and_managers_see_none(town: Town) -> None:
    agree(town, HELD)
    for role in (Role.WEBBER, Role.PARTICIPANT):
        assert len(read(town, role)) == 1
    with pytest.raises(Forbidden):
        read(town, Role.MANAGER)
    assert read(Town(town.engine, "Elders")) == []
