"""What an import would do, before it is done: how many rows are new, changed, the same or refused, and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from data_model.write.incoming import Incoming, Place, RowNote

PREVIEW_ROWS = 20


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Line:
    """One row that will be taken in: `about` is organisation, person or relation; `detail` the other names in it."""

    sheet: str
    row: int
    about: str
    outcome: Outcome
    name: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """`refused` rows stay out, with the reason; `remarks` are rows that come in without something.

    A map with `gone` relations: they are on the present map and not in this file.
    """

    file_name: str
    file_kind: str
    new: int
    changed: int
    same: int
    refused: tuple[RowNote, ...]
    remarks: tuple[RowNote, ...]
    preview: tuple[Line, ...]
    makes_map: bool = False
    gone: int = 0

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """New, changed, same and refused rows."""
        return (self.new, self.changed, self.same, len(self.refused))


class Tally:
    """Collects what becomes of each row while a file is gone through."""

    def __init__(self, parsed: Incoming) -> None:
        self._parsed = parsed
        self.lines: list[Line] = []
        self.refused = list(parsed.refused)
        self.remarks = list(parsed.remarks)

    def line(self, place: Place, about: str, outcome: Outcome, name: str, detail: str = "") -> None:
        self.lines.append(Line(place.sheet, place.row, about, outcome, name, detail))

    def plan(self, *, makes_map: bool = False, gone: int = 0) -> ImportPlan:
        outcomes = Counter(line.outcome for line in self.lines)
        return ImportPlan(
            file_name=self._parsed.file_name,
            file_kind=self._parsed.file_kind,
            new=outcomes[Outcome.NEW],
            changed=outcomes[Outcome.CHANGED],
            same=outcomes[Outcome.SAME],
            refused=_in_order(self.refused),
            remarks=_in_order(self.remarks),
            preview=tuple(self.lines[:PREVIEW_ROWS]),
            makes_map=makes_map,
            gone=gone,
        )


def _in_order(notes: Iterable[RowNote]) -> tuple[RowNote, ...]:
    return tuple(sorted(notes, key=lambda note: (note.sheet, note.row)))
