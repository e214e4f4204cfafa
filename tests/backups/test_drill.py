"""Trying a restore out says how it would go, leaves nothing behind, and never touches the real database."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text, update

from commands.restore import bring_back, drill
from data_model import schema
from data_model.backup import back_up, manifest_of
from data_model.database import reading, writing
from data_model.erasures import ledger_of, write_down
from data_model.refusal import Refusal
from data_model.tables.log import LogEntry
from data_model.tables.person import Person
from data_model.write.erasure import erase_person
from data_model.write.people import change_person
from tests.backups.conftest import settings_for
from tests.conftest import NOW, Town, insider
from tests.test_manage import Line, line, refused
from tests.test_restore import emptied

__all__ = ["line"]


def left_on_server(engine: Engine) -> list[str]:
    if engine.dialect.name == "sqlite":
        return []
    with engine.connect() as connection:
        return list(
            connection.execute(text("SELECT datname FROM pg_database WHERE datname LIKE 'schakel_drill%'")).scalars()
        )


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the drill puts its files; empty again afterwards."""
    place = tmp_path / "scratch"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    yield place
    assert list(place.iterdir()) == []


def acted(engine: Engine) -> tuple[Town, int]:
    town = Town(engine)
    cor = town.add(Person, display_name="Cor")
    with writing(engine) as session:
        change_person(session, person_id=cor, display_name="Corrie", by=town.viewer(), at=NOW)
    return town, cor


def test_a_drill_tells_what_came_back_and_leaves_the_real_one_alone(
    engine: Engine, programs: None, tmp_path: Path, scratch: Path
) -> None:
    town, cor = acted(engine)
    told = back_up(engine, tmp_path / "copy", NOW)
    with writing(engine) as session:
        erase_person(session, person_id=cor, by=town.viewer(), at=NOW)
    write_down(engine, ledger_of(engine, tmp_path / "var"))
    tried = drill(settings_for(engine), tmp_path / "copy", None, NOW)
    done = tried.restored
    assert (done.revision, done.rows, done.lines) == (schema.newest(), sum(told["rows"].values()), 1)
    assert (done.erased, done.first_wrong) == (1, None) and tried.seconds > 0
    assert left_on_server(engine) == []
    with reading(engine) as session:
        assert session.get_one(Person, cor).erased_on is not None


@pytest.mark.parametrize(
    "damage", ["cut off", "a byte other", "other counts", "other head", "empty", "older than told"]
)
def test_what_is_no_sound_copy_is_refused_and_the_place_stays_as_it_was(
    engine: Engine, programs: None, tmp_path: Path, scratch: Path, damage: str
) -> None:
    if engine.dialect.name == "postgresql" and damage not in ("cut off", "other counts"):
        return
    acted(engine)
    copy, beside = tmp_path / "copy", manifest_of(tmp_path / "copy")
    told = back_up(engine, copy, NOW)
    said, whole = beside.read_text(), copy.read_bytes()
    match damage:
        case "cut off":
            copy.write_bytes(whole[: len(whole) // 2])
            beside.unlink()
        case "a byte other":
            copy.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
        case "other counts":
            beside.write_text(said.replace('"person": 1', '"person": 2'))
        case "other head":
            beside.write_text(said.replace(told["log"]["head"], "0" * 64))
        case "empty":
            copy.write_bytes(b"")
            beside.unlink()
        case "older than told":
            beside.write_text(said.replace(f'"revision": "{told["revision"]}"', '"revision": "0001"'))
    kind = "backup_differs" if damage.startswith(("other", "older")) else "no_backup"
    with pytest.raises(Refusal, match=kind):
        drill(settings_for(engine), copy, None, NOW)
    assert left_on_server(engine) == []
    empty = emptied(engine)
    schema.migrate(empty)
    before = everything(empty)
    with pytest.raises(Refusal, match=kind):
        bring_back(settings_for(empty), copy, None, NOW)
    assert everything(empty) == before and schema.current(empty) == schema.newest()
    empty.dispose()


def everything(engine: Engine) -> object:
    if engine.dialect.name == "sqlite":
        engine.dispose()
        return Path(str(engine.url.database)).read_bytes()
    with engine.connect() as connection:
        return sorted(
            connection.execute(
                text("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
            ).all()
        )


def test_a_line_of_the_log_that_was_changed_is_told(sqlite_engine: Engine, tmp_path: Path, scratch: Path) -> None:
    acted(sqlite_engine)
    spoiled = tmp_path / "spoiled.db"
    back_up(sqlite_engine, spoiled, NOW)
    manifest_of(spoiled).unlink()
    other = insider(f"sqlite:///{spoiled}")
    with other.begin() as connection:
        connection.execute(update(LogEntry).values(action="erase_person"))
    other.dispose()
    assert drill(settings_for(sqlite_engine), spoiled, None, NOW).restored.first_wrong == 1


def test_a_copy_of_another_kind_of_database_is_told_apart(
    engine: Engine, programs: None, sqlite_template: bytes, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(b"PGDMP" if engine.dialect.name == "sqlite" else sqlite_template)
    with pytest.raises(Refusal, match="other_kind"):
        bring_back(settings_for(engine), copy, None, NOW)


def test_a_dump_cannot_be_tried_without_a_server(sqlite_engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(b"PGDMP")
    with pytest.raises(Refusal, match="drill_needs_server"):
        drill(settings_for(sqlite_engine), tmp_path / "copy", None, NOW)


def test_a_role_that_may_make_no_databases_cannot_try_a_dump(engine: Engine, programs: None, tmp_path: Path) -> None:
    if engine.dialect.name == "sqlite":
        return
    back_up(engine, tmp_path / "copy", NOW)
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE plain LOGIN"))
    plain = create_engine(engine.url.set(username="plain", password=None))
    with pytest.raises(Refusal, match="drill_not_allowed"):
        drill(settings_for(plain), tmp_path / "copy", None, NOW)
    plain.dispose()
    with engine.begin() as connection:
        connection.execute(text("DROP ROLE plain"))


def test_an_older_program_says_that_it_is_too_old(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine.dialect.name == "sqlite":
        return
    old = tmp_path / "programs" / "pg_restore"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'pg_restore: error: unsupported version (1.16) in file header' >&2\nexit 1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent), prepend=":")
    (tmp_path / "copy").write_bytes(b"PGDMP")
    with pytest.raises(Refusal, match="old_pg_restore"):
        bring_back(settings_for(engine), tmp_path / "copy", None, NOW)


def test_a_place_where_nothing_can_be_written_is_one_refusal(sqlite_engine: Engine, tmp_path: Path) -> None:
    acted(sqlite_engine)
    back_up(sqlite_engine, tmp_path / "copy", NOW)
    empty = emptied(sqlite_engine)
    shutil.rmtree(tmp_path / "var", ignore_errors=True)
    url = f"sqlite:///{tmp_path}/copy/below/schakel.db"
    with pytest.raises(Refusal):
        bring_back(settings_for(create_engine(url)), tmp_path / "copy", None, NOW)
    empty.dispose()


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("nothing", "is geen goede reservekopie"),
        ("text", "is geen goede reservekopie"),
        ("half", "is geen goede reservekopie"),
        ("changed", "is geen goede reservekopie"),
        ("dump", "is een reservekopie van een ander soort database"),
        ("newer", "is van een nieuwere versie"),
        ("other counts", "staat iets anders dan het bestand ernaast zegt"),
    ],
)
def test_each_bad_copy_is_one_sentence_and_nothing_changes(line: Line, what: str, sentence: str) -> None:
    line("demo")
    copy = line.folder / "copy.db"
    line("backup", str(copy))
    spoil(copy, what)
    before = {file.name: file.read_bytes() for file in line.folder.iterdir()}
    drilled = refused(line("restore", "--drill", str(copy)))
    (line.folder / "else").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{line.folder}/else/schakel.db")
        assert sentence in refused(line("restore", str(copy)))
    assert (sentence in drilled) != (what == "dump")
    assert not (line.folder / "else" / "schakel.db").exists()
    assert {file.name: file.read_bytes() for file in line.folder.iterdir() if file.is_file()} == before


def spoil(copy: Path, what: str) -> None:
    whole, beside = copy.read_bytes(), manifest_of(copy)
    match what:
        case "nothing":
            copy.unlink()
        case "text":
            copy.write_text("holiday pictures")
        case "half":
            copy.write_bytes(whole[: len(whole) // 2])
            beside.unlink()
        case "changed":
            copy.write_bytes(whole[:5000] + b"x" + whole[5001:])
        case "dump":
            copy.write_bytes(b"PGDMP")
        case "newer":
            engine = create_engine(f"sqlite:///{copy}")
            with engine.begin() as connection:
                connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
            engine.dispose()
            beside.unlink()
        case _:
            beside.write_text(re.sub(r'"person": \d+', '"person": 1', beside.read_text()))
