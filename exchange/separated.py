"""A text file with separated values as a table, whatever its encoding, separator and line ends."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from data_model.refusal import Refusal
from exchange.table import Table, table

SEPARATORS = ",;\t|"

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ["cp1252", "mac_roman", "cp850"]
_SEPARATOR_LINE = re.compile(r"sep=(.)[\r\n]+", re.IGNORECASE)
_SHIELDED = re.compile(r"'[=+\-@\t\r]")  # how spreadsheets are kept from taking a text for a formula
_SAMPLE = 200


def read(data: bytes, name: str) -> list[Table]:
    text = decoded(data)
    controls = sum(1 for c in text if c < " " and c not in "\t\r\n\x00\x0b\x0c")
    if controls * 50 > len(text):
        raise Refusal("file_unknown")
    try:
        return [table(name, enumerate(_records(text), 1))]
    except csv.Error as problem:
        raise Refusal("file_broken") from problem


def decoded(data: bytes) -> str:
    """By its mark, else UTF-8, else the most likely of the old Western encodings."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if data and data.count(0) * 3 > len(data):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_ENCODINGS).best()
    return str(best) if best else data.decode("cp1252", errors="replace")


def _records(text: str) -> Iterator[list[str]]:
    if told := _SEPARATOR_LINE.match(text):
        yield []
        text, separator = text[told.end() :], told[1]
    else:
        separator = _separator(text)
    for record in csv.reader(StringIO(text, newline=""), delimiter=separator):
        yield [cell[1:] if _SHIELDED.match(cell) else cell for cell in record]


def _separator(text: str) -> str:
    """The one that cuts the first records most evenly into more than one cell."""
    return max(SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    records = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        widths = Counter(len(record) for record in islice(records, _SAMPLE) if any(record))
    except csv.Error:
        return (0, 0)
    wide = Counter({width: n for width, n in widths.items() if width > 1})
    if not wide:
        return (0, 0)
    (width, n), *_ = wide.most_common(1)
    return (n / widths.total(), width)
