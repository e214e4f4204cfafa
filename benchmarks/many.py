"""What reading one network costs beside ten thousand others, after twenty years, and against the driver alone.

SCHAKEL_NETWORKS: how many networks, when ten thousand are too many to try something out. They take some gigabytes
under build/ and in the folder for temporary files, which are let go at the end.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Engine, Select, event, make_url
from sqlalchemy.orm import Session

from benchmarks.ratio import Ratio, ratio
from benchmarks.replicas import postgresql
from data_model import schema, scope
from data_model.access import Viewer, command_line
from data_model.database import connect, reading
from data_model.days import dutch_day
from data_model.questions import find
from data_model.read import (
    actions,
    affiliations,
    contacts,
    covenant,
    covenant_parts,
    map,
    map_facts,
    meeting_days,
    memberships,
    rhythm,
    statements,
    turnover,
)
from data_model.read.judged import known
from data_model.scope import working_for
from demo.many import fill_many

NETWORKS = int(os.environ.get("SCHAKEL_NETWORKS", "10000"))
ROUNDS = 60
YEARS = 20
BUILD = Path(__file__).parents[1] / "build"
TODAY = dutch_day(datetime.now(UTC))
FACTS = (
    actions,
    affiliations,
    contacts,
    covenant,
    covenant_parts,
    map,
    map_facts,
    meeting_days,
    memberships,
    rhythm,
    statements,
    turnover,
)
STATEMENTS = list(dict.fromkeys(one for module in FACTS for one in vars(module).values() if isinstance(one, Select)))
Read = Callable[[Session, Viewer], object]


class Place(NamedTuple):
    """A database with the numbers of the networks in it."""

    engine: Engine
    networks: range


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run."""
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as folder, _sqlite(folder, 1) as one:
        yield from _beside_the_driver(one)
        with _sqlite(folder, 1, YEARS) as old:
            yield from _compared(old, one, f"after {YEARS} years / after 2", None)
        with _sqlite(folder, NETWORKS) as many:
            yield from _compared(many, one, f"{NETWORKS:,} networks / one, SQLite", 2.5)
    with (
        postgresql() as server,
        _filled(_database(server, "one"), 1) as one,
        _filled(_database(server, "many"), NETWORKS) as many,
    ):
        yield from _compared(many, one, f"{NETWORKS:,} networks / one, PostgreSQL", 1.5)


def _compared(ours: Place, floor: Place, name: str, goal: float | None) -> Iterator[Ratio]:
    """Each time of another network, as when people of all of them come by."""
    reads: dict[str, Read] = {
        "facts of Vandaag": known,
        "findings": lambda session, viewer: find(session, viewer, TODAY),
    }
    for what, read in reads.items():
        chance = Random(7)
        for place in (ours, floor):
            _seconds(place, chance, read)
        rounds = [(_seconds(ours, chance, read), _seconds(floor, chance, read)) for _ in range(ROUNDS)]
        own, other = zip(*rounds, strict=True)
        yield ratio(f"{what}, {name}", own, other, goal)


def _seconds(place: Place, chance: Random, read: Read) -> float:
    """Of the processor where the database works in this process."""
    viewer = command_line(chance.choice(place.networks))
    clock = time.process_time if place.engine.dialect.name == "sqlite" else time.perf_counter
    started = clock()
    with reading(place.engine) as session:
        read(session, viewer)
    return clock() - started


def _rows(session: Session, viewer: Viewer) -> None:
    with working_for(session, viewer):
        for statement in STATEMENTS:
            scope.rows(session, statement)


def _heard(place: Place) -> tuple[list[tuple[Any, Any]], list[tuple[str, Any]]]:
    """What SQLAlchemy is given for these rows, and what it asks the driver, each with its parameters."""
    given, asked = list[tuple[Any, Any]](), list[tuple[str, Any]]()

    def notice(_: Any, statement: Any, __: Any, parameters: Any, ___: Any) -> None:
        given.append((statement, parameters))

    def hear(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        asked.append((statement, parameters))

    with reading(place.engine) as session:
        session.connection()
        event.listen(place.engine, "before_cursor_execute", hear)
        event.listen(place.engine, "before_execute", notice)
        _rows(session, command_line(place.networks[0]))
        event.remove(place.engine, "before_execute", notice)
        event.remove(place.engine, "before_cursor_execute", hear)
    return given, asked


def _beside_the_driver(place: Place) -> Iterator[Ratio]:
    """The rows of all statements of the facts, and the facts made of them, against what the driver of SQLite gives.

    The driver gives days as text, and puts nothing together. SQLAlchemy alone gives the rows without our gate.
    """
    given, asked = _heard(place)
    raw = place.engine.raw_connection()
    cursor = raw.cursor()

    def by_the_driver() -> float:
        started = time.process_time()
        for statement, parameters in asked:
            cursor.execute(statement, parameters).fetchall()
        return time.process_time() - started

    def by_sqlalchemy() -> float:
        with place.engine.connect() as connection:
            started = time.process_time()
            for statement, parameters in given:
                connection.execute(statement, parameters).all()
            return time.process_time() - started

    turns = [
        (_seconds(place, Random(7), _rows), _seconds(place, Random(7), known), by_sqlalchemy(), by_the_driver())
        for _ in range(ROUNDS)
    ]
    raw.close()
    read, facts, bare, driver = zip(*turns, strict=True)
    yield ratio("facts of Vandaag / the same statements by sqlite3 alone", read, driver, 2.1)
    yield ratio("the same statements by SQLAlchemy alone / by sqlite3 alone", bare, driver, None)
    yield ratio("Vandaag's facts put together / the same statements by sqlite3 alone", facts, driver, None)


@contextmanager
def _filled(url: str, networks: int, years: int = 2) -> Iterator[Place]:
    engine = connect(url)
    schema.migrate(engine)
    yield Place(engine, fill_many(engine, networks, TODAY, years=years))
    engine.dispose()


@contextmanager
def _sqlite(folder: str, networks: int, years: int = 2) -> Iterator[Place]:
    with _filled(f"sqlite:///{folder}/{networks}-{years}.db", networks, years) as place:
        yield place


def _database(server: str, name: str) -> str:
    admin = connect(server).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("SET statement_timeout = 0")
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)
