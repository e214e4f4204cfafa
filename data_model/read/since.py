"""Who wrote about a record since a moment, for somebody who is about to write over it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, true
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
def written_since(
    session: Session, viewer: Viewer, since: datetime, entity: str | None = None, id: int | None = None
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
            LogEntry.at >= since,
            about,
        )
        .order_by(LogEntry.id.desc())
    )
    return [Written(name or "", at, tuple(fields.split())) for name, at, fields in rows]
