"""Acts on an announced change: who takes over, that nobody does, and that it does not happen after all."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day
from data_model.refusal import Refusal
from data_model.tables.person import Affiliation
from data_model.tables.turnover import TurnoverEvent
from data_model.vocabulary import TurnoverKind
from data_model.write.journal import act, note
from data_model.write.organisation_stops import take_back
from data_model.write.records import find, unchanged
from data_model.write.turnover import check_successor


@act
def name_successor(
    session: Session, *, event_id: int, person_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> TurnoverEvent:
    """Write down who takes over. Refuses somebody who is not there by then, goes too, or is the leaver."""
    event = announced(session, event_id, seen_version, by)
    if event.person_id is None:
        raise Refusal("nobody_leaves", "person_id")
    today = dutch_day(at)
    on = max(event.effective_on, today)
    check_successor(session, event.person_id, event.organisation_id, person_id, on, today, by)
    event.successor_person_id, event.no_successor_on = person_id, None
    note(session, "name_successor", event, ("successor_person_id",), by=by, at=at)
    return event


@act
def no_successor(
    session: Session, *, event_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> TurnoverEvent:
    """Write down that the organisation sends nobody else."""
    event = announced(session, event_id, seen_version, by)
    event.successor_person_id, event.no_successor_on = None, dutch_day(at)
    note(session, "no_successor", event, ("successor_person_id", "no_successor_on"), by=by, at=at)
    return event


@act
def withdraw_announcement(
    session: Session, *, event_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> TurnoverEvent:
    """Take an announcement back: from today it does not count, and work that it ended goes on.

    Refuses that of a merger that has taken place.
    """
    event = announced(session, event_id, seen_version, by)
    event.withdrawn_on = dutch_day(at)
    if event.kind == TurnoverKind.LEAVES and (ended := _ended_by(session, event, by)):
        ended.end_on = None
    if event.kind == TurnoverKind.ORGANISATION_STOPS:
        take_back(session, event, by, at)
    note(session, "withdraw_announcement", event, ("withdrawn_on",), by=by, at=at)
    return event


def announced(session: Session, event_id: int, seen_version: int | None, by: Viewer) -> TurnoverEvent:
    """A change that still counts and that the actor may edit."""
    event = find(session, TurnoverEvent, event_id, by)
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=event.organisation_id, person_id=event.person_id)
    unchanged(event, seen_version)
    if event.withdrawn_on is not None:
        raise Refusal("withdrawn", "event_id", withdrawn_on=event.withdrawn_on)
    return event


def _ended_by(session: Session, event: TurnoverEvent, by: Viewer) -> Affiliation | None:
    """The work of which the last day is that of the change. Who came back since keeps two separate times."""
    last: date = days_after(event.effective_on, -1)
    own = session.scalars(
        select(Affiliation)
        .where(
            Affiliation.network_id == by.network_id,
            Affiliation.person_id == event.person_id,
            Affiliation.organisation_id == event.organisation_id,
        )
        .order_by(Affiliation.start_on.desc(), Affiliation.id.desc())
    ).first()
    return own if own is not None and own.end_on == last else None
