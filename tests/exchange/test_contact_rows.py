"""Contact lists in the shapes people make: headers in any order and language, forms half filled in."""

from datetime import date

import pytest

from data_model.write.incoming import ContactFile, ContactRow
from exchange.phones import phones
from exchange.recognise import Opened, recognise
from exchange.separated import read
from tests.exchange.making import separated


def parsed(*rows: list[str]) -> ContactFile:
    found = recognise([Opened("lijst.csv", "csv", tuple(read(separated(rows), "lijst.csv")))])
    assert isinstance(found, ContactFile)
    return found


def one(header: list[str], *cells: str) -> ContactRow:
    return parsed(header, list(cells)).rows[0]


def test_english_headers_in_another_order() -> None:
    line = one(
        ["phone", "Last name", "First name", "Company", "Job title"], "0512581234", "Smit", "Cor", "School", "Lid"
    )
    assert (line.organisation, line.person, line.function) == ("School", "Cor Smit", "Lid")
    assert dict(line.channels) == {"work_phone": "+31 512 581 234"}


def test_a_dutch_name_in_three_columns() -> None:
    header = ["Voornaam", "Tussenvoegsel", "Achternaam", "Naam organisatie"]
    assert one(header, "Aïsha", "de", "Vries", "De Klimop").person == "Aïsha de Vries"


def test_the_header_need_not_come_first() -> None:
    rows = [
        ["Contactlijst 2026"],
        [],
        ["Organisatie", "", "Contactpersoon", "E-mail", "E-mail"],
        ["A", "?", "Jo", "", "jo@a.example"],
    ]
    line = parsed(*rows).rows[0]
    assert (line.place.row, line.organisation, line.person, line.channels) == (
        4,
        "A",
        "Jo",
        (("work_email", "jo@a.example"),),
    )


def test_a_form_left_as_it_was_makes_no_person_but_keeps_the_general_contact() -> None:
    header = ["host name", "Email", "phone number", "first name", "last name", "personal email"]
    line = one(header, "Gemeente Aalten", "info@aalten.example", "14 0592", "first", "last", "personal@x.example")
    assert (line.person, line.channels) == ("", ())
    assert (line.general_email, line.general_phone) == ("info@aalten.example", "14 0592")


@pytest.mark.parametrize("name", ["n.v.t.", "-", "Onbekend", "voornaam achternaam", "?", "x"])
def test_a_name_that_is_none_makes_no_person(name: str) -> None:
    assert one(["Organisatie", "Contactpersoon"], "School", name).person == ""


def test_a_row_without_a_name_is_refused_with_its_place() -> None:
    refused = parsed(["Organisatie", "E-mail"], ["School", ""], ["", "wie@waar.example"]).refused
    assert [(note.kind, note.row, note.column) for note in refused] == [("name_missing", 3, "Organisatie")]


@pytest.mark.parametrize(
    ("header", "about"),
    [
        (["Naam", "website"], "organisation"),
        (["Naam", "Organisatie"], "person"),
        (["Naam", "E-mail", "Mobiel"], "person"),
        (["Naam", "Telefoon", "Website"], "organisation"),
        (["Naam", "Contactpersoon"], "organisation"),
        (["Naam", "Gemeente"], "organisation"),
        (["gemeente.naam", "gemeente.afkorting"], "organisation"),
    ],
)
def test_whom_a_bare_name_is_about(header: list[str], about: str) -> None:
    line = one(header, "Wie of wat", "anders")
    assert getattr(line, about) == "Wie of wat"


def test_an_id_belongs_to_the_organisation_only_when_no_people_are_listed() -> None:
    assert one(["Vestigingsnummer", "Schoolnaam"], "01GH01", "De Klimop").external_id == "01GH01"
    assert one(["ID", "Organisatie", "Contactpersoon"], "7", "De Klimop", "Jo").external_id is None


def test_the_general_contact_beside_that_of_a_person() -> None:
    header = ["Organisatie", "Contactpersoon", "E-mail", "Algemeen e-mailadres", "Algemeen telefoonnummer"]
    line = one(header, "School", "Jo", "jo@a.example", "info@a.example", "0512 581 234")
    assert (line.general_email, line.general_phone) == ("info@a.example", "+31 512 581 234")
    assert line.channels == (("work_email", "jo@a.example"),)


@pytest.mark.parametrize("text", ["1-9-2020", "01-09-2020", "1/9/2020", "2020-09-01", "2020-09-01 00:00"])
def test_dates_as_people_write_them(text: str) -> None:
    assert one(["Organisatie", "Contactpersoon", "Sinds"], "School", "Jo", text).since_on == date(2020, 9, 1)


def test_what_cannot_be_used_is_remarked_upon() -> None:
    header = ["Organisatie", "Contactpersoon", "E-mail", "Telefoon", "Sinds"]
    remarks = parsed(header, ["School", "Jo", "jo at a", "bel maar", "ooit"]).remarks
    assert [(note.kind, note.column) for note in remarks] == [
        ("email_unreadable", "E-mail"),
        ("phone_unreadable", "Telefoon"),
        ("date_unreadable", "Sinds"),
    ]


def test_an_address_or_a_sentence_is_no_header() -> None:
    rows = [["Gemeenten op grootte", "Info"], ["Gemeente", "https://www.a.example/homepage"], ["Aalten", "06-05-2020"]]
    assert [row.organisation for row in parsed(*rows).rows] == ["Gemeente", "Aalten"]


@pytest.mark.parametrize(
    ("text", "value", "sure"),
    [
        ("(0512)581234", "+31 512 581 234", True),
        ("0512/581234", "+31 512 581 234", True),
        ("140528", "14 0528", True),
        ("14 0592", "14 0592", True),
        ("14072", "14 072", True),
        ("+31 (0)6 1234 5678", "+31 6 12345678", True),
        ("0031612345678", "+31 6 12345678", True),
        ("612345678", "+31 6 12345678", True),
        ("+599 717 8333", "+599 717 8333", True),
        ("088 345888", "088 345888", False),
        ("0612345678\u200e", "+31 6 12345678", True),
    ],
)
def test_telephone_numbers_as_people_write_them(text: str, value: str, sure: bool) -> None:
    assert [(phone.value, phone.sure) for phone in phones(text)] == [(value, sure)]


def test_two_numbers_in_one_cell() -> None:
    line = one(["Organisatie", "Contactpersoon", "Telefoon"], "School", "Jo", "0512-581234 / 06-12345678")
    assert dict(line.channels) == {"work_phone": "+31 512 581 234", "mobile": "+31 6 12345678"}
