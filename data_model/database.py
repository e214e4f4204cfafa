"""Where the data are and how they are read and written: one transaction a read, one an act."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain, count
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from data_model.place import require_place
from data_model.refusal import Refusal
from data_model.under_way import under_way

try:
    import pysqlite3.dbapi2 as sqlite
except ImportError:  # no wheel for this machine: the SQLite that came with Python
    import sqlite3 as sqlite

# One SQLite for the whole process: two would undo each other's locks on the file.
SQLITE: Any = sqlite
R = TypeVar("R")
log = logging.getLogger("schakel")

# Under these names in a session's `info`: what is still to be written once its transaction is over, done or rolled
# back; and the ids for the acts that are done in it, one after the other.
AFTERWARDS, COMMANDS = "afterwards", "commands"

# One writer at a time in this process. SQLite allows no more, and waiting here is fair and short.
_WRITING = threading.Lock()

_SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
)
_POSTGRESQL: dict[str, Any] = {
    "pool_pre_ping": True,
    "pool_size": 5,
    "max_overflow": 5,
    "pool_timeout": 5,
    "pool_recycle": 1800,
    "connect_args": {
        "connect_timeout": 3,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        "tcp_user_timeout": 8000,
        "options": "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000",
    },
}


class AlreadyDone(Exception):
    """This stands in the log already under this id: it is tried a second time, or a form was sent twice."""


def connect(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL, with the settings under which no acknowledged write is lost."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(url, hide_parameters=True, **_POSTGRESQL)


def _sqlite(url: str) -> Engine:
    if path := make_url(url).database:
        require_place(Path(path))
    engine = create_engine(url, module=sqlite, hide_parameters=True, connect_args={"timeout": 5})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, so that writers take the lock at once
        for pragma in _SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session to read in. It never commits."""
    with Session(engine, autoflush=False) as session:
        yield session


def once(engine: Engine, do: Callable[[Session], R], command: str | None = None) -> R:
    """Do it in one transaction, and once: when the connection is lost, it is tried again under the same id.

    For whoever lost the answer to a commit that held, the first try is the answer. Raises `AlreadyDone` when it was
    done under this id before this was called, and `Refusal` as `writing` does.
    """
    command, done = command or str(uuid4()), list[R]()

    def attempt() -> R:
        with writing(engine, command) as session:
            done[:] = [do(session)]
        return done[0]

    try:
        return attempt()
    except DBAPIError as problem:
        if not problem.connection_invalidated:
            raise
        log.warning("tried_again", extra={"kind": type(problem.orig).__name__})
    try:
        return attempt()
    except AlreadyDone:
        if not done:
            raise
        return done[0]


@contextmanager
def writing(engine: Engine, command: str | None = None) -> Iterator[Session]:
    """A session for one act: committed when the block ends, rolled back when it raises.

    A row that somebody else wrote in the meantime is a `Refusal`. `command` is the id of what is done, or a new one.
    """
    session = Session(engine.execution_options(write=True))
    session.info[COMMANDS] = _ids(command or str(uuid4()))
    try:
        with under_way(session.info), _alone(engine), session, session.begin():
            yield session
    except StaleDataError:
        raise Refusal("changed_meanwhile") from None
    finally:
        if afterwards := session.info.pop(AFTERWARDS, None):
            with _alone(engine), Session(engine.execution_options(write=True)) as later, later.begin():
                for write in afterwards:
                    write(later)


def _ids(command: str) -> Iterator[str]:
    """Most transactions hold one act; the second has an id that follows from the first."""
    return chain([command], (f"{command}.{number}" for number in count(2)))


def _alone(engine: Engine) -> AbstractContextManager[Any]:
    return _WRITING if engine.dialect.name == "sqlite" else nullcontext()
