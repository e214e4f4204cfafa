"""A copy of the whole database that is consistent while people work: whole, checked, or not there at all."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from data_model.refusal import Refusal


def back_up(engine: Engine, target: Path) -> None:
    """Write a copy that only its owner can read. Refuses to write over a file, and to keep a copy that is not sound."""
    if target.exists():
        raise Refusal("file_exists", name=str(target))
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=0o600)
        try:
            (_copy_sqlite if engine.dialect.name == "sqlite" else _dump_postgresql)(engine, unfinished)
            unfinished.rename(target)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as problem:
        raise Refusal("backup_failed", name=str(target)) from problem


def _copy_sqlite(engine: Engine, target: Path) -> None:
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


def _dump_postgresql(engine: Engine, target: Path) -> None:
    tool = shutil.which("pg_dump")
    if tool is None:
        raise Refusal("no_pg_dump")
    url = engine.url.set(drivername="postgresql", password=None)
    done = subprocess.run(
        [tool, "--format=custom", f"--file={target}", f"--dbname={url.render_as_string()}"],
        env=os.environ | {"PGPASSWORD": engine.url.password or ""},
        capture_output=True,
    )
    if done.returncode:
        raise Refusal("backup_failed", name=target.name)
