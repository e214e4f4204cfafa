"""Text files are read whatever their encoding, separator, quotes and line ends."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.refusal import Refusal
from exchange.separated import decoded, read
from tests.exchange.making import EXAMPLES, separated

ROWS = [["Organisatie", "Naam"], ["Café “’t Hoekje”", "Zoë; de Groot"], ["Regel\neen", 'zei "ja", toch']]


def cells(data: bytes) -> list[list[str]]:
    return [list(row.cells) for row in read(data, "lijst.csv")[0].rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_separator_in_every_encoding(separator: str, encoding: str) -> None:
    assert cells(separated(ROWS, separator, encoding)) == ROWS


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_line_end(end: str) -> None:
    assert cells(f"a;b{end}1;2{end}3;4".encode()) == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_rows_keep_the_number_a_spreadsheet_gives_them() -> None:
    assert [row.number for row in read(b",,\nOrganisatie,Naam\n,,\nA,B\n", "x")[0].rows] == [2, 4]


def test_the_line_that_names_the_separator_is_no_row() -> None:
    table = read(b"sep=|\r\na|b,c\r\n1|2\r\n", "x")[0]
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("a", "b,c")), (3, ("1", "2"))]


def test_leading_zeros_and_formulas_stay_text() -> None:
    assert cells(b"naam,code\n=1+1,0012\n'=2+2,'+31\n'k Weet,'t\n") == [
        ["naam", "code"],
        ["=1+1", "0012"],
        ["=2+2", "+31"],
        ["'k Weet", "'t"],
    ]


def test_text_that_is_too_long_is_shortened_and_marked() -> None:
    table = read(b"naam,code\nx," + b"y" * 2_500 + b"\n", "x")[0]
    assert (len(table.rows[1].cells[1]), table.cut) == (2_000, frozenset({(2, 1)}))


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), min_size=2, max_size=4),
        min_size=1,
    )
)
@settings(max_examples=1000)
def test_any_cells_become_rows_or_a_refusal(rows: list[list[str]]) -> None:
    try:
        cells(separated(rows, ";"))
    except Refusal as refusal:
        assert refusal.kind in {"file_unknown", "file_broken"}


@given(st.binary(max_size=400))
@settings(max_examples=1000)
def test_any_bytes_become_text(data: bytes) -> None:
    assert isinstance(decoded(data), str)


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the example files are not here")
def test_torture_files_are_read_as_their_makers_say() -> None:
    folder = EXAMPLES / "torture-csv" / "csv-spectrum"
    files = sorted(folder.glob("*.csv"))
    for file in files:
        header, *rows = cells(file.read_bytes())
        expected = json.loads((folder / f"{file.stem}.json").read_text(encoding="utf-8").replace("\\r\\n", "\\n"))
        padded = [[*row, *[""] * (len(header) - len(row))] for row in rows]
        assert [dict(zip(header, row, strict=True)) for row in padded] == expected, file.name
    assert len(files) == 11


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the example files are not here")
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("frictionless/latin1.csv", 3),
        ("frictionless/blank-rows-multiple.csv", 3),
        ("frictionless/issue-1009-semicolon.csv", 2),
        ("pollock/file_record_delimiter_0xD.csv", 84),
        ("pollock/file_field_delimiter_0x3B.csv", 84),
        ("pollock/file_no_trailing_newline.csv", 84),
        ("pollock/file_preamble.csv", 85),
        ("messytables/null.csv", 10),
    ],
)
def test_torture_files_keep_their_rows(name: str, rows: int) -> None:
    assert len(cells(Path(EXAMPLES / "torture-csv" / name).read_bytes())) == rows
