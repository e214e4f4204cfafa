"""Somebody who walks through all of Schakel in one window, and listens to what a screen reader would hear there."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import TimeoutError as TooLong

from tests.browser.conftest import Site, Visitor

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BACKGROUND: dict[Literal["light", "dark"], str] = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 32, 31)"}
CHECK = """async ([where, rules]) => {
    const said = await axe.run(where, { runOnly: rules, resultTypes: ["violations"] });
    return said.violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} ${target} ${html}`));
}"""
# Counts how often Streamlit got ready, so that nobody looks before a click had its effect.
COUNT = """window.times = 0;
new MutationObserver((changes) => {
    window.times += changes.filter(({ target }) => target.dataset.testScriptState === "notRunning").length;
}).observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });
const still = document.createElement("style");
still.textContent = "* { transition-duration: 0s !important; animation-duration: 0s !important }";
document.addEventListener("DOMContentLoaded", () => document.head.append(still));"""
FOLLOW = "address => { history.pushState({}, '', address); dispatchEvent(new PopStateEvent('popstate')); }"
NAMES = """() => [...document.querySelectorAll("[data-testid=stMain] :is([class*=st-key-], [data-opens])")]
    .filter((one) => one.dataset.opens || one.querySelector(":scope > [data-testid=stButton]"))
    .map((one) => one.dataset.opens || [...one.classList].find((name) => name.startsWith("st-key-")).slice(7))"""
HEARD = """() => {
    const heard = new Set(), spoken = ["aria-label", "aria-valuetext", "aria-description", "aria-roledescription",
        "title", "placeholder", "alt"];
    const silent = "script, style, noscript, template, [lang=en], [data-testid=stIconMaterial], [aria-hidden=true]";
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
        node.nodeType === Node.ELEMENT_NODE && node.matches(silent) ? NodeFilter.FILTER_REJECT
            : NodeFilter.FILTER_ACCEPT);
    while (walk.nextNode()) {
        const node = walk.currentNode;
        const text = node.nodeType === Node.TEXT_NODE;
        const said = text ? [node.nodeValue] : spoken.map((name) => node.getAttribute(name));
        for (const one of said) if (one && /[a-z]/i.test(one)) heard.add(one.trim());
    }
    return [...heard];
}"""
READY = """() => {
    const { testConnectionState, testScriptState } = document.querySelector("[data-testid=stApp]")?.dataset ?? {};
    const charts = [...document.querySelectorAll("[data-testid=stVegaLiteChart]")];
    return testConnectionState === "CONNECTED" && testScriptState === "notRunning"
        && charts.every((chart) => chart.querySelector("svg"));
}"""
FORM = "[role=dialog]"


class Walker(Visitor):
    """Pages follow each other without loading anew, as links of Schakel do. Knows who it is and where it stands."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        super().__init__(context, site)
        self.page.add_init_script(COUNT)
        self.theme: Literal["light", "dark"] = "light"
        self.persona, self.place, self.runs = "", "", 0

    def be(self, persona: str) -> None:
        """Sign in as somebody else, if need be."""
        if self.persona != persona:
            self.sign_in(persona)
            self.persona, self.place = persona, "/"

    def go(self, address: str) -> None:
        """Follow a link; `address` may name the form that is open there."""
        if self.place != address:
            self.after(lambda: self.page.evaluate(FOLLOW, f"/{address}"))
            self.place = address

    def after(self, act: Callable[[], object]) -> None:
        """Do something that makes Streamlit draw, and wait until it did."""
        before = self.page.evaluate("window.times")
        act()
        with suppress(TooLong):  # then nothing had to be drawn
            self.page.wait_for_function("before => window.times > before", arg=before, timeout=3_000)
        self.settle()

    def settle(self) -> None:
        """Wait until everything is drawn, charts as well."""
        self.page.wait_for_function(READY)

    def look(self, address: str, size: tuple[int, int]) -> None:
        """Go there, on a screen on which nothing has to be scrolled to: axe judges colours of what is in sight."""
        width, height = size
        self.page.set_viewport_size({"width": width, "height": height})
        self.go(address)
        needed = self.page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
        if needed > height:
            self.page.set_viewport_size({"width": width, "height": needed + 100})

    def open_form(self, address: str, end: str, size: tuple[int, int]) -> str:
        """Open the form of the first button on a page with a name like that. Gives its title."""
        width, height = size
        self.page.set_viewport_size({"width": width, "height": height})
        if self.place.partition("formulier=")[0].rstrip("?&") != address:
            self.go(address)
            self.open_all()
        fits = re.compile(rf"(do|act)-(.*-)?{end}(-[a-z_]+-\d+|-\d+)?")
        name = next(name for name in self.buttons() if fits.fullmatch(name))
        self.go(f"{address}{'&' if '?' in address else '?'}formulier={name}")
        form = self.page.locator(FORM)
        form.wait_for()
        return form.get_by_role("heading").first.inner_text()

    def open_all(self) -> None:
        """Show what a page keeps for whoever asks: the tail of each list."""
        closed = self.page.locator("[data-testid=stMain] [data-testid=stCheckbox]:has(input:not(:checked))")
        while closed.count():
            self.after(closed.first.click)

    def buttons(self) -> list[str]:
        """The names of the buttons on the page."""
        found: list[str] = self.page.evaluate(NAMES)
        return found

    def broken(self, where: str = "html") -> list[str]:
        """The rules of WCAG A and AA that are broken there, with the elements, by day and at night."""
        if self.page.evaluate("typeof axe") == "undefined":
            self.page.evaluate(Axe().axe_script)
        found = self._broken(where)
        self.theme = "dark" if self.theme == "light" else "light"
        self.page.emulate_media(color_scheme=self.theme)
        expect(self.page.get_by_test_id("stApp")).to_have_css("background-color", BACKGROUND[self.theme])
        return found + self._broken(where)

    def _broken(self, where: str) -> list[str]:
        self.runs += 1
        return [f"{self.theme} {rule}" for rule in self.page.evaluate(CHECK, [where, WCAG])]

    def heard(self) -> set[str]:
        """Each text on the screen and each name that only a screen reader says."""
        return set(self.page.evaluate(HEARD))


def choose_first(someone: Walker) -> None:
    """Until a form can be sent: take the first of what it asks to choose, so that its fields show."""
    form = someone.page.locator(FORM)
    empty = form.locator("[data-testid=stSelectbox] input[value='']:enabled")
    while not form.get_by_test_id("stFormSubmitButton").count() and empty.count():
        empty.first.click()
        someone.after(someone.page.get_by_role("option").first.click)
