"""Acts that note that the others got something of a meeting: its report, or its joint agreements."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Meeting, MeetingReport
from data_model.write.journal import act, note
from data_model.write.records import find, make


@act
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


@act
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
