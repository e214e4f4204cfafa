"""The meetings of a network on a day, past and to come, and the pauses between them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, reach, require_any
from data_model.read.choices import Choice
from data_model.read.meeting_days import attendance, day_of, readable, shares_agreements
from data_model.read.statements import DAY
from data_model.rules.meeting_days import MeetingDay, MeetingState
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Meeting, MeetingReport, Pause
from data_model.tables.person import Person


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as the list shows it. `present` and `expected` count organisations; None: not for this viewer."""

    id: int
    kind: str
    on: date
    state: MeetingState
    organiser: str | None
    decisions: str | None
    agreements: int
    present: int | None = None
    expected: int | None = None


@dataclass(frozen=True)
class PauseLine:
    """Days on which the interval stands still."""

    id: int
    version: int
    label: str
    starts_on: date
    ends_on: date


@scope.read
def meeting_list(session: Session, viewer: Viewer, day: date) -> list[MeetingLine]:
    """The meetings known on a day, the latest on top. Whoever sees all attendance sees how many organisations came."""
    require_any(viewer, Entity.MEETINGS, Verb.SEE)
    counted = reach(viewer, Entity.ATTENDANCE, Verb.SEE) is Reach.NETWORK
    there = attendance(session) if counted else None
    agreed = _agreements(session, viewer) if shares_agreements(viewer) else {}
    rows = session.execute(
        select(*DAY, Person.display_name, MeetingReport.decisions, MeetingReport.drafted_on, MeetingReport.shared_on)
        .outerjoin(
            MeetingReport,
            and_(MeetingReport.meeting_id == Meeting.id, MeetingReport.network_id == Meeting.network_id),
        )
        .outerjoin(Person, and_(Person.id == Meeting.organiser_person_id, Person.network_id == Meeting.network_id))
        .where(Meeting.network_id == viewer.network_id, Meeting.announced_on <= day)
    )
    lines = []
    for row in rows:
        meeting = MeetingDay(**day_of(row))
        held = meeting.held(day)
        present, absent = (there[row.id, True], there[row.id, False]) if there else ((), ())
        lines.append(
            MeetingLine(
                id=row.id,
                kind=row.kind,
                on=meeting.held_on if held and meeting.held_on else meeting.planned_on,
                state=meeting.state(day),
                organiser=row.display_name,
                decisions=row.decisions if held and readable(viewer, row.drafted_on, row.shared_on, day) else None,
                agreements=agreed.get(row.id, 0) if held else 0,
                present=len(present) if there is not None and held else None,
                expected=len(present) + len(absent) if there is not None and held else None,
            )
        )
    return sorted(lines, key=lambda line: (line.on, line.id), reverse=True)


@scope.read
def pause_list(session: Session, viewer: Viewer) -> list[PauseLine]:
    """The pauses, the latest on top."""
    require_any(viewer, Entity.MEETINGS, Verb.SEE)
    rows = session.execute(
        select(Pause.id, Pause.version, Pause.label, Pause.starts_on, Pause.ends_on)
        .where(Pause.network_id == viewer.network_id)
        .order_by(Pause.starts_on.desc(), Pause.id)
    )
    return [PauseLine(*row) for row in rows]


@scope.read
def pauses_to_change(session: Session, viewer: Viewer) -> list[Choice]:
    """The pauses that the viewer may change, the latest on top."""
    require_any(viewer, Entity.MEETINGS, Verb.EDIT)
    return [Choice(one.id, one.label, on=one.starts_on, version=one.version) for one in pause_list(session, viewer)]


def _agreements(session: Session, viewer: Viewer) -> dict[int, int]:
    rows = session.execute(
        select(JointAgreement.meeting_id, func.count().label("n"))
        .where(JointAgreement.network_id == viewer.network_id)
        .group_by(JointAgreement.meeting_id)
    )
    return {row.meeting_id: row.n for row in rows}
