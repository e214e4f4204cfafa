"""Sharing the report of a meeting and sending its agreements round: when, by whom, and once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.action import JointAgreement
from data_model.tables.log import LogEntry
from data_model.tables.meeting import Meeting, MeetingReport
from data_model.tables.person import Person
from data_model.write.sharing import send_agreements_round, share_report
from tests.conftest import NOW, Town

TODAY = NOW.date()
HELD = TODAY - timedelta(10)


def share(town: Town, meeting_id: int, viewer: Viewer | None = None, on: Any = TODAY) -> None:
    with writing(town.engine) as session:
        share_report(session, meeting_id=meeting_id, shared_on=on, by=viewer or town.viewer(), at=NOW)


def send(town: Town, meeting_id: int, viewer: Viewer | None = None, on: Any = TODAY) -> None:
    with writing(town.engine) as session:
        send_agreements_round(session, meeting_id=meeting_id, sent_on=on, by=viewer or town.viewer(), at=NOW)


def report(town: Town) -> MeetingReport:
    with reading(town.engine) as session:
        return session.scalars(select(MeetingReport)).one()


def sent(town: Town) -> list[Any]:
    with reading(town.engine) as session:
        return list(session.scalars(select(JointAgreement.sent_round_on).order_by(JointAgreement.id)))


@pytest.fixture
def amina(town: Town) -> int:
    return town.add(Person, display_name="Amina")


@pytest.fixture
def held(town: Town, amina: int) -> int:
    days = {"announced_on": HELD, "planned_on": HELD, "held_on": HELD}
    return town.add(Meeting, kind="webber", organiser_person_id=amina, **days)


@pytest.fixture
def agreement(town: Town, held: int) -> int:
    return town.add(JointAgreement, meeting_id=held, chosen_solution="Call each other")


def test_sharing_dates_the_report_there_is(town: Town, held: int) -> None:
    town.add(MeetingReport, meeting_id=held, decisions="Samen", drafted_on=HELD)
    share(town, held)
    assert (report(town).decisions, report(town).drafted_on, report(town).shared_on) == ("Samen", HELD, TODAY)
    with reading(town.engine) as session:
        entry = session.scalars(select(LogEntry)).one()
    assert (entry.action, entry.entity, entry.fields) == ("share_report", "meeting_report", "shared_on")


def test_sharing_makes_the_report_when_there_was_none(town: Town, held: int) -> None:
    share(town, held, on=HELD)
    assert (report(town).meeting_id, report(town).drafted_on, report(town).shared_on) == (held, HELD, HELD)


def test_a_report_is_shared_once(town: Town, held: int) -> None:
    share(town, held, on=HELD)
    with pytest.raises(Refusal, match="shared_already"):
        share(town, held)
    assert report(town).shared_on == HELD


def test_sending_dates_every_agreement_that_waits(town: Town, held: int, agreement: int) -> None:
    town.add(JointAgreement, meeting_id=held, chosen_solution="Meet", sent_round_on=HELD)
    send(town, held)
    assert sent(town) == [TODAY, HELD]
    with reading(town.engine) as session:
        entry = session.scalars(select(LogEntry)).one()
    assert (entry.action, entry.entity, entry.entity_id) == ("send_agreements_round", "meeting", held)


def test_without_waiting_agreements_there_is_nothing_to_send(town: Town, held: int, agreement: int) -> None:
    send(town, held)
    with pytest.raises(Refusal, match="nothing_to_send"):
        send(town, held)


@pytest.mark.parametrize("act", [share, send])
@pytest.mark.parametrize(("days", "kind"), [(1, "in_future"), (0, None), (-10, None), (-11, "too_early")])
def test_the_day_lies_between_the_meeting_and_today(
    town: Town, held: int, agreement: int, act: Callable[..., None], days: int, kind: str | None
) -> None:
    day = TODAY + timedelta(days)
    if kind is None:
        act(town, held, on=day)
        return
    with pytest.raises(Refusal, match=kind):
        act(town, held, on=day)
    assert sent(town) == [None]


@pytest.mark.parametrize("act", [share, send])
def test_a_meeting_that_was_not_held_has_nothing_to_share(town: Town, act: Callable[..., None]) -> None:
    planned = town.add(Meeting, kind="webber", announced_on=HELD, planned_on=HELD)
    with pytest.raises(Refusal, match="not_held"):
        act(town, planned)


@pytest.mark.parametrize("act", [share, send])
def test_a_meeting_of_another_network_is_not_found(town: Town, act: Callable[..., None]) -> None:
    foreign = Town(town.engine, "Elders").add(Meeting, kind="webber", announced_on=HELD, planned_on=HELD, held_on=HELD)
    with pytest.raises(Forbidden):
        act(town, foreign)


@pytest.mark.parametrize("role", Role)
def test_coordinator_and_webber_share_a_report_and_others_do_not(town: Town, held: int, amina: int, role: Role) -> None:
    viewer = town.viewer(role, person_id=amina)
    if role in (Role.COORDINATOR, Role.WEBBER):
        share(town, held, viewer)
        assert report(town).shared_on == TODAY
        return
    with pytest.raises(Forbidden):
        share(town, held, viewer)


@pytest.mark.parametrize(
    ("role", "organises", "may"),
    [
        (Role.COORDINATOR, False, True),
        (Role.WEBBER, True, True),
        (Role.WEBBER, False, False),
        (Role.PARTICIPANT, True, True),
        (Role.PARTICIPANT, False, False),
        (Role.MANAGER, True, False),
    ],
)
def test_the_organiser_sends_the_agreements_round_or_the_coordinator(
    town: Town, held: int, agreement: int, amina: int, role: Role, organises: bool, may: bool
) -> None:
    viewer = town.viewer(role, person_id=amina if organises else amina + 1)
    if may:
        send(town, held, viewer)
        assert sent(town) == [TODAY]
        return
    with pytest.raises(Forbidden):
        send(town, held, viewer)
    assert sent(town) == [None]


def test_without_an_organiser_only_the_coordinator_sends(town: Town) -> None:
    meeting = town.add(Meeting, kind="webber", announced_on=HELD, planned_on=HELD, held_on=HELD)
    town.add(JointAgreement, meeting_id=meeting, chosen_solution="Call each other")
    with pytest.raises(Forbidden):
        send(town, meeting, town.viewer(Role.WEBBER))
    send(town, meeting)
    assert sent(town) == [TODAY]
