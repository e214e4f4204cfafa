"""A copy that comes back is whole, of this version, and without who was erased since."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from data_model import schema
from data_model.backup import back_up, manifest_of, sha256
from data_model.database import connect, reading, writing
from data_model.erasures import LEDGER, Line, ledger_of, read_ledger, settle_soon, write_down
from data_model.read.log_check import verify
from data_model.refusal import Refusal
from data_model.restore import restore
from data_model.tables.account import Account
from data_model.tables.network import Network
from data_model.tables.person import Person
from data_model.tables.privacy import Erasure
from data_model.text import ERASED
from data_model.write.erasure import erase_person
from data_model.write.people import change_person
from tests.conftest import NOW, Town, insider
from tests.test_backup import _programs_of
from tests.write.forgetting import Remembering

LATER = NOW + timedelta(days=9)


@pytest.fixture
def programs(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    if engine.dialect.name == "postgresql":
        monkeypatch.setenv("PATH", _programs_of(engine), prepend=":")


def emptied(engine: Engine) -> Engine:
    """An empty database of the same kind as the engine's, which is gone."""
    url = engine.url
    if engine.dialect.name == "sqlite":
        engine.dispose()
        for path in Path(str(url.database)).parent.glob("schakel.db*"):
            path.unlink()
        return insider(str(url))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return insider(url.render_as_string(hide_password=False))


def erase(engine: Engine, place: Remembering, number: int) -> None:
    with writing(engine) as session:
        erase_person(session, person_id=place.people[number].id, by=place.by, at=NOW)


def test_who_was_erased_after_the_copy_was_made_stays_erased(engine: Engine, programs: None, tmp_path: Path) -> None:
    place, ledger = Remembering(engine), tmp_path / "elsewhere" / LEDGER
    erase(engine, place, 1)
    back_up(engine, tmp_path / "copy", NOW)
    erase(engine, place, 0)
    write_down(engine, ledger)
    write_down(engine, ledger)
    assert [line.person for line in read_ledger(ledger)] == [place.people[1].id, place.people[0].id]
    assert not [needle for person in place.people for needle in person.needles if needle in ledger.read_text()]

    empty = emptied(engine)
    done = restore(empty, tmp_path / "copy", read_ledger(ledger), LATER)
    assert (done.revision, done.erased) == (schema.newest(), 1)
    place.engine = empty
    assert not {*place.left(), *place.left_in_files()} & {*place.people[0].needles, *place.people[1].needles}
    assert set(place.left()) == {needle for person in place.people[2:] for needle in person.needles}
    with reading(empty) as session:
        person = session.get_one(Person, place.people[0].id)
        assert (person.display_name, person.erased_on) == (ERASED, NOW.date())
        assert set(session.scalars(select(Erasure.erased_at))) == {NOW}
        assert verify(session).sound
    empty.dispose()


def test_a_copy_comes_back_as_it_was_where_nobody_was_erased(engine: Engine, programs: None, tmp_path: Path) -> None:
    town = Town(engine)
    cor = town.add(Person, display_name="Cor")
    back_up(engine, tmp_path / "copy", NOW)
    empty = emptied(engine)
    schema.migrate(empty)
    assert restore(empty, tmp_path / "copy", (), LATER).erased == 0
    with reading(empty) as session:
        assert session.get_one(Person, cor).display_name == "Cor"
    if engine.dialect.name == "sqlite":
        kept = Path(str(engine.url.database))
        assert kept.stat().st_mode & 0o777 == 0o600
        assert not [path for path in kept.parent.iterdir() if path.name.startswith(".")]
    empty.dispose()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"network": 999}, "no such network"),
        ({"network_made_at": NOW - timedelta(days=1)}, "another network with that number"),
        ({"person": 999}, "nobody with that number"),
        ({"at": NOW - timedelta(days=1)}, "not there yet when that was erased"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_line_about_another_database_erases_nobody(
    sqlite_engine: Engine, tmp_path: Path, change: dict[str, Any], why: str
) -> None:
    town = Town(sqlite_engine)
    cor = town.add(Person, display_name="Cor")
    back_up(sqlite_engine, tmp_path / "copy", NOW)
    empty = emptied(sqlite_engine)
    line = Line(town.id, NOW, cor, NOW)._replace(**change)
    assert restore(empty, tmp_path / "copy", (line,), LATER).erased == 0
    with reading(empty) as session:
        assert session.get_one(Person, cor).display_name == "Cor"
    empty.dispose()


@pytest.mark.parametrize("table", [Network, Account])
def test_a_database_with_something_in_it_is_left_as_it_is(
    engine: Engine, programs: None, tmp_path: Path, table: type[Any]
) -> None:
    back_up(engine, tmp_path / "copy", NOW)
    values = {"name": "Elders"} if table is Network else {"email": "a@b.nl", "display_name": "A"}
    with writing(engine) as session:
        session.add(table(created_at=NOW, **values))
    with pytest.raises(Refusal, match="not_empty_here"):
        restore(engine, tmp_path / "copy", (), LATER)
    with reading(engine) as session:
        assert session.scalars(select(table)).one()


def test_a_database_of_something_else_is_left_as_it_is(engine: Engine, programs: None, tmp_path: Path) -> None:
    back_up(engine, tmp_path / "copy", NOW)
    empty = emptied(engine)
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name text)"))
    with pytest.raises(Refusal, match="not_empty_here"):
        restore(empty, tmp_path / "copy", (), LATER)
    empty.dispose()


def test_a_newer_copy_is_refused(engine: Engine, programs: None, tmp_path: Path) -> None:
    Town(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    back_up(engine, tmp_path / "copy", NOW)
    empty = emptied(engine)
    with pytest.raises(Refusal, match="backup_newer"):
        restore(empty, tmp_path / "copy", (), LATER)
    assert schema.current(empty) is None
    empty.dispose()


def test_an_older_copy_is_migrated(sqlite_engine: Engine, tmp_path: Path) -> None:
    schema.migrate(sqlite_engine, "0002")
    with sqlite_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO network (name, created_at, version, area_type, data_version) VALUES ('Oud', :at, 1, '', 1)"
            ),
            {"at": "2026-01-01 00:00:00"},
        )
    back_up(sqlite_engine, tmp_path / "copy", NOW)
    empty = emptied(sqlite_engine)
    restore(empty, tmp_path / "copy", (), LATER)
    assert schema.current(empty) == schema.newest()
    with reading(empty) as session:
        assert session.scalars(select(Network.name)).all() == ["Oud"]
    empty.dispose()


@pytest.mark.parametrize("told", ["of another copy", "nothing readable", ""])
def test_a_copy_that_is_not_as_was_told_beside_it_is_refused(
    engine: Engine, programs: None, tmp_path: Path, told: str
) -> None:
    Town(engine)
    copy = tmp_path / "copy"
    back_up(engine, copy, NOW)
    beside = manifest_of(copy)
    if told:
        right = beside.read_text()
        beside.write_text(right.replace(sha256(copy), "0" * 64) if told == "of another copy" else "{")
    empty = emptied(engine)
    if told:
        with pytest.raises(Refusal, match="no_backup"):
            restore(empty, copy, (), LATER)
        assert schema.current(empty) is None
    else:
        assert restore(empty, copy, (), LATER).erased == 0
    empty.dispose()


@pytest.mark.parametrize("damage", ["missing", "no database", "half"])
def test_what_is_no_sound_copy_is_refused(engine: Engine, programs: None, tmp_path: Path, damage: str) -> None:
    Town(engine)
    copy = tmp_path / "copy"
    back_up(engine, copy, NOW)
    if damage == "missing":
        copy.unlink()
    else:
        copy.write_bytes(
            b"holiday pictures" if damage == "no database" else copy.read_bytes()[: copy.stat().st_size // 3]
        )
    empty = emptied(engine)
    with pytest.raises(Refusal, match="no_backup"):
        restore(empty, copy, (), LATER)
    assert schema.current(empty) is None
    empty.dispose()


def test_without_pg_restore_it_says_so(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if engine.dialect.name == "postgresql":
        (tmp_path / "copy").write_text("PGDMP")
        monkeypatch.setenv("PATH", "")
        with pytest.raises(Refusal, match="no_pg_restore"):
            restore(engine, tmp_path / "copy", (), LATER)


@pytest.mark.parametrize(
    "line", ["{}", "nonsense", '{"network":1,"network_made_at":"2026-01-01","person":1,"at":"x"}', "[]"]
)
def test_a_ledger_that_cannot_be_read_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / LEDGER).write_text(f"{line}\n")
    with pytest.raises(Refusal, match="no_ledger"):
        read_ledger(tmp_path / LEDGER)


def test_the_ledger_stands_beside_the_file_or_with_the_installation(engine: Engine, tmp_path: Path) -> None:
    beside = Path(str(engine.url.database)).parent if engine.dialect.name == "sqlite" else tmp_path / "var"
    assert ledger_of(engine, tmp_path / "var") == beside / LEDGER


def test_after_an_erasure_on_a_page_it_is_written_down_and_wiped(engine: Engine, tmp_path: Path) -> None:
    town = Town(engine)
    jan = town.add(Person, display_name="Jan Bosmanshoeve")
    with writing(engine) as session:
        change_person(session, person_id=jan, display_name="Jan Bosmanshoeve", by=town.viewer(), at=NOW)
    with reading(engine) as looking:
        looking.scalar(select(Person.id))
        with writing(engine) as session:
            erase_person(session, person_id=jan, by=town.viewer(), at=NOW)
        settling = settle_soon(engine, tmp_path)
        settling.join(0.2)
    settling.join(30)
    assert not settling.is_alive()
    (line,) = read_ledger(ledger_of(engine, tmp_path))
    assert line == Line(town.id, NOW, jan, NOW)
    assert line.at == datetime(2026, 11, 22, 10, tzinfo=UTC)
    if engine.dialect.name == "sqlite":
        for path in Path(str(engine.url.database)).parent.iterdir():
            assert b"Bosmanshoeve" not in path.read_bytes()


def test_others_write_on_while_the_wiping_waits_for_a_reader(sqlite_engine: Engine, tmp_path: Path) -> None:
    Town(sqlite_engine)
    with reading(sqlite_engine) as looking, sqlite_engine.connect() as other:
        looking.scalar(select(Person.id))
        Town(sqlite_engine, "Elders")
        settling = settle_soon(sqlite_engine, tmp_path)
        other.exec_driver_sql("PRAGMA busy_timeout=0")
        began = sum(_begins(other.connection.driver_connection) for _ in range(10))
        assert settling.is_alive()
    settling.join(30)
    assert began >= 8  # now and then it is just trying


def _begins(connection: Any) -> bool:
    """Whether somebody who does not wait can write at this moment."""
    sleep(0.1)
    connection.rollback()
    try:
        connection.execute("BEGIN IMMEDIATE")
    except Exception as problem:
        assert "locked" in str(problem)
        return False
    connection.rollback()
    return True


def test_a_connection_is_as_safe_as_ever_after_restoring(sqlite_engine: Engine, tmp_path: Path) -> None:
    Town(sqlite_engine)
    back_up(sqlite_engine, tmp_path / "copy", NOW)
    empty = emptied(sqlite_engine)
    restore(empty, tmp_path / "copy", (), LATER)
    empty.dispose()
    again = connect(str(empty.url))
    with again.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    again.dispose()
