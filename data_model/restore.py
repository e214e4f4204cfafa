"""Bringing a copy of the database back without bringing back who was erased since."""

import threading
from pathlib import Path
from time import sleep

from sqlalchemy import Engine

from data_model.scrub import scrub

LEDGER = "erasures.jsonl"
_TRIES = 20


def ledger_of(engine: Engine, otherwise: Path) -> Path:
    """Where it is written down who was erased: beside an SQLite file, else in the folder of this installation."""
    if engine.dialect.name == "sqlite":
        return Path(str(engine.url.database)).parent / LEDGER
    return otherwise / LEDGER


def settle_soon(engine: Engine, otherwise: Path) -> None:
    """After an erasure on a page: in a thread of its own, once nobody reads. PostgreSQL waits for the night."""
    threading.Thread(target=_settle, args=(engine, otherwise), daemon=True).start()


def _settle(engine: Engine, otherwise: Path) -> None:
    write_down(engine, ledger_of(engine, otherwise))
    if engine.dialect.name == "sqlite":
        for _ in range(_TRIES):
            if scrub(engine):
                return
            sleep(0.5)


def write_down(engine: Engine, ledger: Path) -> None:
    """Add the erasures of this database to the ledger, as far as they are not in it."""
