"""What every act leaves behind: one line in the log and a new version of the network, in the act's own transaction.

A refused act is rolled back, so its line is written in a transaction of its own, right after.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from datetime import datetime
from functools import partial, wraps
from inspect import signature
from secrets import token_hex
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from data_model.access import Viewer
from data_model.database import AFTERWARDS, COMMANDS, AlreadyDone
from data_model.log_chain import detail_hash, line_hash
from data_model.logged import about, about_refused, asked_about
from data_model.refusal import Refusal
from data_model.scope import working_for
from data_model.tables.base import Record
from data_model.tables.log import LogDetail, LogEntry
from data_model.tables.network import Network
from data_model.under_way import ACTION

P = ParamSpec("P")
R = TypeVar("R")

# Every act there is, by the name that stands in the log.
ACTS: dict[str, Callable[..., Any]] = {}

# The one lock under which lines are added on PostgreSQL, so that the chain has no forks. SQLite has one writer anyway.
_CHAIN_LOCK = 5_724_255
_NOTED = "noted"
# A line as an act noted it, and its detail.
Line = tuple[LogEntry, Mapping[str, str]]


def act(function: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """An act: limited to the network of whoever acts, and exactly one line in the log whether done or refused."""

    return _known(function, lambda named: _viewer(named["by"]))


def act_of_operator(function: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """An act at the command line for which there is no network yet, so nobody who looks at one."""
    return _known(function, lambda _: None)


def note(
    session: Session,
    action: str,
    record: Record,
    fields: Iterable[str] = (),
    *,
    writes: bool = True,
    by: Viewer,
    at: datetime,
) -> None:
    """Log that `by` did `action` on `record`. Names of fields only: values may be personal.

    `writes=False`: the act only looked, so that what was read of the network before still holds.
    """
    session.flush()
    if writes:
        version = Network.data_version + 1
        session.execute(update(Network).where(Network.id == by.network_id).values(data_version=version))
    entry = LogEntry(
        at=at,
        account_id=by.account_id,
        network_id=by.network_id,
        action=action,
        entity=record.__tablename__,
        entity_id=record.id,
        result="done",
        origin=by.origin,
        fields=" ".join(fields),
    )
    session.info[_NOTED].append((entry, about(session, record)))


def note_refusal(
    session: Session,
    action: str,
    entity: str,
    entity_id: int | None = None,
    fields: str = "",
    *,
    why: str,
    by: Viewer | None,
    at: datetime,
) -> None:
    """Log that `by` was refused `action`; nobody is the command line."""
    entry = LogEntry(
        at=at,
        account_id=by and by.account_id,
        network_id=by and by.network_id,
        action=action,
        entity=entity,
        entity_id=entity_id,
        result="refused",
        origin=by.origin if by else "command",
        fields=fields,
    )
    append(session, entry, {"refused": why, **about_refused(session, entity, entity_id, by)})


def append(session: Session, entry: LogEntry, detail: Mapping[str, str]) -> None:
    """Put a line at the end of the chain. `detail` stands apart, so that it can be erased."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_CHAIN_LOCK)))
    salt, text = token_hex(16), json.dumps(detail, ensure_ascii=False)
    entry.detail_hash = detail_hash(salt, text) if detail else ""
    entry.previous_hash = session.scalar(select(LogEntry.hash).order_by(LogEntry.id.desc()).limit(1)) or ""
    entry.hash = line_hash(entry)
    session.add(entry)
    session.flush()
    if detail:
        session.add(LogDetail(entry_id=entry.id, salt=salt, detail=text))
        session.flush()


def _known(
    function: Callable[Concatenate[Session, P], R], whoever: Callable[[Mapping[str, Any]], Viewer | None]
) -> Callable[Concatenate[Session, P], R]:
    name, takes = function.__name__, signature(function)
    if name in ACTS:
        raise RuntimeError(f"there are two acts called {name}")

    @wraps(function)
    def logged(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        by, at, command = whoever(kwargs), kwargs["at"], next(session.info.get(COMMANDS, iter(())), None)
        assert isinstance(at, datetime) and at.tzinfo
        session.info[ACTION] = name
        try:
            done, line = _noting(session, name, by, command, lambda: function(session, *args, **kwargs))
        except (Refusal, StaleDataError) as problem:
            why = problem.kind if isinstance(problem, Refusal) else "changed_meanwhile"
            entity, id = asked_about(takes, kwargs)
            refused = partial(note_refusal, action=name, entity=entity, entity_id=id, why=why, by=by, at=at)
            session.info.setdefault(AFTERWARDS, []).append(refused)
            raise
        append(session, *line)
        return done

    ACTS[name] = logged
    return logged


def _noting(session: Session, name: str, by: Viewer | None, command: str | None, do: Callable[[], R]) -> tuple[R, Line]:
    """Nothing stays of a refused act, not even when whoever asked for it goes on in the same transaction.

    The line is added after this: only then is the lock on the chain taken, so nobody waits for two in a circle.
    """
    if _NOTED in session.info:
        raise RuntimeError(f"{name} is done within another act")
    noted: list[Line] = []
    session.info[_NOTED] = noted
    try:
        with session.begin_nested(), working_for(session, by, writing=True) if by else nullcontext():
            if by:
                _alone_in(session, by.network_id)
            _require_new(session, command)
            done = do()
            session.flush()
    finally:
        del session.info[_NOTED]
    if [entry.action for entry, _ in noted] != [name]:
        raise RuntimeError(f"{name} noted {[entry.action for entry, _ in noted]} in the log")
    noted[0][0].command_id = command
    return done, noted[0]


def _require_new(session: Session, command: str | None) -> None:
    """Asked while nobody else writes in the network, so also a first try that is committed at this moment is seen."""
    if command and session.scalar(select(LogEntry.id).where(LogEntry.command_id == command)) is not None:
        raise AlreadyDone


def _viewer(by: object) -> Viewer:
    assert isinstance(by, Viewer)
    return by


def _alone_in(session: Session, network_id: int) -> None:
    """One act at a time in a network: what was checked still holds when it is written."""
    session.execute(select(Network.id).where(Network.id == network_id).with_for_update(key_share=True))
