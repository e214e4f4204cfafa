"""What is sent twice is done once: the id of an act stands in its line, and nothing is done under it again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.database import AlreadyDone, once, reading, writing
from data_model.refusal import Refusal
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Organisation
from data_model.write.organisations import add_organisation
from tests.conftest import NOW, Town
from tests.outage.conftest import Act, put_down

__all__ = ["put_down"]


def lines(town: Town) -> list[tuple[str, str | None]]:
    with reading(town.engine) as session:
        rows = session.execute(select(LogEntry.result, LogEntry.command_id).order_by(LogEntry.id))
        return [(result, command) for result, command in rows]


def organisations(town: Town) -> list[str]:
    with reading(town.engine) as session:
        return [*session.scalars(select(Organisation.name).order_by(Organisation.id))]


@pytest.fixture
def by(town: Town) -> Iterator[Viewer]:
    yield town.viewer()


def test_an_act_is_not_done_again_under_its_id(town: Town, by: Viewer, put_down: Act) -> None:
    command = str(uuid4())

    def do(session: Session) -> str:
        return put_down(session, name="Voedselbank", by=by, at=NOW)

    assert once(town.engine, do, command) == "Voedselbank"
    for _ in range(2):
        with pytest.raises(AlreadyDone):
            once(town.engine, do, command)
    assert (organisations(town), lines(town)) == (["Voedselbank"], [("done", command)])
    once(town.engine, do)
    assert organisations(town) == ["Voedselbank", "Voedselbank"]


def test_who_sends_it_at_the_same_moment_does_it_once(town: Town, by: Viewer, put_down: Act) -> None:
    command = str(uuid4())

    def send(number: int) -> bool:
        try:
            once(town.engine, lambda session: put_down(session, name=str(number), by=by, at=NOW), command)
        except AlreadyDone:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(send, range(8))) == 1
    assert len(organisations(town)) == 1 and lines(town) == [("done", command)]


def test_what_was_refused_can_be_done_under_the_same_id(town: Town, by: Viewer) -> None:
    command = str(uuid4())
    with pytest.raises(Refusal):
        once(town.engine, lambda session: add_organisation(session, name=" ", by=by, at=NOW), command)
    once(town.engine, lambda session: add_organisation(session, name="School", by=by, at=NOW).id, command)
    assert lines(town) == [("refused", None), ("done", command)]


def test_every_act_has_an_id_of_its_own_also_in_one_transaction(town: Town, by: Viewer, put_down: Act) -> None:
    with writing(town.engine) as session:
        for name in ("School", "Voedselbank", "Huisarts"):
            put_down(session, name=name, by=by, at=NOW)
    with writing(town.engine) as session:
        put_down(session, name="Bibliotheek", by=by, at=NOW)
    first, second, third, other = (command or "" for _, command in lines(town))
    assert (second, third) == (f"{first}.2", f"{first}.3")
    assert UUID(first) != UUID(other)


def test_several_acts_in_one_transaction_are_not_done_again(town: Town, by: Viewer, put_down: Act) -> None:
    command = str(uuid4())

    def both(session: Session) -> list[str]:
        return [put_down(session, name=name, by=by, at=NOW) for name in ("School", "Voedselbank")]

    once(town.engine, both, command)
    with pytest.raises(AlreadyDone):
        once(town.engine, both, command)
    assert organisations(town) == ["School", "Voedselbank"]
