"""The meetings of a network by day and which organisations were there, for reads that demanded the right to them."""

from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.read.groups import grouped
from data_model.rules.meeting_days import MeetingDay
from data_model.tables.meeting import Attendance, Meeting

# In the order of the fields of a MeetingDay.
DAY = (
    Meeting.id,
    Meeting.kind,
    Meeting.announced_on,
    Meeting.planned_on,
    Meeting.held_on,
    Meeting.cancelled_on,
    Meeting.moved_on,
    Meeting.organiser_person_id,
)


def meeting_days(session: Session, here: int) -> tuple[MeetingDay, ...]:
    rows = session.execute(select(*DAY).where(Meeting.network_id == here).order_by(Meeting.planned_on, Meeting.id))
    return tuple(MeetingDay(*row) for row in rows)


def attendance(session: Session, here: int) -> Mapping[tuple[int, bool], tuple[int, ...]]:
    """By meeting the organisations that were there (or sent a stand-in), and those that were not."""
    rows = session.execute(
        select(Attendance.meeting_id, Attendance.organisation_id, or_(Attendance.present, Attendance.by_deputy)).where(
            Attendance.network_id == here
        )
    )
    return grouped(((meeting_id, bool(present)), organisation_id) for meeting_id, organisation_id, present in rows)
