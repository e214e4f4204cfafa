"""PostgreSQL is killed while people work, and again: what was told to be done is there, each once."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from time import monotonic, sleep
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data_model.database import AlreadyDone, once, reading
from data_model.read.log_check import verify
from data_model.tables.log import LogEntry
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from tests.conftest import NOW, Town, insider
from tests.outage.conftest import Act
from tests.outage.server import Server

KILLS = 25 if os.environ.get("SCHAKEL_LONG") else 3
WRITERS = 3
# Acts between two kills: enough to be in the middle of some.
EACH = 20
PATIENCE = 120


def test_nothing_is_lost_and_nothing_double(server: Server, database: str, put_down: Act) -> None:
    engine = insider(database)
    by, counting = Town(engine).viewer(), Lock()
    told: list[str] = []
    tried_again: list[str] = []
    over = Event()

    def do(command: str) -> None:
        """Until it is told to be done, under the same id."""
        for _ in range(PATIENCE * 10):
            try:
                once(engine, lambda session: put_down(session, name=command, by=by, at=NOW), command)
            except AlreadyDone:
                tried_again.append(command)
            except (DBAPIError, PoolTimeout):
                sleep(0.1)
                continue
            with counting:
                told.append(command)
            return
        raise AssertionError("the database did not come back")

    def work(_: int) -> None:
        while not over.is_set():
            do(str(uuid4()))

    with ThreadPoolExecutor(WRITERS) as pool:
        working = [pool.submit(work, writer) for writer in range(WRITERS)]
        try:
            for _ in range(KILLS):
                _wait_for(told, len(told) + EACH)
                server.kill()
                server.start()
            _wait_for(told, len(told) + EACH)
        finally:
            over.set()
        for one in working:
            one.result(PATIENCE)

    with reading(engine) as session:
        names = session.scalars(select(Organisation.name)).all()
        lines = session.scalars(select(LogEntry.command_id).where(LogEntry.result == "done")).all()
        version = session.scalars(select(Network.data_version)).one()
        assert verify(session).sound
        assert session.scalar(select(func.count()).select_from(LogEntry)) == len(lines)
    engine.dispose()
    assert sorted(names) == sorted(told) == sorted(line or "" for line in lines)
    assert len(set(told)) == len(told) >= EACH * (KILLS + 1)
    assert version == 1 + len(told)


def _wait_for(told: list[str], many: int) -> None:
    until = monotonic() + PATIENCE
    while len(told) < many:
        assert monotonic() < until, "nothing is written any more"
        sleep(0.02)
