"""The personnel changes a viewer may see: who leaves, changes or joins, and how far the handover is."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import Session, aliased

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require_any
from data_model.days import happened
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.tables.turnover import Handover, TurnoverEvent
from data_model.vocabulary import TurnoverKind


@dataclass(frozen=True)
class ChangeLine:
    """One change as the list shows it. `handover` is none, planned, in_progress, completed or not_possible."""

    event_id: int
    organisation_id: int
    kind: TurnoverKind
    person: str | None
    organisation: str
    effective_on: date
    successor: str | None
    handover: str


@scope.read
def changes(session: Session, viewer: Viewer, day: date, person_id: int | None = None) -> list[ChangeLine]:
    """The changes known on a day, of everybody or of one, the latest first. A manager sees the own organisation."""
    extent = require_any(viewer, Entity.TURNOVER, Verb.SEE)
    successor = aliased(Person)
    rows = session.execute(
        select(TurnoverEvent, Person.display_name, Organisation.name, successor.display_name, Handover)
        .join(
            Organisation,
            and_(Organisation.id == TurnoverEvent.organisation_id, Organisation.network_id == TurnoverEvent.network_id),
        )
        .outerjoin(Person, and_(Person.id == TurnoverEvent.person_id, Person.network_id == TurnoverEvent.network_id))
        .outerjoin(
            successor,
            and_(successor.id == TurnoverEvent.successor_person_id, successor.network_id == TurnoverEvent.network_id),
        )
        .outerjoin(
            Handover,
            and_(Handover.turnover_event_id == TurnoverEvent.id, Handover.network_id == TurnoverEvent.network_id),
        )
        .where(
            TurnoverEvent.network_id == viewer.network_id,
            TurnoverEvent.reported_on <= day,
            or_(TurnoverEvent.withdrawn_on.is_(None), TurnoverEvent.withdrawn_on > day),
            TurnoverEvent.organisation_id == viewer.organisation_id if extent is Reach.ORGANISATION else true(),
            TurnoverEvent.person_id == person_id if person_id is not None else true(),
        )
        .order_by(TurnoverEvent.effective_on.desc(), TurnoverEvent.id, Handover.id)
    )
    lines = {
        event.id: ChangeLine(
            event_id=event.id,
            organisation_id=event.organisation_id,
            kind=TurnoverKind(event.kind),
            person=person,
            organisation=organisation,
            effective_on=event.effective_on,
            successor=follows,
            handover=_progress(handover, day),
        )
        for event, person, organisation, follows, handover in rows
    }
    return list(lines.values())


def _progress(handover: Handover | None, day: date) -> str:
    if handover is None:
        return "none"
    steps = (
        ("not_possible", handover.not_possible_on),
        ("completed", handover.completed_on),
        ("in_progress", handover.started_on),
        ("planned", handover.planned_on),
    )
    return next((name for name, on in steps if happened(on, day)), "none")
