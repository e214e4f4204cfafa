"""Bringing a copy of the database back, whole and as it was told of, without bringing back who was erased since."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from data_model import schema
from data_model.access import command_line
from data_model.backup import BEGINS, can_be_read, held, on_disk, pg_address, pg_tool, sha256, told_of, unhurried
from data_model.database import connect, reading, writing
from data_model.erasures import Line
from data_model.read.log_check import verify
from data_model.refusal import Refusal
from data_model.revision import VERSION_TABLE
from data_model.scope import unlimited
from data_model.scrub import scrub
from data_model.tables.account import Account
from data_model.tables.network import Network
from data_model.tables.person import Person
from data_model.write.erasure import repeat_erasure

# What a program of PostgreSQL says of a dump that a newer one made.
_TOO_NEW = b"unsupported version"


@dataclass(frozen=True)
class Restored:
    """What came back: the revision it has now, the rows and lines of the log it came with, how many were erased again.

    `first_wrong`: the number of the first line of the log that was not as it was written, also in the copy.
    """

    revision: str
    rows: int
    lines: int
    erased: int
    first_wrong: int | None = None


def restore(engine: Engine, copy: Path, erasures: Iterable[Line], at: datetime) -> Restored:
    """Put a copy in the place of an empty database, of this version and without whoever was erased since.

    Refuses a database that holds something, a file that is no sound copy or not the one told of beside it, and a copy
    of a newer version. Then the place is as it was.
    """
    told = require_sound(copy, engine.dialect.name)
    require_empty(engine)
    bring = _restore_sqlite if engine.dialect.name == "sqlite" else _restore_postgresql
    return bring(engine, copy, told, tuple(erasures), at)


def kind_of(copy: Path) -> str | None:
    """The kind of database a file is a copy of."""
    try:
        with copy.open("rb") as opened:
            begin = opened.read(max(map(len, BEGINS.values())))
    except OSError:
        return None
    return next((kind for kind, known in BEGINS.items() if begin.startswith(known)), None)


def require_sound(copy: Path, kind: str) -> dict[str, Any]:
    """What was told of the copy, where that is; nothing of it is in any database yet."""
    found = kind_of(copy)
    if found not in (kind, None):
        raise Refusal("other_kind", name=str(copy))
    try:
        told = told_of(copy) or {}
        sound = found is not None and told.get("sha256") in (None, sha256(copy))
    except (OSError, ValueError):
        sound = False
    if not sound:
        raise Refusal("no_backup", name=str(copy))
    if kind == "postgresql":
        _require_known(_revision_in(copy), copy)
    return told


def require_empty(engine: Engine) -> None:
    """Nobody and nothing in it. Tables may be there. Looking makes no file where there is none."""
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        return
    if not schema.is_known(schema.current(engine)):
        raise Refusal("not_empty_here")
    tables = set(inspect(engine).get_table_names())
    if tables - {VERSION_TABLE} and Network.__tablename__ not in tables:
        raise Refusal("not_empty_here")
    with reading(engine) as session:
        for table in (Network, Account):
            if table.__tablename__ in tables and session.scalar(select(table.id).limit(1)) is not None:
                raise Refusal("not_empty_here")


def _restore_sqlite(
    engine: Engine, copy: Path, told: dict[str, Any], erasures: tuple[Line, ...], at: datetime
) -> Restored:
    """All is done on a copy of the copy beside the database: what comes in its place is complete, or nothing does."""
    place = Path(str(engine.url.database))
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        unfinished.touch(mode=0o600)
        shutil.copyfile(copy, unfinished)
        brought = connect(str(engine.url.set(database=str(unfinished))))
        try:
            _require_whole(brought, copy)
            done = _finish(brought, copy, told, erasures, at)
        finally:
            brought.dispose()
        on_disk(unfinished)
        engine.dispose()
        for beside in ("-wal", "-shm"):
            place.with_name(place.name + beside).unlink(missing_ok=True)
        unfinished.replace(place)
        on_disk(place.parent)
    except OSError as problem:  # no room, or this user may not write there
        raise Refusal("restore_failed", name=str(copy)) from problem
    finally:
        for beside in ("", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + beside).unlink(missing_ok=True)
    return done


def _require_whole(brought: Engine, copy: Path) -> None:
    try:
        with brought.connect() as connection:
            sound = connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        revision = schema.current(brought) if sound else None
    except DatabaseError:
        revision = None
    _require_known(revision, copy)


def _require_known(revision: str | None, copy: Path) -> None:
    if revision is None:
        raise Refusal("no_backup", name=str(copy))
    if not schema.is_known(revision):
        raise Refusal("backup_newer", name=str(copy))


def _restore_postgresql(
    engine: Engine, copy: Path, told: dict[str, Any], erasures: tuple[Line, ...], at: datetime
) -> Restored:
    with _as_it_was(engine):
        ways = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", pg_address(engine.url))
        if pg_tool("pg_restore", *ways, str(copy), password=engine.url.password).returncode:
            raise Refusal("restore_failed", name=str(copy))
        engine.dispose()
        return _finish(engine, copy, told, erasures, at)


@contextmanager
def _as_it_was(engine: Engine) -> Iterator[None]:
    """Makes room for a copy, and puts the empty tables back when it does not come."""
    was = schema.current(engine)
    if was is not None:
        schema.migrate(engine, "base")
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_TABLE}"))
    others = set(inspect(engine).get_table_names())
    try:
        yield
    except BaseException:
        engine.dispose()
        with engine.begin() as connection:
            for table in set(inspect(connection).get_table_names()) - others:
                connection.execute(text(f'DROP TABLE "{table}" CASCADE'))
        if was is not None:
            schema.migrate(engine, was)
        raise


def _revision_in(copy: Path) -> str | None:
    """The one row of the table in which a database keeps its revision, of a dump that can be read to its end."""
    dump = pg_tool("pg_restore", "--data-only", f"--table={VERSION_TABLE}", "--file=-", str(copy))
    if _TOO_NEW in dump.stderr:
        raise Refusal("old_pg_restore", name=str(copy))
    lines = dump.stdout.decode(errors="replace").splitlines() if not dump.returncode and can_be_read(copy) else []
    begin = next((n for n, line in enumerate(lines) if line.startswith("COPY ")), None)
    return lines[begin + 1] if begin is not None and begin + 1 < len(lines) else None


def _finish(engine: Engine, copy: Path, told: dict[str, Any], erasures: tuple[Line, ...], at: datetime) -> Restored:
    """What came is what was told, then it is made of this version, and then who was erased since is erased again."""
    with unhurried(engine) as connection:
        came = held(connection)
    if any(came[what] != told.get(what, came[what]) for what in came):
        raise Refusal("backup_differs", name=str(copy))
    schema.migrate(engine)
    with reading(engine) as session:
        log = verify(session)
    erased = sum(erase_again(engine, line, at) for line in erasures)
    if erased:
        scrub(engine)
    return Restored(schema.newest(), sum(came["rows"].values()), came["log"]["lines"], erased, log.wrong)


def came_back(engine: Engine, erasures: Iterable[Line]) -> int:
    """How many who were erased are there again: somebody brought a copy back in another way."""
    with reading(engine) as session:
        return sum(_is_there(session, line) for line in erasures)


def erase_again(engine: Engine, line: Line, at: datetime) -> bool:
    """Whether there was somebody to erase."""
    with writing(engine) as session:
        there = _is_there(session, line)
        if there:
            by = command_line(line.network)
            repeat_erasure(session, person_id=line.person, erased_at=line.at, by=by, at=at)
    return there


def _is_there(session: Session, line: Line) -> bool:
    """Somebody of this very network, there at the time, and not erased yet."""
    network = session.get(Network, line.network)
    with unlimited(session):
        person = session.get(Person, line.person)
    if network is None or network.created_at != line.network_made_at or person is None:
        return False
    return person.network_id == line.network and person.erased_on is None and person.created_at <= line.at
