"""Finding the record an act is about, within the network of whoever acts, and making new ones."""

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.refusal import Forbidden, Refusal
from data_model.tables.base import NetworkRecord

R = TypeVar("R", bound=NetworkRecord)


def find(session: Session, table: type[R], id: int, by: Viewer) -> R:
    """The record with this id in the actor's network. Missing and foreign ones answer alike: `Forbidden`."""
    record = session.scalar(select(table).where(table.id == id, table.network_id == by.network_id))
    if record is None:
        raise Forbidden
    return record


def unchanged(record: NetworkRecord, seen_version: int | None) -> None:
    """Refuse to write over a change the actor has not seen."""
    if seen_version is not None and record.version != seen_version:
        raise Refusal("changed_meanwhile")


def make(session: Session, table: type[R], *, by: Viewer, at: datetime, **values: Any) -> R:
    """A new record in the actor's network."""
    record = table(network_id=by.network_id, created_at=at, created_by=by.account_id, **values)
    session.add(record)
    return record
