"""Moving all there is from an SQLite file to an empty PostgreSQL: the same rows, or none of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, Table, Text, func, inspect, select, text, type_coerce
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from data_model import schema
from data_model.backup import unhurried
from data_model.erasures import Line
from data_model.read.log_check import verify
from data_model.refusal import Refusal
from data_model.restore import erase_again, require_empty
from data_model.tables import Base
from data_model.tables.base import Told

_AT_ONCE = 1000


@dataclass(frozen=True)
class Moved:
    """What was moved: the rows of each table, how many lines the log has and its end, and who was erased again."""

    revision: str
    rows: dict[str, int]
    lines: int
    head: str
    erased: int


@dataclass
class Tally:
    """How many rows, and a sum of what is in them that is the same in whichever order they come."""

    rows: int = 0
    sum: int = 0

    def add(self, row: tuple[Any, ...]) -> None:
        self.rows += 1
        self.sum = (self.sum + int.from_bytes(sha256(repr(row).encode()).digest(), "big")) % 2**256


def move(source: Engine, target: Engine, erasures: Iterable[Line], at: datetime) -> Moved:
    """Copy every row and compare both sides. Refuses a target that holds something, and a source of another version.

    Whatever is wrong, the target holds nothing afterwards. Nobody can write in the source meanwhile, and nothing is
    changed there.
    """
    _require_this_version(source)
    if schema.current(target) is None:
        require_empty(target)
        schema.migrate(target)
    elif schema.current(target) != schema.newest():
        raise Refusal("target_version")
    with source.connect().execution_options(write=True) as old, unhurried(target) as new:
        tallies = _copied(old, new)
        lines, head = _whole_log(new)
        for table in tallies:
            _count_on(new, table)
        new.commit()
    erased = sum(erase_again(target, line, at) for line in erasures)
    return Moved(schema.newest(), {table.name: tally.rows for table, tally in tallies.items()}, lines, head, erased)


def _require_this_version(source: Engine) -> None:
    revision = schema.current(source)
    if revision != schema.newest():
        raise Refusal("database_older" if schema.is_known(revision) else "database_newer")
    tables = {table.name for table in Base.metadata.sorted_tables}
    if more := set(inspect(source).get_table_names()) - tables - {schema.VERSION_TABLE}:
        raise Refusal("move_unknown", table=min(more))


def _copied(old: Connection, new: Connection) -> dict[Table, Tally]:
    """Each table, those that others point to first."""
    tables = Base.metadata.sorted_tables
    with _pointing_on(new):
        tallies = {table: _copy(old, new, table) for table in tables}
    for table, tally in tallies.items():
        if _tally(new, table) != tally:
            raise Refusal("move_differs", table=table.name)
    return tallies


def _copy(old: Connection, new: Connection, table: Table) -> Tally:
    if new.scalar(select(func.count()).select_from(table)):
        raise Refusal("target_not_empty", table=table.name)
    tally, names = Tally(), ", ".join(f'"{column.name}"' for column in table.columns)
    driver: Any = new.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in _rows(old, table):
                tally.add(row)
                copy.write_row(row)
    except psycopg.Error as problem:
        raise Refusal("move_failed", table=table.name, code=problem.sqlstate or type(problem).__name__) from problem
    return tally


def _tally(connection: Connection, table: Table) -> Tally:
    tally = Tally()
    for row in _rows(connection, table):
        tally.add(row)
    return tally


def _rows(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """As they are kept: where somebody was erased the code that stands there, not how it is said."""
    columns = [type_coerce(column, Text()) if isinstance(column.type, Told) else column for column in table.columns]
    asked = select(*columns).execution_options(stream_results=True, yield_per=_AT_ONCE)
    with connection.execute(asked) as rows:
        for row in rows:
            yield tuple(row)


@contextmanager
def _pointing_on(new: Connection) -> Iterator[None]:
    """Until all rows of a table are there, its rows may point to others of it that still come."""
    own = [
        (table.name, key["name"])
        for table in Base.metadata.sorted_tables
        for key in inspect(new).get_foreign_keys(table.name)
        if key["referred_table"] == table.name
    ]
    for table, key in own:
        new.execute(text(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{key}" DEFERRABLE INITIALLY DEFERRED'))
    yield
    try:
        new.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    except IntegrityError as problem:
        raise Refusal("move_failed", table="*", code=getattr(problem.orig, "sqlstate", "")) from problem
    for table, key in own:
        new.execute(text(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{key}" NOT DEFERRABLE'))


def _whole_log(new: Connection) -> tuple[int, str]:
    with Session(new) as session:
        found = verify(session)
    if not found.sound:
        raise Refusal("move_log", number=str(found.wrong))
    return found.count, found.head


def _count_on(new: Connection, table: Table) -> None:
    """The next row of a table gets the next number."""
    if "id" in table.columns:
        last = f'(SELECT max(id) FROM "{table.name}")'
        new.execute(text(f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), {last})"))
