"""How long Vandaag takes in a browser against the emptiest app: coming in, on a slow line too, and a click."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.browser import EMPTY_READY, Ready, chromium, come_in, come_in_slowly, first_bytes, press, visitor
from benchmarks.ratio import Ratio, ratio
from benchmarks.servers import emptiest, schakel

ROUNDS, CLICKS = 9, 9
LIST = Ready(".sk-finding", 8)  # as many findings as there are before "show more"
DONE = Ready("[data-testid=stApp][data-test-script-state=notRunning]")
WHOLE = (LIST, Ready("[data-testid=stCheckbox]"), Ready("[data-testid=stCaptionContainer]"), DONE)
CLICK = Ready("[data-testid=stButton] button")
WHY, TOLD = Ready("[data-finding] summary"), Ready("[data-finding] details[open] p")
FORM = Ready("button[data-opens^=act-]")


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run."""
    with (
        tempfile.TemporaryDirectory() as folder,
        emptiest() as floor,
        schakel(Path(folder) / "schakel.db") as ours,
        chromium() as browser,
    ):
        come_in(browser, floor.url, EMPTY_READY)  # the first visitor pays for imports
        come_in(browser, ours.url, *WHOLE, path="/")
        yield from _navigations(browser, floor.url, ours.url)
        yield from _slow(browser, floor.url, ours.url)
        yield from _clicks(browser, floor.url, ours.url)
        sizes = [
            (first_bytes(browser, floor.url, EMPTY_READY), first_bytes(browser, ours.url, *WHOLE, path="/"))
            for _ in range(3)
        ]
        floor_bytes, our_bytes = zip(*sizes, strict=True)
        yield ratio("bytes to a first-time browser / F0", our_bytes, floor_bytes, goal=0.7)


def _navigations(browser: Browser, floor: str, ours: str) -> Iterator[Ratio]:
    rounds = [
        come_in(browser, floor, EMPTY_READY)
        + come_in(browser, ours, LIST, path="/")
        + come_in(browser, ours, *WHOLE, path="/")
        for _ in range(ROUNDS)
    ]
    cold_floor, warm_floor, cold_list, warm_list, cold_whole, warm_whole = zip(*rounds, strict=True)
    yield ratio("navigation to attention list, cold / F0", cold_list, cold_floor, goal=1.2)
    yield ratio("navigation to attention list, warm / F0", warm_list, warm_floor, goal=1.3)
    yield ratio("navigation to whole Vandaag, cold / F0", cold_whole, cold_floor, goal=1.4)
    yield ratio("navigation to whole Vandaag, warm / F0", warm_whole, warm_floor, goal=1.4)


def _slow(browser: Browser, floor: str, ours: str) -> Iterator[Ratio]:
    rounds = [
        (come_in_slowly(browser, floor, EMPTY_READY), come_in_slowly(browser, ours, LIST, path="/"))
        for _ in range(ROUNDS)
    ]
    cold_floor, cold_list = zip(*rounds, strict=True)
    yield ratio("the same at 10 Mbit/s and 40 ms, attention list / F0", cold_list, cold_floor, goal=0.75)


def _clicks(browser: Browser, floor: str, ours: str) -> Iterator[Ratio]:
    """From pressing "Why?" until it is told, and "Hand over" until its form is there, against a press in F0."""
    with visitor(browser, floor, False) as stranger, visitor(browser, ours, True) as coordinator:
        empty, full = stranger.new_page(), coordinator.new_page()
        empty.goto(floor)
        empty.evaluate("wanted => window.watchFor(wanted)", [["[data-testid=stMarkdown]", 1, "Clicked"]])
        full.goto(ours)
        full.locator(WHOLE[1].selector).first.wait_for()
        rounds = [(_press_empty(empty, n), _press_why(full), _press_form(full)) for n in range(1, CLICKS + 3)][2:]
    floor_clicks, our_clicks, our_forms = zip(*rounds, strict=True)
    yield ratio("click to painted / F0", our_clicks, floor_clicks, goal=0.7)
    yield ratio("form of a finding opened, painted / F0", our_forms, floor_clicks, goal=None)


def _press_empty(page: Page, n: int) -> float:
    return press(page, CLICK, Ready("[data-testid=stMarkdown]", text=f"Clicked {n}"))


def _press_why(page: Page) -> float:
    seconds = press(page, WHY, TOLD)
    page.locator(WHY.selector).first.click()
    return seconds


def _press_form(page: Page) -> float:
    seconds = press(page, FORM, Ready("[role=dialog]"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Sluiten", exact=True).click()
    dialog.wait_for(state="detached")
    page.locator(DONE.selector).wait_for()
    return seconds
