"""Who was erased, written down outside the database and without a name, so that an older copy forgets them again."""

import json
import os
import threading
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine, select

from data_model.database import reading
from data_model.refusal import Refusal
from data_model.scrub import scrub
from data_model.tables.network import Network
from data_model.tables.privacy import Erasure

LEDGER = "erasures.jsonl"
_TRIES = 40


class Line(NamedTuple):
    """An erasure. When the network was made tells it from one with the same number in another database."""

    network: int
    network_made_at: datetime
    person: int
    at: datetime


def ledger_of(engine: Engine, otherwise: Path) -> Path:
    """Beside an SQLite file; for a server, in the folder of this installation."""
    if engine.dialect.name == "sqlite":
        return Path(str(engine.url.database)).parent / LEDGER
    return otherwise / LEDGER


def read_ledger(ledger: Path) -> tuple[Line, ...]:
    """Nothing for a ledger that is not there. Refuses one with a line that is no erasure."""
    try:
        return tuple(_line(one) for one in ledger.read_text().splitlines() if one.strip())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Refusal("no_ledger", name=str(ledger)) from problem


def write_down(engine: Engine, ledger: Path, others: Iterable[Line] = ()) -> None:
    """Add the erasures of this database that the ledger lacks, and others. Safe to do again."""
    with reading(engine) as session:
        rows = session.execute(
            select(Erasure.network_id, Network.created_at, Erasure.person_id, Erasure.erased_at)
            .join(Network, Network.id == Erasure.network_id)
            .order_by(Erasure.id)
        )
        erased = {line[:3]: line for line in (*others, *(Line(*row) for row in rows))}
    known = {line[:3] for line in read_ledger(ledger)}
    _append(ledger, (line for what, line in erased.items() if what not in known))


def settle_soon(engine: Engine, otherwise: Path) -> threading.Thread:
    """After an erasure on a page: in a thread of its own, once nobody reads. PostgreSQL is wiped in the night."""
    thread = threading.Thread(target=_settle, args=(engine, otherwise), daemon=True)
    thread.start()
    return thread


def _settle(engine: Engine, otherwise: Path) -> None:
    write_down(engine, ledger_of(engine, otherwise))
    for _ in range(_TRIES if engine.dialect.name == "sqlite" else 0):
        if scrub(engine):
            return


def _append(ledger: Path, lines: Iterable[Line]) -> None:
    """Only added to, and on the disk before anything else is done."""
    told = "".join(f"{json.dumps(line._asdict(), default=datetime.isoformat)}\n" for line in lines)
    if not told:
        return
    ledger.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.write(told)
        file.flush()
        os.fsync(file.fileno())


def _line(told: str) -> Line:
    said = json.loads(told)
    made_at, at = datetime.fromisoformat(said["network_made_at"]), datetime.fromisoformat(said["at"])
    if not (made_at.tzinfo and at.tzinfo):
        raise ValueError
    return Line(int(said["network"]), made_at, int(said["person"]), at)
