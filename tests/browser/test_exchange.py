"""Bringing in a map: first look, then store as a whole; what cannot be read is refused in one sentence."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import text

from data_model.database import reading
from tests.browser.conftest import Site, Visitor
from tests.conftest import insider
from tests.exchange.making import workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAP = workbook(
    {
        "Elements": [
            ["Label", "Type"],
            ["Sportclub De Sprint", "Vereniging"],
            ["Muziekhuis", "School"],
            ["Zomerfeest", "Activiteit"],
            ["", "School"],
        ],
        "Connections": [
            ["From", "To", "Type"],
            ["Sportclub De Sprint", "Muziekhuis", "Samen sporten"],
            ["Muziekhuis", "Ryan", "Kent"],
            ["Muziekhuis", "Zomerfeest", "Doet mee"],
        ],
    }
)
TABLES = ("organisation", "map_version", "relation", "import_run")


def upload(someone: Visitor, name: str, content: bytes) -> None:
    someone.open("uitwisselen")
    chosen = {"name": name, "mimeType": EXCEL, "buffer": content}
    someone.page.locator('input[type="file"]').set_input_files(chosen)  # type: ignore[arg-type]


def stored(site: Site) -> list[int]:
    engine = insider(site.database_url)
    with reading(engine) as session:
        counts = [session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in TABLES]
    engine.dispose()
    return counts


def fact(someone: Visitor, name: str) -> Locator:
    return someone.page.locator(f'.sk-facts dt:text-is("{name}") + dd')


def rows(someone: Visitor, caption: str) -> list[list[str]]:
    table = someone.page.get_by_role("table", name=caption)
    table.wait_for()
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]


def test_a_map_is_looked_at_brought_in_and_then_there_already(visitor: Callable[..., Visitor], site: Site) -> None:
    coordinator, before = visitor("coordinator"), stored(site)
    upload(coordinator, "kaart.xlsx", MAP)
    expect(fact(coordinator, "Herkend als")).to_have_text("Kumu-kaart (Excel)")
    expect(fact(coordinator, "Nieuw")).to_have_text("3")
    expect(fact(coordinator, "Rijen die niet meegaan")).to_have_text("4")
    assert [row[:3] for row in rows(coordinator, "Rijen die niet meegaan")] == [
        ["Connections", "3", "To"],
        ["Connections", "4", "To"],
        ["Elements", "4", "Type"],
        ["Elements", "5", "Label"],
    ]
    reasons = [row[3] for row in rows(coordinator, "Rijen die niet meegaan")]
    assert reasons[0] == "“Ryan” staat niet bij de elementen en niet in het netwerk"
    assert "“Zomerfeest” heeft het type “Activiteit”" in reasons[2] and "elk element is een organisatie" in reasons[2]
    assert reasons[3] == "de naam van het element ontbreekt"
    expect(coordinator.page.get_by_text("van de huidige kaart staan niet in dit bestand")).to_be_visible()

    coordinator.page.get_by_text("Elk element is een organisatie, welk type er ook staat").click()
    expect(fact(coordinator, "Nieuw")).to_have_text("5")
    expect(fact(coordinator, "Rijen die niet meegaan")).to_have_text("2")
    assert stored(site) == before
    coordinator.page.get_by_role("button", name="Haal binnen", exact=True).click()
    expect(coordinator.page.get_by_text("Het bestand is binnengehaald.")).to_be_visible()
    assert stored(site) == [before[0] + 3, before[1] + 1, before[2] + 2, before[3] + 1]

    upload(coordinator, "kaart.xlsx", MAP)
    coordinator.page.get_by_text("Elk element is een organisatie, welk type er ook staat").click()
    expect(coordinator.page.get_by_text("Alles uit dit bestand staat er al.")).to_be_visible()
    expect(fact(coordinator, "Staat er al")).to_have_text("5")
    expect(coordinator.page.get_by_role("button", name="Haal binnen", exact=True)).to_have_count(0)
    assert (coordinator.errors, coordinator.foreign) == ([], [])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kaart.xlsx", MAP[:400], "Dit bestand is beschadigd en niet te lezen."),
        ("kaart.xlsx", b"", "Er staat niets in dit bestand."),
        ("lijst.csv", b"", "Er staat niets in dit bestand."),
        ("lijst.csv", b"![x](http://elders.example/x.png),*b*\n1,2\n", "![x](http://elders.example/x.png) en *b*"),
    ],
    ids=["damaged", "empty workbook", "empty list", "markup"],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    visitor: Callable[..., Visitor], site: Site, name: str, content: bytes, said: str
) -> None:
    coordinator, before = visitor("coordinator"), stored(site)
    upload(coordinator, name, content)
    refused = coordinator.page.get_by_role("main").get_by_role("alert")
    expect(refused).to_contain_text(said)
    expect(refused).to_have_count(1)
    expect(coordinator.page.get_by_role("button", name="Haal binnen", exact=True)).to_have_count(0)
    assert stored(site) == before
    assert (coordinator.errors, coordinator.foreign) == ([], [])
