"""What an installation says of itself, and that it ends with 1 when there is something to look at."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text, update

from commands.backups import back_up_tonight
from commands.status import WRONG, code_version, look, told, told_wrong
from data_model import schema
from data_model.backup import back_up
from data_model.condition import condition
from data_model.database import writing
from data_model.erasures import LEDGER, ledger_of, write_down
from data_model.refusal import Refusal
from data_model.tables.account import Account
from data_model.tables.log import LogEntry
from data_model.tables.person import Person
from data_model.tables.post import OutboxMessage
from data_model.write.erasure import erase_person
from data_model.write.people import change_person
from tests.backups.conftest import settings_for
from tests.conftest import NOW, Town
from tests.test_manage import Line, line
from words.language import Words

__all__ = ["line"]
OF_TESTS = {"unsafe"}  # the server of the tests does not wait for its disk


@pytest.fixture
def corrie(engine: Engine) -> Iterator[tuple[Town, int]]:
    town = Town(engine)
    cor = town.add(Person, display_name="Cor")
    with writing(engine) as session:
        change_person(session, person_id=cor, display_name="Corrie", by=town.viewer(), at=NOW)
    yield town, cor


def wrong(engine: Engine, backups: Path | None = None, *, check: bool = False, **more: str) -> set[str]:
    return set(look(settings_for(engine, **more), NOW, backups, check=check).wrong) - OF_TESTS


def test_all_is_well_and_what_there_is_is_told(
    corrie: tuple[Town, int], engine: Engine, programs: None, tmp_path: Path
) -> None:
    back_up_tonight(engine, tmp_path / "safe", NOW - timedelta(hours=3))
    found = look(settings_for(engine), NOW, tmp_path / "safe", check=True)
    assert set(found.wrong) <= OF_TESTS
    assert (found.version, found.revision) == (code_version(), schema.newest())
    assert (found.log_lines, found.log_sound, len(found.log_head)) == (1, True, 64)
    assert found.backup_hours == 3.0 and found.backup and found.backup.startswith(str(tmp_path / "safe"))
    said = told(found, Words("nl"))
    assert code_version() in said and found.log_head in said and "Corrie" not in said
    assert ("Controlegetallen" in said) == (engine.dialect.name == "postgresql")


def test_a_backup_of_long_ago_and_none_at_all_are_wrong(engine: Engine, programs: None, tmp_path: Path) -> None:
    assert wrong(engine) == set()
    assert wrong(engine, tmp_path / "nowhere") == {"backup"}
    back_up(engine, tmp_path / "copy", NOW - timedelta(hours=27))
    assert wrong(engine, tmp_path) == {"backup"}
    back_up(engine, tmp_path / "copy2", NOW - timedelta(hours=25))
    assert wrong(engine, tmp_path) == set()


def test_mail_that_waits_for_hours_is_wrong_where_there_is_a_server(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Account(id=1, email="a@b.nl", display_name="A", created_at=NOW))
        session.flush()
        session.add(OutboxMessage(account_id=1, kind="invitation", created_at=NOW, due_at=NOW - timedelta(hours=3)))
    assert wrong(engine) == set()
    assert wrong(engine, SMTP_URL="smtp://localhost") == {"mail"}
    assert look(settings_for(engine), NOW, None, check=False).waiting == 1


@pytest.mark.tampers
def test_a_line_that_was_changed_is_wrong_when_the_log_is_read(corrie: tuple[Town, int], engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(update(LogEntry).values(action="erase_person"))
    assert wrong(engine) == set()
    assert wrong(engine, check=True) == {"log"}


def test_who_came_back_after_an_erasure_is_wrong(corrie: tuple[Town, int], engine: Engine, tmp_path: Path) -> None:
    town, cor = corrie
    with writing(engine) as session:
        erase_person(session, person_id=cor, by=town.viewer(), at=NOW)
    write_down(engine, ledger_of(engine, tmp_path / "var"))
    assert wrong(engine) == set()
    with engine.begin() as connection:
        connection.execute(update(Person).values(erased_on=None))
    assert wrong(engine) == {"erasures"}
    assert look(settings_for(engine), NOW, None, check=False).erasures_to_repeat == 1


@pytest.mark.parametrize("revision", ["0004", "9999"])
def test_a_database_of_another_version_is_told_and_not_read(engine: Engine, revision: str) -> None:
    if revision == "9999":
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    else:
        schema.migrate(engine, revision)
    found = look(settings_for(engine), NOW, None, check=True)
    assert set(found.wrong) - OF_TESTS == {"revision"} and found.revision == revision and found.log_lines is None


def test_settings_under_which_an_act_can_be_lost_are_told(engine: Engine) -> None:
    found = condition(engine)
    assert found.unsafe == (() if engine.dialect.name == "sqlite" else ("fsync", "full_page_writes"))
    assert (found.checksums is None) == (engine.dialect.name == "sqlite") and found.size > 10_000


def test_where_there_is_no_database_none_is_made(sqlite_engine: Engine, tmp_path: Path) -> None:
    nowhere = settings_for(sqlite_engine).__class__(database_url=f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(Refusal, match="nothing_there"):
        look(nowhere, NOW, None, check=False)
    assert not (tmp_path / "none.db").exists()


def test_each_thing_that_can_be_wrong_has_words() -> None:
    assert all(Words("nl")(sentence) != sentence for sentence in WRONG.values())


def test_the_command_line_says_it_and_ends_with_1(line: Line, tmp_path: Path) -> None:
    line("demo")
    ran = line("status", "--json")
    assert ran.data["wrong"] == [] and ran.data["database"]["kind"] == "SQLite"
    ran = line("status", "--check", "--backups", str(tmp_path / "safe"))
    assert ran.code == 1 and ran.out and "reservekopie van de laatste dag" in ran.err and ran.err.count("\n") == 1
    night = line("backup", str(tmp_path / "safe"), "--nightly", "--json").data
    assert night["deleted"] == [] and Path(night["backup"]).name == "schakel-2026-11-22.db"
    assert line("status", "--backups", str(tmp_path / "safe")).code == 0
    tried = line("restore", "--drill", night["backup"], "--json").data
    assert tried["first_wrong"] is None and tried["seconds"] >= 0 and tried["rows"] > 100
    assert "terug te zetten" in line("restore", "--drill", night["backup"]).out
    assert line.networks() == ["Voorbeeldstad"]
    assert json.loads((tmp_path / "safe" / "schakel-2026-11-22.db.json").read_text())["why"] == "nightly"
    assert not (tmp_path / LEDGER).exists()


def test_what_is_wrong_is_one_sentence(engine: Engine, tmp_path: Path) -> None:
    found = look(settings_for(engine), NOW, tmp_path / "nowhere", check=False)
    assert told_wrong(found, Words("nl")).startswith("Kijk hiernaar: ")
