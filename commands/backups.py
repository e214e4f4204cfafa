"""Copies that are made by themselves, every night and before an upgrade; kept for a time, and others left alone."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine

from data_model.backup import BEFORE_UPGRADE, NIGHTLY, back_up, manifest_of, sha256, told_of
from data_model.days import dutch_day
from data_model.refusal import Refusal
from settings import VAR

# So many days each one is kept; then the first of each week, until data of people have lived on for five weeks.
DAYS, LONGEST = 7, 35
# A start that fails again and again makes a copy each time.
MOST_BEFORE_UPGRADES = 5
_FORMS = {"sqlite": "db", "postgresql": "dump"}
_NAMES = {NIGHTLY: r"schakel-\d{4}-\d\d-\d\d\.(db|dump)", BEFORE_UPGRADE: r"schakel-\w+-\d{8}-\d{6}\.(db|dump)"}
# How `back_up` calls what it is still writing: the name it will get, and the number of the process.
_UNFINISHED = re.compile(r"\.schakel-[\w-]+\.(?:db|dump)\.(\d+)(?:-\w+)*")


def back_up_tonight(engine: Engine, folder: Path, at: datetime) -> tuple[Path, list[Path]]:
    """The copy of this day, made now or earlier today, and the older ones that went. Safe to run again."""
    file = folder / f"schakel-{dutch_day(at):%Y-%m-%d}.{_FORMS[engine.dialect.name]}"
    for place in {folder, automatic_folder(engine)}:
        _clear_broken_off(place)
    if not _is_there(file):
        back_up(engine, file, at, NIGHTLY)
    made, today = dict(_made(folder, NIGHTLY)), dutch_day(at)
    stay = kept(made.values(), today)
    gone = [file for file, day in sorted(made.items()) if day not in stay]
    return file, [*_delete(gone), *_forget_before_upgrades(automatic_folder(engine), today)]


def back_up_first(engine: Engine, revision: str, at: datetime) -> Path:
    """The copy of a database that is about to be changed."""
    folder = automatic_folder(engine)
    file = folder / f"schakel-{revision}-{at:%Y%m%d-%H%M%S}.{_FORMS[engine.dialect.name]}"
    back_up(engine, file, at, BEFORE_UPGRADE)
    _clear_broken_off(folder)
    _forget_before_upgrades(folder, dutch_day(at))
    return file


def automatic_folder(engine: Engine) -> Path:
    """Where the copy before an upgrade goes: beside an SQLite file, or with this installation."""
    beside = Path(str(engine.url.database)).parent if engine.dialect.name == "sqlite" else VAR
    return beside / "backups"


def newest_in(folder: Path) -> tuple[Path, datetime] | None:
    """The youngest copy that tells when it was made, for whatever reason it was."""
    found = [(moment, file) for file in _files(folder) if (moment := _moment(file))]
    return max(found)[::-1] if found else None


def kept(made: Iterable[date], today: date) -> set[date]:
    """Which days stay: the last seven, and before those the first of each week. What is dated later stays."""
    days = set(made)
    first: dict[tuple[int, int], date] = {}
    for day in sorted(days):
        first.setdefault(day.isocalendar()[:2], day)
    return {day for day in days if (today - day).days < (LONGEST if day in first.values() else DAYS)}


def _is_there(file: Path) -> bool:
    """Whether a sound copy was made today."""
    if not file.exists():
        return False
    try:
        told = told_of(file)
    except ValueError:
        told = None
    if not told or told["sha256"] != sha256(file):
        raise Refusal("file_exists", name=str(file))
    return True


def _forget_before_upgrades(folder: Path, today: date) -> list[Path]:
    made = dict(_made(folder, BEFORE_UPGRADE))
    newest = sorted(made, key=lambda file: (made[file], file.stat().st_mtime), reverse=True)
    return _delete(
        file for n, file in enumerate(newest) if n >= MOST_BEFORE_UPGRADES or (today - made[file]).days >= LONGEST
    )


def _delete(files: Iterable[Path]) -> list[Path]:
    gone = list(files)
    for file in gone:
        file.unlink()
        manifest_of(file).unlink(missing_ok=True)
    return gone


def _made(folder: Path, why: str) -> Iterator[tuple[Path, date]]:
    """What was made here for this reason, by its name and by what was told of it, and on which day."""
    for file in _files(folder):
        if re.fullmatch(_NAMES[why], file.name) and not file.is_symlink() and (moment := _moment(file, why)):
            yield file, dutch_day(moment)


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []


def _moment(file: Path, why: str | None = None) -> datetime | None:
    """When a copy was made, if it tells that and was made for this reason."""
    with suppress(ValueError, KeyError, TypeError):
        told = told_of(file)
        if told and why in (None, told["why"]):
            moment = datetime.fromisoformat(told["made_at"])
            return moment if moment.tzinfo else None
    return None


def _clear_broken_off(folder: Path) -> None:
    """What a process left that was killed while it made or deleted a copy; what is unfinished holds data of people."""
    for file in folder.iterdir() if folder.is_dir() else ():
        unfinished = _UNFINISHED.fullmatch(file.name)
        told = any(re.fullmatch(name + r"\.json", file.name) for name in _NAMES.values())
        if (unfinished and not _runs(int(unfinished[1]))) or (told and not file.with_suffix("").exists()):
            file.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
