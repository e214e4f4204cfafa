"""How long Vandaag takes against the emptiest app: coming in cold and warm, and a click."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.browser import EMPTY_READY, ENTER, chromium, come_in
from benchmarks.ratio import Ratio, ratio
from benchmarks.servers import emptiest, schakel

ROUNDS = 9
SHOWN = 8  # findings before "show more"
LIST_READY = f":nth-match(.sk-finding, {SHOWN})"
WHOLE_READY = "[data-testid=stCheckbox]"  # "show more" is the last thing that is loaded


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run."""
    with (
        tempfile.TemporaryDirectory() as folder,
        emptiest() as floor,
        schakel(Path(folder) / "schakel.db") as ours,
        chromium() as browser,
    ):
        come_in(browser, floor, EMPTY_READY)  # the first visitor pays for imports
        come_in(browser, ours, WHOLE_READY, "/")
        rounds = [
            come_in(browser, floor, EMPTY_READY)
            + come_in(browser, ours, LIST_READY, "/")
            + come_in(browser, ours, WHOLE_READY, "/")
            for _ in range(ROUNDS)
        ]
        cold_floor, warm_floor, cold_list, warm_list, cold_whole, warm_whole = zip(*rounds, strict=True)
        yield ratio("navigation to attention list, cold", cold_list, cold_floor, goal=1.2)
        yield ratio("navigation to attention list, warm", warm_list, warm_floor, goal=1.3)
        yield ratio("navigation to whole Vandaag, cold", cold_whole, cold_floor, goal=1.4)
        yield ratio("navigation to whole Vandaag, warm", warm_whole, warm_floor, goal=1.4)
        clicks = [(_click_floor(browser, floor), _click_ours(browser, ours)) for _ in range(3)]
        floor_clicks, our_clicks = ([wait for turn in side for wait in turn] for side in zip(*clicks, strict=True))
        yield ratio("click to explanation painted", our_clicks, floor_clicks, goal=0.7)


def _click_floor(browser: Browser, url: str) -> list[float]:
    page = browser.new_page()
    page.goto(url)
    page.locator(EMPTY_READY).wait_for()

    def clicked(n: int) -> None:
        page.get_by_role("button", name="Click").click()
        page.get_by_text(f"Clicked {n}", exact=True).wait_for()

    waits = _timed(clicked)
    page.close()
    return waits


def _click_ours(browser: Browser, url: str) -> list[float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    context.request.get(url + ENTER, max_redirects=0)
    page = context.new_page()
    page.goto(url)
    page.locator(WHOLE_READY).first.wait_for()
    why = page.get_by_role("button", name="Waarom?").first
    dialog = page.get_by_role("dialog")

    def clicked(_: int) -> None:
        why.click()
        dialog.wait_for()

    def closed() -> None:
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")

    waits = _timed(clicked, closed)
    context.close()
    return waits


def _timed(clicked: Callable[[int], None], after: Callable[[], None] = lambda: None, times: int = 8) -> list[float]:
    waits = []
    for n in range(1, times + 1):
        started = time.perf_counter()
        clicked(n)
        waits.append(time.perf_counter() - started)
        after()
    return waits[2:]
