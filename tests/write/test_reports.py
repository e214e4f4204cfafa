"""Correcting the report of a meeting, and taking back that it was held."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Attendance, Meeting, MeetingReport
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.write.meetings import PRESENT, record_meeting
from data_model.write.reports import correct_report, unlog_meeting
from tests.conftest import NOW, Town

TODAY = NOW.date()
HELD = TODAY - timedelta(3)


@pytest.fixture
def school(town: Town) -> int:
    return town.add(Organisation, name="De Klimop")


@pytest.fixture
def held(town: Town, school: int) -> int:
    return log(town, school, decisions="Samen bellen")


def log(town: Town, school: int, **arguments: Any) -> int:
    with writing(town.engine) as session:
        there = {school: PRESENT}
        return record_meeting(
            session, held_on=HELD, attendance=there, families_involved=True, **arguments, by=town.viewer(), at=NOW
        ).id


def correct(town: Town, id: int, viewer: Viewer | None = None, **arguments: Any) -> None:
    with writing(town.engine) as session:
        said = {"decisions": "Elke dinsdag bellen"} | arguments
        correct_report(session, meeting_id=id, **said, by=viewer or town.viewer(), at=NOW)


def unlog(town: Town, id: int, viewer: Viewer | None = None, **arguments: Any) -> None:
    with writing(town.engine) as session:
        unlog_meeting(session, meeting_id=id, **arguments, by=viewer or town.viewer(), at=NOW)


def meeting(town: Town) -> Meeting:
    with reading(town.engine) as session:
        return session.scalars(select(Meeting)).one()


def count(town: Town, table: type[Any]) -> int:
    with reading(town.engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def decisions(town: Town) -> list[str | None]:
    with reading(town.engine) as session:
        return list(session.scalars(select(MeetingReport.decisions)))


def test_a_report_is_corrected_and_its_meeting_counts_as_changed(town: Town, held: int) -> None:
    before = meeting(town).version
    correct(town, held, families_involved=False, families_how="Nog niet gelukt", seen_version=before)
    now = meeting(town)
    assert (now.families_involved, now.families_how, now.version) == (False, "Nog niet gelukt", before + 1)
    assert decisions(town) == ["Elke dinsdag bellen"]
    with pytest.raises(Refusal, match="changed_meanwhile"):
        correct(town, held, seen_version=before)


def test_a_shared_report_stays_shared(town: Town) -> None:
    held = town.add(Meeting, kind="webber", announced_on=HELD, planned_on=HELD, held_on=HELD)
    town.add(MeetingReport, meeting_id=held, drafted_on=HELD, shared_on=TODAY)
    correct(town, held)
    with reading(town.engine) as session:
        assert session.scalar(select(MeetingReport.shared_on)) == TODAY


def test_a_meeting_that_was_not_held_has_no_report(town: Town) -> None:
    planned = town.add(Meeting, kind="webber", announced_on=HELD, planned_on=TODAY)
    with pytest.raises(Refusal, match="not_held"):
        correct(town, planned)


@pytest.mark.parametrize(
    ("arguments", "kind", "field"),
    [
        ({"decisions": "x" * 10_000}, "too_long", "decisions"),
        ({"decisions": "BSN 123456782"}, "bsn", "decisions"),
        ({"families_how": "Samen"}, "answer_first", "families_involved"),
    ],
)
def test_wrong_words_are_refused_by_field(
    town: Town, held: int, arguments: dict[str, Any], kind: str, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        correct(town, held, **arguments)
    assert (refusal.value.kind, refusal.value.field) == (kind, field)
    assert decisions(town) == ["Samen bellen"]


def test_who_made_the_report_worked_here_on_the_day(town: Town, held: int, school: int) -> None:
    late = town.add(Person, display_name="Later")
    town.add(Affiliation, person_id=late, organisation_id=school, start_on=TODAY)
    with pytest.raises(Refusal, match="not_around"):
        correct(town, held, made_by_person_id=late)


def test_taking_back_that_it_was_held_takes_the_attendance_out_and_keeps_the_rest(town: Town, held: int) -> None:
    town.add(JointAgreement, meeting_id=held, chosen_solution="Bellen")
    unlog(town, held, seen_version=meeting(town).version)
    now = meeting(town)
    assert (now.held_on, now.families_involved, now.planned_on) == (None, None, HELD)
    assert (count(town, Attendance), count(town, JointAgreement), decisions(town)) == (0, 1, ["Samen bellen"])


def test_a_meeting_taken_back_can_be_logged_again(town: Town, held: int, school: int) -> None:
    unlog(town, held)
    assert log(town, school, meeting_id=held, decisions="Opnieuw") == held
    assert decisions(town) == ["Opnieuw"]


def test_what_the_others_know_is_not_taken_back(town: Town, held: int) -> None:
    town.add(JointAgreement, meeting_id=held, chosen_solution="Bellen", sent_round_on=TODAY)
    with pytest.raises(Refusal, match="others_know"):
        unlog(town, held)
    shared = town.add(Meeting, kind="webber", announced_on=HELD, planned_on=HELD, held_on=HELD)
    town.add(MeetingReport, meeting_id=shared, drafted_on=HELD, shared_on=TODAY)
    with pytest.raises(Refusal, match="others_know"):
        unlog(town, shared)


def test_a_planned_meeting_has_nothing_to_take_back(town: Town) -> None:
    planned = town.add(Meeting, kind="webber", announced_on=HELD, planned_on=TODAY)
    with pytest.raises(Refusal, match="transition"):
        unlog(town, planned)


@pytest.mark.parametrize("days", [7, 8])
def test_a_meeting_is_taken_back_within_a_week_of_logging_it(town: Town, held: int, days: int) -> None:
    def later() -> None:
        with writing(town.engine) as session:
            unlog_meeting(session, meeting_id=held, by=town.viewer(), at=NOW + timedelta(days))

    if days == 7:
        later()
        assert meeting(town).held_on is None
        return
    with pytest.raises(Refusal, match="logged_long_ago"):
        later()
    assert count(town, Attendance) == 1


def test_webbers_correct_a_report_and_leave_taking_back_to_the_coordinator(town: Town, held: int) -> None:
    correct(town, held, town.viewer(Role.WEBBER))
    with pytest.raises(Forbidden):
        unlog(town, held, town.viewer(Role.WEBBER))
    assert meeting(town).held_on == HELD


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PARTICIPANT])
def test_managers_and_participants_may_not(town: Town, held: int, role: Role) -> None:
    for act in (correct, unlog):
        with pytest.raises(Forbidden):
            act(town, held, town.viewer(role))


def test_another_network_is_out_of_reach(town: Town, held: int) -> None:
    for act in (correct, unlog):
        with pytest.raises(Forbidden):
            act(town, held, Town(town.engine, f"Elders {act.__name__}").viewer())
