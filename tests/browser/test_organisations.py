"""An organisation that is added stands in the list, with a page of its own."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_daily_acts import choose, save


def test_a_new_organisation_stands_in_the_list_and_has_a_page(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("organisaties")
    coordinator.press("Voeg organisatie toe")
    dialog = coordinator.page.get_by_role("dialog")
    dialog.get_by_label("Naam", exact=True).fill("Stichting Samen Eten")
    choose(coordinator, dialog, "Domein", "Vrijwilligers en fondsen")
    dialog.get_by_label("Website").fill("samen-eten.example.org")
    save(coordinator, dialog, "De organisatie is toegevoegd.")
    coordinator.page.get_by_role("link", name="Stichting Samen Eten").click()
    expect(coordinator.page.get_by_role("heading", level=1, name="Stichting Samen Eten")).to_be_visible()
    coordinator.settle()
    assert "Doet mee sinds 24 november 2026" in coordinator.text()
    assert "Er staat geen verbinding met een andere organisatie op de kaart." in coordinator.text()
    assert not coordinator.errors and not coordinator.foreign
