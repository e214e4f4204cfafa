"""Whoever changes the log behind its back is found out, and what may be erased from it does not break it."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, text

from data_model import schema
from data_model.backup import back_up, manifest_of, sha256
from data_model.database import connect, reading, writing
from data_model.read.log_check import Check, log_head, verify
from data_model.refusal import Forbidden
from data_model.tables.person import Affiliation, Person
from data_model.write.affiliations import end_affiliation
from data_model.write.log_details import erase_details, erase_details_about
from data_model.write.organisations import add_organisation
from data_model.write.people import change_person
from tests.conftest import NOW, Town, insider
from tests.test_backup import _programs_of

pytestmark = pytest.mark.tampers
LINES = 7
COPY = (
    "account_id, network_id, action, entity, result, origin, fields, detail_hash",
    "at, entity_id, previous_hash, hash",
)


def check(engine: Engine, head: str | None = None) -> Check:
    with reading(engine) as session:
        return verify(session, head)


def head(engine: Engine) -> str:
    with reading(engine) as session:
        return log_head(session)


@pytest.fixture
def logged(town: Town) -> Town:
    """Six acts that were done and one that was refused."""
    for number in range(LINES - 1):
        with writing(town.engine) as session:
            add_organisation(session, name=f"Huis {number}", by=town.viewer(), at=NOW + timedelta(days=number))
    with pytest.raises(Forbidden), writing(town.engine) as session:
        change_person(session, person_id=99, display_name="X", by=town.viewer(), at=NOW + timedelta(days=LINES))
    return town


def tamper(engine: Engine, *statements: str) -> None:
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))


def swap() -> tuple[str, ...]:
    return (
        "UPDATE log_entry SET id = 99 WHERE id = 4",
        "UPDATE log_entry SET id = 4 WHERE id = 5",
        "UPDATE log_entry SET id = 5 WHERE id = 99",
    )


def inserted() -> tuple[str, ...]:
    plain, special = COPY
    told = "at, entity_id, hash, 'of my own making'"
    return (
        "DELETE FROM log_detail WHERE entry_id = 7",
        "UPDATE log_entry SET id = 8 WHERE id = 7",
        f"INSERT INTO log_entry (id, {plain}, {special}) SELECT 7, {plain}, {told} FROM log_entry WHERE id = 6",
    )


MANIPULATIONS = {
    "another actor": (("UPDATE log_entry SET account_id = 5 WHERE id = 4",), 4),
    "another result": (("UPDATE log_entry SET result = 'refused' WHERE id = 4",), 4),
    "a line gone from the middle": (
        ("DELETE FROM log_detail WHERE entry_id = 4", "DELETE FROM log_entry WHERE id = 4"),
        5,
    ),
    "two lines swapped": (("DELETE FROM log_detail WHERE entry_id IN (4, 5)", *swap()), 4),
    "a line put in between": (inserted(), 7),
    "another detail": (("""UPDATE log_detail SET detail = '{"name": "Ander huis"}' WHERE entry_id = 4""",), 4),
    "the first line gone": (
        ("DELETE FROM log_detail WHERE entry_id = 1", "DELETE FROM log_entry WHERE id = 1"),
        2,
    ),
    "another moment": (("UPDATE log_entry SET at = '2020-01-01 00:00:00+00:00' WHERE id = 4",), 4),
}


@pytest.mark.parametrize("what", MANIPULATIONS)
def test_a_manipulation_is_found_at_its_line(logged: Town, what: str) -> None:
    assert check(logged.engine) == Check(LINES, head(logged.engine))
    statements, number = MANIPULATIONS[what]
    tamper(logged.engine, *statements)
    found = check(logged.engine)
    assert (found.sound, found.wrong) == (False, number)


def test_a_tail_that_was_cut_off_is_found_by_the_head_that_was_kept(logged: Town) -> None:
    kept = head(logged.engine)
    tamper(logged.engine, "DELETE FROM log_detail WHERE entry_id > 5", "DELETE FROM log_entry WHERE id > 5")
    assert check(logged.engine).sound
    assert check(logged.engine, kept) == Check(5, head(logged.engine), None, False)
    with writing(logged.engine) as session:
        add_organisation(session, name="Na afloop", by=logged.viewer(), at=NOW)
    assert check(logged.engine).sound and not check(logged.engine, kept).sound


def test_a_head_of_before_is_known_as_long_as_nothing_was_cut_off(logged: Town) -> None:
    kept = head(logged.engine)
    with writing(logged.engine) as session:
        add_organisation(session, name="Later", by=logged.viewer(), at=NOW)
    assert check(logged.engine, kept).sound and check(logged.engine, "") == Check(LINES + 1, head(logged.engine))


def test_details_can_be_erased_without_breaking_the_chain(logged: Town) -> None:
    kept = head(logged.engine)
    with writing(logged.engine) as session:
        assert erase_details(session, NOW + timedelta(days=3)) == 3
    with logged.engine.connect() as connection:
        assert connection.execute(text("SELECT entry_id FROM log_detail ORDER BY 1")).scalars().all() == [4, 5, 6, 7]
    assert check(logged.engine, kept) == Check(LINES, kept)


def test_details_about_somebody_go_and_those_about_others_stay(town: Town) -> None:
    people = [town.add(Person, display_name=name) for name in ("Anna %", "Anna %b")]
    house = Town(town.engine, "Elders").id
    with writing(town.engine) as session:
        made = add_organisation(session, name="Welzijn", by=town.viewer(), at=NOW).id
    for person in people:
        work = town.add(Affiliation, person_id=person, organisation_id=made, start_on=NOW.date())
        with writing(town.engine) as session:
            end_affiliation(session, affiliation_id=work, end_on=NOW.date(), by=town.viewer(), at=NOW)
    assert details(town.engine) == ["Welzijn", "Anna %", "Anna %b"]
    with writing(town.engine) as session:
        assert erase_details_about(session, network_id=house, person_id=people[0], names=["Anna %"]) == 0
        assert erase_details_about(session, network_id=town.id, person_id=people[0]) == 1
        assert erase_details_about(session, network_id=town.id, person_id=0, names=["", "Anna %"]) == 0
    assert details(town.engine) == ["Welzijn", "Anna %b"]
    with writing(town.engine) as session:
        assert erase_details_about(session, network_id=town.id, person_id=0, names=["Anna %b"]) == 1
    assert check(town.engine).sound


def details(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        told = connection.execute(text("SELECT detail FROM log_detail ORDER BY entry_id")).scalars()
        return [one.removeprefix('{"name": "').removesuffix('"}') for one in told]


def test_a_backup_tells_what_it_holds_and_finds_a_cut_tail(
    logged: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if logged.engine.dialect.name == "postgresql":
        monkeypatch.setenv("PATH", _programs_of(logged.engine), prepend=":")
    copy = tmp_path / "copy"
    back_up(logged.engine, copy, NOW)
    told = json.loads(manifest_of(copy).read_text())
    assert (told["made_at"], told["revision"], told["sha256"]) == (NOW.isoformat(), schema.newest(), sha256(copy))
    assert told["log"] == {"lines": LINES, "head": head(logged.engine)}
    assert (told["rows"]["organisation"], told["rows"]["network"]) == (LINES - 1, 1)
    assert manifest_of(copy).stat().st_mode & 0o077 == 0
    if logged.engine.dialect.name == "sqlite":
        restored = insider(f"sqlite:///{copy}")
        assert check(restored, told["log"]["head"]).sound
        tamper(restored, "DELETE FROM log_detail WHERE entry_id = 7", "DELETE FROM log_entry WHERE id = 7")
        assert not check(restored, told["log"]["head"]).sound
        restored.dispose()


OLD = tuple(
    "INSERT INTO log_entry (id, at, account_id, network_id, action, entity, entity_id, result, origin, fields) VALUES "
    f"({number}, '{at}', {account}, 1, 'add_person', 'person', {number}, 'done', 'page', 'naam')"
    for number, at, account in (
        (1, "2026-03-29 00:30:00.000000", "NULL"),
        (2, "2026-10-25 00:30:00.123456", 3),
        (5, "2026-10-25 01:30:00.000001", 3),
    )
)


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Engine]:
    """A database of before the chain, with lines in it."""

    def made() -> Engine:
        if request.param == "sqlite":
            return connect(f"sqlite:///{tmp_path}/old.db")
        url: str = request.getfixturevalue("postgresql")
        admin = create_engine(url)
        with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("DROP DATABASE IF EXISTS old_log"))
            connection.execute(text("CREATE DATABASE old_log"))
        admin.dispose()
        return connect(url.replace("/postgres?", "/old_log?"))

    return made


def columns(connection: Connection) -> list[tuple[object, ...]]:
    asked = "SELECT id, at, account_id, action, entity, entity_id, result, origin, fields FROM log_entry ORDER BY id"
    return [tuple(row) for row in connection.execute(text(asked))]


def test_lines_of_before_the_chain_come_into_it_and_go_out_of_it_again(older: Callable[[], Engine]) -> None:
    engine = older()
    schema.migrate(engine, "0002")
    tamper(engine, *OLD)
    with engine.connect() as connection:
        before = columns(connection)
    schema.migrate(engine)
    found = check(engine)
    assert (found.count, found.sound) == (3, True)
    with engine.connect() as connection:
        assert columns(connection) == before
    tamper(engine, "UPDATE log_entry SET fields = 'x' WHERE id = 2")
    assert check(engine).wrong == 2
    _down(engine, "0002")
    with engine.connect() as connection:
        assert [row[0] for row in columns(connection)] == [1, 2, 5]
    schema.migrate(engine)
    assert check(engine) == Check(3, head(engine))
    engine.dispose()


def _down(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with engine.connect().execution_options(write=True) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
