"""Whether an SQLite file can be kept where it is asked to be: on a disk of this machine, to be written, and ours."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from data_model.refusal import Refusal

MOUNTS = Path("/proc/self/mounts")
# SQLite needs locks and shared memory that hold for everybody who has the file open; over a network they do not.
OVER_A_NETWORK = re.compile(
    r"(nfs\d?|cifs|smb\w*|9p|afs|ncpfs|ceph|glusterfs|lustre|davfs|gpfs|beegfs|ocfs2|gfs2"
    r"|fuse\.(sshfs|rclone|s3fs|glusterfs\w*|ceph\S*|davfs2?|gcsfuse|goofys|gvfsd-fuse|juicefs|smbnetfs|curlftpfs))"
)
_WRONG_INSIDE = {"SQLITE_NOTADB": "no_database", "SQLITE_CORRUPT": "damaged"}
# Room for the log of SQLite, which grows to 4 MB and more before it is emptied.
LEAST_ROOM = 16 * 1024 * 1024


def require_place(file: Path, room: int = 0) -> None:
    """Refuse a place where no database can be kept, before a file is made there. `room` is in bytes."""
    if kind := network_file_system(file):
        raise Refusal("network_disk", name=str(file), drive=kind)
    with _told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and not file.is_file():
            raise Refusal("no_file", name=str(file))
        if not os.access(file.parent, os.W_OK | os.X_OK) or (file.exists() and not os.access(file, os.W_OK | os.R_OK)):
            raise Refusal("not_writable", name=str(file))
        disk = shutil.disk_usage(file.parent)
        if disk.total and disk.free < room:
            raise Refusal("no_room", name=str(file.parent))


def require_ours(file: Path, driver: Any) -> None:
    """Refuse a file with something else in it. Changes nothing, not even the way in which the file keeps its log.

    `driver` is the SQLite with which it is opened later: two of them in one process undo each other's locks.
    """
    if not file.exists() or not file.stat().st_size:
        return
    try:
        with closing(driver.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except driver.DatabaseError as problem:
        if kind := _WRONG_INSIDE.get(getattr(problem, "sqlite_errorname", "")):
            raise Refusal(kind, name=str(file)) from problem
        return  # somebody is at work in it: the engine will wait, or say so
    if tables and "alembic_version" not in tables:
        raise Refusal("not_ours", name=str(file))


def network_file_system(file: Path, mounts: Path | None = None) -> str | None:
    """The kind of network drive a file is on; None on a disk of this machine, or when the machine does not tell."""
    try:
        lines = [line.split() for line in (mounts or MOUNTS).read_text().splitlines()]
    except OSError:
        return None
    place = file.absolute().resolve()
    over = [(_plain(line[1]), line[2]) for line in lines if len(line) > 2]
    below = [(len(point), order, kind) for order, (point, kind) in enumerate(over) if place.is_relative_to(point)]
    kind = max(below)[2] if below else ""
    return kind if OVER_A_NETWORK.fullmatch(kind) else None


def _plain(point: str) -> str:
    """A mount point as it is called: spaces and the like are written by their number."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise Refusal("not_writable", name=str(file)) from problem
