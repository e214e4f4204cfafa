"""Erasing what lines of the log say in words. The lines stay, and so does the chain."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, exists, false, or_, select
from sqlalchemy.orm import Session, aliased

from data_model.tables.base import Base
from data_model.tables.log import LogDetail, LogEntry


def erase_details(session: Session, before: datetime) -> int:
    """Of all lines older than a moment. Gives how many were there."""
    return _erase(session, LogEntry.at < before)


def erase_details_about(session: Session, *, network_id: int, person_id: int, names: Iterable[str] = ()) -> int:
    """Of all lines about a person or one of their records, and of those that hold one of these names.

    Before the person's rows are erased: by those it is known which records are theirs.
    """
    theirs = (LogEntry.entity == "person") & (LogEntry.entity_id == person_id)
    records = (
        (LogEntry.entity == table.name) & LogEntry.entity_id.in_(select(table.c.id).where(or_(*whose)))
        for table in Base.metadata.sorted_tables
        if "id" in table.c and (whose := list(_of_person(table, person_id)))
    )
    said = (json.dumps(name, ensure_ascii=False) for name in names if name)
    told = aliased(LogDetail)
    in_words = or_(false(), *(told.detail.contains(name, autoescape=True) for name in said))
    named = exists().where(told.entry_id == LogEntry.id, in_words)
    return _erase(session, LogEntry.network_id == network_id, or_(theirs, *records, named))


def _of_person(table: Table, person_id: int) -> Iterator[ColumnElement[bool]]:
    for column in table.c:
        if any(key.target_fullname == "person.id" for key in column.foreign_keys):
            yield column == person_id


def _erase(session: Session, *which: ColumnElement[bool]) -> int:
    lines = select(LogEntry.id).where(*which)
    done = session.execute(
        delete(LogDetail).where(LogDetail.entry_id.in_(lines)).execution_options(synchronize_session=False)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]
