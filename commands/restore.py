"""Bringing a copy back in the place of an empty database, or trying that out in a place of its own."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import ProgrammingError

from data_model.alone import alone
from data_model.database import connect
from data_model.erasures import Line, ledger_of, read_ledger, write_down
from data_model.refusal import Refusal
from data_model.restore import Restored, kind_of, restore
from settings import VAR, Settings
from words.language import N_, Words


@dataclass(frozen=True)
class Drill:
    """What came back in the place of its own, and how long it took."""

    restored: Restored
    seconds: float


def bring_back(settings: Settings, copy: Path, erasures: Path | None, at: datetime) -> Restored:
    """Whoever is in the ledger of erasures does not come back. A ledger that was named has to be there."""
    with alone(settings.database_url):
        engine = connect(settings.database_url)
        try:
            done = restore(engine, copy, _erased(engine, erasures), at)
            write_down(engine, ledger_of(engine, VAR))
        finally:
            engine.dispose()
    return done


def drill(settings: Settings, copy: Path, erasures: Path | None, at: datetime) -> Drill:
    """All of a restore, the erasures too, in a place that is gone afterwards. The real database is not touched."""
    engine = connect(settings.database_url)
    try:
        lines = _erased(engine, erasures)
        with _place_like(engine, copy) as place:
            began = perf_counter()
            return Drill(restore(place, copy, lines, at), perf_counter() - began)
    finally:
        engine.dispose()


def told(done: Restored, words: Words, seconds: float | None) -> str:
    """What came back; with seconds it was only tried out."""
    came = N_("The copy is back, of this version ({revision}): {rows} rows.")
    tried = N_("The copy can be restored, in {seconds} seconds: {rows} rows, of this version ({revision}).")
    sentence = words(came if seconds is None else tried, revision=done.revision, rows=done.rows, seconds=str(seconds))
    again = words.plural("{n} person was erased again.", "{n} people were erased again.", done.erased)
    return f"{sentence} {again}"


def _erased(engine: Engine, besides: Path | None) -> tuple[Line, ...]:
    if besides and not besides.is_file():
        raise Refusal("no_ledger", name=str(besides))
    return tuple(dict.fromkeys((*read_ledger(ledger_of(engine, VAR)), *(read_ledger(besides) if besides else ()))))


@contextmanager
def _place_like(engine: Engine, copy: Path) -> Iterator[Engine]:
    """An empty database of the kind of the copy: a file, or a database beside the real one on its server."""
    if kind_of(copy) == "postgresql":
        if engine.dialect.name != "postgresql":
            raise Refusal("drill_needs_server", name=str(copy))
        with _database_beside(engine) as place:
            yield place
        return
    with TemporaryDirectory(prefix="schakel-drill-") as folder:
        place = connect(f"sqlite:///{folder}/schakel.db")
        try:
            yield place
        finally:
            place.dispose()


@contextmanager
def _database_beside(engine: Engine) -> Iterator[Engine]:
    name = f"schakel_drill_{secrets.token_hex(4)}"
    server = create_engine(engine.url, hide_parameters=True, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            try:
                connection.execute(text(f"CREATE DATABASE {name}"))
            except ProgrammingError as problem:
                raise Refusal("drill_not_allowed") from problem
        place = connect(engine.url.set(database=name).render_as_string(hide_password=False))
        try:
            yield place
        finally:
            place.dispose()
            with server.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        server.dispose()
