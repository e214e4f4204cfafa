"""A network in which one row stands in every table, with the same number and the same text everywhere."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Engine, Float, Integer, Table, func, select

from data_model.database import writing
from data_model.tables.base import Base, Moment
from tests.conftest import NOW

# The number of every record elsewhere, a number no record has, and what every text elsewhere says.
FOREIGN, MISSING, MARK = 900_001, 800_001, "ELDERS-GEHEIM"
OF_ITS_OWN = {"network", "account", "sign_in"}


def fill_elsewhere(engine: Engine, only: set[str] | None = None) -> None:
    """`only`: a row in these tables, whatever they are about."""
    with writing(engine) as session:
        for table in Base.metadata.sorted_tables:
            if table.name in only if only is not None else table.name in OF_ITS_OWN or "network_id" in table.columns:
                session.execute(
                    table.insert().values({c.name: any_value(c) for c in table.columns if _filled(table, c)})
                )


def _filled(table: Table, column: Column[Any]) -> bool:
    """Also what may stay empty: whatever can be told apart. Not what would say that it is over."""
    ends = isinstance(column.type, Date | Moment) and column.nullable
    key = bool(column.foreign_keys) and not isinstance(column.type, Integer)
    return not ends and not key and column.name != "municipality_id"


def any_value(column: Column[Any]) -> object:
    if column.foreign_keys or column.primary_key:
        return FOREIGN if isinstance(column.type, Integer) else MARK
    if column.name == "network_id":
        return FOREIGN
    match column.type:
        case Moment():
            return NOW
        case Date():
            return NOW.date()
        case Boolean():
            return False
        case Integer() | Float():
            return FOREIGN if column.name.endswith(("_id", "_by")) else 1
        case _:
            return MARK


def dump(engine: Engine, besides: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
            if table.name not in besides
        }


def count(engine: Engine, table: Table) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0
