"""Opens files that people bring: in a process of its own with limits, so that no file can harm the house."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from data_model.refusal import Refusal
from data_model.write.incoming import Parsed
from exchange.limits import FILE_BYTES, MEGABYTE, READERS_AT_ONCE, WALL_SECONDS
from exchange.recognise import Opened, recognise
from exchange.table import Row, Table

_READER = Path(__file__).with_name("reader.py")
_PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")  # nothing else: settings hold secrets
_TURNS = threading.BoundedSemaphore(READERS_AT_ONCE)


def open_file(*files: Path | tuple[str, bytes]) -> Parsed:
    """What one file, or the two files of a map, bring. Takes paths, or names with bytes (uploads).

    Raises `Refusal` with a kind `file_...`: empty, too_large, too_long, too_wide, bomb, protected, old_excel,
    broken, unknown, unknown_columns, too_slow, missing, pair.
    """
    return recognise([_opened(*_named_bytes(file)) for file in files])


def _named_bytes(file: Path | tuple[str, bytes]) -> tuple[str, bytes]:
    if isinstance(file, tuple):
        name, data = file
        return Path(name).name, data
    try:
        if file.stat().st_size > FILE_BYTES:
            raise Refusal("file_too_large", limit=FILE_BYTES // MEGABYTE)
        return file.name, file.read_bytes()
    except OSError as problem:
        raise Refusal("file_missing", name=file.name) from problem


def _opened(name: str, data: bytes) -> Opened:
    if not data:
        raise Refusal("file_empty")
    if len(data) > FILE_BYTES:
        raise Refusal("file_too_large", limit=FILE_BYTES // MEGABYTE)
    said = json.loads(_read_apart(name, data))
    if "refused" in said:
        raise Refusal(said["refused"], **said["values"])
    return Opened(name, said["kind"], tuple(_table(part) for part in said["tables"]))


def _read_apart(name: str, data: bytes) -> bytes:
    try:
        with _TURNS:
            done = subprocess.run(
                [sys.executable, "-I", "-B", str(_READER), name],
                input=data,
                capture_output=True,
                timeout=WALL_SECONDS,
                env={key: os.environ[key] for key in _PASSED_ON if key in os.environ},
                check=True,
            )
    except subprocess.TimeoutExpired as problem:
        raise Refusal("file_too_slow") from problem
    except subprocess.CalledProcessError as problem:  # a signal: the processor limit; a plain end: out of memory
        raise Refusal("file_too_slow" if problem.returncode < 0 else "file_bomb") from None
    return done.stdout


def _table(part: dict[str, list[list[object]]]) -> Table:
    rows = tuple(Row(number, tuple(cells)) for number, cells in part["rows"])  # type: ignore[arg-type]
    return Table(str(part["name"]), rows, frozenset((row, column) for row, column in part["cut"]))  # type: ignore[misc]


def names_of(files: Sequence[Path | tuple[str, bytes]]) -> str:
    """What to call what was opened, on screen and in the log."""
    return " + ".join(Path(file[0]).name if isinstance(file, tuple) else file.name for file in files)
