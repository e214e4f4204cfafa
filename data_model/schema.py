"""Bringing a database to the tables of this version or not at all, and telling when it is newer than the code."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, inspect, text

from data_model.refusal import Refusal
from data_model.revision import VERSION_TABLE as VERSION_TABLE
from data_model.revision import current as current
from data_model.revision import newest as newest

LOG = logging.getLogger("schakel")
MIGRATIONS = Path(__file__).parent / "migrations"
# A revision that makes or deletes rows in a table that is there says so by this name: a tuple of tables.
ANNOUNCED = "CHANGES_ROWS_OF"
# The one lock under which a database on PostgreSQL is migrated, whoever else starts at the same time.
_LOCK = 5_724_256
# So long a second start waits for the first one, which makes a backup too.
_PATIENCE_MS = 15 * 60 * 1000


def migrate(engine: Engine, revision: str = "head", first: Callable[[str | None], object] | None = None) -> None:
    """Up or down to a revision ("base": none), in one transaction and one process at a time.

    `first` is called with the revision there is, when something is to be changed and before it is. Refuses a database
    that is newer than the code, and takes everything back when rows are gone or come that no revision announced.
    """
    began = perf_counter()
    with _alone(engine) as connection:
        was = MigrationContext.configure(connection).get_current_revision()
        if not is_known(was):
            raise Refusal("database_newer")
        steps = _steps(was, revision)
        if steps and first:
            first(was)
        for script, to in steps:
            _take(connection, script, to)
        if steps:
            _require_whole(connection)
    if steps:
        told = {"was": was or "base", "now": steps[-1][1], "seconds": round(perf_counter() - began, 1)}
        LOG.info("migrated", extra=told)


def is_known(revision: str | None) -> bool:
    """Whether this version of the code has the revision; a newer database has one it does not know."""
    try:
        _scripts().get_revision(revision or "base")
    except CommandError:
        return False
    return True


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else migrates. Whoever comes second waits, and finds it done."""
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(write=True) as connection:
        raw: Any = connection.connection.dbapi_connection
        if is_sqlite:
            patience = raw.execute("PRAGMA busy_timeout").fetchone()[0]
            raw.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
            raw.execute("PRAGMA foreign_keys=OFF")  # or a table that is rebuilt takes the rows of its children along
        try:
            with connection.begin():
                if not is_sqlite:
                    _wait_for_others(connection)
                yield connection
        finally:
            if is_sqlite:
                raw.execute("PRAGMA foreign_keys=ON")
                raw.execute(f"PRAGMA busy_timeout={patience}")


def _wait_for_others(connection: Connection) -> None:
    limits = ("idle_in_transaction_session_timeout = 0", "statement_timeout = 0", f"lock_timeout = {_PATIENCE_MS}")
    for limit in limits:
        connection.execute(text(f"SET LOCAL {limit}"))
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    connection.execute(
        text("SET LOCAL lock_timeout = '30s'")
    )  # tables: whoever reads them now may not hold us for long


def _steps(here: str | None, target: str) -> list[tuple[Script, str]]:
    """Each revision to go through, and where the database is after it."""
    scripts = list(reversed(list(_scripts().walk_revisions())))
    names = ["base", *(script.revision for script in scripts)]
    begin, end = names.index(here or "base"), len(scripts) if target == "head" else names.index(target)
    if end >= begin:
        return [(script, script.revision) for script in scripts[begin:end]]
    return [(scripts[n - 1], names[n - 1]) for n in range(begin, end, -1)]


def _take(connection: Connection, script: Script, to: str) -> None:
    before, up = _rows(connection), to == script.revision
    config = _config()
    config.attributes["connection"] = connection
    (command.upgrade if up else command.downgrade)(config, to)
    after = _rows(connection)
    announced = getattr(script.module, ANNOUNCED, ())
    for table, count in before.items():
        if table not in announced and after.get(table, 0 if up else count) != count:
            raise Refusal("rows_lost", table=table)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise Refusal("schema_broken", table=str(broken[0]))


def _rows(connection: Connection) -> dict[str, int]:
    """Rows of each table. A step down may drop a table; one that stays keeps its rows."""
    names = set(inspect(connection).get_table_names()) - {VERSION_TABLE}
    return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in sorted(names)}


def _require_whole(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        if said != "ok":
            raise Refusal("schema_broken", table=str(said))


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
