"""What stands in a database, as plain rows: read beside the product, so that nothing it remembers is asked."""

import json
from pathlib import Path
from typing import Any

from data_model.database import SQLITE
from data_model.tables.base import Base

Row = dict[str, Any]
Tables = dict[str, dict[Any, Row]]

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
LOG = {"log_entry", "log_detail"}
DERIVED = {"question_standing", "standing"}
RISING = {"version", "data_version"}


class Reader:
    """Looks into a file with the SQLite of the product."""

    def __init__(self, path: Path) -> None:
        self._connection = SQLITE.connect(str(path), isolation_level=None)
        self._connection.row_factory = SQLITE.Row

    def close(self) -> None:
        self._connection.close()

    def tables(self) -> Tables:
        return {name: self._rows(name) for name in TABLES}

    def orphans(self) -> list[Any]:
        """Rows that point to one that is not there."""
        return [tuple(row) for row in self._connection.execute("PRAGMA foreign_key_check")]

    def _rows(self, name: str) -> dict[Any, Row]:
        keys = [column.name for column in TABLES[name].primary_key]
        rows = map(dict, self._connection.execute(f"SELECT * FROM {name}"))
        return {tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]: row for row in rows}


def data(tables: Tables) -> Tables:
    """What people wrote."""
    return {name: rows for name, rows in tables.items() if name not in LOG | DERIVED}


def steady(tables: Tables) -> Tables:
    """The same without the counters that only rise."""
    return {
        name: {key: {field: value for field, value in row.items() if field not in RISING} for key, row in rows.items()}
        for name, rows in data(tables).items()
    }


def said(tables: Tables) -> str:
    """Every text there is, in small letters."""
    return json.dumps(
        [list(row.values()) for rows in tables.values() for row in rows.values()], ensure_ascii=False
    ).casefold()


def needles(tables: Tables, person: int) -> set[str]:
    """By what alone somebody can be found: a full name, an address or a number that nobody else has."""
    names = [row["display_name"].casefold() for row in tables["person"].values()]
    name = tables["person"][person]["display_name"].casefold()
    own = {name} if len(name.split()) > 1 and names.count(name) == 1 else set()
    channels = tables["contact_channel"].values()
    theirs = {row["value"] for row in channels if row["person_id"] != person}
    theirs |= {
        value for row in tables["organisation"].values() for value in (row["general_email"], row["general_phone"])
    }
    return own | {
        row["value"].casefold() for row in channels if row["person_id"] == person and row["value"] not in theirs
    }
