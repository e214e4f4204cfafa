"""Small files of every kind, whole and harmful, built where they are used."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

EXAMPLES = Path(__file__).parents[3] / "shared" / "examples"
MEGABYTE = 1024 * 1024

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_START, SHEET_END = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"

CONTACTS = [
    ["Organisatie", "Naam", "Functie", "E-mail", "Telefoon"],
    ["De Klimop", "Aïsha de Vries", "Directeur", "aisha@klimop.example", "(0512)581234"],
    ["Voedselbank", "Bram Jansen", "Coördinator", "bram@voedselbank.example", "06-12345678"],
    ["Gemeente", "Cor Smit", "", "cor@gemeente.example", "14 0592"],
]


def contacts(*rows: Sequence[str], header: Sequence[str] = CONTACTS[0]) -> bytes:
    return separated([header, *rows])


def separated(rows: Iterable[Sequence[str]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Iterable[str] = ()) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "d-m-yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if hasattr(value, "isoformat"):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
        if name in hidden:
            sheet.hide()
    book.close()
    return out.getvalue()


def kumu(elements: Sequence[Mapping[str, Any]], connections: Sequence[Mapping[str, Any]]) -> bytes:
    return json.dumps({"elements": elements, "connections": connections}).encode()


def graphml(body: str, keys: str = "") -> bytes:
    start = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    return f'{start}{keys}<graph edgedefault="undirected">{body}</graph></graphml>'.encode()


def bare_workbook(
    sheet: str | Iterable[str], styles: str | Iterable[str] = "", more: Mapping[str, str | bytes] = {}
) -> bytes:
    """The smallest workbook, with one sheet given as XML."""
    parts: dict[str, str | bytes | Iterable[str]] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": styles or f'<styleSheet xmlns="{MAIN}"/>',
        "xl/worksheets/sheet1.xml": sheet,
        **more,
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            with archive.open(name, "w") as part:
                for piece in [content] if isinstance(content, str | bytes) else content:
                    part.write(piece if isinstance(piece, bytes) else piece.encode())
    return out.getvalue()


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows_xml(*rows: str) -> str:
    return SHEET_START + "".join(rows) + SHEET_END
