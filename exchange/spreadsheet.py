"""An Excel workbook as tables: what people see in its sheets, as text."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from data_model.refusal import Refusal
from exchange import zip_guard
from exchange.table import Table, table

_IGNORED = "(ignore)"
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
_ZEROS = re.compile("0+")


def read(data: bytes) -> list[Table]:
    """The sheets that are visible and not marked "(ignore)". Refuses a zip file that holds no workbook."""
    parts = zip_guard.check(data)
    if "[Content_Types].xml" not in parts or not any(part.startswith("xl/") for part in parts):
        raise Refusal("file_unknown")
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return [
            table(sheet.title, _rows(sheet))
            for sheet in workbook.worksheets
            if sheet.sheet_state == "visible" and _IGNORED not in sheet.title.lower()
        ]


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # what the file says about its own size may be untrue
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if any(cell.value is not None for cell in cells):
            yield number, [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    match cell.value:
        case None:
            return ""
        case bool():
            return str(cell.value).upper()
        case int():
            return _number(cell.value, cell.number_format)
        case float():
            return str(int(cell.value)) if cell.value.is_integer() else repr(cell.value)
        case datetime():
            return _moment(cell.value)
        case date() | time():
            return str(cell.value.isoformat())
        case str():
            return "" if cell.value in _ERRORS else cell.value
    return str(cell.value)


def _number(value: int, number_format: str) -> str:
    """Shown with the leading zeros its format asks for: a telephone number."""
    return str(value).zfill(len(number_format)) if _ZEROS.fullmatch(number_format or "") else str(value)


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
