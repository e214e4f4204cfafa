"""The meetings of a network by day and which organisations were there, for reads that demanded the right to them."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.days import happened
from data_model.read.groups import grouped
from data_model.read.statements import MEETINGS
from data_model.rules.meeting_days import MeetingDay
from data_model.scope import HERE
from data_model.tables.meeting import Attendance

_ATTENDANCE = select(
    Attendance.meeting_id, Attendance.organisation_id, or_(Attendance.present, Attendance.by_deputy)
).where(Attendance.network_id == HERE)


def day_of(row: Any) -> dict[str, Any]:
    """The fields of a MeetingDay in a row that has the columns of DAY."""
    return {field.name: getattr(row, field.name) for field in fields(MeetingDay)}


@scope.once
def meeting_days(session: Session) -> tuple[MeetingDay, ...]:
    rows = scope.rows(session, MEETINGS)
    return tuple(MeetingDay(**day_of(row)) for row in rows)


@scope.once
def attendance(session: Session) -> Mapping[tuple[int, bool], tuple[int, ...]]:
    """By meeting the organisations that were there (or sent a stand-in), and those that were not."""
    rows = scope.rows(session, _ATTENDANCE)
    return grouped(((meeting_id, bool(present)), organisation_id) for meeting_id, organisation_id, present in rows)


def readable(viewer: Viewer, drafted_on: date | None, shared_on: date | None, day: date) -> bool:
    """Whether the words of a report are known on a day and the viewer's: shared with all, before that with its makers.

    The makers are those who edit meetings.
    """
    edits = reach(viewer, Entity.MEETINGS, Verb.EDIT) is not Reach.NONE
    return happened(shared_on, day) or (edits and happened(drafted_on, day))


def shares_agreements(viewer: Viewer) -> bool:
    """What people agreed to do is for who sees actions: not for managers."""
    return reach(viewer, Entity.ACTIONS, Verb.SEE) is not Reach.NONE
