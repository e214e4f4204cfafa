"""Logging a meeting: all of it or nothing, one line in the log, and only by those who may."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.action import Action, ActionOwner, JointAgreement
from data_model.tables.log import LogEntry
from data_model.tables.meeting import Attendance, Meeting, MeetingReport
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.write.joint_agreements import AgreementRow, StepRow
from data_model.write.meetings import ABSENT, BY_DEPUTY, PRESENT, record_meeting
from tests.conftest import NOW, Town

TODAY = NOW.date()
TABLES = (Meeting, Attendance, MeetingReport)


def log(town: Town, viewer: Viewer | None = None, **arguments: Any) -> int:
    with writing(town.engine) as session:
        return record_meeting(session, **{"held_on": TODAY} | arguments, by=viewer or town.viewer(), at=NOW).id


@pytest.fixture
def school(town: Town) -> int:
    return town.add(Organisation, name="De Klimop")


def test_a_logged_meeting_has_its_attendance_report_and_next_date(town: Town, school: int) -> None:
    bank, church = town.add(Organisation, name="Voedselbank"), town.add(Organisation, name="Kerk")
    there = {school: PRESENT, bank: BY_DEPUTY, church: ABSENT}
    id = log(town, attendance=there, decisions=" Samen bellen ", families_involved=True, next_on=TODAY + timedelta(42))
    with reading(town.engine) as session:
        rows = session.execute(select(Attendance.organisation_id, Attendance.present, Attendance.by_deputy))
        assert {tuple(row) for row in rows} == {(school, True, False), (bank, False, True), (church, False, False)}
        assert (
            session.scalars(select(MeetingReport.decisions).where(MeetingReport.meeting_id == id)).one()
            == "Samen bellen"
        )
        planned = select(Meeting.planned_on, Meeting.announced_on).where(Meeting.held_on.is_(None))
        assert tuple(session.execute(planned).one()) == (TODAY + timedelta(42), TODAY)


def test_logging_a_planned_meeting_fills_it_in(town: Town, school: int) -> None:
    planned = town.add(Meeting, kind="network", announced_on=TODAY, planned_on=TODAY)
    assert log(town, meeting_id=planned, attendance={school: PRESENT}) == planned


def test_the_next_date_is_not_planned_twice(town: Town, school: int) -> None:
    next_on = TODAY + timedelta(42)
    town.add(Meeting, kind="webber", announced_on=TODAY, planned_on=next_on)
    log(town, attendance={school: PRESENT}, next_on=next_on)
    with reading(town.engine) as session:
        assert session.scalar(select(func.count()).where(Meeting.planned_on == next_on)) == 1


def test_it_leaves_one_line_in_the_log_and_a_new_version(town: Town, school: int) -> None:
    log(town, attendance={school: PRESENT})
    with reading(town.engine) as session:
        entry = session.scalars(select(LogEntry)).one()
        assert (entry.action, entry.entity, entry.result) == ("record_meeting", "meeting", "done")
        assert session.scalars(select(Network.data_version)).one() == 2


@pytest.mark.parametrize(
    ("arguments", "kind", "field"),
    [
        ({"held_on": TODAY + timedelta(1)}, "in_future", "held_on"),
        ({"next_on": TODAY}, "next_not_later", "next_on"),
        ({"attendance": {}}, "nobody_present", "attendance"),
        ({"decisions": "BSN 123456782"}, "bsn", "decisions"),
        ({"decisions": "x" * 4001}, "too_long", "decisions"),
        ({"meeting_id": 999}, "not_found", None),
        ({"attendance": {999: PRESENT}}, "not_found", None),
        ({"next_organiser_id": 999, "next_on": TODAY + timedelta(42)}, "not_found", None),
        ({"next_organiser_id": 999}, "required", "next_on"),
        ({"held_on": TODAY - timedelta(9), "next_on": TODAY - timedelta(2)}, "too_early", "next_on"),
        ({"attendance": {1: "asleep"}}, "not_a_choice", "attendance"),
        ({"kind": "party"}, "not_a_choice", "kind"),
        ({"families_how": "Samen gegeten"}, "answer_first", "families_involved"),
        ({"families_involved": True, "families_how": "BSN 123456782"}, "bsn", "families_how"),
        ({"made_by_person_id": 999}, "not_found", None),
    ],
)
def test_what_cannot_be_right_is_refused_whole(
    town: Town, school: int, arguments: dict[str, Any], kind: str, field: str | None
) -> None:
    with pytest.raises(Refusal) as refusal:
        log(town, **{"attendance": {school: PRESENT}} | arguments)
    assert (refusal.value.kind, refusal.value.field) == (kind, field)
    with reading(town.engine) as session:
        for table in TABLES:
            assert session.scalar(select(func.count()).select_from(table)) == 0


@pytest.fixture
def amina(town: Town, school: int) -> int:
    amina = town.add(Person, display_name="Amina")
    town.add(Affiliation, person_id=amina, organisation_id=school, start_on=TODAY - timedelta(100))
    return amina


def test_all_that_was_agreed_is_written_at_once(town: Town, school: int, amina: int) -> None:
    id = log(
        town,
        attendance={school: PRESENT},
        agreements=[
            AgreementRow("Vast belmoment", "Wie belt wie?", "Geef door wanneer"),
            AgreementRow(),
            AgreementRow("Eén kaart 🗺️"),
        ],
        actions=[
            StepRow("Lijst rondsturen", amina, school, TODAY + timedelta(7), agreement=3),
            StepRow(agreement=2),
            StepRow("Zaal huren", amina, school, agreement=2),
        ],
        made_by_person_id=amina,
    )
    with reading(town.engine) as session:
        agreed = session.scalars(select(JointAgreement).order_by(JointAgreement.id)).all()
        assert [(one.chosen_solution, one.meeting_id) for one in agreed] == [
            ("Vast belmoment", id),
            ("Eén kaart 🗺️", id),
        ]
        steps = session.scalars(select(Action).order_by(Action.id)).all()
        assert [(one.description, one.meeting_id, one.joint_agreement_id, one.due_on) for one in steps] == [
            ("Lijst rondsturen", id, agreed[1].id, TODAY + timedelta(7)),
            ("Zaal huren", id, None, None),
        ]
        assert {*session.scalars(select(ActionOwner.person_id))} == {amina}
        assert session.scalar(select(MeetingReport.made_by_person_id)) == amina
        assert session.scalars(select(LogEntry.action)).all() == ["record_meeting"]


@pytest.mark.parametrize(
    ("wrong", "kind", "field"),
    [
        (AgreementRow(question="Wie belt wie?"), "required", "chosen_solution"),
        (AgreementRow("x" * 201), "too_long", "chosen_solution"),
        (AgreementRow("Bellen", what_must_happen="x" * 10_000), "too_long", "what_must_happen"),
        (AgreementRow("Bellen", "BSN 123456782"), "bsn", "question"),
    ],
)
def test_a_wrong_agreement_is_named_by_its_row_and_nothing_is_written(
    town: Town, school: int, wrong: AgreementRow, kind: str, field: str
) -> None:
    rows = [AgreementRow("Goed"), wrong, AgreementRow("Ook goed")]
    refused_whole(town, {"attendance": {school: PRESENT}, "agreements": rows}, kind, field, of="agreements")


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({"owner_person_id": None}, "required", "owner_person_id"),
        ({"owner_person_id": 999}, "not_found", None),
        ({"organisation_id": 999}, "not_found", None),
        ({"description": " "}, "required", "description"),
        ({"description": "BSN 123456782"}, "bsn", "description"),
        ({"description": "x" * 10_000}, "too_long", "description"),
        ({"due_on": TODAY - timedelta(8)}, "too_early", "due_on"),
    ],
)
def test_a_wrong_action_is_named_by_its_row_and_nothing_is_written(
    town: Town, school: int, amina: int, changed: dict[str, Any], kind: str, field: str | None
) -> None:
    good = StepRow("Bellen", amina, school, TODAY - timedelta(7))
    arguments = {
        "held_on": TODAY - timedelta(7),
        "attendance": {school: PRESENT},
        "agreements": [AgreementRow("Goed")],
        "actions": [good, replace(good, **changed), good],
    }
    refused_whole(town, arguments, kind, field, of="actions")


def refused_whole(town: Town, arguments: dict[str, Any], kind: str, field: str | None, of: str) -> None:
    with pytest.raises(Refusal) as refusal:
        log(town, **arguments)
    assert (refusal.value.kind, refusal.value.field) == (kind, field)
    assert (refusal.value.values["of"], refusal.value.values["row"]) == (of, 2)
    with reading(town.engine) as session:
        for table in (*TABLES, JointAgreement, Action, ActionOwner):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_somebody_of_another_network_takes_nothing_on(town: Town, school: int) -> None:
    other = Town(town.engine, "Elders")
    bank = other.add(Organisation, name="Voedselbank")
    stranger = other.add(Person, display_name="Elders")
    other.add(Affiliation, person_id=stranger, organisation_id=bank, start_on=TODAY)
    with pytest.raises(Forbidden):
        log(town, attendance={school: PRESENT}, actions=[StepRow("Bellen", stranger, bank)])


def test_a_webber_writes_down_what_others_took_on(town: Town, school: int, amina: int) -> None:
    webber = town.viewer(Role.WEBBER, organisation_id=school, person_id=amina + 1)
    assert log(town, webber, attendance={school: PRESENT}, actions=[StepRow("Bellen", amina, school)])


def test_the_organiser_is_named_at_a_meeting_that_was_planned_already(town: Town, school: int, amina: int) -> None:
    next_on = TODAY + timedelta(42)
    planned = town.add(Meeting, kind="webber", announced_on=TODAY, planned_on=next_on)
    log(town, attendance={school: PRESENT}, next_on=next_on, next_organiser_id=amina)
    with reading(town.engine) as session:
        assert session.scalar(select(Meeting.organiser_person_id).where(Meeting.id == planned)) == amina


def test_nobody_logs_a_meeting_over_what_changed_meanwhile(town: Town, school: int) -> None:
    planned = town.add(Meeting, kind="webber", announced_on=TODAY, planned_on=TODAY)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        log(town, meeting_id=planned, attendance={school: PRESENT}, seen_version=2)
    assert log(town, meeting_id=planned, attendance={school: PRESENT}, seen_version=1)


def test_a_meeting_is_logged_once(town: Town, school: int) -> None:
    id = log(town, attendance={school: PRESENT})
    tries: tuple[dict[str, Any], ...] = ({"meeting_id": id}, {})
    for again in tries:
        with pytest.raises(Refusal, match="logged_already"):
            log(town, attendance={school: PRESENT}, **again)


def test_a_cancelled_meeting_is_not_logged(town: Town, school: int) -> None:
    off = town.add(Meeting, kind="webber", announced_on=TODAY, planned_on=TODAY, cancelled_on=TODAY)
    with pytest.raises(Refusal, match="meeting_off"):
        log(town, meeting_id=off, attendance={school: PRESENT})


def test_a_webber_may_log_a_meeting(town: Town, school: int) -> None:
    assert log(town, town.viewer(Role.WEBBER), attendance={school: PRESENT})


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PARTICIPANT])
def test_managers_and_participants_may_not(town: Town, school: int, role: Role) -> None:
    with pytest.raises(Forbidden):
        log(town, town.viewer(role, organisation_id=school), attendance={school: PRESENT})


def test_a_meeting_of_another_network_is_not_found(town: Town, school: int) -> None:
    foreign = Town(town.engine, "Elders").add(Meeting, kind="webber", announced_on=TODAY, planned_on=TODAY)
    with pytest.raises(Forbidden):
        log(town, meeting_id=foreign, attendance={school: PRESENT})
