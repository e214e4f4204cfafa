"""How long it takes in a real browser until something is on the screen, by the browser's own clock."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ENTER = "/demo/als/coordinator"
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
PATIENCE = 60_000  # milliseconds


@dataclass(frozen=True)
class Ready:
    """What must be on the screen: this many of a kind, the last of them with this text in it."""

    selector: str
    many: int = 1
    text: str = ""


EMPTY_READY = Ready("[data-testid=stMarkdown]", text="Clicked")

# Looks every four milliseconds: whoever waits for an animation frame waits for the frames of a page that is busy.
WATCH = """
window.watchFor = (wanted) => new Promise(done => {
    const shown = ([selector, many, text]) => {
        const found = document.querySelectorAll(selector)[many - 1];
        return found && found.textContent.includes(text) && found.getClientRects().length > 0;
    };
    const look = () => wanted.every(shown) ? done(performance.now()) : setTimeout(look, 4);
    look();
});
"""
# From the press until the frame after the one in which it is there.
PRESS = """async ([wanted, button]) => {
    const pressed = performance.now();
    document.querySelectorAll(button[0])[button[1] - 1].click();
    await window.watchFor(wanted);
    return new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed))));
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def visitor(browser: Browser, url: str, signed_in: bool) -> Iterator[BrowserContext]:
    """A browser that has seen nothing yet; when signed in, the coordinator of Schakel."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH)
    if signed_in:
        context.request.get(url + ENTER, max_redirects=0)
    yield context
    context.close()


def come_in(browser: Browser, url: str, *ready: Ready, path: str | None = None) -> tuple[float, float]:
    """Seconds until `ready` is there with an empty cache, and again with a full one.

    With a path it is Schakel, and the coordinator comes in; without one the emptiest app.
    """
    with visitor(browser, url, signed_in=path is not None) as context:
        page, address = context.new_page(), url + (path or "")
        return until(page, address, *ready), until(page, address, *ready)


def come_in_slowly(browser: Browser, url: str, *ready: Ready, path: str | None = None) -> float:
    """The first of these over a line of 10 Mbit/s with 40 ms to the server."""
    with visitor(browser, url, signed_in=path is not None) as context:
        page = context.new_page()
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
        return until(page, url + (path or ""), *ready)


def until(page: Page, address: str, *ready: Ready) -> float:
    """Seconds since the address was asked for."""
    page.goto(address, wait_until="commit")
    return float(page.evaluate("wanted => window.watchFor(wanted)", _list(ready))) / 1000


def press(page: Page, button: Ready, *ready: Ready) -> float:
    """Seconds from pressing a button until `ready` is painted."""
    return float(page.evaluate(PRESS, [_list(ready), [button.selector, button.many]])) / 1000


def first_bytes(browser: Browser, url: str, *ready: Ready, path: str | None = None) -> int:
    """How much a browser with an empty cache gets until it is quiet, over all connections."""
    came = [0]
    with visitor(browser, url, signed_in=path is not None) as context:
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
        line.on("Network.webSocketFrameReceived", lambda event: came.append(_length(event["response"]["payloadData"])))
        until(page, url + (path or ""), *ready)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
    return int(sum(came))


def _length(frame: str) -> int:
    """Of what the browser tells in base64."""
    return len(frame) * 3 // 4


def _list(ready: tuple[Ready, ...]) -> list[list[str | int]]:
    return [[one.selector, one.many, one.text] for one in ready]
