"""What a migration may not do, who may do it, and what becomes of a database of another version."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, text

from commands import backups
from commands.database import upgrade
from commands.serve import prepare
from data_model import schema
from data_model.backup import held, manifest_of, sha256
from data_model.database import connect
from data_model.refusal import Refusal
from data_model.tables.organisation import Organisation
from settings import Settings
from tests.conftest import NOW, Town, insider
from tests.migrations.conftest import REVISIONS, Ladder, contents
from tests.test_backup import _programs_of
from tests.test_manage import Line, line, refused
from tests.test_serve import free_port

__all__ = ["line"]


@pytest.fixture
def coming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A next revision that does what a test asks."""

    def come(does: str, announced: str = "()") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder)
        (folder / "versions" / "9999_coming.py").write_text(
            f"from alembic import op\n\nrevision = '9999'\ndown_revision = '{REVISIONS[-1]}'\n"
            f"{schema.ANNOUNCED} = {announced}\n\n\ndef upgrade() -> None:\n    op.execute({does!r})\n\n\n"
            "def downgrade() -> None:\n    pass\n"
        )
        monkeypatch.setattr(schema, "MIGRATIONS", folder)

    return come


def test_a_migration_that_loses_rows_is_taken_back(town: Town, coming: Callable[..., None]) -> None:
    town.add(Organisation, name="De Klimop")
    before = contents(town.engine)
    coming("DELETE FROM organisation")
    with pytest.raises(Refusal, match="rows_lost") as refused:
        schema.migrate(town.engine)
    assert refused.value.values == {"table": "organisation"}
    assert contents(town.engine) == before and schema.current(town.engine) == REVISIONS[-1]


def test_a_migration_that_drops_a_table_with_rows_is_taken_back(town: Town, coming: Callable[..., None]) -> None:
    town.add(Organisation, name="De Klimop")
    coming("DROP TABLE organisation" if town.engine.dialect.name == "sqlite" else "DROP TABLE organisation CASCADE")
    with pytest.raises(Refusal, match="rows_lost"):
        schema.migrate(town.engine)
    assert len(contents(town.engine)["organisation"][1]) == 1


def test_a_migration_that_says_which_rows_go_may(town: Town, coming: Callable[..., None]) -> None:
    town.add(Organisation, name="De Klimop")
    coming("DELETE FROM organisation", "('organisation',)")
    schema.migrate(town.engine)
    assert contents(town.engine)["organisation"][1] == [] and schema.current(town.engine) == "9999"


def test_a_migration_that_leaves_a_row_that_refers_to_nothing_is_taken_back(
    sqlite_engine: Engine, coming: Callable[..., None]
) -> None:
    town = Town(sqlite_engine)
    town.add(Organisation, name="De Klimop")
    coming("UPDATE organisation SET network_id = 77")
    with pytest.raises(Refusal, match="schema_broken"):
        schema.migrate(sqlite_engine)
    assert schema.current(sqlite_engine) == REVISIONS[-1]
    with sqlite_engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000


def test_of_two_that_upgrade_at_once_one_waits_and_finds_it_done(
    ladder: Ladder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines = [ladder.at(REVISIONS[0])]
    engines.append(connect(engines[0].url.render_as_string(hide_password=False)))
    monkeypatch.setattr(backups, "VAR", tmp_path)
    if ladder.kind == "postgresql":
        monkeypatch.setenv("PATH", _programs_of(engines[0]), prepend=":")
    together = Barrier(2)

    def start(engine: Engine) -> Path | None:
        together.wait()
        return upgrade(engine, NOW)

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(start, engines))
    assert [schema.current(engine) for engine in engines] == [schema.newest()] * 2
    (kept,) = [file for file in made if file]
    assert sorted(kept.parent.iterdir()) == [kept, manifest_of(kept)]
    engines[1].dispose()


def test_an_older_database_is_copied_and_then_migrated(
    ladder: Ladder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ladder.at(REVISIONS[0])
    monkeypatch.setattr(backups, "VAR", tmp_path)
    if ladder.kind == "postgresql":
        monkeypatch.setenv("PATH", _programs_of(engine), prepend=":")
    with engine.connect() as connection:
        before = held(connection)
    kept = upgrade(engine, NOW)
    assert kept and schema.current(engine) == schema.newest()
    told = json.loads(manifest_of(kept).read_text())
    assert (told["revision"], told["why"], told["sha256"]) == (REVISIONS[0], "before_upgrade", sha256(kept))
    assert told["rows"] == before["rows"] and sum(told["rows"].values()) > 100


def test_a_newer_database_is_refused_and_not_a_byte_of_it_changes(line: Line) -> None:
    line("demo")
    engine = insider(line.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = {file.name: file.read_bytes() for file in line.folder.iterdir()}
    for verb in (
        ("upgrade",),
        ("findings",),
        ("backup", str(line.folder / "copy.db")),
        ("post",),
        ("import", "x.csv", "--network", "X"),
    ):
        assert "nieuwere versie" in refused(line(*verb)), verb
    with pytest.raises(Refusal, match="database_newer"):
        prepare(Settings.from_environment(), "localhost", free_port(), NOW)
    after = {file.name: file.read_bytes() for file in line.folder.iterdir() if not file.name.endswith(".lock")}
    assert after == before


def test_an_empty_database_gets_its_tables_and_no_copy(tmp_path: Path) -> None:
    engine = insider(f"sqlite:///{tmp_path}/new.db")
    assert upgrade(engine, NOW) is None and schema.current(engine) == schema.newest()
    engine.dispose()
    assert not (tmp_path / "backups").exists()
