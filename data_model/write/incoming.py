"""What a file brings, as plain values: organisations, links and people, each with the place it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data_model.findings import Value


@dataclass(frozen=True)
class Place:
    """Where in the file: the sheet (or the file itself) and the row as a spreadsheet numbers it."""

    sheet: str
    row: int


@dataclass(frozen=True)
class RowNote:
    """Why a row is refused, or what was left out of it. `words.exchange` has the words of each kind."""

    kind: str
    sheet: str
    row: int
    column: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


def noted(kind: str, place: Place, column: str = "", **values: Value) -> RowNote:
    return RowNote(kind, place.sheet, place.row, column, values)


@dataclass(frozen=True)
class Element:
    """A node of a map. `external_id` lasts from file to file; `key` only says who is who within this file."""

    place: Place
    label: str
    type: str = ""
    external_id: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class Connection:
    """A row of links: from one node to one or more others, separated by |."""

    place: Place
    from_: str
    to: str
    kind: str | None = None
    description: str | None = None
    strength: float | None = None


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """A line of a contact list. `columns` tells which header each field stands under."""

    place: Place
    organisation: str = ""
    external_id: str | None = None
    website: str | None = None
    general_email: str | None = None
    general_phone: str | None = None
    person: str = ""
    function: str | None = None
    channels: tuple[tuple[str, str], ...] = ()
    since_on: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A recognised file. Rows that could not be read at all are refused already."""

    file_name: str
    file_kind: str
    refused: tuple[RowNote, ...] = ()
    remarks: tuple[RowNote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GraphFile(Incoming):
    """A map. Only one that lists links becomes a version of the network map."""

    tool: str
    elements: tuple[Element, ...]
    connections: tuple[Connection, ...]
    lists_connections: bool


@dataclass(frozen=True, kw_only=True)
class ContactFile(Incoming):
    """A list of organisations, with or without people."""

    rows: tuple[ContactRow, ...]


Parsed = GraphFile | ContactFile
