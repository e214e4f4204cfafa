"""A backup is whole, private, and never written over something else."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from data_model.backup import back_up, manifest_of
from data_model.database import reading, writing
from data_model.refusal import Refusal
from data_model.tables.network import Network
from tests.conftest import NOW, Town, insider


def _programs_of(engine: Engine) -> str:
    """The folder of the server's own programs: pg_dump must be of its version."""
    with engine.connect() as connection:
        return str(connection.scalar(text("SELECT setting FROM pg_config WHERE name = 'BINDIR'")))


def test_a_copy_is_made_for_its_owner_alone(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if town.engine.dialect.name == "postgresql":
        monkeypatch.setenv("PATH", _programs_of(town.engine), prepend=":")
    target = tmp_path / "new folder" / "copy"
    back_up(town.engine, target, NOW)
    assert target.stat().st_size > 1000
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(target.parent.iterdir()) == [target, manifest_of(target)]


def test_a_copy_of_sqlite_holds_what_was_committed_when_it_was_made(sqlite_engine: Engine, tmp_path: Path) -> None:
    town = Town(sqlite_engine)
    with writing(sqlite_engine) as session:
        session.add(Network(name="Nog niet opgeslagen", created_at=NOW))
        session.flush()
        back_up(sqlite_engine, tmp_path / "copy.db", NOW)
    copy = insider(f"sqlite:///{tmp_path / 'copy.db'}")
    with reading(copy) as session:
        assert session.execute(select(Network.id, Network.name)).all() == [(town.id, "Voorbeeldstad")]
    copy.dispose()


def test_a_file_that_is_there_stays_as_it_is(sqlite_engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("holiday pictures")
    with pytest.raises(Refusal) as refused:
        back_up(sqlite_engine, tmp_path / "copy.db", NOW)
    assert refused.value.kind == "file_exists"
    assert (tmp_path / "copy.db").read_text() == "holiday pictures"


def test_a_copy_that_fails_leaves_nothing(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal) as refused:
        back_up(engine, tmp_path / "file" / "copy", NOW)
    assert refused.value.kind == "backup_failed"
    if engine.dialect.name == "postgresql":
        with pytest.raises(Refusal, match="no_pg_dump"):
            back_up(engine, tmp_path / "copy", NOW)
        assert not (tmp_path / "copy").exists()
