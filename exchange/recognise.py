"""What a file is: a network map or a contact list, whichever program it came from."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from data_model.refusal import Refusal
from data_model.write.incoming import ContactFile, GraphFile, Parsed, Place, RowNote, noted
from exchange import contact_rows, graph_rows, headers
from exchange.headers import Header
from exchange.table import Table

_SHOWN_COLUMNS = 8


class Opened(NamedTuple):
    """A file that was read: its name, its kind (xlsx, csv, json or graphml) and its tables."""

    name: str
    kind: str
    tables: tuple[Table, ...]


def recognise(files: Sequence[Opened]) -> Parsed:
    """A map when anything in it is a map, else a contact list. Only the files of one map may come together."""
    tables = [table for file in files for table in file.tables if table.rows]
    kinds = {_table_kind(table) for table in tables}
    if "connections" in kinds or "elements" in kinds:
        return _graph(files, tables)
    if len(files) > 1:
        raise Refusal("file_pair")
    if "contacts" in kinds:
        return _contacts(files[0], tables)
    seen = next((row.cells for row in tables[0].rows), ()) if tables else ()
    raise Refusal("file_unknown_columns", columns=tuple(cell[:40] for cell in seen if cell.strip())[:_SHOWN_COLUMNS])


def _table_kind(table: Table) -> str:
    tests: dict[str, Callable[[Table], Header | None]] = {
        "connections": headers.of_connections,
        "elements": headers.of_elements,
        "contacts": headers.of_contacts,
    }
    return next((kind for kind, header in tests.items() if header(table)), "")


def _graph(files: Sequence[Opened], tables: Sequence[Table]) -> GraphFile:
    found = graph_rows.Found()
    skipped: list[RowNote] = []
    for table in tables:
        if header := headers.of_connections(table):
            found.connect(table, header)
        elif header := headers.of_elements(table):
            found.add(table, header)
        else:
            skipped.append(noted("sheet_skipped", Place(table.name, 0)))
    kind = files[0].kind
    return GraphFile(
        file_name=" + ".join(file.name for file in files),
        file_kind=kind if kind == "graphml" else f"kumu_{kind}",
        tool="graphml" if kind == "graphml" else "kumu",
        elements=tuple(found.elements),
        connections=tuple(found.connections),
        lists_connections=found.lists_connections,
        refused=tuple(found.refused),
        remarks=(*found.remarks, *skipped),
    )


def _contacts(file: Opened, tables: Sequence[Table]) -> ContactFile:
    found = contact_rows.Found()
    for table in tables:
        if header := headers.of_contacts(table):
            found.add(table, header)
        else:
            found.remarks.append(noted("sheet_skipped", Place(table.name, 0)))
    return ContactFile(
        file_name=file.name,
        file_kind=f"contacts_{file.kind}",
        rows=tuple(found.rows),
        refused=tuple(found.refused),
        remarks=tuple(found.remarks),
    )
