"""Acts on personnel changes: announce that somebody leaves, is away or puts a task down."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day, lasts
from data_model.norms import Norms
from data_model.refusal import Refusal
from data_model.rules.ties import DEPARTURES
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.turnover import Handover, HandoverItem, Succession, TurnoverEvent
from data_model.vocabulary import HandoverItemKind, TurnoverKind
from data_model.write.journal import act, note
from data_model.write.records import find, make

SUCCESSOR = "successor_person_id"
ANNOUNCED = (*sorted(DEPARTURES), TurnoverKind.PUTS_DOWN_WEBBER)


@act
def announce_departure(
    session: Session,
    *,
    person_id: int,
    organisation_id: int,
    effective_on: date,
    kind: str = TurnoverKind.LEAVES,
    successor_person_id: int | None = None,
    until_on: date | None = None,
    by: Viewer,
    at: datetime,
) -> TurnoverEvent:
    """Announce a change and open its handover. There is no reason to give, on purpose.

    `effective_on` is the first day without the person, `until_on` the last day away. Refuses somebody who does not
    work there or started later, the same change twice, and a successor who is not there by then or goes too.
    """
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=organisation_id, person_id=person_id)
    today, event = dutch_day(at), {"kind": kind, "effective_on": effective_on, "until_on": until_on}
    _check_period(kind, effective_on, until_on)
    affiliation = _affiliation(session, person_id, organisation_id, effective_on, today, by)
    _check_twice(session, affiliation, kind, effective_on, until_on, by)
    if successor_person_id is not None:
        check_successor(session, person_id, organisation_id, successor_person_id, max(effective_on, today), today, by)
    own = {"person_id": person_id, "organisation_id": organisation_id, "successor_person_id": successor_person_id}
    announced = make(session, TurnoverEvent, **event, **own, reported_on=today, by=by, at=at)
    if kind == TurnoverKind.LEAVES:
        affiliation.end_on = days_after(effective_on, -1)
    open_handover(session, announced, by, at)
    note(session, "announce_departure", announced, ("kind", "effective_on", "successor_person_id"), by=by, at=at)
    return announced


def _check_period(kind: str, effective_on: date, until_on: date | None) -> None:
    if kind not in ANNOUNCED:
        raise Refusal("unknown_kind", "kind")
    if until_on is not None and kind != TurnoverKind.AWAY:
        raise Refusal("until_only_away", "until_on")
    if until_on is not None and until_on < effective_on:
        raise Refusal("until_before", "until_on", effective_on=effective_on)


def _affiliations(session: Session, person_id: int, organisation_id: int, by: Viewer) -> Iterable[Affiliation]:
    """Locked until the act ends, so that two announcements cannot pass each other."""
    return session.scalars(
        select(Affiliation)
        .where(
            Affiliation.network_id == by.network_id,
            Affiliation.person_id == person_id,
            Affiliation.organisation_id == organisation_id,
        )
        .order_by(Affiliation.start_on)
        .with_for_update()
    )


def _affiliation(
    session: Session, person_id: int, organisation_id: int, effective_on: date, today: date, by: Viewer
) -> Affiliation:
    find(session, Person, person_id, by)
    find(session, Organisation, organisation_id, by)
    own = [a for a in _affiliations(session, person_id, organisation_id, by) if a.end_on is None or a.end_on >= today]
    if not own:
        raise Refusal("not_active", "person_id")
    begun = [affiliation for affiliation in own if affiliation.start_on < effective_on]
    if not begun:
        raise Refusal("before_start", "effective_on", start_on=own[0].start_on)
    return begun[-1]


def _check_twice(
    session: Session, affiliation: Affiliation, kind: str, effective_on: date, until_on: date | None, by: Viewer
) -> None:
    for earlier in announced_for(session, affiliation.person_id, affiliation.organisation_id, by):
        same = earlier.kind == kind and earlier.effective_on > affiliation.start_on
        apart = kind == TurnoverKind.AWAY and (
            (earlier.until_on is not None and earlier.until_on < effective_on)
            or (until_on is not None and until_on < earlier.effective_on)
        )
        if same and not apart:
            raise Refusal("announced_already", "person_id", effective_on=earlier.effective_on)


def check_successor(
    session: Session, leaver_id: int, organisation_id: int, successor_id: int, on: date, today: date, by: Viewer
) -> None:
    """Refuse a successor who is the leaver, is not there on a day, goes too, or closes a circle."""
    if successor_id == leaver_id:
        raise Refusal("successor_is_leaver", SUCCESSOR)
    find(session, Person, successor_id, by)
    own = [a for a in _affiliations(session, successor_id, organisation_id, by) if lasts(a.start_on, a.end_on, on)]
    if not own:
        raise Refusal("successor_not_active", SUCCESSOR, on=on)
    for event in announced_for(session, successor_id, organisation_id, by):
        back = event.until_on is not None and event.until_on < on
        if event.kind in DEPARTURES and event.effective_on > own[-1].start_on and not back:
            raise Refusal("successor_leaves", SUCCESSOR, effective_on=event.effective_on)
    check_loop(session, leaver_id, organisation_id, successor_id, today, by)


def check_loop(
    session: Session, leaver_id: int, organisation_id: int, successor_id: int, today: date, by: Viewer
) -> None:
    """Refuse that people follow each other in a circle, in the changes from today on: then nobody does in the end."""
    coming = session.scalars(
        select(TurnoverEvent).where(
            TurnoverEvent.network_id == by.network_id,
            TurnoverEvent.withdrawn_on.is_(None),
            TurnoverEvent.effective_on >= today,
            TurnoverEvent.person_id.is_not(None),
        )
    )
    follows: dict[int, set[int]] = {}
    leaver_of = {}
    for event in coming:
        leaver_of[event.id] = event.person_id or 0
        if event.organisation_id == organisation_id and event.successor_person_id is not None:
            follows.setdefault(event.person_id or 0, set()).add(event.successor_person_id)
    for named in session.scalars(select(Succession).where(Succession.network_id == by.network_id)):
        if named.turnover_event_id in leaver_of:
            follows.setdefault(leaver_of[named.turnover_event_id], set()).add(named.person_id)
    seen, ahead = set[int](), {successor_id}
    while ahead:
        if leaver_id in ahead:
            raise Refusal("successor_loop", SUCCESSOR)
        seen |= ahead
        ahead = {next_id for person in ahead for next_id in follows.get(person, ())} - seen


def announced_for(session: Session, person_id: int, organisation_id: int, by: Viewer) -> Iterable[TurnoverEvent]:
    return session.scalars(
        select(TurnoverEvent)
        .where(
            TurnoverEvent.network_id == by.network_id,
            TurnoverEvent.person_id == person_id,
            TurnoverEvent.organisation_id == organisation_id,
            TurnoverEvent.withdrawn_on.is_(None),
        )
        .order_by(TurnoverEvent.effective_on)
    )


def open_handover(session: Session, event: TurnoverEvent, by: Viewer, at: datetime) -> Handover:
    """The handover of a change, with its list still to be ticked."""
    session.flush()
    due_on = days_after(event.effective_on, -Norms().handover_start_days)
    handover = make(session, Handover, turnover_event_id=event.id, due_on=due_on, by=by, at=at)
    session.flush()
    for kind in HandoverItemKind:
        make(session, HandoverItem, handover_id=handover.id, kind=kind, by=by, at=at)
    return handover
