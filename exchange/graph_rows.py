"""The rows of a map: nodes with a label, links with two ends. Telephone numbers and addresses are not looked at."""

import math

from data_model.text import clean
from data_model.write.incoming import Connection, Element, Place, RowNote, noted
from exchange.headers import Header
from exchange.table import Row, Table


class Found:
    """What was found so far, over all sheets and files of one map."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.connections: list[Connection] = []
        self.refused: list[RowNote] = []
        self.remarks: list[RowNote] = []
        self.lists_connections = False

    def add(self, table: Table, header: Header) -> None:
        for row in header.rows:
            place = Place(table.name, row.number)
            label, kind, id, key = (clean(header.first(row, role)) for role in ("label", "type", "external_id", "key"))
            if label:
                self.elements.append(Element(place, label, kind, id or None, key or None))
            else:
                self.refused.append(noted("label_missing", place, header.names["label"]))

    def connect(self, table: Table, header: Header) -> None:
        self.lists_connections = True
        for row in header.rows:
            place = Place(table.name, row.number)
            ends = {role: clean(header.first(row, role)) for role in ("from", "to")}
            if missing := next((role for role, end in ends.items() if not end), None):
                self.refused.append(noted(f"{missing}_missing", place, header.names[missing]))
                continue
            self.connections.append(
                Connection(
                    place,
                    ends["from"],
                    ends["to"],
                    kind=clean(header.first(row, "type") or header.first(row, "label")) or None,
                    description=clean(header.first(row, "description")) or None,
                    strength=self._strength(header, row, place),
                )
            )
            if any((row.number, column) in table.cut for column in header.columns.get("description", ())):
                self.remarks.append(noted("cell_cut", place, header.names["description"]))

    def _strength(self, header: Header, row: Row, place: Place) -> float | None:
        if not (text := header.first(row, "strength")):
            return None
        try:
            strength = float(text.replace(",", "."))
        except ValueError:
            strength = math.nan
        if math.isfinite(strength):
            return strength
        self.remarks.append(noted("strength_unreadable", place, header.names["strength"]))
        return None
