"""One process at a time serves, migrates, moves or brings back an SQLite file; what only adds to it may run beside."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout
from sqlalchemy import Engine, make_url

from data_model.database import SQLITE
from data_model.place import LEAST_ROOM, require_ours, require_place
from data_model.refusal import Refusal

log = logging.getLogger("schakel")
# Older ones can damage a database when somebody writes while its log is emptied ("WAL-reset bug").
FIRST_SOUND_SQLITE = (3, 51, 3)
# Reading all pages takes 0.2 s for this many bytes that the system remembers, 3 s from a disk.
CHECKED_AT_START = 100 * 1024 * 1024
_kept: list[BaseFileLock] = []


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Refuses when another process has the file. The system frees it when a process ends, however it ends."""
    lock = _taken(url)
    try:
        yield
    finally:
        if lock:
            lock.release()


def keep_alone(url: str) -> None:
    """The same until this process ends, with room to work in."""
    if file := _file(url):
        require_place(file, LEAST_ROOM)
    if lock := _taken(url):
        _kept.append(lock)


def require_sound(engine: Engine) -> None:
    """Refuse a damaged database. A large one is not read through here: that is for the night."""
    file = _file(engine.url.render_as_string(hide_password=False))
    if file is None or not file.exists() or file.stat().st_size > CHECKED_AT_START:
        return
    with engine.connect() as connection:
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise Refusal("damaged", name=str(file))


def warn_of_old_sqlite(url: str, version: tuple[int, ...] = SQLITE.sqlite_version_info) -> None:
    """Write down that this SQLite is one of those with the bug: nothing else may then be at work in the file."""
    if _file(url) and version < FIRST_SOUND_SQLITE:
        log.warning("sqlite_old", extra={"reason": ".".join(map(str, version))})


def _taken(url: str) -> BaseFileLock | None:
    file = _file(url)
    if file is None:
        return None
    require_place(file)
    require_ours(file, SQLITE)
    beside = file.with_name(f"{file.name}.lock")
    lock = FileLock(beside, 0, fallback_to_soft=False, preserve_lock_file=True)
    try:
        beside.touch(mode=0o600)
        lock.acquire()
    except Timeout:
        raise Refusal("not_alone", name=str(file)) from None
    except OSError as problem:
        raise Refusal("not_writable", name=str(file)) from problem
    return lock


def _file(url: str) -> Path | None:
    """The file itself, also when it is asked for by another name."""
    parts = make_url(url)
    return Path(parts.database).resolve() if parts.get_backend_name() == "sqlite" and parts.database else None
