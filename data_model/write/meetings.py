"""Acts on meetings that were held: log one, share its report, send its agreements round."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Attendance, Meeting, MeetingReport
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.text import free_text
from data_model.write.calendar import still_planned
from data_model.write.journal import note
from data_model.write.records import find, make

# How an organisation took part: itself, by a stand-in, or not.
PRESENT, BY_DEPUTY, ABSENT = "present", "by_deputy", "absent"


def record_meeting(
    session: Session,
    *,
    held_on: date,
    attendance: Mapping[int, str],
    meeting_id: int | None = None,
    kind: str = "webber",
    decisions: str | None = None,
    families_involved: bool | None = None,
    next_on: date | None = None,
    next_organiser_id: int | None = None,
    by: Viewer,
    at: datetime,
) -> Meeting:
    """Log a meeting that was held, and set the next date when one is given.

    `attendance` maps organisations to PRESENT, BY_DEPUTY or ABSENT. Without `meeting_id` the meeting
    was not on the calendar. Refuses a day in the future, no organisation present, a meeting that was
    logged or cancelled already, and a next date that is not after this one.
    """
    require(by, Entity.MEETINGS, Verb.EDIT)
    today = dutch_day(at)
    if held_on > today:
        raise Refusal("in_future", "held_on", latest=today)
    if next_on is not None and next_on <= held_on:
        raise Refusal("next_not_later", "next_on", held_on=held_on)
    if not any(how in (PRESENT, BY_DEPUTY) for how in attendance.values()):
        raise Refusal("nobody_present", "attendance")
    meeting = still_planned(session, meeting_id, by) if meeting_id else _unplanned(session, kind, held_on, by, at)
    meeting.held_on = held_on
    meeting.families_involved = families_involved
    session.flush()
    _note_attendance(session, meeting, attendance, by, at)
    make(
        session,
        MeetingReport,
        meeting_id=meeting.id,
        decisions=free_text(decisions, "decisions"),
        drafted_on=today,
        by=by,
        at=at,
    )
    if next_on is not None:
        _plan_next(session, meeting.kind, next_on, next_organiser_id, by, at)
    note(session, "record_meeting", meeting, ("held_on", "attendance", "decisions", "next_on"), by=by, at=at)
    return meeting


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


def share_report(session: Session, *, meeting_id: int, shared_on: date, by: Viewer, at: datetime) -> MeetingReport:
    """Note the day on which the others got the report of a held meeting, also when it was not kept here."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    meeting = find(session, Meeting, meeting_id, by)
    _check_since_held(meeting, shared_on, "shared_on", at)
    report = session.scalar(
        select(MeetingReport).where(MeetingReport.network_id == by.network_id, MeetingReport.meeting_id == meeting.id)
    )
    if report is None:
        report = make(session, MeetingReport, meeting_id=meeting.id, drafted_on=shared_on, by=by, at=at)
    elif report.shared_on is not None:
        raise Refusal("shared_already", "shared_on", shared_on=report.shared_on)
    report.shared_on = shared_on
    note(session, "share_report", report, ("shared_on",), by=by, at=at)
    return report


def send_agreements_round(session: Session, *, meeting_id: int, sent_on: date, by: Viewer, at: datetime) -> Meeting:
    """Note the day on which the others got the joint agreements of a meeting. The organiser of it may (seed 004)."""
    require_any(by, Entity.ACTIONS, Verb.EDIT)
    meeting = find(session, Meeting, meeting_id, by)
    require(by, Entity.ACTIONS, Verb.EDIT, person_id=meeting.organiser_person_id)
    _check_since_held(meeting, sent_on, "sent_on", at)
    waiting = session.scalars(
        select(JointAgreement).where(
            JointAgreement.network_id == by.network_id,
            JointAgreement.meeting_id == meeting.id,
            JointAgreement.sent_round_on.is_(None),
        )
    ).all()
    if not waiting:
        raise Refusal("nothing_to_send", "meeting_id")
    for agreement in waiting:
        agreement.sent_round_on = sent_on
    note(session, "send_agreements_round", meeting, ("sent_round_on",), by=by, at=at)
    return meeting


def _check_since_held(meeting: Meeting, on: date, field: str, at: datetime) -> None:
    today = dutch_day(at)
    if meeting.held_on is None:
        raise Refusal("not_held", "meeting_id")
    if on > today:
        raise Refusal("in_future", field, latest=today)
    if on < meeting.held_on:
        raise Refusal("too_early", field, earliest=meeting.held_on)


def _unplanned(session: Session, kind: str, held_on: date, by: Viewer, at: datetime) -> Meeting:
    twice = session.scalar(
        select(Meeting.id).where(Meeting.network_id == by.network_id, Meeting.kind == kind, Meeting.held_on == held_on)
    )
    if twice:
        raise Refusal("logged_already", "held_on", held_on=held_on)
    return make(session, Meeting, kind=kind, announced_on=held_on, planned_on=held_on, by=by, at=at)


def _plan_next(session: Session, kind: str, on: date, organiser_id: int | None, by: Viewer, at: datetime) -> None:
    if organiser_id is not None:
        find(session, Person, organiser_id, by)
    same_day = select(Meeting.id).where(
        Meeting.network_id == by.network_id,
        Meeting.kind == kind,
        Meeting.planned_on == on,
        Meeting.held_on.is_(None),
        Meeting.cancelled_on.is_(None),
        Meeting.moved_on.is_(None),
    )
    if session.scalar(same_day) is None:
        make(
            session,
            Meeting,
            kind=kind,
            announced_on=dutch_day(at),
            planned_on=on,
            organiser_person_id=organiser_id,
            by=by,
            at=at,
        )
