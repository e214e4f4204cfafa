"""What every act leaves behind: one line in the log and a new version of the network, in the act's own transaction.

A refused act is rolled back, so its line is written in a transaction of its own, right after.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial, wraps
from secrets import token_hex
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from data_model.access import Viewer
from data_model.database import AFTERWARDS
from data_model.refusal import Refusal
from data_model.scope import working_for
from data_model.tables.base import Record
from data_model.tables.log import LogDetail, LogEntry
from data_model.tables.network import Network
from data_model.tokens import chained, token_hash

P = ParamSpec("P")
R = TypeVar("R")

# The one lock under which lines are added on PostgreSQL, so that the chain has no forks. SQLite has one writer anyway.
_CHAIN_LOCK = 5_724_255
HIGHEST = 2**31
_LINES = "lines"
_NAMES = ("name", "display_name", "title")


def act(function: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """An act: limited to the network of whoever acts, and exactly one line in the log whether done or refused."""

    @wraps(function)
    def logged(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        by, at = kwargs["by"], kwargs["at"]
        assert isinstance(by, Viewer) and isinstance(at, datetime)
        session.info[_LINES] = 0
        try:
            with working_for(session, by, writing=True):
                done = function(session, *args, **kwargs)
                session.flush()
        except (Refusal, StaleDataError) as problem:
            why = problem.kind if isinstance(problem, Refusal) else "changed_meanwhile"
            entity, id = _asked_about(kwargs)
            session.info[AFTERWARDS] = partial(
                note_refusal, action=function.__name__, entity=entity, entity_id=id, why=why, by=by, at=at
            )
            raise
        if session.info[_LINES] != 1:
            raise RuntimeError(f"{function.__name__} left {session.info[_LINES]} lines in the log")
        return done

    return logged


def note(
    session: Session, action: str, record: Record, fields: Iterable[str] = (), *, by: Viewer, at: datetime
) -> None:
    """Log that `by` did `action` on `record`. Names of fields only: values may be personal."""
    session.flush()
    session.info[_LINES] = session.info.get(_LINES, 0) + 1
    session.execute(update(Network).where(Network.id == by.network_id).values(data_version=Network.data_version + 1))
    called = next((str(getattr(record, name)) for name in _NAMES if getattr(record, name, None)), None)
    append(
        session,
        LogEntry(
            at=at,
            account_id=by.account_id,
            network_id=by.network_id,
            action=action,
            entity=record.__tablename__,
            entity_id=record.id,
            result="done",
            origin=by.origin,
            fields=" ".join(fields),
        ),
        {"name": called} if called else {},
    )


def note_refusal(
    session: Session, action: str, entity: str, entity_id: int | None = None, *, why: str, by: Viewer, at: datetime
) -> None:
    """Log that `by` was refused `action`."""
    entry = LogEntry(
        at=at,
        account_id=by.account_id,
        network_id=by.network_id,
        action=action,
        entity=entity,
        entity_id=entity_id,
        result="refused",
        origin=by.origin,
        fields="",
    )
    append(session, entry, {"refused": why})


def append(session: Session, entry: LogEntry, detail: Mapping[str, str]) -> None:
    """Put a line at the end of the chain. `detail` stands apart, so that it can be erased."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_CHAIN_LOCK)))
    salt, text = token_hex(16), json.dumps(detail, ensure_ascii=False)
    entry.detail_hash = token_hash(salt + text) if detail else ""
    entry.previous_hash = session.scalar(select(LogEntry.hash).order_by(LogEntry.id.desc()).limit(1)) or ""
    entry.hash = line_hash(entry)
    session.add(entry)
    session.flush()
    if detail:
        session.add(LogDetail(entry_id=entry.id, salt=salt, detail=text))


def line_hash(entry: LogEntry) -> str:
    """Over all a line says but its number. Migration 0003 hashed the lines of before in the same way."""
    said = (
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.account_id,
        entry.network_id,
        entry.action,
        entry.entity,
        entry.entity_id,
        entry.result,
        entry.origin,
        entry.fields,
        entry.command_id,
        entry.detail_hash,
    )
    return chained(entry.previous_hash, said)


def _asked_about(arguments: Mapping[str, Any]) -> tuple[str, int | None]:
    """The record the first number among the arguments is of, or else the network."""
    for name, value in arguments.items():
        if name.endswith("_id"):
            return name.removesuffix("_id"), value if isinstance(value, int) and 0 < value < HIGHEST else None
    return "network", None
