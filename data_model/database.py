"""Where the data are and how they are read and written: one transaction a read, one an act."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from data_model.place import require_place
from data_model.refusal import Refusal

try:
    import pysqlite3.dbapi2 as sqlite
except ImportError:  # no wheel for this machine: the SQLite that came with Python
    import sqlite3 as sqlite

# One SQLite for the whole process: two would undo each other's locks on the file.
SQLITE: Any = sqlite
# Under this name in a session's `info`: what is still to be written once its transaction is over, done or rolled back.
AFTERWARDS = "afterwards"

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
        "options": "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000",
    },
}


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


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session for one act: committed when the block ends, rolled back when it raises.

    A row that somebody else wrote in the meantime is a `Refusal`.
    """
    session = Session(engine.execution_options(write=True))
    try:
        with _alone(engine), session, session.begin():
            yield session
    except StaleDataError:
        raise Refusal("changed_meanwhile") from None
    finally:
        if afterwards := session.info.pop(AFTERWARDS, None):
            with _alone(engine), Session(engine.execution_options(write=True)) as later, later.begin():
                for write in afterwards:
                    write(later)


def _alone(engine: Engine) -> AbstractContextManager[Any]:
    return _WRITING if engine.dialect.name == "sqlite" else nullcontext()
