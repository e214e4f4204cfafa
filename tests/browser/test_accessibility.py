"""Everyone can use everything: no page and no form breaks WCAG A or AA, in any language, by day and at night."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import pytest
from playwright.sync_api import Browser, expect

import pages
from pages.acts.dialog import Dialog
from pages.menu import PAGES
from tests.browser import other_networks
from tests.browser.conftest import TODAY, Site
from tests.browser.other_networks import EMPTY, YOUNG
from tests.browser.walker import FORM, Walker, choose_first
from tests.pages.test_pages import english
from web.chrome import CHROME
from words.language import Words

COORDINATOR = "coordinator"
ADDRESSES = [page.path for page in PAGES]
RECORDS = ["organisaties?nr=1", "mensen?nr=1", "ritme?nr=1"]
OTHERS = [(persona, path) for persona in ("webber", "manager", "deelnemer") for path in ("", "mijn")]
OTHERS.append((COORDINATOR, "wisselingen?deel=kwetsbaar"))
PHONE, SCREEN, FORM_SCREEN = (390, 844), (1440, 2500), (1440, 1800)
FITS = """() => [...document.querySelectorAll('html, [data-testid=stMain]')]
    .every(place => place.scrollWidth <= place.clientWidth)"""
CHARTS = (r"[XY]-axis .+", r"Symbol legend .+", r"axis|legend|\w+ mark( container)?", r".+ spec(: .+)?")
STREAMLIT = re.compile("|".join(pattern for pattern in (*CHROME, "Selected Date: .+", *CHARTS) if pattern != "Open"))

# Where each form opens: who, on which page, and how the name of its button ends, or the finding it helps with.
PLACES: dict[tuple[str, str], tuple[str, ...]] = {
    (COORDINATOR, ""): ("meeting", "action", "contact", "signature", "departure", "handover_missing"),
    (COORDINATOR, "ritme"): ("planning", "rhythm", "report", "pause"),
    (COORDINATOR, "ritme?nr=1"): ("correct", "report-agreement"),
    (COORDINATOR, "acties"): ("step", "finish", "hand_over", "drop", "agreements", "accept"),
    (COORDINATOR, "contacten"): ("round",),
    (COORDINATOR, "beheer"): ("account", "access", "limit", "network", "privacy_decide", "privacy_extend"),
    (COORDINATOR, "wie-bel-ik"): ("propose", "task"),
    (COORDINATOR, "organisaties"): ("organisation",),
    (COORDINATOR, "organisaties?nr=1"): (
        "adjust",
        "member_pause",
        "member_leave",
        "organisation_stops",
        "carrier",
        "new-contact",
    ),
    (COORDINATOR, "mensen?nr=7"): (
        *("person", "workplace", "networktask", "change"),
        *("privacy_shield", "privacy_ground"),
    ),
    (COORDINATOR, "mensen?nr=2"): ("endwork", "endtask"),
    (COORDINATOR, "mensen?nr=6"): ("transfer",),
    (COORDINATOR, "wisselingen?nr=5"): ("introduce",),
    (COORDINATOR, "wisselingen?nr=2"): ("take_over",),
    (COORDINATOR, "wisselingen?nr=3"): ("mandate",),
    (YOUNG, "wisselingen?nr={departure}"): ("follow",),
    (YOUNG, ""): ("coordinator_without_deputy", "few_webbers"),
    (YOUNG, "convenant"): (
        *("course", "sequel", "term", "evaluation", "goal-goal", "purpose", "party", "annex", "incomplete", "signing"),
        *("agreements-agreement", "review", "route", "management", "approval", "informing", "promised", "promise"),
        "draft",
    ),
    (YOUNG, "ritme"): ("again",),
    (YOUNG, "wie-bel-ik"): ("proposal",),
    (YOUNG, "beheer"): ("default",),
    (YOUNG, "wisselingen"): ("link", "end_carrier", "new_link", "new_map", "map_step", "map"),
    (YOUNG, "netwerkkaart"): ("move_on_map",),
    (YOUNG, "organisaties?nr={invited}"): ("answer",),
    (YOUNG, "organisaties?nr={paused}"): ("member_resume",),
    (YOUNG, "organisaties?nr={left}"): ("invite",),
    ("webber", "contacten"): ("wrong",),
    ("deelnemer", "mijn"): ("privacy_ask", "privacy_erase"),
}
# A finding opens a form by its kind, and two forms may have the same name.
NAMES = {
    "handover_missing": "handover",
    "report-agreement": "agreement",
    "coordinator_without_deputy": "stand-in",
    "few_webbers": "webber",
    "goal-goal": "goal",
    "incomplete": "missing",
    "agreements-agreement": "agreement",
}
OPENED = [(persona, path, end) for (persona, path), ends in PLACES.items() for end in ends]


def forms() -> dict[tuple[str, str], Dialog]:
    """Every dialog of the code, by its name and its title."""
    modules = [import_module(found.name) for found in walk_packages(pages.__path__, "pages.")]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Dialog)]
    return {(dialog.key, dialog.title): dialog for dialog in found}


@pytest.fixture(scope="module")
def numbers(site: Site) -> dict[str, int]:
    """The organisations of the network that just begins, by how they stand."""
    return other_networks.add(site.database_url, date.fromisoformat(TODAY))


@pytest.fixture(scope="module")
def walkers(browser: Browser, site: Site, numbers: dict[str, int]) -> Iterator[Callable[[str], Walker]]:
    """One window for each language."""
    found: dict[str, Walker] = {}

    def walker(language: str) -> Walker:
        if language not in found:
            context = browser.new_context(locale={"nl": "nl-NL", "en": "en-GB"}[language])
            context.add_cookies([{"name": "taal", "value": language, "url": site.url}])
            found[language] = Walker(context, site)
        return found[language]

    yield walker
    for someone in found.values():
        someone.context.close()


def stays_english(someone: Walker) -> list[str]:
    """What is said in English on a Dutch screen, by Streamlit or by us. Open is a Dutch word as well."""
    return sorted(filter(_english, someone.heard()))


@cache
def _english(text: str) -> bool:
    return bool(STREAMLIT.fullmatch(text) or english().fullmatch(text))


@pytest.mark.parametrize("path", [*ADDRESSES, *RECORDS], ids=lambda path: path or "vandaag")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_is_accessible(walkers: Callable[[str], Walker], language: str, path: str) -> None:
    someone = walkers(language)
    someone.be(COORDINATOR)
    someone.look(path, SCREEN)
    assert someone.page.locator("html").get_attribute("lang") == language
    assert someone.broken() == []
    if language == "nl":
        assert stays_english(someone) == []
    someone.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    someone.page.wait_for_function(FITS)


@pytest.mark.parametrize("path", ADDRESSES, ids=lambda path: path or "vandaag")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_of_an_empty_network_is_accessible(walkers: Callable[[str], Walker], language: str, path: str) -> None:
    someone = walkers(language)
    someone.be(EMPTY)
    someone.look(path, SCREEN)
    assert someone.broken() == []
    if language == "nl":
        assert stays_english(someone) == []


@pytest.mark.parametrize(("persona", "path"), OTHERS)
def test_a_page_of_somebodys_own_is_accessible(walkers: Callable[[str], Walker], persona: str, path: str) -> None:
    someone = walkers("nl")
    someone.be(persona)
    someone.look(path, SCREEN)
    assert someone.broken() == []
    assert stays_english(someone) == []


def test_all_links_and_long_lists_are_accessible_when_they_are_opened(walkers: Callable[[str], Walker]) -> None:
    someone = walkers("nl")
    someone.be(YOUNG)
    someone.look("wisselingen", SCREEN)
    someone.open_all()
    assert someone.broken() == []
    assert stays_english(someone) == []


def test_every_form_is_opened_here() -> None:
    assert {NAMES.get(end, end) for _, _, end in OPENED} == {name for name, _ in forms()}
    assert len(OPENED) == len(forms())


@pytest.mark.parametrize(("persona", "path", "end"), OPENED, ids=lambda value: value or "vandaag")
def test_a_form_is_accessible(
    walkers: Callable[[str], Walker], numbers: dict[str, int], persona: str, path: str, end: str
) -> None:
    someone = walkers("nl")
    someone.be(persona)
    title = someone.open_form(path.format(**numbers), end, FORM_SCREEN)
    expected = {Words("nl")(dialog.title) for (name, _), dialog in forms().items() if name == NAMES.get(end, end)}
    assert title in expected
    choose_first(someone)
    assert someone.broken(FORM) == []
    assert stays_english(someone) == []


def test_the_reason_of_a_finding_is_accessible(walkers: Callable[[str], Walker]) -> None:
    someone = walkers("nl")
    someone.be(YOUNG)
    someone.look("", SCREEN)
    for summary in someone.page.locator("[data-finding] summary").all():
        summary.click()
    expect(someone.page.get_by_text("van het beleid").first).to_be_visible()
    assert someone.broken() == []
    assert stays_english(someone) == []
    someone.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    someone.page.wait_for_function(FITS)


def test_what_streamlit_says_is_dutch_and_what_was_chosen_keeps_its_name(walkers: Callable[[str], Walker]) -> None:
    someone = walkers("nl")
    someone.be(YOUNG)
    someone.open_form("", "meeting", FORM_SCREEN)
    form = someone.page.locator(FORM)
    expect(form.get_by_role("spinbutton", name="dag, ").last).to_have_attribute("aria-valuetext", "niet ingevuld")
    form.get_by_test_id("stMultiSelect").first.get_by_role("combobox").click()
    someone.after(someone.page.get_by_role("option", name="Open", exact=True).click)
    chosen = form.locator("[aria-label=Gekozen] [data-tag]").last
    expect(chosen).to_have_attribute("aria-label", "Open")
    expect(chosen.get_by_title("Open", exact=True)).to_have_text("Open")
    expect(chosen.get_by_label("Haal Open weg", exact=True)).to_be_visible()
