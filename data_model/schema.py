"""Bringing a database to the tables of this version, and telling when it is newer than the code."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from data_model.refusal import Refusal

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up or down to a revision ("base": none). Each revision is one transaction."""
    with engine.connect().execution_options(write=True) as connection:
        raw: Any = connection.connection.dbapi_connection
        is_sqlite = engine.dialect.name == "sqlite"
        if is_sqlite:  # or a table that is rebuilt takes the rows of its children along
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            _run(connection, revision)
            broken = raw.execute("PRAGMA foreign_key_check").fetchone() if is_sqlite else None
        finally:
            if is_sqlite:
                raw.execute("PRAGMA foreign_keys=ON")
    if broken:
        raise Refusal("schema_broken", table=str(broken[0]))


def current(engine: Engine) -> str | None:
    """The revision of the database; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def is_known(revision: str | None) -> bool:
    """Whether this version of the code has the revision; a newer database has one it does not know."""
    try:
        ScriptDirectory.from_config(_config()).get_revision(revision or "base")
    except CommandError:
        return False
    return True


def _run(connection: Connection, revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    if revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
