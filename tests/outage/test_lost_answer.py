"""Whoever loses the answer to a commit loses nothing and does nothing twice."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from data_model.database import AlreadyDone, once, reading, writing
from data_model.read.log_check import verify
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Organisation
from tests.conftest import NOW, Town, insider
from tests.outage.conftest import Act
from tests.outage.lossy import Line, line_to
from tests.outage.server import SOCKET

pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


@pytest.fixture
def line(engine: Engine) -> Iterator[Line]:
    with line_to(Path(str(engine.url.query["host"])) / SOCKET) as line:
        yield line


@pytest.fixture
def over(engine: Engine, line: Line) -> Iterator[Engine]:
    """The database at the other end of that line."""
    url = engine.url.set(host="127.0.0.1", port=line.port, query={"sslmode": "disable"})
    over = insider(url.render_as_string(hide_password=False))
    yield over
    over.dispose()


def kept(engine: Engine) -> tuple[list[str], list[str | None]]:
    """The organisations there are, and the ids in the log."""
    with reading(engine) as session:
        assert verify(session).sound
        names = session.scalars(select(Organisation.name).order_by(Organisation.id)).all()
        return [*names], [*session.scalars(select(LogEntry.command_id).order_by(LogEntry.id))]


@pytest.mark.parametrize("before", [False, True], ids=["after the commit", "before the commit"])
def test_an_act_whose_answer_is_lost_is_done_once(over: Engine, line: Line, put_down: Act, before: bool) -> None:
    town, command = Town(over), str(uuid4())
    line.to_lose, line.before_the_commit = 1, before
    said = once(over, lambda session: put_down(session, name="Voedselbank", by=town.viewer(), at=NOW), command)
    assert (said, line.lost) == ("Voedselbank", 1)
    assert kept(over) == (["Voedselbank"], [command])


def test_without_the_second_try_it_would_be_a_failure_and_then_a_double(
    over: Engine, line: Line, put_down: Act
) -> None:
    town = Town(over)

    def try_it() -> None:
        with writing(over) as session:
            put_down(session, name="Voedselbank", by=town.viewer(), at=NOW)

    line.to_lose = 1
    with pytest.raises(DBAPIError):
        try_it()
    try_it()
    assert kept(over)[0] == ["Voedselbank", "Voedselbank"]


def test_when_both_answers_are_lost_the_next_time_it_was_done_already(over: Engine, line: Line, put_down: Act) -> None:
    town, command = Town(over), str(uuid4())

    def do(session: Session) -> str:
        return put_down(session, name="Voedselbank", by=town.viewer(), at=NOW)

    def stays_away(session: Session) -> str:
        line.to_lose = 1  # the next one too
        return do(session)

    line.to_lose, line.before_the_commit = 1, True
    with pytest.raises(DBAPIError):
        once(over, stays_away, command)
    line.to_lose, line.before_the_commit = 0, False
    assert once(over, do, command) == "Voedselbank"
    with pytest.raises(AlreadyDone):
        once(over, do, command)
    assert kept(over) == (["Voedselbank"], [command])
