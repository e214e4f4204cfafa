"""Acts on the report of a held meeting: correct it, or take back that the meeting was held."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day
from data_model.refusal import Refusal
from data_model.rules.transitions import check
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Attendance, Meeting, MeetingReport
from data_model.text import clean, free_text
from data_model.write.journal import act, note
from data_model.write.presence import check_there
from data_model.write.records import find, make, unchanged

# Long enough to notice a typing error.
UNLOG_DAYS = 7


@act
def correct_report(
    session: Session,
    *,
    meeting_id: int,
    decisions: str | None,
    families_involved: bool | None = None,
    families_how: str | None = None,
    made_by_person_id: int | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Meeting:
    """Say better what was decided in a held meeting, how families were involved and who made the report.

    The version is that of the meeting. A report that was shared stays shared.
    """
    require(by, Entity.MEETINGS, Verb.EDIT)
    meeting = find(session, Meeting, meeting_id, by)
    if meeting.held_on is None:
        raise Refusal("not_held", "meeting_id")
    unchanged(meeting, seen_version)
    write_report(session, meeting, decisions, made_by_person_id, by, at)
    write_families(meeting, families_involved, families_how)
    flag_modified(meeting, "held_on")  # the report is a row of its own: this raises the version of its meeting
    fields = ("decisions", "families_involved", "families_how", "made_by_person_id")
    note(session, "correct_report", meeting, fields, by=by, at=at)
    return meeting


@act
def unlog_meeting(
    session: Session, *, meeting_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Meeting:
    """Take back that a meeting was held: it is planned again, and who was there goes.

    Its report, agreements and actions stay for when it is logged again. For the coordinator, within UNLOG_DAYS of
    logging it. Refuses a meeting of which the others got the report or the agreements already.
    """
    require(by, Entity.OFFICE, Verb.EDIT)
    meeting = find(session, Meeting, meeting_id, by)
    unchanged(meeting, seen_version)
    check("meeting", "planned" if meeting.held_on is None else "held", "planned")
    report = _report(session, meeting)
    if (report and report.shared_on) or _sent_round(session, meeting):
        raise Refusal("others_know", "meeting_id")
    attendance = _attendance(session, meeting)
    logged_on = min((dutch_day(attended.created_at) for attended in attendance), default=meeting.held_on)
    if logged_on is not None and dutch_day(at) > days_after(logged_on, UNLOG_DAYS):
        raise Refusal("logged_long_ago", "meeting_id", logged_on=logged_on)
    for attended in attendance:  # one by one, so that the act can be taken back
        session.delete(attended)
    meeting.held_on = meeting.families_involved = meeting.families_how = None
    note(session, "unlog_meeting", meeting, ("held_on", "attendance", "families_involved"), by=by, at=at)
    return meeting


def write_families(meeting: Meeting, involved: bool | None, how: str | None) -> None:
    """Whether and how children or parents took part. Refuses the how without the whether."""
    if involved is None and clean(how or ""):
        raise Refusal("answer_first", "families_involved")
    meeting.families_involved, meeting.families_how = involved, free_text(how, "families_how")


def write_report(
    session: Session, meeting: Meeting, decisions: str | None, made_by_person_id: int | None, by: Viewer, at: datetime
) -> MeetingReport:
    """The report of a held meeting, which is made at its first word. Refuses a maker who did not work here then."""
    held_on = meeting.held_on or dutch_day(at)
    if made_by_person_id is not None:
        check_there(session, made_by_person_id, held_on, by, field="made_by_person_id")
    text = free_text(decisions, "decisions")
    report = _report(session, meeting)
    if report is None:
        report = make(session, MeetingReport, meeting_id=meeting.id, drafted_on=dutch_day(at), by=by, at=at)
    report.decisions, report.made_by_person_id = text, made_by_person_id
    return report


def _report(session: Session, meeting: Meeting) -> MeetingReport | None:
    return session.scalar(
        select(MeetingReport).where(
            MeetingReport.network_id == meeting.network_id, MeetingReport.meeting_id == meeting.id
        )
    )


def _sent_round(session: Session, meeting: Meeting) -> bool:
    sent = select(JointAgreement.id).where(
        JointAgreement.network_id == meeting.network_id,
        JointAgreement.meeting_id == meeting.id,
        JointAgreement.sent_round_on.is_not(None),
    )
    return session.scalars(sent.limit(1)).first() is not None


def _attendance(session: Session, meeting: Meeting) -> Sequence[Attendance]:
    return session.scalars(
        select(Attendance).where(Attendance.network_id == meeting.network_id, Attendance.meeting_id == meeting.id)
    ).all()
