"""Acts on a handover: plan it, start it, tick what is passed on, complete it, or say that it cannot be."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from data_model.access import Viewer
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.tables.person import Affiliation
from data_model.tables.turnover import Handover, HandoverItem, TurnoverEvent
from data_model.vocabulary import HandoverItemKind
from data_model.write.announcements import announced
from data_model.write.journal import act, note
from data_model.write.records import find, make
from data_model.write.turnover import open_handover

CLOSED = ("completed", "not_possible")


@act
def plan_handover(session: Session, *, handover_id: int, by: Viewer, at: datetime) -> Handover:
    handover, _ = _editable(session, handover_id, by)
    transitions.check("handover", state(handover), "planned")
    handover.planned_on = dutch_day(at)
    note(session, "plan_handover", handover, ("planned_on",), by=by, at=at)
    return handover


@act
def start_handover(session: Session, *, handover_id: int, by: Viewer, at: datetime) -> Handover:
    """Say that it has begun. What was not planned counts as planned on the same day."""
    handover, _ = _editable(session, handover_id, by)
    _start(handover, dutch_day(at))
    note(session, "start_handover", handover, ("started_on",), by=by, at=at)
    return handover


@act
def tick_item(session: Session, *, item_id: int, done_on: date | None, by: Viewer, at: datetime) -> HandoverItem:
    """Say on which day one thing was passed on, or with None that it was not. The first tick starts the handover."""
    item = find(session, HandoverItem, item_id, by)
    handover, event = _editable(session, item.handover_id, by)
    _check_open(handover)
    if done_on is not None:
        _check_day(session, event, done_on, dutch_day(at), by)
        _begin(handover, done_on)
    item.done_on = done_on
    flag_modified(event, "kind")  # items are rows of their own: this raises the version of the change
    note(session, "tick_item", item, ("done_on",), by=by, at=at)
    return item


@act
def complete_handover(session: Session, *, handover_id: int, by: Viewer, at: datetime) -> Handover:
    """Say that all is passed on. Refused while a required thing is not."""
    handover, _ = _editable(session, handover_id, by)
    transitions.check("handover", state(handover), "completed")
    if left := sum(item.required and item.done_on is None for item in _items(session, handover)):
        raise Refusal("handover_open", "ticked", left=left)
    handover.completed_on = dutch_day(at)
    note(session, "complete_handover", handover, ("completed_on",), by=by, at=at)
    return handover


@act
def record_handover(
    session: Session,
    *,
    event_id: int,
    ticked: Collection[str],
    done_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Handover:
    """Write down the whole list at once: `ticked` holds the kinds that are passed on, the new ones on `done_on`.

    Opens the handover where there is none, starts it with the first tick and completes it with the last
    required one. Refuses a list on which nothing changed.
    """
    event = announced(session, event_id, seen_version, by)
    if not set(ticked) <= set(HandoverItemKind):
        raise Refusal("not_a_choice", "ticked")
    _check_day(session, event, done_on, dutch_day(at), by)
    handover = _of(session, event, by) or open_handover(session, event, by, at)
    _check_open(handover)
    session.flush()
    items = _all_items(session, handover, by, at)
    if not any((item.kind in ticked) != (item.done_on is not None) for item in items):
        raise Refusal("required", "ticked")
    for item in items:
        item.done_on = (item.done_on or done_on) if item.kind in ticked else None
    _begin(handover, done_on)
    if all(item.done_on is not None for item in items if item.required):
        handover.completed_on = max(item.done_on for item in items if item.done_on is not None)
    flag_modified(event, "kind")
    note(session, "record_handover", handover, ("started_on", "completed_on", "done_on"), by=by, at=at)
    return handover


@act
def handover_not_possible(
    session: Session, *, event_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Handover:
    """Say that nothing can be passed on any more. What was ticked stays. Refused when it is completed already."""
    event = announced(session, event_id, seen_version, by)
    handover = _of(session, event, by) or open_handover(session, event, by, at)
    transitions.check("handover", state(handover), "not_possible")
    handover.not_possible_on = dutch_day(at)
    flag_modified(event, "kind")
    note(session, "handover_not_possible", handover, ("not_possible_on",), by=by, at=at)
    return handover


def state(handover: Handover) -> str:
    """Where a handover stands, in the words of `transitions`."""
    for name, on in (
        ("not_possible", handover.not_possible_on),
        ("completed", handover.completed_on),
        ("in_progress", handover.started_on),
        ("planned", handover.planned_on),
    ):
        if on is not None:
            return name
    return "not_started"


def _start(handover: Handover, on: date) -> None:
    before = state(handover)
    transitions.check("handover", "planned" if before == "not_started" else before, "in_progress")
    handover.planned_on = handover.planned_on or on
    handover.started_on = on


def _begin(handover: Handover, on: date) -> None:
    if state(handover) in ("not_started", "planned"):
        _start(handover, on)


def _check_open(handover: Handover) -> None:
    if (now := state(handover)) in CLOSED:
        transitions.check("handover", now, "in_progress")


def _editable(session: Session, handover_id: int, by: Viewer) -> tuple[Handover, TurnoverEvent]:
    handover = find(session, Handover, handover_id, by)
    return handover, announced(session, handover.turnover_event_id, None, by)


def _of(session: Session, event: TurnoverEvent, by: Viewer) -> Handover | None:
    return session.scalars(
        select(Handover)
        .where(Handover.network_id == by.network_id, Handover.turnover_event_id == event.id)
        .order_by(Handover.id.desc())
    ).first()


def _items(session: Session, handover: Handover) -> Sequence[HandoverItem]:
    return session.scalars(
        select(HandoverItem)
        .where(HandoverItem.network_id == handover.network_id, HandoverItem.handover_id == handover.id)
        .order_by(HandoverItem.id)
    ).all()


def _all_items(session: Session, handover: Handover, by: Viewer, at: datetime) -> list[HandoverItem]:
    """The list, with what an older handover lacks on it."""
    items = list(_items(session, handover))
    there = {item.kind for item in items}
    return items + [
        make(session, HandoverItem, handover_id=handover.id, kind=kind, required=True, by=by, at=at)
        for kind in HandoverItemKind
        if kind not in there
    ]


def _check_day(session: Session, event: TurnoverEvent, on: date, today: date, by: Viewer) -> None:
    """Nobody passes on what is still to come, or before starting the work."""
    if on > today:
        raise Refusal("in_future", "done_on", latest=today)
    started_on = session.scalar(
        select(func.min(Affiliation.start_on)).where(
            Affiliation.network_id == by.network_id,
            Affiliation.person_id == event.person_id,
            Affiliation.organisation_id == event.organisation_id,
        )
    )
    if started_on is not None and on < started_on:
        raise Refusal("too_early", "done_on", earliest=started_on)
