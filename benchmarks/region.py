"""What the overview of many networks costs who watches over ten thousand, beside who watches over ten."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from sqlalchemy import Connection, Engine, insert, make_url, select

from benchmarks.ratio import Ratio, ratio
from benchmarks.replicas import postgresql
from data_model import schema
from data_model.access import Role
from data_model.database import connect, reading, writing
from data_model.days import dutch_day
from data_model.questions import QUESTIONS
from data_model.read.region import region
from data_model.read.viewers import present
from data_model.tables.account import Account, Grant
from data_model.tables.network import Network
from data_model.tables.standing import QuestionStanding, Standing
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import choose_grant, open_sign_in
from pages.frame.visit import Visit
from pages.network import region_table
from words.language import Words

FEW, MANY = 10, 10_000
ROUNDS = 40
NOW = datetime.now(UTC)
TODAY = dutch_day(NOW)
MOST = (2, 9, 40)  # findings of each urgency in one question


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (f"sqlite:///{Path(folder) / f'{n}.db'}" for n in (FEW, MANY))
        yield from _compared(few, many, "SQLite")
    with postgresql() as server:
        few, many = (_database(server, f"region_{n}") for n in (FEW, MANY))
        yield from _compared(few, many, "PostgreSQL")


def _compared(few: str, many: str, kind: str) -> Iterator[Ratio]:
    with _filled(few, FEW) as small, _filled(many, MANY) as large:
        places = [(one, _enter(one)) for one in (large, small)]
        for one in places:
            _first_screen(*one)
        rounds = [tuple(_first_screen(*one) for one in places) for _ in range(ROUNDS)]
        ours, floor = zip(*rounds, strict=True)
        yield ratio(f"regional overview, {MANY:,} networks / {FEW}, {kind}", ours, floor, goal=3.0)


def _first_screen(engine: Engine, token: str) -> float:
    """Who is there, what they are shown, and all of the table as it is sent.

    Where the database works in this very thread its time is counted, and what others do on the machine is not.
    """
    clock = time.thread_time if engine.dialect.name == "sqlite" else time.perf_counter
    started = clock()
    with reading(engine) as session:
        here = present(session, token, NOW)
        assert here
        visit = Visit(engine, session, here.viewer, "", TODAY, TODAY, NOW, Words("nl"), token, roles=here.roles)
        seen = region(session, here.viewer, TODAY)
        shown = region_table.of(visit, seen, 0)
    assert shown.count("<form") == min(seen.networks, 50) and seen.needing
    return clock() - started


def _enter(engine: Engine) -> str:
    """In a role that was chosen: who has many chooses one first."""
    with writing(engine) as session:
        token = open_sign_in(session, 1, NOW, SignInMethod.PROVIDER)
        choose_grant(session, token, session.scalars(select(Grant.id).limit(1)).one(), NOW)
        return token


@contextmanager
def _filled(url: str, networks: int) -> Iterator[Engine]:
    engine = connect(url)
    schema.migrate(engine)
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        _fill(connection, range(1, networks + 1), Random(7))
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
    yield engine
    engine.dispose()


def _fill(connection: Connection, networks: range, chance: Random) -> None:
    """Each judged, and all of one account."""
    made = {"created_at": NOW, "version": 1}
    whole, parts = [], []
    for id in networks:
        counts = [[chance.randint(0, most) for most in (*MOST, *MOST)] for _ in QUESTIONS]
        names = ("critical", "high", "attention", "critical_before", "high_before", "attention_before")
        judged = {"judged_on": TODAY, "judged_at": NOW, "data_version": 1}
        whole.append({"network_id": id, **judged, **dict(zip(names, map(sum, zip(*counts, strict=True)), strict=True))})
        for question, numbers in zip(QUESTIONS, counts, strict=True):
            parts.append({"network_id": id, "question": question.name, **dict(zip(names, numbers, strict=True))})
    many = [{"id": id, "name": f"Netwerk {id}", **made} for id in networks]
    grants = [
        {"account_id": 1, "network_id": id, "role": Role.COORDINATOR, "start_on": date(2025, 1, 1), **made}
        for id in networks
    ]
    connection.execute(insert(Network), many)
    connection.execute(insert(Account), [{"id": 1, "email": "an@rijk.nl", "display_name": "An", **made}])
    connection.execute(insert(Grant), grants)
    connection.execute(insert(Standing), whole)
    connection.execute(insert(QuestionStanding), parts)


def _database(server: str, name: str) -> str:
    admin = connect(server).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)
