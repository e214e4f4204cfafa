"""A copy of the whole database that is consistent while people work: whole, checked, or not there at all."""

import hashlib
import json
import logging
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, inspect, text

from data_model.refusal import Refusal

LOG = logging.getLogger("schakel")
# How a file of each kind of database begins.
BEGINS = {"sqlite": b"SQLite format 3\0", "postgresql": b"PGDMP"}
# Why a copy was made. What was asked for is nobody's to delete but who asked.
ASKED, NIGHTLY, BEFORE_UPGRADE = "asked", "nightly", "before_upgrade"


def back_up(engine: Engine, target: Path, at: datetime, why: str = ASKED) -> dict[str, Any]:
    """Write a copy that only its owner can read, and `FILE.json` beside it, in which stands what it holds; gives that.

    Refuses to write over a file, and to keep a copy that is not sound.
    """
    began, manifest = perf_counter(), manifest_of(target)
    for there in (target, manifest):
        if there.exists():
            raise Refusal("file_exists", name=str(there))
    unfinished = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_native_id()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=0o600)
        holds = (_copy_sqlite if engine.dialect.name == "sqlite" else _dump_postgresql)(engine, unfinished)
        on_disk(unfinished)
        holds = {"made_at": at.isoformat(), "why": why, "sha256": sha256(unfinished), **holds}
        _tell(manifest, json.dumps(holds, indent=2))
        unfinished.rename(target)
        on_disk(target.parent)
    except OSError as problem:
        raise Refusal("backup_failed", name=str(target)) from problem
    finally:
        for beside in ("", "-journal"):
            with suppress(OSError):
                unfinished.with_name(unfinished.name + beside).unlink()
    LOG.info("backup_made", extra={"reason": why, "seconds": round(perf_counter() - began, 1)})
    return holds


def _tell(manifest: Path, told: str) -> None:
    """Only once: of two that make a copy by one name, the second stops here."""
    try:
        opened = os.open(manifest, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as problem:
        raise Refusal("file_exists", name=str(manifest)) from problem
    with os.fdopen(opened, "w") as file:
        file.write(told)
        file.flush()
        os.fsync(file.fileno())


def manifest_of(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.json")


def told_of(copy: Path) -> dict[str, Any] | None:
    """What was written down of a copy beside it; None when nothing was. Raises `ValueError` when it says nothing."""
    try:
        told: Any = json.loads(manifest_of(copy).read_text())
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise ValueError from problem
    if not isinstance(told, dict) or "sha256" not in told:
        raise ValueError
    return told


def sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def on_disk(path: Path) -> None:
    """What was written in a file, or which files are in a folder, outlives a power cut from here on."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def held(connection: Connection) -> dict[str, Any]:
    """Revision, rows of each table, and the last line of the log: with that it shows when lines were cut off later."""
    tables = sorted(inspect(connection).get_table_names())
    rows = {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in tables}
    chained = "log_entry" in tables and any(c["name"] == "hash" for c in inspect(connection).get_columns("log_entry"))
    head = connection.scalar(text("SELECT hash FROM log_entry ORDER BY id DESC LIMIT 1")) if chained else None
    revision = (
        connection.scalar(text("SELECT version_num FROM alembic_version")) if "alembic_version" in tables else None
    )
    return {"revision": revision, "rows": rows, "log": {"lines": rows.get("log_entry", 0), "head": head or ""}}


@contextmanager
def unhurried(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment, without the limits on time of an act: a large database takes its time."""
    postgresql = engine.dialect.name == "postgresql"
    patient = engine.execution_options(isolation_level="REPEATABLE READ") if postgresql else engine
    with patient.connect() as connection:
        for limit in ("idle_in_transaction_session_timeout", "statement_timeout") if postgresql else ():
            connection.execute(text(f"SET LOCAL {limit} = 0"))
        yield connection


def pg_tool(name: str, *arguments: str, password: object = None) -> subprocess.CompletedProcess[bytes]:
    """Run a program of PostgreSQL; the password is not seen among the processes. Refuses when it is not installed."""
    tool = shutil.which(name)
    if tool is None:
        raise Refusal(f"no_{name}")
    return subprocess.run(
        [tool, *arguments], env=os.environ | {"PGPASSWORD": str(password or "")}, capture_output=True, check=False
    )


def pg_address(url: URL) -> str:
    """An address for the programs of PostgreSQL, without the password."""
    return f"--dbname={url.set(drivername='postgresql', password=None).render_as_string()}"


def _copy_sqlite(engine: Engine, target: Path) -> dict[str, Any]:
    source, sqlite = engine.raw_connection(), engine.dialect.loaded_dbapi
    copy: Any = sqlite.connect(str(target))
    try:
        source.driver_connection.backup(copy)  # type: ignore[union-attr]
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        sound = copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite.DatabaseError as problem:  # no room, or pages that cannot be read
        raise Refusal("backup_failed", name=target.name) from problem
    finally:
        copy.close()
        source.close()
    if not sound:
        raise Refusal("backup_failed", name=target.name)
    made = create_engine(URL.create("sqlite", database=str(target)), module=sqlite)
    try:
        with made.connect() as connection:
            return held(connection)
    finally:
        made.dispose()


def _dump_postgresql(engine: Engine, target: Path) -> dict[str, Any]:
    """The dump and what is told of it are of one moment: both look through the same snapshot."""
    with unhurried(engine) as connection:
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        ways = ("--format=custom", f"--file={target}", f"--snapshot={snapshot}", pg_address(engine.url))
        done = pg_tool("pg_dump", *ways, password=engine.url.password)
        if done.returncode or not can_be_read(target):
            raise Refusal("backup_failed", name=target.name)
        return held(connection)


def can_be_read(dump: Path) -> bool:
    """Whether a dump is whole from its first byte to its last."""
    return not pg_tool("pg_restore", "--file=/dev/null", str(dump)).returncode
