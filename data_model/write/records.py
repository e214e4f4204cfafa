"""Finding the record an act is about, within the network of whoever acts, and making new ones."""

from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import or_, select, true
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.refusal import Forbidden, Refusal
from data_model.tables.base import NetworkRecord, Record, is_id
from data_model.tables.person import Affiliation

R = TypeVar("R", bound=NetworkRecord)


def find(session: Session, table: type[R], id: int, by: Viewer) -> R:
    """The record with this id in the actor's network. Missing and foreign ones answer alike: `Forbidden`."""
    here = table.network_id == by.network_id
    record = session.scalar(select(table).where(table.id == id, here)) if is_id(id) else None
    if record is None:
        raise Forbidden
    return record


def unchanged(record: Record, seen_version: int | None) -> None:
    """Refuse to write over a change the actor has not seen."""
    if seen_version is not None and record.version != seen_version:
        raise Refusal("changed_meanwhile", entity=record.__tablename__, id=record.id)


def make(session: Session, table: type[R], *, by: Viewer, at: datetime, **values: Any) -> R:
    """A new record in the actor's network."""
    record = table(network_id=by.network_id, created_at=at, created_by=by.account_id, **values)
    session.add(record)
    return record


def affiliations_on(
    session: Session, person_id: int, on: date, by: Viewer, organisation_id: int | None = None
) -> list[Affiliation]:
    """For whom a person works on a day; with an organisation: only there."""
    return list(
        session.scalars(
            select(Affiliation)
            .where(
                Affiliation.network_id == by.network_id,
                Affiliation.person_id == person_id,
                Affiliation.organisation_id == organisation_id if organisation_id is not None else true(),
                Affiliation.start_on <= on,
                or_(Affiliation.end_on.is_(None), Affiliation.end_on >= on),
            )
            .order_by(Affiliation.start_on, Affiliation.id)
        )
    )
