"""The what-if in a real browser: an address to share, an answer that can be printed, and a step that opens its form."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

SAMIRA = "Samira El Idrissi"


def test_what_would_break_is_chosen_read_printed_and_acted_on(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("wisselingen?deel=watals")
    page = coordinator.page
    who = page.get_by_label("Wie weggaat")
    who.click()
    who.fill("Samira")
    page.get_by_role("option", name=SAMIRA).click()
    page.keyboard.press("Escape")  # as long as the list is open, the page behind it is silent
    answer = page.locator(".st-key-what-if-answer")
    expect(answer.get_by_role("heading", level=2)).to_contain_text(f"Zonder {SAMIRA}")
    expect(answer).to_contain_text("Buurtkamer Oost")
    expect(answer.get_by_role("table", name="Als iedereen blijft")).to_be_visible()
    assert "deel=watals" in page.url and "wie=p" in page.url and "op=20" in page.url
    shared = page.url
    page.goto(shared)
    expect(answer).to_contain_text("niet meer bereikbaar voor de gemeente")
    page.emulate_media(media="print")
    expect(answer.get_by_role("heading", level=2)).to_be_visible()
    expect(answer.get_by_text("Vraag wie bij Stichting Welzijn Voorbeeldstad")).to_be_visible()
    expect(answer.get_by_role("button").first).to_be_hidden()
    page.emulate_media(media="screen")
    answer.locator("[data-opens^=act-what-if-link]").click()
    expect(page.get_by_role("dialog")).to_contain_text("Stichting Welzijn Voorbeeldstad")
    assert (coordinator.errors, coordinator.foreign) == ([], [])
