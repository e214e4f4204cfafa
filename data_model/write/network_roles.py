"""Acts on the tasks people hold for the whole network, and who stands in for the coordinator."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.person import NetworkRole
from data_model.vocabulary import NetworkTask
from data_model.write.journal import act, note
from data_model.write.presence import check_stays
from data_model.write.records import affiliations_on, find, make, unchanged

# Naming the stand-in of the coordinator is an act of its own: `name_coordinator_deputy`.
STARTED = tuple(task for task in NetworkTask if task is not NetworkTask.DEPUTY_COORDINATOR)


@act
def start_network_role(
    session: Session,
    *,
    person_id: int,
    role: str,
    start_on: date | None = None,
    consent_on: date | None = None,
    by: Viewer,
    at: datetime,
) -> NetworkRole:
    """Write down a task for the network, from today or another day.

    An expert by experience gave consent on `consent_on`, before the task began. Refuses who holds the task already,
    who is not there or goes, and a coordinator who still stands in for one.
    """
    require(by, Entity.REGISTER, Verb.EDIT)
    if role not in STARTED:
        raise Refusal("not_a_choice", "role")
    today = dutch_day(at)
    start = start_on or today
    check_stays(session, person_id, max(start, today), by)
    check_free(session, role, person_id, start, by)
    task = {"role": role, "start_on": start, "consent_on": _consent(role, consent_on, min(start, today))}
    held = make(session, NetworkRole, person_id=person_id, **task, by=by, at=at)
    note(session, "start_network_role", held, task, by=by, at=at)
    return held


@act
def end_network_role(
    session: Session, *, role_id: int, end_on: date, seen_version: int | None = None, by: Viewer, at: datetime
) -> NetworkRole:
    """End a task for the network; `end_on` is its last day, which may still come."""
    require(by, Entity.REGISTER, Verb.EDIT)
    held = find(session, NetworkRole, role_id, by)
    unchanged(held, seen_version)
    if held.end_on is not None and held.end_on < dutch_day(at):
        raise Refusal("ended_already", "end_on", end_on=held.end_on)
    if end_on < held.start_on:
        raise Refusal("too_early", "end_on", earliest=held.start_on)
    held.end_on = end_on
    note(session, "end_network_role", held, ("end_on",), by=by, at=at)
    return held


@act
def name_coordinator_deputy(session: Session, *, person_id: int, by: Viewer, at: datetime) -> NetworkRole:
    """Write down who stands in for the coordinator from today.

    A manager may when the coordinator is of the own organisation. Refuses the coordinator and who stands in already.
    """
    require_any(by, Entity.TURNOVER, Verb.EDIT)
    today = dutch_day(at)
    holders = _holders(session, NetworkTask.COORDINATOR, today, by)
    places = {a.organisation_id for holder in holders for a in affiliations_on(session, holder, today, by)}
    own = by.organisation_id if by.organisation_id in places else None
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=own)
    check_stays(session, person_id, today, by)
    if person_id in holders:
        raise Refusal("deputy_is_coordinator", "person_id")
    if person_id in _holders(session, NetworkTask.DEPUTY_COORDINATOR, today, by):
        raise Refusal("deputy_already", "person_id")
    task = {"role": NetworkTask.DEPUTY_COORDINATOR, "start_on": today}
    role = make(session, NetworkRole, person_id=person_id, **task, by=by, at=at)
    note(session, "name_coordinator_deputy", role, ("person_id", "start_on"), by=by, at=at)
    return role


def check_free(session: Session, role: str, person_id: int, start: date, by: Viewer) -> None:
    """Refuse who holds the task already, and a coordinator who still stands in for one."""
    if person_id in _holders(session, role, start, by, later=True):
        raise Refusal("task_already", "person_id")
    if role == NetworkTask.COORDINATOR and person_id in _holders(session, NetworkTask.DEPUTY_COORDINATOR, start, by):
        raise Refusal("stands_in_still", "person_id")


def _consent(role: str, on: date | None, latest: date) -> date | None:
    if role != NetworkTask.EXPERT_BY_EXPERIENCE:
        return None
    if on is None:
        raise Refusal("required", "consent_on")
    if on > latest:
        raise Refusal("consent_late", "consent_on", latest=latest)
    return on


def _holders(session: Session, role: str, on: date, by: Viewer, *, later: bool = False) -> set[int]:
    """Who holds a task on a day; with `later` also who will."""
    return set(
        session.scalars(
            select(NetworkRole.person_id).where(
                NetworkRole.network_id == by.network_id,
                NetworkRole.role == role,
                *(() if later else (NetworkRole.start_on <= on,)),
                or_(NetworkRole.end_on.is_(None), NetworkRole.end_on >= on),
            )
        )
    )
