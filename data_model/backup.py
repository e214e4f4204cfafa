"""A copy of the whole database that is consistent while people work: whole, checked, or not there at all."""

import hashlib
import json
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from data_model.refusal import Refusal


def back_up(engine: Engine, target: Path, at: datetime | None = None) -> None:
    """Write a copy that only its owner can read. Refuses to write over a file, and to keep a copy that is not sound.

    With the moment: also `FILE.json` beside it, in which stands what the copy held.
    """
    manifest = manifest_of(target)
    if target.exists() or (at and manifest.exists()):
        raise Refusal("file_exists", name=str(target if target.exists() else manifest))
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    told = manifest.with_name(f".{manifest.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for new in (unfinished, told):
            new.touch(mode=0o600)
        try:
            held = (_copy_sqlite if engine.dialect.name == "sqlite" else _dump_postgresql)(engine, unfinished)
            if at:
                told.write_text(json.dumps({"made_at": at.isoformat(), "sha256": sha256(unfinished), **held}, indent=2))
                told.rename(manifest)
            unfinished.rename(target)
        finally:
            for left in (unfinished, told):
                left.unlink(missing_ok=True)
    except OSError as problem:
        raise Refusal("backup_failed", name=str(target)) from problem


def manifest_of(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.json")


def is_as_told(copy: Path) -> bool:
    """Whether a copy is the one that was written down beside it. Without that, nothing is told."""
    manifest = manifest_of(copy)
    try:
        return not manifest.is_file() or json.loads(manifest.read_text())["sha256"] == sha256(copy)
    except (ValueError, KeyError, TypeError):
        return False


def sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _copy_sqlite(engine: Engine, target: Path) -> dict[str, Any]:
    source = engine.raw_connection()
    copy: Any = engine.dialect.loaded_dbapi.connect(str(target))
    try:
        source.driver_connection.backup(copy)  # type: ignore[union-attr]
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        sound = copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    finally:
        copy.close()
        source.close()
    if not sound:
        raise Refusal("backup_failed", name=target.name)
    made = create_engine(f"sqlite:///{target}")
    try:
        with made.connect() as connection:
            return _held(connection)
    finally:
        made.dispose()


def _dump_postgresql(engine: Engine, target: Path) -> dict[str, Any]:
    """The dump and what is told of it are of one moment: both look through the same snapshot."""
    tool = shutil.which("pg_dump")
    if tool is None:
        raise Refusal("no_pg_dump")
    url = engine.url.set(drivername="postgresql", password=None)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        for limit in ("idle_in_transaction_session_timeout", "statement_timeout"):  # a large dump takes its time
            connection.execute(text(f"SET LOCAL {limit} = 0"))
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        where = [f"--file={target}", f"--dbname={url.render_as_string()}", f"--snapshot={snapshot}"]
        done = subprocess.run(
            [tool, "--format=custom", *where],
            env=os.environ | {"PGPASSWORD": engine.url.password or ""},
            capture_output=True,
        )
        if done.returncode:
            raise Refusal("backup_failed", name=target.name)
        return _held(connection)


def _held(connection: Connection) -> dict[str, Any]:
    """Revision, rows of each table, and the last line of the log: with that it shows when lines were cut off later."""
    tables = sorted(inspect(connection).get_table_names())
    rows = {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in tables}
    chained = "log_entry" in tables and any(c["name"] == "hash" for c in inspect(connection).get_columns("log_entry"))
    head = connection.scalar(text("SELECT hash FROM log_entry ORDER BY id DESC LIMIT 1")) if chained else None
    revision = (
        connection.scalar(text("SELECT version_num FROM alembic_version")) if "alembic_version" in tables else None
    )
    return {"revision": revision, "rows": rows, "log": {"lines": rows.get("log_entry", 0), "head": head or ""}}
