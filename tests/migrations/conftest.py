"""A full database of every revision, of each kind: the demo, and a row in every table, taken down step by step."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text

from commands.bring import fill_demo
from data_model import schema
from tests.conftest import NOW, insider
from tests.elsewhere import fill_elsewhere

SCRIPTS = list(reversed(list(schema._scripts().walk_revisions())))
REVISIONS = [script.revision for script in SCRIPTS]
ANNOUNCED = {script.revision: set(getattr(script.module, schema.ANNOUNCED, ())) for script in SCRIPTS}
BEFORE = dict(zip(REVISIONS, ["base", *REVISIONS], strict=False))

POSTGRESQL_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
Contents = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


class Stopped(Exception):
    """A migration that does not come any further."""


def stop() -> None:
    raise Stopped


class Ladder:
    """Full databases of one kind. `at` gives a new one of a revision."""

    def __init__(self, kind: str, folder: Path, server: str | None) -> None:
        self.kind, self.folder, self.server, self.made = kind, folder, server, 0
        self.engines: list[Engine] = []
        self.on_server: list[str] = []
        self._up: dict[str, tuple[int, Contents]] = {}
        self._build()

    def _build(self) -> None:
        engine = self._new("full")
        schema.migrate(engine)
        fill_demo(engine, NOW)
        fill_elsewhere(engine)
        fill_elsewhere(engine, {name for name, (_, rows) in contents(engine).items() if not rows})
        assert all(rows for _, rows in contents(engine).values())
        with engine.begin() as connection:
            connection.execute(text("UPDATE account SET email = lower(email)"))
        self.down: dict[str, tuple[Contents, Contents]] = {}
        for revision in reversed(REVISIONS):
            self._keep(engine, revision)
            before = contents(engine)
            schema.migrate(engine, BEFORE[revision])
            self.down[revision] = before, contents(engine)
        self._keep(engine, "base")

    def at(self, revision: str) -> Engine:
        self.made += 1
        return self._new(f"one_{self.made}", revision)

    def up(self, revision: str) -> tuple[int, Contents]:
        """How many statements the way up to a revision takes, and what is there after it."""
        if revision not in self._up:
            engine = self.at(BEFORE[revision])
            with statements(engine) as counted:
                schema.migrate(engine, revision)
            self._up[revision] = counted[0], contents(engine)
        return self._up[revision]

    def url(self, name: str) -> str:
        if self.kind == "sqlite":
            return f"sqlite:///{self.folder}/{name}/schakel.db"
        return str(self.server).replace("/postgres?", f"/{name}?")

    def close(self) -> None:
        for engine in self.engines:
            engine.dispose()
        for name in self.on_server:
            self._on_server(f"DROP DATABASE {name}")

    def _new(self, name: str, like: str | None = None) -> Engine:
        if self.kind == "sqlite":
            (self.folder / name).mkdir()
            if like:
                (self.folder / name / "schakel.db").write_bytes((self.folder / f"{like}.db").read_bytes())
        else:
            name = f"ladder_{name}"
            template = f" TEMPLATE ladder_{like} STRATEGY FILE_COPY" if like else ""
            self._on_server(f"CREATE DATABASE {name}{template}")
            self.on_server.append(name)
        engine = insider(self.url(name))
        self.engines.append(engine)
        return engine

    def _keep(self, engine: Engine, revision: str) -> None:
        if self.kind == "sqlite":
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            (self.folder / f"{revision}.db").write_bytes(Path(str(engine.url.database)).read_bytes())
        else:
            name = engine.url.database
            engine.dispose()
            self._on_server(f"CREATE DATABASE ladder_{revision} TEMPLATE {name} STRATEGY FILE_COPY")
            self.on_server.append(f"ladder_{revision}")

    def _on_server(self, order: str) -> None:
        admin = create_engine(str(self.server), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(order))
        admin.dispose()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def ladder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ladder]:
    server = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    ladder = Ladder(request.param, tmp_path_factory.mktemp("ladder"), server)
    yield ladder
    ladder.close()


def contents(engine: Engine) -> Contents:
    """The columns and rows of each table, and nothing that refers to what is not there."""
    sqlite = engine.dialect.name == "sqlite"
    names = "SELECT name FROM sqlite_master WHERE type = 'table'" if sqlite else POSTGRESQL_TABLES
    found: Contents = {}
    with engine.connect() as connection:
        for name in set(connection.execute(text(names)).scalars()) - {schema.VERSION_TABLE}:
            rows = connection.execute(text(f'SELECT * FROM "{name}"'))
            found[name] = list(rows.keys()), [tuple(row) for row in rows]
        if sqlite:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    return found


def same(before: Contents, after: Contents, besides: set[str]) -> None:
    """Every table that is in both holds the same rows, in the columns that both have."""
    for name in (before.keys() & after.keys()) - besides:
        columns = [column for column in before[name][0] if column in after[name][0]]
        assert len(before[name][1]) == len(after[name][1]), name
        assert _only(before[name], columns) == _only(after[name], columns), name


def _only(table: tuple[list[str], list[tuple[Any, ...]]], columns: list[str]) -> list[str]:
    places = [table[0].index(column) for column in columns]
    return sorted(repr([row[place] for place in places]) for row in table[1])


@contextmanager
def statements(engine: Engine, at: int | None = None, then: Callable[[], object] = stop) -> Iterator[list[int]]:
    """Counts what is asked of the database in this block, and does something before the one with this number."""
    counted = [0]

    def count(_: Connection, __: Any, ___: str, *____: Any) -> None:
        counted[0] += 1
        if counted[0] == at:
            then()

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", count)


def somewhere(total: int, seed: str, several: int) -> list[int]:
    """The first, the last, and some in between that are the same each time."""
    between = random.Random(seed).sample(range(2, total), min(several, total - 2))
    return [1, *sorted(between), total]
