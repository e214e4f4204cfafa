"""How a few networks on paper become many in a database, which copies them itself.

Rows that come in the course of years stand between those of other networks, as they would: a meeting in one place, not
a network.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    cast,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from data_model.tables.base import Base

# How many rows of a network are written in one go; of other tables all of them.
IN_ONE_GO = {
    "meeting": 1,
    "meeting_report": 1,
    "joint_agreement": 1,
    "attendance": 25,
    "action": 12,
    "action_owner": 12,
    "action_update": 6,
    "contact_confirmation": 10,
    "turnover_event": 1,
}
AT_ONCE = 250_000  # rows that are copied in one statement, more or less
KIND = "kind_of_network"
NUMBER = "{n}"  # in a text: the number of the network
Rows = Mapping[str, list[dict[str, Any]]]
_LOADING = (
    "session_replication_role = replica",
    "statement_timeout = 0",
    "synchronous_commit = off",
    "maintenance_work_mem = '512MB'",
    "work_mem = '256MB'",
)


class Copies:
    """The patterns in tables of their own, in which every number is that of the first network.

    `go` says of each table how far the same row of the next network is away.
    """

    def __init__(self, connection: Connection, networks: int, patterns: list[Rows]) -> None:
        self.connection, self.networks, self.patterns = connection, networks, patterns
        most = {name: max(len(rows[name]) for rows in patterns) for name in patterns[0]}
        self.go = {name: min(IN_ONE_GO.get(name, rows), rows) for name, rows in most.items()}
        self.before = {name: _last(connection, Base.metadata.tables[name]) for name in most}
        self.aside = MetaData()
        self.each = Table("each_network", self.aside, Column("n", Integer, primary_key=True), Column(KIND, Integer))
        self._store(self.each, [{"n": n, KIND: n % len(patterns)} for n in range(networks)])

    def number(self, table: str, rank: int) -> int:
        """Of this row in the first network."""
        piece, within = divmod(rank - 1, self.go[table])
        return self.before[table] + piece * self.go[table] * self.networks + within + 1

    def make(self) -> None:
        for table in Base.metadata.sorted_tables:
            if table.name in self.go:
                self._make(table)

    def _make(self, table: Table) -> None:
        columns = [Column(KIND, Integer), *(Column(c.name, c.type) for c in table.columns)]
        pattern = Table(f"pattern_{table.name}", self.aside, *columns, Index(None, KIND, "id"))
        rows = [self._row(table, row) | {KIND: n} for n, all in enumerate(self.patterns) for row in all[table.name]]
        self._store(pattern, rows)
        id, each, go = pattern.c.id, self.each.c, self.go[table.name]
        every = (
            select(*(self._copied(own, pattern.c[own.name]) for own in table.columns))
            .join_from(self.each, pattern, pattern.c[KIND] == each[KIND])
            .order_by(id + each.n * go)
        )
        at_once, further = max(1, AT_ONCE // go), go * self.networks
        for piece in range(self.before[table.name] + 1, _last(self.connection, pattern) + 1, further):
            for n in range(0, self.networks, at_once):
                these = every.where(id >= piece, id < piece + further, each.n >= n, each.n < n + at_once)
                self.connection.execute(insert(table).from_select(table.columns.keys(), these))
                self.connection.commit()

    def _row(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        """What was left out is as the table says."""
        stored = {own.name: row.get(own.name, _unsaid(own)) for own in table.columns}
        for own in table.columns:
            if (to := _points_to(own)) and (rank := stored[own.name]):
                stored[own.name] = self.number(to, rank)
        return stored

    def _copied(self, own: Column[Any], pattern: Column[Any]) -> ColumnElement[Any]:
        if to := _points_to(own):
            return pattern + self.each.c.n * self.go[to]
        if own.name in ("name", "email"):
            number = cast(self.each.c.n + self.number("network", 1), Text)
            return func.replace(pattern, NUMBER, number)
        return pattern

    def _store(self, table: Table, rows: list[dict[str, Any]]) -> None:
        table._prefixes = ["TEMPORARY"]
        table.create(self.connection)
        self.connection.execute(insert(table), rows)
        self.connection.commit()


def _unsaid(own: Column[Any]) -> Any:
    return own.default.arg if isinstance(own.default, ScalarElementColumnDefault) else None


def _points_to(own: Column[Any]) -> str | None:
    """The table whose number this column holds."""
    if own.name == "id":
        return own.table.name
    return next((key.column.table.name for key in own.foreign_keys), None)


def _last(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.max(table.c.id))) or 0


@contextmanager
def without_indexes(connection: Connection) -> Iterator[None]:
    """They are made when the rows are there: in one go each, and as full as they can be."""
    indexes = [index for table in Base.metadata.sorted_tables for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    connection.commit()
    yield
    for index in indexes:
        index.create(connection)
    connection.commit()


@contextmanager
def loading(engine: Engine) -> Iterator[Connection]:
    """Without what only costs time here: the rows are right by how they are made, and can be made again.

    Afterwards the database knows where its rows are, and how many.
    """
    with engine.connect().execution_options(write=True) as connection:
        raw: Any = connection.connection.dbapi_connection
        if engine.dialect.name == "sqlite":
            for pragma in ("foreign_keys=OFF", "journal_mode=OFF", "synchronous=OFF", "cache_size=-400000"):
                raw.execute(f"PRAGMA {pragma}")
        else:
            for setting in _LOADING:
                connection.execute(text(f"SET {setting}"))
            connection.commit()
        yield connection
        if engine.dialect.name == "postgresql":
            for table in Base.metadata.sorted_tables:
                if "id" in table.c:
                    last = select(func.max(table.c.id)).scalar_subquery()
                    connection.execute(select(func.setval(f"{table.name}_id_seq", func.coalesce(last, 1))))
        connection.commit()
        connection.invalidate()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET statement_timeout = 0"))
        else:
            connection.execute(text("PRAGMA analysis_limit=2000"))  # rows of an index, which say enough of it
        connection.execute(text("ANALYZE"))
        connection.invalidate()
