"""Bringing a copy of the database back without bringing back who was erased since."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import DatabaseError

from data_model import schema
from data_model.access import command_line
from data_model.backup import is_as_told
from data_model.database import connect, reading, writing
from data_model.erasures import Line
from data_model.refusal import Refusal
from data_model.scope import unlimited
from data_model.scrub import scrub
from data_model.tables.account import Account
from data_model.tables.network import Network
from data_model.tables.person import Person
from data_model.write.erasure import repeat_erasure

_REVISION = "alembic_version"


@dataclass(frozen=True)
class Restored:
    """The revision the copy came back at, and how many people were erased from it again."""

    revision: str
    erased: int


def restore(engine: Engine, copy: Path, erasures: Iterable[Line], at: datetime) -> Restored:
    """Put a copy in the place of an empty database, of this version and without whoever was erased since.

    Refuses a database that holds something, a file that is no sound copy or not the one told of beside it, and a copy
    of a newer version.
    """
    if not copy.is_file() or not is_as_told(copy):
        raise Refusal("no_backup", name=str(copy))
    require_empty(engine)
    if engine.dialect.name == "sqlite":
        return _restore_sqlite(engine, copy, tuple(erasures), at)
    return _restore_postgresql(engine, copy, tuple(erasures), at)


def require_empty(engine: Engine) -> None:
    """Nobody and nothing in it. Tables may be there."""
    if not schema.is_known(schema.current(engine)):
        raise Refusal("not_empty_here")
    tables = set(inspect(engine).get_table_names())
    if tables - {_REVISION} and Network.__tablename__ not in tables:
        raise Refusal("not_empty_here")
    with reading(engine) as session:
        for table in (Network, Account):
            if table.__tablename__ in tables and session.scalar(select(table.id).limit(1)) is not None:
                raise Refusal("not_empty_here")


def _restore_sqlite(engine: Engine, copy: Path, erasures: tuple[Line, ...], at: datetime) -> Restored:
    """All is done on a copy of the copy beside the database: what comes in its place is complete, or nothing does."""
    place = Path(str(engine.url.database))
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        unfinished.touch(mode=0o600)
        shutil.copyfile(copy, unfinished)
        brought = connect(str(engine.url.set(database=str(unfinished))))
        try:
            _require_sound(brought, copy)
            done = _finish(brought, erasures, at)
        finally:
            brought.dispose()
        engine.dispose()
        for beside in ("-wal", "-shm"):
            place.with_name(place.name + beside).unlink(missing_ok=True)
        unfinished.replace(place)
    finally:
        for beside in ("", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + beside).unlink(missing_ok=True)
    return done


def _require_sound(brought: Engine, copy: Path) -> None:
    try:
        with brought.connect() as connection:
            sound = connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        revision = schema.current(brought) if sound else None
    except DatabaseError:
        revision = None
    _require_known(revision, copy)


def _require_known(revision: str | None, copy: Path) -> None:
    if revision is None:
        raise Refusal("no_backup", name=copy.name)
    if not schema.is_known(revision):
        raise Refusal("backup_newer", name=copy.name)


def _restore_postgresql(engine: Engine, copy: Path, erasures: tuple[Line, ...], at: datetime) -> Restored:
    """The dump is looked into first: a newer one would leave tables that this version does not know."""
    _require_known(_revision_in(copy), copy)
    if schema.current(engine) is not None:
        schema.migrate(engine, "base")
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE IF EXISTS {_REVISION}"))
    url = engine.url.set(drivername="postgresql", password=None).render_as_string()
    ways = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", f"--dbname={url}")
    if _pg_restore([*ways, str(copy)], engine.url.password).returncode:
        raise Refusal("no_backup", name=copy.name)
    engine.dispose()
    return _finish(engine, erasures, at)


def _revision_in(copy: Path) -> str | None:
    """The one row of the table in which a database keeps its revision."""
    dump = _pg_restore(["--data-only", f"--table={_REVISION}", "--file=-", str(copy)])
    lines = dump.stdout.decode(errors="replace").splitlines() if not dump.returncode else []
    begin = next((n for n, line in enumerate(lines) if line.startswith("COPY ")), None)
    return lines[begin + 1] if begin is not None and begin + 1 < len(lines) else None


def _pg_restore(arguments: list[str], password: Any = None) -> subprocess.CompletedProcess[bytes]:
    tool = shutil.which("pg_restore")
    if tool is None:
        raise Refusal("no_pg_restore")
    return subprocess.run(
        [tool, *arguments], env=os.environ | {"PGPASSWORD": str(password or "")}, capture_output=True, check=False
    )


def _finish(engine: Engine, erasures: tuple[Line, ...], at: datetime) -> Restored:
    schema.migrate(engine)
    erased = sum(_erase_again(engine, line, at) for line in erasures)
    if erased:
        scrub(engine)
    return Restored(schema.newest(), erased)


def _erase_again(engine: Engine, line: Line, at: datetime) -> bool:
    """Whether there was somebody to erase: of this very network, there at the time, and not erased yet."""
    with writing(engine) as session:
        network = session.get(Network, line.network)
        with unlimited(session):
            person = session.get(Person, line.person)
        if network is None or network.created_at != line.network_made_at or person is None:
            return False
        if person.network_id != line.network or person.erased_on is not None or person.created_at > line.at:
            return False
        by = command_line(line.network)
        repeat_erasure(session, person_id=line.person, erased_at=line.at, by=by, at=at)
    return True
