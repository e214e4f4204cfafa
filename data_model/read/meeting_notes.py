"""The next meeting, and what was agreed in the last one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql import ColumnElement

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require_any
from data_model.days import happened
from data_model.read.meeting_days import readable, shares_agreements
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Meeting, MeetingReport
from data_model.tables.person import Person


@dataclass(frozen=True)
class ComingMeeting:
    """A meeting on the calendar, with who prepares it."""

    kind: str
    planned_on: date
    location: str | None
    agenda: str | None
    organiser: str | None


@dataclass(frozen=True)
class LastMeeting:
    """The last meeting held. Decisions are empty while its report is not shared; agreements: what, and what it asks."""

    kind: str
    held_on: date
    shared: bool
    decisions: str | None
    agreements: tuple[tuple[str, str | None], ...]


@scope.read
def coming_meeting(session: Session, viewer: Viewer, day: date, kind: str | None = None) -> ComingMeeting | None:
    """The first meeting still to come on a day, of one kind or of any."""
    require_any(viewer, Entity.MEETINGS, Verb.SEE)
    row = session.execute(
        select(Meeting.kind, Meeting.planned_on, Meeting.location, Meeting.agenda, Person.display_name)
        .outerjoin(Person, and_(Person.id == Meeting.organiser_person_id, Person.network_id == Meeting.network_id))
        .where(
            Meeting.network_id == viewer.network_id,
            Meeting.kind == kind if kind else true(),
            Meeting.announced_on <= day,
            Meeting.planned_on >= day,
            _not_yet(Meeting.held_on, day),
            _not_yet(Meeting.cancelled_on, day),
            _not_yet(Meeting.moved_on, day),
        )
        .order_by(Meeting.planned_on, Meeting.id)
    ).first()
    return ComingMeeting(*row) if row else None


@scope.read
def last_meeting(session: Session, viewer: Viewer, day: date) -> LastMeeting | None:
    """The last meeting held until a day. Who does not edit meetings reads its decisions once the report is shared."""
    require_any(viewer, Entity.MEETINGS, Verb.SEE)
    row = session.execute(
        select(
            Meeting.id,
            Meeting.kind,
            Meeting.held_on,
            MeetingReport.decisions,
            MeetingReport.drafted_on,
            MeetingReport.shared_on,
        )
        .outerjoin(
            MeetingReport,
            and_(MeetingReport.meeting_id == Meeting.id, MeetingReport.network_id == Meeting.network_id),
        )
        .where(Meeting.network_id == viewer.network_id, Meeting.held_on <= day)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    ).first()
    if row is None or row.held_on is None:
        return None
    return LastMeeting(
        kind=row.kind,
        held_on=row.held_on,
        shared=happened(row.shared_on, day),
        decisions=row.decisions if readable(viewer, row.drafted_on, row.shared_on, day) else None,
        agreements=_agreements(session, viewer, row.id) if shares_agreements(viewer) else (),
    )


def _not_yet(on: InstrumentedAttribute[date | None], day: date) -> ColumnElement[bool]:
    return or_(on.is_(None), on > day)


def _agreements(session: Session, viewer: Viewer, meeting_id: int) -> tuple[tuple[str, str | None], ...]:
    rows = session.execute(
        select(JointAgreement.chosen_solution, JointAgreement.what_must_happen)
        .where(JointAgreement.network_id == viewer.network_id, JointAgreement.meeting_id == meeting_id)
        .order_by(JointAgreement.id)
    )
    return tuple((solution, must) for solution, must in rows)
