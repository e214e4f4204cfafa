"""Which meetings and agreements a form offers, limited to what the viewer may act on."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require_any
from data_model.read.choices import Choice
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Meeting, MeetingReport
from data_model.tables.person import Person


@scope.read
def meetings_planned(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The meetings on the calendar that can be moved, cancelled or given an organiser, the first on top."""
    require_any(viewer, Entity.MEETINGS, Verb.EDIT)
    rows = session.execute(
        select(Meeting.id, Meeting.kind, Meeting.planned_on, Meeting.version, Person.display_name)
        .outerjoin(Person, and_(Person.id == Meeting.organiser_person_id, Person.network_id == Meeting.network_id))
        .where(
            Meeting.network_id == viewer.network_id,
            Meeting.announced_on <= day,
            Meeting.held_on.is_(None),
            Meeting.cancelled_on.is_(None),
            Meeting.moved_on.is_(None),
        )
        .order_by(Meeting.planned_on, Meeting.id)
    )
    return [Choice(id, kind, name or "", on=on, version=version) for id, kind, on, version, name in rows]


@scope.read
def meetings_held(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The meetings held until this day, the latest first."""
    require_any(viewer, Entity.MEETINGS, Verb.SEE)
    return _held(session, viewer, day)


@scope.read
def reports_to_share(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The meetings of which nobody shared a report, the latest first."""
    require_any(viewer, Entity.MEETINGS, Verb.EDIT)
    shared = exists().where(
        MeetingReport.meeting_id == Meeting.id,
        MeetingReport.network_id == Meeting.network_id,
        MeetingReport.shared_on.is_not(None),
    )
    return _held(session, viewer, day, ~shared)


@scope.read
def agreements_to_send(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The meetings whose joint agreements wait to be sent round, the latest first. For most: those they organised."""
    extent = require_any(viewer, Entity.ACTIONS, Verb.EDIT)
    waiting = exists().where(
        JointAgreement.meeting_id == Meeting.id,
        JointAgreement.network_id == Meeting.network_id,
        JointAgreement.sent_round_on.is_(None),
    )
    mine = true() if extent is Reach.NETWORK else Meeting.organiser_person_id == (viewer.person_id or 0)
    return _held(session, viewer, day, waiting, mine)


@scope.read
def joint_agreements(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """What the group agreed in meetings held until this day, the latest first."""
    require_any(viewer, Entity.ACTIONS, Verb.SEE)
    rows = session.execute(
        select(JointAgreement.id, JointAgreement.chosen_solution, JointAgreement.version)
        .join(Meeting, and_(Meeting.id == JointAgreement.meeting_id, Meeting.network_id == JointAgreement.network_id))
        .where(JointAgreement.network_id == viewer.network_id, Meeting.held_on <= day)
        .order_by(Meeting.held_on.desc(), JointAgreement.id)
    )
    return [Choice(id, solution, version=version) for id, solution, version in rows]


def _held(session: Session, viewer: Viewer, day: date, *conditions: ColumnElement[bool]) -> list[Choice]:
    rows = session.execute(
        select(Meeting.id, Meeting.kind, Meeting.held_on, Meeting.version)
        .where(Meeting.network_id == viewer.network_id, Meeting.held_on <= day, *conditions)
        .order_by(Meeting.held_on.desc(), Meeting.id)
    )
    return [Choice(id, kind, on=held_on, version=version) for id, kind, held_on, version in rows]
