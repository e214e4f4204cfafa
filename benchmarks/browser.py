"""How long it takes in a real browser until something is on the screen."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

ENTER = "/demo/als/coordinator"
EMPTY_READY = "text=Clicked"


@contextmanager
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def come_in(browser: Browser, url: str, ready: str, path: str | None = None) -> tuple[float, float]:
    """Seconds until `ready` is there with an empty cache, and again with a full one.

    With a path it is Schakel, and the coordinator comes in; without one the emptiest app.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    if path is not None:
        context.request.get(url + ENTER, max_redirects=0)
    page = context.new_page()
    waits = (_until(page, url + (path or ""), ready), _until(page, url + (path or ""), ready))
    context.close()
    return waits


def _until(page: Page, url: str, ready: str) -> float:
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(ready).first.wait_for(state="visible")
    return time.perf_counter() - started
