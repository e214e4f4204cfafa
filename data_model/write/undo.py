"""Taking the last act back, as long as nobody has written in the network since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from data_model.access import Viewer
from data_model.refusal import Forbidden, Refusal
from data_model.tables.base import NetworkRecord
from data_model.tables.network import Network
from data_model.write.journal import act, note

# Under this name in a session's `info`: the act erased somebody, so nothing of before it is kept.
FOR_GOOD = "for good"


@dataclass(frozen=True)
class Change:
    """One row as it was before an act: `before` is None for a row that was not there."""

    table: type[NetworkRecord]
    id: int
    before: Mapping[str, Any] | None


@dataclass(frozen=True)
class Done:
    """What an act wrote, who did it, and the version of the network right after it."""

    act: str
    by: Viewer
    version: int
    changes: tuple[Change, ...]


@dataclass
class Recorder:
    """Watches a session while an act runs, and tells afterwards how to take it back."""

    session: Session
    changes: list[Change] = field(default_factory=list)

    @property
    def is_final(self) -> bool:
        """Whether what was done cannot be taken back by anybody."""
        return FOR_GOOD in self.session.info

    def __post_init__(self) -> None:
        event.listen(self.session, "after_flush", self._flushed)

    def done(self, act: str, by: Viewer) -> Done | None:
        """What there is to take back; None when the act wrote nothing of this network, or is final."""
        self.session.flush()
        if self.is_final:
            self.changes.clear()
        version = self.session.scalar(select(Network.data_version).where(Network.id == by.network_id))
        if not self.changes or version is None:
            return None
        return Done(act, by, version, tuple(self.changes))

    def _flushed(self, session: Session, _: UOWTransaction) -> None:
        """Called while the session still knows what was new, changed or deleted."""
        self.changes += [Change(type(row), row.id, None) for row in session.new if isinstance(row, NetworkRecord)]
        self.changes += [
            Change(type(row), row.id, _before(row))
            for row in (*session.dirty, *session.deleted)
            if isinstance(row, NetworkRecord) and (row in session.deleted or session.is_modified(row))
        ]


@act
def undo(session: Session, *, done: Done, by: Viewer, at: datetime) -> Network:
    """Put every row back as it was before the act. Refuses when anybody wrote in the network since.

    Only whoever did it may, with the same role. Logged as an act of its own: the first one stays in the log.
    """
    if done.by != by:
        raise Forbidden
    network = session.scalar(select(Network).where(Network.id == by.network_id).with_for_update())
    if network is None or network.data_version != done.version:
        raise Refusal("written_since")
    for change in reversed(done.changes):
        _put_back(session, change, by)
    note(session, "undo", network, (done.act,), by=by, at=at)
    return network


def _before(row: NetworkRecord) -> dict[str, Any]:
    state = inspect(row)
    columns = (column.key for column in state.mapper.column_attrs)
    return {name: _old(state.attrs[name].history, getattr(row, name)) for name in columns}


def _old(history: Any, now: Any) -> Any:
    return history.deleted[0] if history.deleted else now


def _put_back(session: Session, change: Change, by: Viewer) -> None:
    """With plain statements: they run in the order given, and a row that comes back keeps its number."""
    rows: Any = change.table.__table__
    this = (rows.c.id == change.id) & (rows.c.network_id == by.network_id)
    if change.before is None:
        session.execute(rows.delete().where(this))
    elif session.execute(select(rows.c.id).where(this)).first() is None:
        session.execute(rows.insert().values(**change.before))
    else:
        session.execute(rows.update().where(this).values({**change.before, "version": rows.c.version + 1}))
