"""Acts on who follows: in one task, on the links of who goes, and for real from the day on; and closing a departure."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from data_model.access import Viewer
from data_model.days import days_after, dutch_day, lasts
from data_model.read.departure import seen_by, still_loose
from data_model.refusal import Refusal
from data_model.rules.loose_tasks import ROLES
from data_model.tables.map import Relation, RelationCarrier
from data_model.tables.person import NetworkRole
from data_model.tables.turnover import Succession, TurnoverEvent
from data_model.tables.webber import Webber, WebberDeputy
from data_model.vocabulary import NetworkTask, TurnoverKind
from data_model.write import webbers
from data_model.write.announcements import announced
from data_model.write.carriers import keepers
from data_model.write.journal import act, note
from data_model.write.presence import check_stays
from data_model.write.records import affiliations_on, find, make
from data_model.write.taking_over import TAKE_OVER, Task
from data_model.write.turnover import SUCCESSOR, check_loop, check_successor

_TABLES: Mapping[str, type[Task]] = {table.__tablename__: table for table in (Webber, WebberDeputy, NetworkRole)}


@act
def name_task_successor(
    session: Session,
    *,
    event_id: int,
    entity: str,
    entity_id: int,
    person_id: int,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Succession:
    """Write down who follows in one task of who goes. Who was named before for it makes place.

    Refuses a task of somebody else, the leaver, somebody who is not there by then or goes too, and a circle of
    successors.
    """
    event, task = _task(session, event_id, entity, entity_id, seen_version, by, at)
    _check_follower(session, event, task, person_id, by, at)
    about = {"turnover_event_id": event.id, "entity": entity, "entity_id": entity_id}
    named = session.scalar(
        select(Succession).where(
            Succession.network_id == by.network_id,
            *(getattr(Succession, name) == value for name, value in about.items()),
        )
    )
    if named is None:
        named = make(session, Succession, **about, person_id=person_id, by=by, at=at)
    named.person_id = person_id
    flag_modified(event, "kind")  # who follows is a row of its own: this raises the version of the change
    note(session, "name_task_successor", named, ("successor_person_id",), by=by, at=at)
    return named


@act
def take_over_task(
    session: Session,
    *,
    event_id: int,
    entity: str,
    entity_id: int,
    person_id: int,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Webber | WebberDeputy | NetworkRole:
    """Make it real: somebody holds the task from today, and who went held it until the day before going.

    Refuses what `name_task_successor` refuses, and a day before the change.
    """
    event, task = _task(session, event_id, entity, entity_id, seen_version, by, at)
    today = dutch_day(at)
    if today < event.effective_on:
        raise Refusal("not_yet", "event_id", effective_on=event.effective_on)
    _check_follower(session, event, task, person_id, by, at)
    new = TAKE_OVER[entity](session, task, person_id, _last(event), by, at)
    flag_modified(event, "kind")
    note(session, "take_over_task", new, ("person_id",), by=by, at=at)
    return new


@act
def introduce_successor(
    session: Session,
    *,
    event_id: int,
    relation_ids: Collection[int],
    person_id: int,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> TurnoverEvent:
    """Write down one person as keeper of links of who goes, on the same side, all at once.

    From today, or from the day of the change for who is not there yet. Refuses a link that who goes does not keep,
    one that ended or that the successor keeps already, and somebody who is not there by then or goes too.
    """
    event, today = announced(session, event_id, seen_version, by), dutch_day(at)
    if event.person_id is None:
        raise Refusal("nobody_leaves", "person_id")
    if not relation_ids:
        raise Refusal("required", "relation_ids")
    relations = [find(session, Relation, id, by) for id in sorted(set(relation_ids))]
    day = max(event.effective_on, today)
    check_successor(session, event.person_id, event.organisation_id, person_id, day, today, by)
    there = affiliations_on(session, person_id, today, by, event.organisation_id)
    for relation in relations:
        _check_link(session, event, relation, person_id, today, by)
        own = {"relation_id": relation.id, "organisation_id": event.organisation_id, "person_id": person_id}
        make(session, RelationCarrier, **own, start_on=today if there else day, by=by, at=at)
    flag_modified(event, "kind")
    note(session, "introduce_successor", event, ("relation_id", "person_id"), by=by, at=at)
    return event


@act
def close_departure(
    session: Session, *, event_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> TurnoverEvent:
    """Say that this departure is settled. Refused while something hangs loose, which the sentence names."""
    event = announced(session, event_id, seen_version, by)
    if event.closed_on is not None:
        raise Refusal("closed_already", "event_id", closed_on=event.closed_on)
    if left := still_loose(session, by, event.id, dutch_day(at)):
        if shown := [end for end in left if seen_by(by, end)]:
            what = tuple(dict.fromkeys(f"end.{end.kind}" for end in shown))
            raise Refusal("hangs_loose", "event_id", left=len(shown), what=what)
        raise Refusal("hangs_loose_elsewhere", "event_id")
    event.closed_on = dutch_day(at)
    note(session, "close_departure", event, ("closed_on",), by=by, at=at)
    return event


@act
def reopen_departure(
    session: Session, *, event_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> TurnoverEvent:
    """Say that something hangs loose after all. Refuses a departure that is not closed."""
    event = announced(session, event_id, seen_version, by)
    if event.closed_on is None:
        raise Refusal("not_closed", "event_id")
    event.closed_on = None
    note(session, "reopen_departure", event, ("closed_on",), by=by, at=at)
    return event


def _task(
    session: Session, event_id: int, entity: str, entity_id: int, seen_version: int | None, by: Viewer, at: datetime
) -> tuple[TurnoverEvent, Task]:
    """The change, and a task that who goes by it held on the last day before it."""
    event = announced(session, event_id, seen_version, by)
    if event.person_id is None:
        raise Refusal("nobody_leaves", "person_id")
    if entity not in _TABLES:
        raise Refusal("not_a_choice", "entity")
    task = find(session, _TABLES[entity], entity_id, by)
    if task.person_id != event.person_id or not _passes_on(event, task, min(dutch_day(at), _last(event))):
        raise Refusal("not_a_choice", "entity_id")
    return event, task


def _last(event: TurnoverEvent) -> date:
    return days_after(event.effective_on, -1)


def _passes_on(event: TurnoverEvent, task: Task, day: date) -> bool:
    """Whether this change takes somebody out of this task."""
    if isinstance(task, Webber):
        return task.organisation_id == event.organisation_id and webbers.state(task, day) == "confirmed"
    known = isinstance(task, WebberDeputy) or task.role in ROLES
    return event.kind != TurnoverKind.PUTS_DOWN_WEBBER and known and lasts(task.start_on, task.end_on, day)


def _check_follower(
    session: Session, event: TurnoverEvent, task: Task, person_id: int, by: Viewer, at: datetime
) -> None:
    """Who becomes webber or manager works for the organisation; the other tasks are for the whole network."""
    today, leaver = dutch_day(at), event.person_id or 0
    day = max(event.effective_on, today)
    if isinstance(task, Webber) or (isinstance(task, NetworkRole) and task.role == NetworkTask.MANAGER):
        check_successor(session, leaver, event.organisation_id, person_id, day, today, by)
        return
    if person_id == leaver:
        raise Refusal("successor_is_leaver", SUCCESSOR)
    check_stays(session, person_id, day, by, field=SUCCESSOR)
    check_loop(session, leaver, event.organisation_id, person_id, today, by)
    if isinstance(task, WebberDeputy) and find(session, Webber, task.webber_id, by).person_id == person_id:
        raise Refusal("deputy_is_webber", SUCCESSOR)


def _check_link(
    session: Session, event: TurnoverEvent, relation: Relation, person_id: int, today: date, by: Viewer
) -> None:
    if relation.end_on is not None and relation.end_on < today:
        raise Refusal("relation_ended", "relation_ids")
    carriers = [c for c in keepers(session, relation.id, by) if c.organisation_id == event.organisation_id]
    before = min(today, _last(event))
    if not any(c.person_id == event.person_id and lasts(c.start_on, c.end_on, before) for c in carriers):
        raise Refusal("not_of_leaver", "relation_ids")
    if any(c.person_id == person_id and (c.end_on is None or c.end_on >= today) for c in carriers):
        raise Refusal("carries_already", "relation_ids")
