"""Everything Schakel keeps about somebody, to look at and to take along (AVG 15 and 20). Others are not named in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, inspect, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.read.kept_about import ACCOUNT, KEPT, Kept
from data_model.refusal import Forbidden
from data_model.tables.account import Grant
from data_model.tables.action import Action
from data_model.tables.base import Base
from data_model.tables.covenant import Covenant
from data_model.tables.log import LogEntry
from data_model.tables.map import Relation
from data_model.tables.meeting import Meeting
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.tables.webber import Webber

Told = str | int | float | bool | date | datetime | None
ANOTHER = "another_person"
SELF = "self"


@dataclass(frozen=True)
class Section:
    """The rows of one table: the name of each column with what stands there."""

    table: str
    rows: tuple[Mapping[str, Told], ...]


@dataclass(frozen=True)
class Everything:
    """`sections` has no tables without rows."""

    person_id: int
    name: str
    sections: tuple[Section, ...]

    def rows(self, table: str) -> tuple[Mapping[str, Told], ...]:
        return next((section.rows for section in self.sections if section.table == table), ())


@scope.read
def own_everything(session: Session, viewer: Viewer) -> Everything | None:
    """About the viewer; None for an account that belongs to nobody in this network."""
    if viewer.person_id is None:
        return None
    try:
        return everything_about(session, viewer, viewer.person_id)
    except Forbidden:
        return None


@scope.read
def everything_about(session: Session, viewer: Viewer, person_id: int) -> Everything:
    """Raises `Forbidden` for who is not there, and for anybody else than that person or the coordinator."""
    require(viewer, Entity.PRIVACY, Verb.SEE, person_id=person_id)
    person = session.scalar(
        select(Person).where(Person.network_id == viewer.network_id, Person.id == person_id, Person.erased_on.is_(None))
    )
    if person is None:
        raise Forbidden
    names = _Names(session, viewer)
    found = [
        Section(kept.table.__tablename__, tuple(_row(kept, row, person_id, names) for row in rows))
        for kept, rows in _all(session, viewer, person_id)
    ]
    return Everything(person_id, person.display_name, tuple(section for section in found if section.rows))


def _all(session: Session, viewer: Viewer, person_id: int) -> Iterator[tuple[Kept, list[Row[Any]]]]:
    for kept in KEPT:
        yield kept, _rows(session, viewer, kept, person_id)
    accounts = _accounts(session, viewer, person_id)
    for kept in ACCOUNT:
        told = accounts if kept.to_others else [id for id in accounts if id == viewer.account_id]
        yield kept, [row for id in told for row in _rows(session, viewer, kept, id)]
    yield LOG, _log(session, viewer, person_id, accounts)


LOG = Kept(LogEntry, (), ("at", "action", "entity", "result", "origin", "fields"))


def _accounts(session: Session, viewer: Viewer, person_id: int) -> list[int]:
    """With which somebody signs in to this network."""
    grants = select(Grant.account_id).where(Grant.network_id == viewer.network_id, Grant.person_id == person_id)
    return sorted(set(session.scalars(grants)))


def _rows(session: Session, viewer: Viewer, kept: Kept, id: int) -> list[Row[Any]]:
    table: Any = kept.table
    whose = reduce(or_, (getattr(table, name) == id for name in kept.whose))
    here = table.network_id == viewer.network_id if kept.of_network else true()
    return list(session.execute(_select(kept).where(whose, here).order_by(*inspect(table).primary_key)))


def _log(session: Session, viewer: Viewer, person_id: int, accounts: list[int]) -> list[Row[Any]]:
    """What was done by this account, and what was done to this person."""
    about: ColumnElement[bool] = (LogEntry.entity == Person.__tablename__) & (LogEntry.entity_id == person_id)
    mine = LogEntry.account_id.in_(accounts)
    asked = _select(LOG).where(LogEntry.network_id == viewer.network_id, about | mine).order_by(LogEntry.id)
    return list(session.execute(asked))


def _select(kept: Kept) -> Select[Any]:
    return select(*(getattr(kept.table, name) for name in (*kept.whose, *kept.told)))


def _row(kept: Kept, row: Row[Any], person_id: int, names: "_Names") -> dict[str, Told]:
    """Numbers of records become the names of those records. Another person stays unnamed: that is their own matter."""
    values = row._mapping
    told: dict[str, Told] = {}
    for name in (*kept.whose, *kept.told):
        if name in ("id", "person_id", "account_id"):
            continue
        if name.endswith("person_id"):
            told[name.removesuffix("_id")] = _who(values[name], person_id)
        elif name.endswith("_id"):
            told[name.removesuffix("_id")] = names.of(kept.table, name, values[name])
        else:
            told[name] = values[name]
    return told


def _who(id: int | None, person_id: int) -> str | None:
    return None if id is None else SELF if id == person_id else ANOTHER


class _Names:
    """How the records of a network are called that others point to."""

    def __init__(self, session: Session, viewer: Viewer) -> None:
        here = viewer.network_id

        def called(table: Any, column: Any) -> dict[int, Any]:
            rows: Any = session.execute(select(table.id, column).where(table.network_id == here))
            return dict(rows.all())

        organisations = called(Organisation, Organisation.name)
        links = session.execute(
            select(Relation.id, Relation.organisation_a_id, Relation.organisation_b_id).where(
                Relation.network_id == here
            )
        )
        self._known: dict[str, dict[int, Any]] = {
            "organisation": organisations,
            "action": called(Action, Action.description),
            "covenant": called(Covenant, Covenant.title),
            "meeting": called(Meeting, Meeting.planned_on),
            "webber": {id: organisations[place] for id, place in called(Webber, Webber.organisation_id).items()},
            "relation": {id: f"{organisations[a]} – {organisations[b]}" for id, a, b in links},
        }

    def of(self, table: type[Base], column: str, id: int | None) -> Told:
        (key,) = inspect(table).columns[column].foreign_keys
        return None if id is None else self._known[key.column.table.name].get(id)
