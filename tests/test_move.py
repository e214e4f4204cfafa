"""A database that moves from SQLite to PostgreSQL is the same there, row by row, or nothing has moved."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from commands import move as moving
from data_model import move, schema
from data_model.access import command_line
from data_model.alone import alone
from data_model.database import connect, reading, writing
from data_model.erasures import LEDGER, read_ledger, write_down
from data_model.read.log_check import log_head, verify
from data_model.tables.organisation import Organisation
from data_model.write.erasure import erase_person
from data_model.write.organisations import add_organisation
from tests.conftest import NOW, Town, insider
from tests.elsewhere import dump, fill_elsewhere
from tests.test_manage import Line, line, refused
from tests.write.forgetting import Remembering

__all__ = ["line"]


@pytest.fixture
def empty(postgresql: str) -> Iterator[str]:
    """The address of a database with nothing in it, not even tables."""
    admin = create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE moved_to TEMPLATE template0"))
    yield make_url(postgresql).set(database="moved_to").render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE moved_to WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def target(empty: str) -> Iterator[Engine]:
    engine = insider(empty)
    yield engine
    engine.dispose()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this installation."""
    monkeypatch.setattr(moving, "VAR", tmp_path / "var")
    return tmp_path / "var"


@pytest.fixture
def source(line: Line, sqlite_template: bytes, elsewhere: Path) -> Iterator[Engine]:
    """What the command line works on: the demo network and, in another one, a row in every table."""
    (line.folder / "schakel.db").write_bytes(sqlite_template)
    line("demo")
    engine = insider(line.url)
    fill_elsewhere(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def chained(source: Engine) -> None:
    """With lines in the log that are a chain, unlike the one elsewhere."""
    with source.begin() as connection:
        connection.execute(text("DELETE FROM log_detail"))
        connection.execute(text("DELETE FROM log_entry"))
    for name in ("Kinderopvang De Boom", "Speeltuin Zuid"):
        with writing(source) as session:
            add_organisation(session, name=name, by=command_line(1), at=NOW)


def held(engine: Engine) -> int:
    return sum(len(rows) for rows in dump(engine).values())


@pytest.mark.usefixtures("chained")
def test_every_row_is_there_and_nothing_changed_where_it_was(
    line: Line, source: Engine, target: Engine, empty: str
) -> None:
    before = dump(source)
    said = line("move", empty, "--json").data
    assert dump(target) == before == dump(source)
    assert said["rows"] == {table: len(rows) for table, rows in before.items()}
    assert {table for table, rows in before.items() if not rows} <= {"municipality", "outbox_message", "personal_link"}
    with reading(target) as there, reading(source) as here:
        assert verify(there).sound
        assert said["log"] == {"lines": 2, "head": log_head(here)}
    assert schema.current(target) == said["revision"] == schema.newest()


@pytest.mark.usefixtures("chained")
def test_what_is_added_there_gets_the_next_number(line: Line, source: Engine, target: Engine, empty: str) -> None:
    assert line("move", empty).out.endswith("Het bestand is zoals het was.\n")
    with source.connect() as connection:
        last = connection.scalar(text("SELECT max(id) FROM organisation")) or 0
    assert Town(target, "Elders").add(Organisation, name="Nieuw") == last + 1
    with target.connect() as connection:
        own = connection.execute(text("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferrable"))
        assert own.scalar() == 0


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("NEW.name := NEW.name || ' '; RETURN NEW;", "organisation zijn niet aan beide kanten hetzelfde"),
        ("RETURN NULL;", "(23503)"),
    ],
    ids=["changed", "left out"],
)
def test_rows_that_arrive_otherwise_are_found_and_nothing_stays(
    line: Line, source: Engine, target: Engine, empty: str, wrong: str, said: str
) -> None:
    schema.migrate(target)
    with target.begin() as connection:
        trigger = f"CREATE FUNCTION wrong() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {wrong} END $$"
        connection.execute(text(trigger))
        connection.execute(
            text("CREATE TRIGGER wrong BEFORE INSERT ON organisation FOR EACH ROW EXECUTE FUNCTION wrong()")
        )
    before = dump(source)
    assert said in refused(line("move", empty))
    assert held(target) == 0 and dump(source) == before


@pytest.mark.usefixtures("chained")
def test_a_row_that_is_lost_on_the_way_is_found(line: Line, source: Engine, target: Engine, empty: str) -> None:
    schema.migrate(target)
    with target.begin() as connection:
        connection.execute(text("CREATE FUNCTION lost() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"))
        connection.execute(text("CREATE TRIGGER lost BEFORE INSERT ON erasure FOR EACH ROW EXECUTE FUNCTION lost()"))
    assert "erasure" in refused(line("move", empty))
    assert held(target) == 0


def test_a_log_that_is_not_whole_does_not_move(line: Line, source: Engine, target: Engine, empty: str) -> None:
    assert "logboek" in refused(line("move", empty))
    assert held(target) == 0


@pytest.mark.usefixtures("chained")
def test_what_postgresql_cannot_hold_is_refused(line: Line, source: Engine, target: Engine, empty: str) -> None:
    with source.begin() as connection:
        connection.execute(text("UPDATE organisation SET version = 3000000000 WHERE id = 900001"))
    assert "organisation niet aan (22003)" in refused(line("move", empty))
    assert held(target) == 0


@pytest.mark.usefixtures("chained")
def test_a_target_that_holds_something_is_left_alone(line: Line, source: Engine, target: Engine, empty: str) -> None:
    schema.migrate(target)
    Town(target)
    before = dump(target)
    assert "staat al iets" in refused(line("move", empty))
    assert dump(target) == before


def test_a_target_of_something_else_or_of_another_version_is_left_alone(
    line: Line, source: Engine, target: Engine, empty: str
) -> None:
    with target.begin() as connection:
        connection.execute(text("CREATE TABLE holiday (picture text)"))
    refused(line("move", empty))
    with target.begin() as connection:
        connection.execute(text("DROP TABLE holiday"))
    schema.migrate(target, "0003")
    assert "andere versie" in refused(line("move", empty))
    assert schema.current(target) == "0003"


def test_a_source_that_is_not_there_or_not_of_this_version_is_left_alone(
    line: Line, source: Engine, target: Engine, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with source.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert "upgrade" in refused(line("move", empty))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{line.folder}/nergens.db")
    assert "nergens.db" in refused(line("move", empty))
    assert not [*line.folder.glob("nergens*")]
    assert schema.current(target) is None


def test_a_file_that_is_served_does_not_move(line: Line, source: Engine, target: Engine, empty: str) -> None:
    with alone(line.url):
        assert "ander proces" in refused(line("move", empty))
    assert schema.current(target) is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///elders.db", "alleen naar PostgreSQL"),
        ("elders", "URL is geen adres van een database."),
        ("postgresql://schakel:geheim@127.0.0.1:1/schakel", "Op 127.0.0.1:1 antwoordt geen database."),
    ],
)
def test_an_address_that_leads_nowhere_is_told_so(line: Line, source: Engine, url: str, said: str) -> None:
    before = dump(source)
    told = refused(line("move", url))
    assert said in told and "geheim" not in told
    assert dump(source) == before


@pytest.mark.usefixtures("chained")
def test_nobody_writes_in_the_source_while_it_moves(
    line: Line, source: Engine, target: Engine, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who got past the lock on the file, and does not wait."""
    impatient, whole, told = connect(line.url), move._whole_log, []

    def write_meanwhile(new: Connection) -> tuple[int, str]:
        with impatient.connect().execution_options(write=True) as connection:
            connection.connection.driver_connection.execute("PRAGMA busy_timeout=0")  # type: ignore[union-attr]
            with pytest.raises(OperationalError, match="locked"):
                connection.execute(text("DELETE FROM organisation"))
        told.append(True)
        return whole(new)

    monkeypatch.setattr(move, "_whole_log", write_meanwhile)
    assert line("move", empty).code == 0 and told
    impatient.dispose()


def test_who_was_erased_stays_erased_and_is_known_at_the_new_place(
    line: Line, sqlite_template: bytes, target: Engine, empty: str, elsewhere: Path
) -> None:
    (line.folder / "schakel.db").write_bytes(sqlite_template)
    source = insider(line.url)
    place = Remembering(source)
    with writing(source) as session:
        erase_person(session, person_id=place.people[0].id, by=place.by, at=NOW)
    write_down(source, line.folder / LEDGER)
    (one,) = read_ledger(line.folder / LEDGER)
    other = one._replace(person=place.people[1].id)
    with (line.folder / LEDGER).open("a") as ledger:
        ledger.write(json.dumps(other._asdict(), default=str) + "\n")
    source.dispose()
    assert line("move", empty, "--json").data["erased"] == 1
    place.engine = target
    gone = {needle for person in place.people[:2] for needle in person.needles}
    assert not {*place.left()} & gone
    assert {line.person for line in read_ledger(elsewhere / LEDGER)} == {one.person, other.person}
    with reading(target) as session:
        assert verify(session).sound
