"""Every page looks as intended: on every width, on paper, in its own letters and in the language that was chosen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from pages.menu import PAGES
from tests.browser.conftest import Site, Visitor

# A large screen, half of one, a large screen at 200 %, and a telephone.
WIDTHS = (1440, 1024, 720, 390)
FITS = """() => [...document.querySelectorAll('html, [data-testid=stMain]')]
    .every(place => place.scrollWidth <= place.clientWidth)"""
TO_PRESS = """() => [...document.querySelectorAll('button, [data-testid=stPageLink], [data-testid=stSidebar]')]
    .filter(button => button.getClientRects().length).map(button => button.innerText)"""
COLOURS = """() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, p, td, dd, .sk-chip)')]
    .map(text => getComputedStyle(text).color).filter((one, n, all) => all.indexOf(one) === n)"""
PALE = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] [class*=role-axis] text')]
    .map(text => getComputedStyle(text).fill)
    .filter(fill => fill !== getComputedStyle(document.querySelector('[data-testid=stMain]')).color)"""
LETTERS = (
    "performance.getEntriesByType('resource').map(one => one.name).filter(name => /Source|hyperlegible/.test(name))"
)
PAPER = "Schakel · Voorbeeldstad · 24 november 2026"


@pytest.fixture(scope="module")
def coordinator(browser: Browser, site: Site) -> Iterator[Visitor]:
    """One browser window for all pages, at night: paper must be white all the same."""
    context = browser.new_context(locale="nl-NL", color_scheme="dark", viewport={"width": 1440, "height": 900})
    someone = Visitor(context, site)
    someone.sign_in("coordinator")
    yield someone
    context.close()


@pytest.mark.parametrize("path", [page.path for page in PAGES], ids=lambda path: path or "vandaag")
def test_a_page_fits_every_width_and_prints_without_what_cannot_be_pressed(coordinator: Visitor, path: str) -> None:
    page = coordinator.page
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    coordinator.open(path)
    assert page.evaluate(PALE) == []
    title = page.get_by_role("main").get_by_role("heading", level=1).inner_text()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(FITS, timeout=10_000)  # a chart takes the new width a moment later
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text().splitlines()
    assert printed[0] == PAPER and title in printed
    assert page.evaluate(TO_PRESS) == []
    assert page.evaluate(COLOURS) == ["rgb(0, 0, 0)"]
    assert page.pdf(format="A4").startswith(b"%PDF-")
    page.emulate_media(media="screen")


def test_the_letters_are_our_own(coordinator: Visitor) -> None:
    coordinator.open("")
    assert {name.rpartition("/")[2] for name in coordinator.page.evaluate(LETTERS)} == {
        "atkinson-hyperlegible-next-5.3.0-latin.woff2"
    }
    assert coordinator.page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    assert coordinator.foreign == []


def test_whoever_types_half_a_day_is_told_what_is_missing(coordinator: Visitor) -> None:
    coordinator.open("")
    day = coordinator.page.get_by_test_id("stDateInput").first
    told = "day => getComputedStyle(day, '::after').content"
    assert day.evaluate(told) == "none"
    for _ in range(2):
        day.get_by_role("spinbutton").first.press("Backspace")
    assert "Vul dag, maand en jaar in" in day.evaluate(told)


def test_the_language_stays_after_reloading_in_a_new_tab_and_after_signing_in_again(coordinator: Visitor) -> None:
    page, site = coordinator.page, coordinator.site
    page.set_viewport_size({"width": 1440, "height": 900})
    coordinator.open("acties")
    page.get_by_test_id("stSidebar").get_by_role("button", name="English").click()
    title = page.get_by_role("main").get_by_role("heading", level=1)
    expect(title).to_have_text("Are actions followed up?")
    assert page.url == f"{site.url}/acties"
    page.reload()
    expect(title).to_have_text("Are actions followed up?")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to Schakel")
    coordinator.sign_in("webber")
    tab = Visitor(coordinator.context, site)
    tab.open("ritme")
    expect(tab.page.locator("html")).to_have_attribute("lang", "en")
    expect(tab.page.get_by_role("main").get_by_role("heading", level=1)).to_have_text("Do the webbers meet as agreed?")
    tab.page.get_by_test_id("stSidebar").get_by_role("button", name="Nederlands").click()
    expect(tab.page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(
        "Komen de webbers bij elkaar zoals afgesproken?"
    )
    assert coordinator.errors == tab.errors == []
