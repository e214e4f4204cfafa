"""What a file is goes by what is in it, and a file that cannot be read says why."""

from datetime import date
from pathlib import Path

import pytest

from data_model.refusal import Refusal
from data_model.write.incoming import ContactFile, GraphFile
from exchange.files import names_of, open_file
from tests.exchange.making import CONTACTS, EXAMPLES, bare_workbook, contacts, graphml, kumu, rows_xml, workbook

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
needs_examples = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the example files are not here")


def people(name: str, data: bytes) -> ContactFile:
    parsed = open_file((name, data))
    assert isinstance(parsed, ContactFile)
    return parsed


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("leeg.csv", b"", "file_empty"),
        ("leeg.csv", b"\xef\xbb\xbf \r\n\r\n", "file_empty"),
        ("leeg.csv", b",,,\n,,,\n", "file_empty"),
        ("leeg.xlsx", bare_workbook(rows_xml()), "file_empty"),
        ("slot.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "file_protected"),
        ("oud.xls", OLE + b"\0" * 600, "file_old_excel"),
        ("kapot.xlsx", b"PK\x03\x04 en dan niets", "file_broken"),
        ("kapot.xlsx", b"geen zip", "file_broken"),
        ("kapot.json", b'{"elements": [', "file_broken"),
        ("diep.json", b"[" * 200_000, "file_broken"),
        ("kapot.graphml", b"<graphml><node", "file_broken"),
        ("bladzijde.html", b"<html><body/></html>", "file_unknown"),
        ("anders.json", b'{"nodes": []}', "file_unknown"),
        ("foto.jpg", bytes(range(1, 32)) * 50, "file_unknown"),
        ("cijfers.csv", b"a,b\n1,2\n", "file_unknown_columns"),
        ("vergadering.csv", b"name,start_date,status\nRaad,2019-01-01,ok\n", "file_unknown_columns"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, kind: str) -> None:
    with pytest.raises(Refusal) as refusal:
        open_file((name, data))
    assert refusal.value.kind == kind


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="file_missing"):
        open_file(tmp_path / "weg.csv")


def test_a_file_is_opened_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(contacts(*CONTACTS[1:]))
    assert (open_file(path).file_kind, names_of([path])) == ("contacts_csv", "lijst.csv")


def test_contacts_come_alike_from_every_kind_of_file() -> None:
    from_csv = people("lijst.csv", contacts(*CONTACTS[1:])).rows
    from_excel = people("lijst.xlsx", workbook({"lijst.csv": CONTACTS})).rows
    assert from_csv == from_excel
    assert [row.person for row in from_csv] == ["Aïsha de Vries", "Bram Jansen", "Cor Smit"]


def test_hidden_sheets_and_sheets_to_ignore_are_skipped() -> None:
    sheets = {"Zichtbaar": CONTACTS, "Verborgen": CONTACTS, "Oud (ignore)": CONTACTS}
    parsed = people("lijst.xlsx", workbook(sheets, hidden=["Verborgen"]))
    assert {row.place.sheet for row in parsed.rows} == {"Zichtbaar"}


def test_a_sheet_that_is_no_list_is_named() -> None:
    parsed = people("lijst.xlsx", workbook({"Lijst": CONTACTS, "Kosten": [["Bedrag"], [3]]}))
    assert [(remark.kind, remark.sheet) for remark in parsed.remarks] == [("sheet_skipped", "Kosten")]


def test_dates_numbers_and_formulas_in_excel_are_text_as_people_see_it() -> None:
    header = ["Organisatie", "Contactpersoon", "Mobiel", "Sinds", "Functie"]
    row = ["=A1+B2", "Aïsha", 612345678, date(2020, 9, 1), "=HYPERLINK(1)"]
    line = people("lijst.xlsx", workbook({"Blad": [header, row]})).rows[0]
    assert (line.organisation, line.function, line.since_on) == ("=A1+B2", "=HYPERLINK(1)", date(2020, 9, 1))
    assert dict(line.channels) == {"mobile": "+31 6 12345678"}


def test_a_map_may_come_as_two_files() -> None:
    parsed = open_file(("elements.csv", b"Label,Type\nA,School\nB,\n"), ("connections.csv", b"From,To\nA,B\n"))
    assert isinstance(parsed, GraphFile)
    assert (len(parsed.elements), len(parsed.connections), parsed.lists_connections) == (2, 1, True)
    assert parsed.file_name == "elements.csv + connections.csv"


def test_two_contact_lists_do_not_belong_together() -> None:
    with pytest.raises(Refusal, match="file_pair"):
        open_file(("a.csv", contacts(*CONTACTS)), ("b.csv", contacts(*CONTACTS)))


def test_a_map_in_a_workbook_may_have_other_columns_and_sheets() -> None:
    elements = [["Label", "Type", "Email", "", ""], ["School", "Organisatie", "prive@thuis.example"], ["Kerk"]]
    parsed = open_file(("kaart.xlsx", workbook({"Elements": elements, "Connections": [["From", "To"], ["A", "B"]]})))
    assert isinstance(parsed, GraphFile)
    assert [element.label for element in parsed.elements] == ["School", "Kerk"]
    assert "prive@thuis.example" not in repr(parsed)


def test_rows_of_a_map_without_a_name_or_an_end_are_refused() -> None:
    parsed = open_file(("kaart.json", kumu([{"type": "School"}, "x"], [{"from": "A"}, {"to": ["A", "B"]}, {}])))  # type: ignore[list-item]
    assert [(note.kind, note.sheet, note.row) for note in parsed.refused] == [
        ("label_missing", "elements", 1),
        ("label_missing", "elements", 2),
        ("to_missing", "connections", 1),
        ("from_missing", "connections", 2),
        ("from_missing", "connections", 3),
    ]


def test_graphml_takes_the_name_from_its_data() -> None:
    keys = '<key id="v" for="node" attr.name="name"/><key id="w" for="edge" attr.name="weight"/>'
    body = (
        '<node id="n0"><data key="v">School</data></node><node id="n1"/>'
        '<edge source="n0" target="n1"><data key="w">2,5</data></edge>'
    )
    parsed = open_file(("kaart.graphml", graphml(body, keys)))
    assert isinstance(parsed, GraphFile)
    assert [(element.label, element.key) for element in parsed.elements] == [("School", "n0"), ("n1", "n1")]
    assert [(link.from_, link.to, link.strength) for link in parsed.connections] == [("n0", "n1", 2.5)]


@needs_examples
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("almanak-gemeenten-2014.csv", 431),
        ("hosts_2018.xlsx", 380),
        ("host_2019.csv", 355),
        ("sites-gemeenten.csv", 355),
        ("scholen-TABS.csv", 701),
        ("stichtingen_VWS_02102015.csv", 31),
    ],
)
def test_real_contact_lists_are_read_whole(name: str, rows: int) -> None:
    parsed = open_file(EXAMPLES / "contacts" / name)
    assert isinstance(parsed, ContactFile)
    assert (len(parsed.rows), len(parsed.refused)) == (rows, 0)
    assert not any(row.person for row in parsed.rows)


@needs_examples
@pytest.mark.parametrize(
    ("name", "elements", "connections"),
    [
        ("kumu/paypal-mafia.xlsx", 34, 49),
        ("kumu/kumu-changelabs-template.json", 10, 11),
        ("kumu/mrvc-kumu-blueprint-minimal.json", 3, 3),
        ("kumu/agentic-kumu-elements.csv", 402, 0),
        ("kumu/agentic-kumu-connections.csv", 0, 317),
        ("graph/karate.graphml", 34, 78),
        ("graph/quakers-network.graphml", 96, 162),
    ],
)
def test_real_maps_are_read_whole(name: str, elements: int, connections: int) -> None:
    parsed = open_file(EXAMPLES / name)
    assert isinstance(parsed, GraphFile)
    assert (len(parsed.elements), len(parsed.connections), parsed.refused) == (elements, connections, ())
