"""Rows of text with their numbers: what every kind of file becomes before anyone asks what it means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_model.refusal import Refusal
from exchange.limits import ALL_CHARACTERS, CELL_CHARACTERS, COLUMNS, ROWS


@dataclass(frozen=True)
class Row:
    """The number as a spreadsheet shows it, and the cells."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """A sheet without its empty rows. `cut` holds row and column of cells that were shortened."""

    name: str
    rows: tuple[Row, ...]
    cut: frozenset[tuple[int, int]] = frozenset()


def table(name: str, rows: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """Refuses more rows, columns or text than a list of a network holds."""
    kept: list[Row] = []
    cut: set[tuple[int, int]] = set()
    room = ALL_CHARACTERS
    for number, cells in rows:
        width = max((index for index, cell in enumerate(cells, 1) if cell.strip()), default=0)
        if not width:
            continue
        if width > COLUMNS:
            raise Refusal("file_too_wide", limit=COLUMNS)
        if len(kept) > ROWS:  # one more than the limit: the header
            raise Refusal("file_too_long", limit=ROWS)
        cut.update((number, index) for index, cell in enumerate(cells[:width]) if len(cell) > CELL_CHARACTERS)
        kept.append(Row(number, tuple(cell[:CELL_CHARACTERS] for cell in cells[:width])))
        room -= sum(map(len, kept[-1].cells))
        if room < 0:
            raise Refusal("file_bomb")
    return Table(name, tuple(kept), frozenset(cut))
