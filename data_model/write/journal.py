"""What every act leaves behind: one line in the log and a new version of the network, in the act's own transaction."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.tables.base import Record
from data_model.tables.log import LogEntry
from data_model.tables.network import Network


def note(
    session: Session, action: str, record: Record, fields: Iterable[str] = (), *, by: Viewer, at: datetime
) -> None:
    """Log that `by` did `action` on `record`. Names of fields only: values may be personal."""
    session.flush()
    session.add(
        LogEntry(
            at=at,
            account_id=by.account_id,
            network_id=by.network_id,
            action=action,
            entity=record.__tablename__,
            entity_id=record.id,
            origin=by.origin,
            fields=" ".join(fields),
        )
    )
    session.execute(update(Network).where(Network.id == by.network_id).values(data_version=Network.data_version + 1))
