"""How this installation is doing, in one answer for who watches it: what is there, how old, and what is wrong."""

import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from commands.backups import automatic_folder, newest_in
from data_model import schema
from data_model.condition import Condition, condition
from data_model.database import connect, reading
from data_model.erasures import ledger_of, read_ledger
from data_model.findings import Value
from data_model.read.log_check import log_head, verify
from data_model.read.outbox import how_many_given_up, how_many_overdue, how_many_wait
from data_model.refusal import Refusal
from data_model.restore import came_back
from settings import ROOT, VAR, Settings
from words.language import N_, Words

# A copy is made every night and mail goes every hour; a night that takes its time is no alarm.
BACKUP_AT_MOST, MAIL_AT_MOST = timedelta(hours=26), timedelta(hours=2)
# Room for a backup or an upgrade: twice the database, and this in any case.
LEAST_ROOM = 256 * 1024 * 1024
WRONG = {
    "revision": N_("the database is not of this version"),
    "damaged": N_("the database is damaged"),
    "unsafe": N_("the server is set so that an act can be lost"),
    "backup": N_("there is no backup of the last day"),
    "mail": N_("mail has been waiting for hours"),
    "log": N_("the log is not as it was written"),
    "erasures": N_("people who were erased are there again"),
    "room": N_("the disk is nearly full"),
}


@dataclass
class Status:
    """What there is to know. `wrong` holds codes of what somebody should look at, in the order of `WRONG`."""

    version: str
    revision: str | None
    revision_of_code: str
    database: Condition
    free: int
    backup: str | None = None
    backup_hours: float | None = None
    waiting: int = 0
    overdue: int = 0
    given_up: int = 0
    log_head: str = ""
    log_lines: int | None = None
    log_sound: bool | None = None
    erasures_to_repeat: int = 0
    wrong: list[str] = field(default_factory=list)


def look(settings: Settings, at: datetime, backups: Path | None, *, check: bool) -> Status:
    """Nothing changes. With `check` the whole log is read. `backups`: where the nightly copies should be."""
    engine = connect(settings.database_url)
    try:
        _require_there(engine)
        found = _of_database(engine)
        _of_backups(found, (automatic_folder(engine), *([backups] if backups else [])), at)
        if found.revision == found.revision_of_code:
            _of_contents(found, engine, at, check)
    finally:
        engine.dispose()
    found.wrong = [code for code, wrong in _judged(settings, found, nightly=backups is not None).items() if wrong]
    return found


def code_version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def _require_there(engine: Engine) -> None:
    """Or looking would make an empty file."""
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        raise Refusal("nothing_there", name=str(engine.url.database))


def _of_database(engine: Engine) -> Status:
    here = Path(str(engine.url.database)).parent if engine.dialect.name == "sqlite" else ROOT
    free = shutil.disk_usage(here).free
    return Status(code_version(), schema.current(engine), schema.newest(), condition(engine), free)


def _of_backups(found: Status, folders: tuple[Path, ...], at: datetime) -> None:
    made = [one for folder in folders if (one := newest_in(folder))]
    if made:
        file, moment = max(made, key=lambda one: one[1])
        found.backup, found.backup_hours = str(file), round((at - moment) / timedelta(hours=1), 1)


def _of_contents(found: Status, engine: Engine, at: datetime, check: bool) -> None:
    with reading(engine) as session:
        found.waiting, found.given_up = how_many_wait(session), how_many_given_up(session)
        found.overdue = how_many_overdue(session, at - MAIL_AT_MOST)
        found.log_head = log_head(session)
        if check:
            log = verify(session)
            found.log_lines, found.log_sound = log.count, log.sound
    found.erasures_to_repeat = came_back(engine, read_ledger(ledger_of(engine, VAR)))


def _judged(settings: Settings, found: Status, *, nightly: bool) -> dict[str, bool]:
    hours = found.backup_hours
    judged = {
        "revision": found.revision != found.revision_of_code,
        "damaged": not found.database.sound,
        "unsafe": bool(found.database.unsafe),
        "backup": nightly and (hours is None or hours > BACKUP_AT_MOST / timedelta(hours=1)),
        "mail": settings.smtp_url is not None and found.overdue > 0,
        "log": found.log_sound is False,
        "erasures": found.erasures_to_repeat > 0,
        "room": found.free < max(2 * found.database.size, LEAST_ROOM),
    }
    assert judged.keys() == WRONG.keys()
    return judged


def plain(found: Status) -> dict[str, object]:
    return asdict(found)


def told(found: Status, words: Words) -> str:
    """A line for each thing."""
    return "\n".join(words(sentence, **values) for sentence, values in _lines(found))


def _lines(found: Status) -> Iterator[tuple[str, dict[str, Value]]]:
    database, of_code = found.database, found.revision_of_code
    room = {"size": database.size // 10**6, "free": found.free // 10**6}
    yield (
        N_("Schakel {version}, database {revision} (this version has {now})."),
        {"version": found.version, "revision": found.revision or "–", "now": of_code},
    )
    kind = {"kind": database.kind, "version": database.version}
    yield N_("{kind} {version}, {size} MB. Free: {free} MB."), {**kind, **room}
    if database.checksums is not None:
        yield (N_("Checksums on: damage of a disk is found.") if database.checksums else N_("Checksums off.")), {}
    if found.backup and found.backup_hours is not None:
        last: dict[str, Value] = {"name": found.backup, "hours": found.backup_hours}
        yield N_("Last backup: {name}, {hours} hours old."), last
    else:
        yield N_("No backup is known here."), {}
    yield N_("Mail: {waiting} waiting, {given_up} given up."), {"waiting": found.waiting, "given_up": found.given_up}
    yield N_("End of the log: {head}"), {"head": found.log_head or "–"}
    if found.log_sound and found.log_lines is not None:
        yield N_("All {n} lines of the log are as they were written."), {"n": found.log_lines}


def told_wrong(found: Status, words: Words) -> str:
    return words(N_("To be looked at: {what}."), what=tuple(words(WRONG[code]) for code in found.wrong))
