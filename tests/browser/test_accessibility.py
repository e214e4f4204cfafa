"""Everyone can use every page: nothing breaks WCAG A and AA, in light and in dark, and nothing falls off a phone."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, Visitor
from tests.browser.test_daily_acts import choose

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATHS = ["", "ritme", "convenant", "acties", "contacten", "wisselingen", "wie-bel-ik", "uitwisselen"]
BACKGROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 32, 31)"}
DIALOGS = [
    "Log overleg",
    "Werk actie bij",
    "Controleer contactgegevens",
    "Leg handtekening vast",
    "Meld vertrek",
    "Waarom?",
]
PHONE = {"width": 390, "height": 844}
# So high that nothing has to be scrolled to: axe judges the colours of what is in sight.
PAGE = {"width": 1440, "height": 5500}
DIALOG = {"width": 1440, "height": 1500}


@pytest.fixture(scope="module")
def coordinator(browser: Browser, site: Site) -> Iterator[Visitor]:
    """One browser window for all tests: opening one takes longer than looking at a page."""
    context = browser.new_context(locale="nl-NL", viewport=PAGE)  # type: ignore[arg-type]
    someone = Visitor(context, site)
    someone.sign_in("coordinator")
    yield someone
    context.close()


def broken(someone: Visitor) -> list[str]:
    """The rules of WCAG A and AA that the screen breaks, with the elements, in light and in dark."""
    found = []
    for theme in ("light", "dark"):
        someone.page.emulate_media(color_scheme=theme)
        expect(someone.page.get_by_test_id("stApp")).to_have_css("background-color", BACKGROUND[theme])
        said = Axe().run(someone.page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response
        for violation in said["violations"]:
            found += [f"{theme} {violation['id']} {node['target']}" for node in violation["nodes"]]
    return found


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path or "vandaag")
def test_a_page_is_accessible_and_fits_a_phone(coordinator: Visitor, path: str) -> None:
    coordinator.page.set_viewport_size(PAGE)  # type: ignore[arg-type]
    coordinator.open(path)
    assert coordinator.page.locator("html").get_attribute("lang") == "nl"
    assert broken(coordinator) == []
    coordinator.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    coordinator.open(path)
    wide = """() => [...document.querySelectorAll('html, [data-testid=stMain]')]
        .map(place => place.scrollWidth - place.clientWidth).filter(more => more > 0)"""
    assert coordinator.page.evaluate(wide) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_accessible(coordinator: Visitor, name: str) -> None:
    coordinator.page.set_viewport_size(DIALOG)  # type: ignore[arg-type]
    if not coordinator.page.url.endswith("/"):
        coordinator.open("")
    coordinator.page.get_by_role("button", name=name, exact=True).first.click()
    dialog = coordinator.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Opslaan").or_(dialog.get_by_role("combobox")).or_(
        dialog.get_by_role("heading", level=3)
    ).first.wait_for()
    coordinator.settle()
    if name == "Controleer contactgegevens":
        choose(coordinator, dialog, "Van wie zijn de contactgegevens", "Tim Wouters")
        dialog.get_by_role("button", name="Wijzigingen opslaan", exact=True).wait_for()
    assert broken(coordinator) == []
    coordinator.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


@pytest.mark.parametrize("persona", ["webber", "manager", "deelnemer"])
def test_vandaag_is_accessible_for_every_role(visitor: Callable[..., Visitor], persona: str) -> None:
    someone = visitor(persona)
    someone.page.set_viewport_size(PAGE)  # type: ignore[arg-type]
    someone.settle()
    assert broken(someone) == []
