"""Taking a task over for real: as webber, as stand-in of one, or in a task for the network. For acts that do so."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.tables.person import NetworkRole
from data_model.tables.webber import Webber, WebberDeputy
from data_model.write import network_roles, webbers
from data_model.write.records import make

Task = Webber | WebberDeputy | NetworkRole


def _take_webber(session: Session, task: Task, person_id: int, last_on: date, by: Viewer, at: datetime) -> Webber:
    assert isinstance(task, Webber)
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=task.organisation_id)
    today, place = dutch_day(at), webbers.Place(task.area, task.domain)
    if task.ended_on is None or task.ended_on > last_on:
        webbers.end(task, max(last_on, task.confirmed_on or last_on), today, "entity_id")
    return webbers.confirmed(session, task.organisation_id, person_id, place, by, at)


def _take_stand_in(
    session: Session, task: Task, person_id: int, last_on: date, by: Viewer, at: datetime
) -> WebberDeputy:
    assert isinstance(task, WebberDeputy)
    webber = webbers.editable(session, task.webber_id, by)
    new = webbers.stand_in(session, webber, person_id, None, by, at)
    _end(task, last_on)
    return new


def _take_role(session: Session, task: Task, person_id: int, last_on: date, by: Viewer, at: datetime) -> NetworkRole:
    """Who stands in for the coordinator may become the coordinator: then standing in ends."""
    assert isinstance(task, NetworkRole)
    require(by, Entity.REGISTER, Verb.EDIT)
    today = dutch_day(at)
    network_roles.check_free(session, task.role, person_id, today, by)
    _end(task, last_on)
    return make(session, NetworkRole, person_id=person_id, role=task.role, start_on=today, by=by, at=at)


def _end(task: WebberDeputy | NetworkRole, last_on: date) -> None:
    if task.end_on is None or task.end_on > last_on:
        task.end_on = max(last_on, task.start_on)


TAKE_OVER: Mapping[str, Callable[[Session, Task, int, date, Viewer, datetime], Task]] = {
    "webber": _take_webber,
    "webber_deputy": _take_stand_in,
    "network_role": _take_role,
}
