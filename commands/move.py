"""Moving a database from an SQLite file to a server."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from data_model.alone import alone
from data_model.database import connect
from data_model.erasures import ledger_of, read_ledger, write_down
from data_model.move import Moved, move
from data_model.refusal import Refusal
from data_model.unreachable import why
from settings import VAR, Settings, database_url
from words.language import N_, Words


def move_to(settings: Settings, address: str, at: datetime) -> Moved:
    """Nobody else works in the file meanwhile. Who was erased stays erased, and is known at the new place too."""
    here, there = make_url(settings.database_url), database_url(address, "URL")
    if here.get_backend_name() != "sqlite" or there.get_backend_name() != "postgresql":
        raise Refusal("move_only")
    if not Path(str(here.database)).is_file():
        raise Refusal("no_source", name=str(here.database))
    with alone(settings.database_url):
        source, target = connect(settings.database_url), connect(there.render_as_string(hide_password=False))
        try:
            kept = ledger_of(target, VAR)
            lines = dict.fromkeys((*read_ledger(ledger_of(source, VAR)), *read_ledger(kept)))
            done = move(source, target, lines, at)
            write_down(target, kept, lines)
        except DBAPIError as problem:
            raise why(problem, there) or problem from None
        finally:
            source.dispose()
            target.dispose()
    return done


def plain(done: Moved) -> dict[str, Any]:
    log = {"lines": done.lines, "head": done.head}
    return {"revision": done.revision, "rows": done.rows, "log": log, "erased": done.erased}


def told(done: Moved, words: Words) -> str:
    same = words(
        N_("{rows} rows of {tables} tables were moved, and are the same on both sides. The log is whole."),
        rows=sum(done.rows.values()),
        tables=len(done.rows),
    )
    again = words.plural("{n} person was erased again.", "{n} people were erased again.", done.erased)
    then = words(N_("Let DATABASE_URL name the new database from now on. The file is as it was."))
    return f"{same} {again} {then}" if done.erased else f"{same} {then}"
