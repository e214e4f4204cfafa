"""What goes wrong around Schakel: a PostgreSQL that is killed, stopped and started, and answers that get lost."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.orm import Session

from data_model import schema
from data_model.access import Viewer
from data_model.database import connect
from data_model.tables.organisation import Organisation
from data_model.write import journal
from data_model.write.records import make
from tests.outage.server import Server

Act = Callable[..., str]
TEMPLATE = "outage_template"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL of its own: other tests go on with theirs. It is killed, but the machine keeps its power."""
    folder = tempfile.mkdtemp(prefix="schakel-outage-")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    running = Server(folder)
    with _admin(running).connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text(f"CREATE DATABASE {TEMPLATE}"))
    template = connect(running.address(TEMPLATE))
    schema.migrate(template)
    template.dispose()
    yield running
    running.end()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated, empty database on that server."""
    name = f"test_{abs(hash(request.node.nodeid))}"
    server.start()
    with _admin(server).connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
    yield server.address(name)
    server.start()
    with _admin(server).connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def _admin(server: Server) -> Engine:
    return create_engine(server.address("postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")


@pytest.fixture
def put_down(monkeypatch: pytest.MonkeyPatch) -> Act:
    """An act that nothing but its id keeps from being done twice. It is none of Schakel's."""
    monkeypatch.setattr(journal, "ACTS", {})

    @journal.act
    def put_down(session: Session, *, name: str, by: Viewer, at: datetime) -> str:
        organisation = make(session, Organisation, name=name, by=by, at=at)
        journal.note(session, "put_down", organisation, ("name",), by=by, at=at)
        return organisation.name

    return put_down
