"""Bringing a copy back in the place of an empty database."""

from datetime import datetime
from pathlib import Path

from data_model.database import connect
from data_model.erasures import ledger_of, read_ledger, write_down
from data_model.refusal import Refusal
from data_model.restore import Restored, restore
from settings import VAR, Settings


def bring_back(settings: Settings, copy: Path, erasures: Path | None, at: datetime) -> Restored:
    """Whoever is in the ledger of erasures does not come back. A ledger that was named has to be there."""
    if erasures and not erasures.is_file():
        raise Refusal("no_ledger", name=str(erasures))
    engine = connect(settings.database_url)
    try:
        ledger = ledger_of(engine, VAR)
        lines = dict.fromkeys((*read_ledger(ledger), *(read_ledger(erasures) if erasures else ())))
        done = restore(engine, copy, lines, at)
        write_down(engine, ledger)
    finally:
        engine.dispose()
    return done
