"""Wiping from the files of the database what was deleted from its tables."""

import logging
from time import sleep

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

log = logging.getLogger("schakel")
_TRIES, _PAUSE = 20, 0.25


def scrub(engine: Engine) -> bool:
    """Whether nothing of deleted rows is left in the files. Waits for readers; try again when somebody was in the way.

    SQLite overwrites what it deletes (secure_delete), so only its log is still to be emptied. PostgreSQL writes each
    table anew, for which nobody can work meanwhile: that is for the night.
    """
    try:
        return _sqlite(engine) if engine.dialect.name == "sqlite" else _postgresql(engine)
    except DBAPIError as problem:
        log.warning("not_wiped", extra={"kind": type(problem.orig).__name__})
        return False


def _sqlite(engine: Engine) -> bool:
    """Tries again for a while. SQLite itself would wait for readers with the lock of writers in its hands."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA busy_timeout=0")
        for _ in range(_TRIES):
            busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return True
            sleep(_PAUSE)
    finally:
        raw.invalidate()  # no other work gets this impatient connection
    return False


def _postgresql(engine: Engine) -> bool:
    """The statistics hold samples of the values: they are counted and written anew too."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for setting in ("SET statement_timeout = 0", "SET lock_timeout = '30s'"):
            connection.execute(text(setting))
        for table in (*sorted(inspect(connection).get_table_names()), "pg_catalog.pg_statistic"):
            connection.execute(text(f"VACUUM (FULL, ANALYZE) {table}"))
        connection.execute(text("RESET statement_timeout"))
        connection.execute(text("RESET lock_timeout"))
    return True
