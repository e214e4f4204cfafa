"""How long Vandaag takes against the emptiest app: coming in cold and warm, and a click."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.ratio import Ratio, ratio
from benchmarks.servers import emptiest, schakel

ROUNDS = 9
ENTER = "/demo/als/coordinator"
EMPTY_READY = "text=Clicked"
SHOWN = 8  # findings before "show more"
LIST_READY = f":nth-match(.sk-finding, {SHOWN})"
WHOLE_READY = "[data-testid=stCheckbox]"  # "show more" is the last thing that is loaded


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run."""
    with (
        tempfile.TemporaryDirectory() as folder,
        emptiest() as floor,
        schakel(Path(folder)) as ours,
        _chromium() as chromium,
    ):
        _come_in(chromium, floor, "", EMPTY_READY)  # the first visitor pays for imports
        _come_in(chromium, ours, ENTER, WHOLE_READY)
        rounds = [
            _come_in(chromium, floor, "", EMPTY_READY)
            + _come_in(chromium, ours, ENTER, LIST_READY)
            + _come_in(chromium, ours, ENTER, WHOLE_READY)
            for _ in range(ROUNDS)
        ]
        cold_floor, warm_floor, cold_list, warm_list, cold_whole, warm_whole = zip(*rounds, strict=True)
        yield ratio("navigation to attention list, cold", cold_list, cold_floor, goal=1.2)
        yield ratio("navigation to attention list, warm", warm_list, warm_floor, goal=1.3)
        yield ratio("navigation to whole Vandaag, cold", cold_whole, cold_floor, goal=1.4)
        yield ratio("navigation to whole Vandaag, warm", warm_whole, warm_floor, goal=1.4)
        clicks = [(_click_floor(chromium, floor), _click_ours(chromium, ours)) for _ in range(3)]
        floor_clicks, our_clicks = ([wait for turn in side for wait in turn] for side in zip(*clicks, strict=True))
        yield ratio("click to explanation painted", our_clicks, floor_clicks, goal=0.7)


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _come_in(chromium: Browser, url: str, enter: str, ready: str) -> tuple[float, float]:
    """Seconds until `ready` is there with an empty cache, and again with a full one."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    if enter:
        context.request.get(url + enter, max_redirects=0)
    page = context.new_page()
    waits = (_until(page, url, ready), _until(page, url, ready))
    context.close()
    return waits


def _until(page: Page, url: str, ready: str) -> float:
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(ready).first.wait_for(state="visible")
    return time.perf_counter() - started


def _click_floor(chromium: Browser, url: str) -> list[float]:
    page = chromium.new_page()
    page.goto(url)
    page.locator(EMPTY_READY).wait_for()

    def clicked(n: int) -> None:
        page.get_by_role("button", name="Click").click()
        page.get_by_text(f"Clicked {n}", exact=True).wait_for()

    waits = _timed(clicked)
    page.close()
    return waits


def _click_ours(chromium: Browser, url: str) -> list[float]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
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
