"""Files made to harm are refused within the limits, and the process that asked goes on."""

import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest

from data_model.refusal import Refusal
from exchange.files import open_file
from tests.exchange.making import (
    CONTACTS,
    MAIN,
    SHEET_END,
    SHEET_START,
    bare_workbook,
    cell,
    graphml,
    rows_xml,
    separated,
    workbook,
)

LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def repeated(piece: str, times: int, start: str = SHEET_START, end: str = SHEET_END) -> Iterator[str]:
    yield start
    block = piece * 10_000
    for _ in range(times // 10_000):
        yield block
    yield end


def two_far_cells() -> bytes:
    return bare_workbook(
        rows_xml(f'<row r="1">{cell("A1", "Organisatie")}</row>', f'<row r="1048576">{cell("XFD1048576", "ver")}</row>')
    )


def one_far_row() -> bytes:
    far = "".join(f'<row r="{number}">{cell(f"A{number}", "x")}</row>' for number in range(1_040_000, 1_046_000))
    return bare_workbook(rows_xml(f'<row r="1">{cell("A1", "Organisatie")}</row>', far))


def deep_tags() -> bytes:
    return bare_workbook(repeated("<a>", 1_400_000, end="</a>" * 1_400_000))


def one_enormous_cell() -> bytes:
    return bare_workbook(
        repeated("a" * 100, 5_000_000, f'{SHEET_START}<row r="1"><c t="inlineStr"><is><t>', "</t></is></c></row>")
    )


def eighteen_million_rows() -> bytes:
    return bare_workbook(repeated("<row><c/></row>", 18_000_000))


def many_styles() -> bytes:
    styles = repeated("<xf/>", 3_000_000, f'<styleSheet xmlns="{MAIN}"><cellXfs>', "</cellXfs></styleSheet>")
    return bare_workbook(rows_xml(), styles)


def styles_just_below_the_count() -> bytes:
    """Passes the guard; the memory limit of the process stops it."""
    style = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    styles = repeated(style, 900_000, f'<styleSheet xmlns="{MAIN}"><cellXfs>', "</cellXfs></styleSheet>")
    return bare_workbook(rows_xml(), styles)


def billion_laughs_in_a_workbook() -> bytes:
    return bare_workbook(LAUGHS + "]>" + rows_xml('<row r="1"><c r="A1" t="str"><v>&i;</v></c></row>'))


def billion_laughs_in_utf_16() -> bytes:
    text = '<?xml version="1.0" encoding="utf-16"?>' + LAUGHS + "]>" + rows_xml()
    return bare_workbook(rows_xml(), more={"xl/theme/theme1.xml": text.encode("utf-16")})


def billion_laughs_in_a_map() -> bytes:
    return LAUGHS.encode() + b"]>" + graphml('<node id="&i;"/>')


def a_map_that_asks_for_a_file() -> bytes:
    return b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + graphml('<node id="&f;"/>')


def too_many_parts() -> bytes:
    return bare_workbook(rows_xml(), more={f"xl/media/{number}.txt": "x" for number in range(250)})


@pytest.mark.parametrize(
    ("make", "kinds"),
    [
        (two_far_cells, {"file_too_wide"}),
        (one_far_row, {"file_too_long"}),
        (deep_tags, {"file_bomb"}),
        (one_enormous_cell, {"file_bomb"}),
        (eighteen_million_rows, {"file_bomb"}),
        (many_styles, {"file_bomb"}),
        (styles_just_below_the_count, {"file_bomb", "file_too_slow"}),
        (billion_laughs_in_a_workbook, {"file_bomb"}),
        (billion_laughs_in_utf_16, {"file_bomb"}),
        (billion_laughs_in_a_map, {"file_bomb"}),
        (a_map_that_asks_for_a_file, {"file_bomb"}),
        (too_many_parts, {"file_bomb"}),
    ],
)
def test_bombs_are_refused(make: Callable[[], bytes], kinds: set[str]) -> None:
    with pytest.raises(Refusal) as refusal:
        open_file(("bom.graphml" if "map" in make.__name__ else "bom.xlsx", make()))
    assert refusal.value.kind in kinds


def lying(data: bytes, size: int) -> bytes:
    """The same workbook, whose directory gives another size for the sheet."""
    name = b"xl/worksheets/sheet1.xml"
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    return data[: entry + 24] + struct.pack("<I", size) + data[entry + 28 :]


@pytest.mark.parametrize("size", [10, 3_000_000_000])
def test_a_directory_that_lies_about_sizes_is_refused(size: int) -> None:
    data = lying(bare_workbook(repeated("<row><c/></row>", 1_000_000)), size)
    with pytest.raises(Refusal) as refusal:
        open_file(("leugen.xlsx", data))
    assert refusal.value.kind in {"file_broken", "file_bomb"}


def with_a_part_twice() -> bytes:
    out = BytesIO(bare_workbook(rows_xml()))
    with ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def test_a_part_that_is_there_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = with_a_part_twice()
    with pytest.raises(Refusal, match="file_broken"):
        open_file(("dubbel.xlsx", data))


def test_a_full_list_of_5000_rows_is_read() -> None:
    rows = [[f"Organisatie {n}", f"Jan {n}", "Lid", f"jan{n}@voorbeeld.example", "0512 581 234"] for n in range(5_000)]
    parsed = open_file(("lijst.xlsx", workbook({"Blad1": [CONTACTS[0], *rows]})))
    assert len(getattr(parsed, "rows", ())) == 5_000


@pytest.mark.parametrize(("rows", "columns", "kind"), [(5_002, 2, "file_too_long"), (3, 61, "file_too_wide")])
def test_one_row_or_column_too_many_is_refused(rows: int, columns: int, kind: str) -> None:
    with pytest.raises(Refusal, match=kind):
        open_file(("lijst.csv", separated([["Organisatie"] * columns] * rows)))


def test_more_than_5_megabytes_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refusal, match="file_too_large"):
        open_file(("lijst.csv", b"Organisatie\n" * 500_000))
