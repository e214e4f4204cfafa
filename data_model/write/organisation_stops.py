"""Acts on an organisation that stops: announce it, with the one it merges into, and take that back."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day, lasts
from data_model.refusal import Refusal
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.turnover import TurnoverEvent
from data_model.vocabulary import TurnoverKind
from data_model.write.journal import act, note
from data_model.write.membership_checks import alone, end_stay, times_of
from data_model.write.mergers import check_not_begun, move, move_back
from data_model.write.records import find, make
from data_model.write.turnover import open_handover

INTO = "into_organisation_id"


@act
def announce_organisation_stops(
    session: Session,
    *,
    organisation_id: int,
    effective_on: date,
    into_organisation_id: int | None = None,
    by: Viewer,
    at: datetime,
) -> TurnoverEvent:
    """Announce that an organisation stops, or merges into another; `effective_on` is the first day without it.

    Its time in the network ends the day before. In a merger its people work for the other one from that day, and its
    links run on from there; actions and webber tasks stay where they are until somebody says who goes on with them.
    Refuses a second announcement, a day before it joined, and merging into itself, into an organisation that is not
    there that day or stops too, and while others still merge into it.
    """
    require(by, Entity.REGISTER, Verb.EDIT)
    organisation = find(session, Organisation, organisation_id, by)
    into = find(session, Organisation, into_organisation_id, by) if into_organisation_id is not None else None
    alone(session, by)
    own = {"organisation_id": organisation.id, "effective_on": effective_on, INTO: into and into.id}
    _check_once(session, organisation, effective_on, by)
    time = _time(session, organisation, effective_on, by)
    end_stay(session, time, days_after(effective_on, -1), at, by, ("effective_on", 1))
    if into is not None:
        _check_into(session, organisation, into, effective_on, by)
    kind = TurnoverKind.ORGANISATION_STOPS
    event = make(session, TurnoverEvent, kind=kind, **own, reported_on=dutch_day(at), by=by, at=at)
    open_handover(session, event, by, at)
    if into is not None:
        move(session, event, into, by, at)
    fields = ("kind", "effective_on", *((INTO,) if into else ()))
    note(session, "announce_organisation_stops", event, fields, by=by, at=at)
    return event


def take_back(session: Session, event: TurnoverEvent, by: Viewer, at: datetime) -> None:
    """What the announcement ended goes on. Refuses when the merger has begun, or was drawn on a new map since."""
    require(by, Entity.REGISTER, Verb.EDIT)
    if event.into_organisation_id is not None:
        check_not_begun(session, event, dutch_day(at), by)
        move_back(session, event, by)
    last: date = days_after(event.effective_on, -1)
    ended = [time for time in times_of(session, event.organisation_id, by) if time.left_on == last]
    for time in ended:
        time.left_on = None


def _time(session: Session, organisation: Organisation, effective_on: date, by: Viewer) -> Membership:
    """The time in the network that the announcement ends."""
    for time in times_of(session, organisation.id, by):
        if time.joined_on is not None and (time.left_on is None or time.left_on >= days_after(effective_on, -1)):
            return time
    raise Refusal("not_a_member", "organisation_id", organisation=organisation.name)


def _check_once(session: Session, organisation: Organisation, effective_on: date, by: Viewer) -> None:
    for event in _stops(session, organisation, by):
        raise Refusal("stops_already", "organisation_id", effective_on=event.effective_on)
    coming = select(TurnoverEvent).where(
        TurnoverEvent.network_id == by.network_id,
        TurnoverEvent.into_organisation_id == organisation.id,
        TurnoverEvent.withdrawn_on.is_(None),
        TurnoverEvent.effective_on >= effective_on,
    )
    for event in session.scalars(coming.order_by(TurnoverEvent.effective_on)).all():
        other = find(session, Organisation, event.organisation_id, by)
        raise Refusal("merged_into", "effective_on", organisation=other.name, effective_on=event.effective_on)


def _check_into(
    session: Session, organisation: Organisation, into: Organisation, effective_on: date, by: Viewer
) -> None:
    """Whoever stops too can take nobody in: so no merger leads back to where it began."""
    if into.id == organisation.id:
        raise Refusal("merges_into_itself", INTO)
    for event in _stops(session, into, by):
        raise Refusal("stops_too", INTO, organisation=into.name, effective_on=event.effective_on)
    if not any(lasts(time.joined_on, time.left_on, effective_on) for time in times_of(session, into.id, by)):
        raise Refusal("not_there_then", INTO, organisation=into.name, on=effective_on)


def _stops(session: Session, organisation: Organisation, by: Viewer) -> list[TurnoverEvent]:
    """The announcements that count: an organisation that came back afterwards can stop again."""
    back_on = max((t.joined_on for t in times_of(session, organisation.id, by) if t.joined_on), default=date.min)
    events = session.scalars(
        select(TurnoverEvent)
        .where(
            TurnoverEvent.network_id == by.network_id,
            TurnoverEvent.organisation_id == organisation.id,
            TurnoverEvent.kind == TurnoverKind.ORGANISATION_STOPS,
            TurnoverEvent.withdrawn_on.is_(None),
            TurnoverEvent.effective_on > back_on,
        )
        .order_by(TurnoverEvent.effective_on)
    )
    return list(events)
