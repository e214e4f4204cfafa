"""Who wrote about a record since a line of the log, for somebody who is about to write over it.

Lines are numbered in the order in which acts were done. Moments are not: each replica has a clock of its own.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.tables.account import Account
from data_model.tables.log import LogEntry


@dataclass(frozen=True)
class Written:
    """An act: who, when, and the names of the fields. `name` is empty for the command line."""

    name: str
    at: datetime
    fields: tuple[str, ...]


@scope.read
def last_line(session: Session, viewer: Viewer) -> int:
    """The number of the latest line of the network; 0 when nothing was written yet."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    last = session.scalar(select(func.max(LogEntry.id)).where(LogEntry.network_id == viewer.network_id))
    return last or 0


@scope.read
def written_since(
    session: Session, viewer: Viewer, line: int, entity: str | None = None, id: int | None = None
) -> list[Written]:
    """What was written in the network, about this record or about any, the latest first."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    about = and_(LogEntry.entity == entity, LogEntry.entity_id == id) if entity else true()
    rows = session.execute(
        select(Account.display_name, LogEntry.at, LogEntry.fields)
        .outerjoin(Account, Account.id == LogEntry.account_id)
        .where(
            LogEntry.network_id == viewer.network_id,
            LogEntry.result == "done",
            LogEntry.id > line,
            about,
        )
        .order_by(LogEntry.id.desc())
    )
    return [Written(name or "", at, tuple(fields.split())) for name, at, fields in rows]
