"""One meeting in full: who was there, what was decided and agreed, and which actions came of it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, reach, require_any
from data_model.days import happened
from data_model.read.meeting_days import day_of, readable, shares_agreements
from data_model.read.statements import DAY
from data_model.rules.meeting_days import MeetingDay
from data_model.tables.action import Action, JointAgreement
from data_model.tables.meeting import Attendance, Meeting, MeetingReport
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person


@dataclass(frozen=True)
class Presence:
    """An organisation that was expected, and how it came: itself, by a stand-in, or not."""

    organisation_id: int
    name: str
    present: bool
    by_deputy: bool


@dataclass(frozen=True)
class Agreement:
    """What the group agreed about one question, and the actions that serve it."""

    id: int
    version: int
    chosen_solution: str
    question: str | None
    what_must_happen: str | None
    sent_round_on: date | None
    action_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Report:
    """A meeting with all that was written down about it. `there` is None for who may not see attendance.

    Without words until the report is shared, for who does not edit meetings; without agreements for managers.
    """

    meeting: MeetingDay
    version: int
    location: str | None
    agenda: str | None
    organiser: str | None
    made_by: str | None = None
    made_by_id: int | None = None
    decisions: str | None = None
    summary: str | None = None
    shared_on: date | None = None
    families_involved: bool | None = None
    families_how: str | None = None
    there: tuple[Presence, ...] | None = None
    agreements: tuple[Agreement, ...] = ()
    action_ids: tuple[int, ...] = ()


@scope.read
def report_of(session: Session, viewer: Viewer, meeting_id: int, day: date) -> Report | None:
    """The report as it was known on a day; None when there is no such meeting. Of one not held: only its plan."""
    require_any(viewer, Entity.MEETINGS, Verb.SEE)
    row = session.execute(_kept(viewer, meeting_id, day)).one_or_none()
    if row is None:
        return None
    meeting = MeetingDay(**day_of(row))
    plan = Report(meeting, row.version, row.location, row.agenda, row.organiser)
    if not meeting.held(day):
        return plan
    said = readable(viewer, row.drafted_on, row.shared_on, day)
    action_ids = _actions(session, viewer, meeting_id, day) if shares_agreements(viewer) else {}
    return replace(
        plan,
        made_by=row.maker,
        made_by_id=row.made_by_person_id,
        decisions=row.decisions if said else None,
        summary=row.summary if said else None,
        shared_on=row.shared_on if happened(row.shared_on, day) else None,
        families_involved=row.families_involved,
        families_how=row.families_how,
        there=_there(session, viewer, meeting_id),
        agreements=_agreements(session, viewer, meeting_id, day, action_ids) if shares_agreements(viewer) else (),
        action_ids=tuple(action_ids),
    )


def _kept(viewer: Viewer, meeting_id: int, day: date) -> Select[*tuple[Any, ...]]:
    """The meeting with its report and the names in it."""
    organiser, maker = aliased(Person), aliased(Person)
    return (
        select(
            *DAY,
            Meeting.version,
            Meeting.location,
            Meeting.agenda,
            Meeting.families_involved,
            Meeting.families_how,
            MeetingReport.decisions,
            MeetingReport.summary,
            MeetingReport.drafted_on,
            MeetingReport.shared_on,
            MeetingReport.made_by_person_id,
            organiser.display_name.label("organiser"),
            maker.display_name.label("maker"),
        )
        .outerjoin(
            MeetingReport,
            and_(MeetingReport.meeting_id == Meeting.id, MeetingReport.network_id == Meeting.network_id),
        )
        .outerjoin(organiser, _is(organiser, Meeting.organiser_person_id))
        .outerjoin(maker, _is(maker, MeetingReport.made_by_person_id))
        .where(Meeting.network_id == viewer.network_id, Meeting.id == meeting_id, Meeting.announced_on <= day)
    )


@scope.read
def decisions_kept(session: Session, viewer: Viewer, meeting_id: int) -> str:
    """What the report of a meeting says was decided, also when it was taken back that the meeting was held."""
    require_any(viewer, Entity.MEETINGS, Verb.EDIT)
    kept = session.scalar(
        select(MeetingReport.decisions).where(
            MeetingReport.network_id == viewer.network_id, MeetingReport.meeting_id == meeting_id
        )
    )
    return kept or ""


def _is(person: type[Person], id: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    return and_(person.id == id, person.network_id == Meeting.network_id)


def _there(session: Session, viewer: Viewer, meeting_id: int) -> tuple[Presence, ...] | None:
    """The organisations by name; for a manager the own one."""
    extent = reach(viewer, Entity.ATTENDANCE, Verb.SEE)
    if extent not in (Reach.NETWORK, Reach.ORGANISATION):
        return None
    rows = session.execute(
        select(Organisation.id, Organisation.name, Attendance.present, Attendance.by_deputy)
        .join(
            Organisation,
            and_(Organisation.id == Attendance.organisation_id, Organisation.network_id == Attendance.network_id),
        )
        .where(Attendance.network_id == viewer.network_id, Attendance.meeting_id == meeting_id)
        .order_by(Organisation.name)
    )
    return tuple(Presence(*row) for row in rows if extent is Reach.NETWORK or row.id == viewer.organisation_id)


def _actions(session: Session, viewer: Viewer, meeting_id: int, day: date) -> dict[int, int | None]:
    """The actions made in a meeting or for one of its agreements, each with its agreement."""
    mine = select(JointAgreement.id).where(
        JointAgreement.network_id == viewer.network_id, JointAgreement.meeting_id == meeting_id
    )
    rows = session.execute(
        select(Action.id, Action.joint_agreement_id)
        .where(
            Action.network_id == viewer.network_id,
            or_(Action.meeting_id == meeting_id, Action.joint_agreement_id.in_(mine)),
            Action.created_on <= day,
        )
        .order_by(Action.id)
    )
    return {row.id: row.joint_agreement_id for row in rows}


def _agreements(
    session: Session, viewer: Viewer, meeting_id: int, day: date, actions: dict[int, int | None]
) -> tuple[Agreement, ...]:
    rows = session.scalars(
        select(JointAgreement)
        .where(JointAgreement.network_id == viewer.network_id, JointAgreement.meeting_id == meeting_id)
        .order_by(JointAgreement.id)
    )
    return tuple(
        Agreement(
            id=one.id,
            version=one.version,
            chosen_solution=one.chosen_solution,
            question=one.question,
            what_must_happen=one.what_must_happen,
            sent_round_on=one.sent_round_on if happened(one.sent_round_on, day) else None,
            action_ids=tuple(id for id, agreement_id in actions.items() if agreement_id == one.id),
        )
        for one in rows
    )
