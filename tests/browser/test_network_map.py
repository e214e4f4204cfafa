"""The map in a browser: chosen by keyboard or by a click, with its story, and without a complaint of the browser."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visitor


def test_an_organisation_is_chosen_by_keyboard_alone(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("netwerkkaart")
    page = coordinator.page
    expect(page.get_by_text("Zonder Stichting Welzijn Voorbeeldstad zijn Buurtkamer Oost")).to_be_visible()
    expect(page.get_by_test_id("stEChartsChart").locator("canvas").first).to_be_visible()
    page.get_by_label("Kies een organisatie of een verbinding").focus()
    page.keyboard.type("Wijkteam Noord")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Wijkteam Noord")).to_be_visible()
    expect(page.get_by_text("Er zijn verbindingen met")).to_be_visible()
    coordinator.settle()
    assert not coordinator.errors and not coordinator.foreign


def test_the_weakest_link_is_one_press_away(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("netwerkkaart")
    coordinator.press("Laat de zwakste verbinding zien")
    story = coordinator.page.get_by_role("heading", level=2, name="Stichting Welzijn Voorbeeldstad – Buurtkamer Oost")
    expect(story).to_be_visible()
    coordinator.settle()
    assert not coordinator.errors and not coordinator.foreign
