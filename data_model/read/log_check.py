"""Is the log as it was written? Over all networks, for whoever holds the database."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.log_chain import detail_hash, line_hash
from data_model.tables.log import LogDetail, LogEntry

_AT_ONCE = 1000


@dataclass(frozen=True)
class Check:
    """How many lines there are, the hash of the last, and the number of the first that is not as it was written.

    `head_known`: whether the hash that was kept elsewhere is one of theirs; if not, lines were cut off or rewritten.
    """

    count: int
    head: str
    wrong: int | None = None
    head_known: bool = True

    @property
    def sound(self) -> bool:
        return self.wrong is None and self.head_known


def verify(session: Session, head: str | None = None) -> Check:
    """Follow the chain to its end, or to the first line that does not fit. A detail that was erased may be gone."""
    count, previous, known = 0, "", head in (None, "")
    lines = select(LogEntry, LogDetail.salt, LogDetail.detail).outerjoin(LogDetail, LogDetail.entry_id == LogEntry.id)
    asked = lines.order_by(LogEntry.id).execution_options(yield_per=_AT_ONCE)
    with session.execute(asked) as rows:
        for line, salt, detail in rows:
            count += 1
            fits = line.previous_hash == previous and line.hash == line_hash(line)
            if not fits or (detail is not None and line.detail_hash != detail_hash(salt, detail)):
                return Check(count, line.hash, line.id, True)
            previous, known = line.hash, known or line.hash == head
            session.expunge(line)
    return Check(count, previous, None, known)


def log_head(session: Session) -> str:
    """The hash of the last line; empty when there is none. Kept elsewhere, it shows whether lines were cut off."""
    return session.scalar(select(LogEntry.hash).order_by(LogEntry.id.desc()).limit(1)) or ""
