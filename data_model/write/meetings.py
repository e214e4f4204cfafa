"""The act of logging a meeting: who was there, what was agreed, who does what, and when the next one is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.meeting import Attendance, Meeting
from data_model.tables.organisation import Organisation
from data_model.write.calendar import KINDS, still_planned
from data_model.write.joint_agreements import AgreementRow, StepRow, write_agreements, write_steps
from data_model.write.journal import act, note
from data_model.write.presence import check_there
from data_model.write.records import find, make, unchanged
from data_model.write.reports import write_families, write_report

# How an organisation took part: itself, by a stand-in, or not.
PRESENT, BY_DEPUTY, ABSENT = "present", "by_deputy", "absent"


@act
def record_meeting(
    session: Session,
    *,
    held_on: date,
    attendance: Mapping[int, str],
    meeting_id: int | None = None,
    kind: str = "webber",
    decisions: str | None = None,
    families_involved: bool | None = None,
    families_how: str | None = None,
    agreements: Sequence[AgreementRow] = (),
    actions: Sequence[StepRow] = (),
    made_by_person_id: int | None = None,
    next_on: date | None = None,
    next_organiser_id: int | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Meeting:
    """Log a meeting that was held, with all that was agreed in it, and set the next date when one is given.

    `attendance` maps organisations to PRESENT, BY_DEPUTY or ABSENT. Without `meeting_id` the meeting was
    not on the calendar. Empty rows are passed over; a row with something wrong in it is refused with its
    number, and then nothing is written. Refuses a day in the future, no organisation present, a meeting
    that was logged or cancelled already, and a next date that is not after this one.
    """
    require(by, Entity.MEETINGS, Verb.EDIT)
    require(by, Entity.ATTENDANCE, Verb.EDIT)
    _check_days(held_on, next_on, next_organiser_id, dutch_day(at))
    _check_attendance(attendance)
    meeting = still_planned(session, meeting_id, by) if meeting_id else _unplanned(session, kind, held_on, by, at)
    unchanged(meeting, seen_version if meeting_id else None)
    meeting.held_on = held_on
    write_families(meeting, families_involved, families_how)
    session.flush()
    _note_attendance(session, meeting, attendance, by, at)
    write_report(session, meeting, decisions, made_by_person_id, by, at)
    agreed = write_agreements(session, meeting, agreements, by, at)
    write_steps(session, meeting, actions, agreed, by, at)
    if next_on is not None:
        _plan_next(session, meeting.kind, next_on, next_organiser_id, by, at)
    fields = ("held_on", "attendance", "decisions", "agreements", "actions", "next_on")
    note(session, "record_meeting", meeting, fields, by=by, at=at)
    return meeting


def _check_days(held_on: date, next_on: date | None, next_organiser_id: int | None, today: date) -> None:
    if held_on > today:
        raise Refusal("in_future", "held_on", latest=today)
    if next_on is not None and next_on <= held_on:
        raise Refusal("next_not_later", "next_on", held_on=held_on)
    if next_on is None and next_organiser_id is not None:
        raise Refusal("required", "next_on")


def _check_attendance(attendance: Mapping[int, str]) -> None:
    if not {*attendance.values()} <= {PRESENT, BY_DEPUTY, ABSENT}:
        raise Refusal("not_a_choice", "attendance")
    if not any(how in (PRESENT, BY_DEPUTY) for how in attendance.values()):
        raise Refusal("nobody_present", "attendance")


def _note_attendance(
    session: Session, meeting: Meeting, attendance: Mapping[int, str], by: Viewer, at: datetime
) -> None:
    for organisation_id, how in attendance.items():
        find(session, Organisation, organisation_id, by)
        make(
            session,
            Attendance,
            meeting_id=meeting.id,
            organisation_id=organisation_id,
            present=how == PRESENT,
            by_deputy=how == BY_DEPUTY,
            by=by,
            at=at,
        )


def _unplanned(session: Session, kind: str, held_on: date, by: Viewer, at: datetime) -> Meeting:
    if kind not in KINDS:
        raise Refusal("not_a_choice", "kind")
    twice = session.scalar(
        select(Meeting.id).where(Meeting.network_id == by.network_id, Meeting.kind == kind, Meeting.held_on == held_on)
    )
    if twice:
        raise Refusal("logged_already", "held_on", held_on=held_on)
    return make(session, Meeting, kind=kind, announced_on=held_on, planned_on=held_on, by=by, at=at)


def _plan_next(session: Session, kind: str, on: date, organiser_id: int | None, by: Viewer, at: datetime) -> None:
    """Put the next meeting on the calendar, or name the organiser of the one that is planned for that day."""
    today = dutch_day(at)
    if organiser_id is not None:
        check_there(session, organiser_id, max(on, today), by, field="next_organiser_id")
    there = _on_the_calendar(session, kind, on, by)
    if there is None and on < today:
        raise Refusal("too_early", "next_on", earliest=today)
    if there is None:
        there = make(session, Meeting, kind=kind, announced_on=today, planned_on=on, by=by, at=at)
    if organiser_id is not None and there.held_on is None:
        there.organiser_person_id = organiser_id


def _on_the_calendar(session: Session, kind: str, on: date, by: Viewer) -> Meeting | None:
    return session.scalars(
        select(Meeting)
        .where(
            Meeting.network_id == by.network_id,
            Meeting.kind == kind,
            or_(Meeting.planned_on == on, Meeting.held_on == on),
            Meeting.cancelled_on.is_(None),
            Meeting.moved_on.is_(None),
        )
        .order_by(Meeting.held_on.is_not(None), Meeting.id)
        .limit(1)
    ).first()
