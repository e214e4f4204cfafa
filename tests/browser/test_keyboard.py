"""Whoever works without a mouse gets everything done, sees where the focus is and never loses it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Site, Visitor
from tests.browser.journeys import Keys

MOST = 75  # presses of Tab in all


@pytest.fixture(scope="module")
def keys(browser: Browser, site: Site) -> Iterator[Keys]:
    """One window for the whole file; who signs in takes it over."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
    yield Keys(Visitor(context, site))
    context.close()


@pytest.fixture(autouse=True)
def all_went_well(keys: Keys) -> Iterator[None]:
    keys.pressed.clear()
    yield
    assert sum(n for _, n in keys.pressed) <= MOST, keys.pressed
    assert keys.unseen == []
    assert keys.someone.errors == []


def button(place: Locator, name: str) -> Locator:
    return place.get_by_role("button", name=name, exact=True)


def enter(keys: Keys, persona: str) -> Locator:
    """Sign in and skip the menu."""
    keys.someone.sign_in(persona)
    keys.press(keys.page.get_by_role("link", name="Naar de inhoud"))
    main = keys.page.get_by_role("main")
    expect(main).to_be_focused()
    return main


def test_a_webber_logs_a_meeting_with_the_keyboard_alone(keys: Keys) -> None:
    main, page = enter(keys, "webber"), keys.page
    keys.press(button(main, "Log overleg"))
    dialog = keys.opened()
    keys.type(dialog.get_by_label("Wat is er besloten"), "Samen naar het spreekuur.")
    keys.to(dialog.get_by_role("radio", name="Niet besproken"))
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("radio", name="Ja", exact=True)).to_be_checked()
    keys.type(dialog.get_by_role("group", name="Volgend overleg").get_by_role("spinbutton"), "09122026")
    organiser = dialog.get_by_role("combobox", name="Wie organiseert het volgende overleg")
    keys.type(organiser, "Anouk")
    expect(page.get_by_role("option").first).to_contain_text("Anouk Vermeer")
    page.keyboard.press("Enter")
    expect(organiser).to_have_value(re.compile("^Anouk Vermeer"))
    keys.press(button(dialog, "Opslaan"))
    keys.said("Het overleg is gelogd.")
    expect(main).to_contain_text("9 december 2026")
    expect(button(main, "Log overleg").first).to_be_focused()


def test_a_coordinator_finds_the_way_with_the_keyboard_alone(keys: Keys) -> None:
    main, page = enter(keys, "coordinator"), keys.page
    finding = page.locator('[data-finding*="today-turnover-sole_contact-"]')

    keys.press(finding.locator("summary"))
    expect(finding.get_by_text("van het beleid")).to_be_visible()
    keys.press(button(finding, "Laat dit wachten tot een dag"))
    keys.press(button(keys.opened(), "Sluiten"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("formulier"))
    expect(button(finding, "Laat dit wachten tot een dag")).to_be_focused()
    expect(finding.get_by_text("van het beleid")).to_be_visible()

    keys.press(button(finding, "Voeg contactpersoon toe"), "Shift+Tab")
    keys.opened()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("formulier"))
    expect(button(finding, "Voeg contactpersoon toe")).to_be_focused()

    page.keyboard.press("Enter")
    dialog = keys.opened()
    keys.type(dialog.get_by_label("Naam", exact=True), "Mei Lin Tan")
    keys.type(dialog.get_by_label("E-mail werk"), "meilin@budgetmaatjes.example")
    keys.press(button(dialog, "Opslaan"))
    keys.said("De contactpersoon is toegevoegd.")
    expect(finding).to_have_count(0)
    expect(page.locator("[class*='st-key-saved-']")).to_be_focused()
    keys.to(button(main, "Maak ongedaan"), most=2)

    keys.press(page.get_by_role("link", name="Acties", exact=True).first, "Shift+Tab")
    expect(page.get_by_role("heading", level=1, name="acties")).to_be_visible()
    keys.someone.settle()
    keys.type(page.get_by_role("spinbutton", name="dag, Toon het netwerk"), "15012027")
    page.keyboard.press("Enter")
    ahead = page.get_by_text("Je kijkt vooruit naar 15 januari 2027.")
    expect(ahead).to_be_visible()
    keys.press(button(main, "Terug naar vandaag"))
    expect(ahead).to_have_count(0)
