"""A real server over a fresh demo network, and a real Chromium in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import select

from data_model.tables.account import Account
from data_model.tables.person import ContactChannel, Person
from tests.conftest import insider

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-24"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Site:
    """A running Schakel and the database it writes to."""

    url: str
    database_url: str
    pid: int = 0

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


@contextmanager
def serve(folder: Path, port: int | None = None, **settings: str) -> Iterator[Site]:
    """Start Schakel as `make run` does, or with these settings, on this port or a free one; stop it afterwards."""
    if port is None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
    database_url = settings.get("DATABASE_URL", f"sqlite:///{folder / 'schakel.db'}")
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "SCHAKEL_DEMO": "1",
        "SCHAKEL_TODAY": TODAY,
        "PORT": str(port),
        **settings,
    }
    output = (folder / "server.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
    )
    site = Site(f"http://localhost:{port}", database_url, process.pid)
    try:
        _wait(site.url, process, folder / "server.log")
        yield site
    finally:
        process.terminate()
        process.wait(20)
        output.close()
    said = (folder / "server.log").read_text()
    assert [told for told in _people(database_url) if told in said] == [], "the log tells of people"


def _people(database_url: str) -> list[str]:
    """Names, addresses and numbers of everybody in the database: none of them belongs in a log."""
    engine = insider(database_url)
    asked = (Person.display_name, ContactChannel.value, Account.display_name, Account.email)
    with engine.connect() as connection:
        told = {value for column in asked for value in connection.scalars(select(column)) if value}
    engine.dispose()
    return sorted(value for value in told if not value.isalpha() or not value.islower())


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(1200):
        try:
            with urlopen(f"{url}/gezond") as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError):
            time.sleep(0.1)
        if process.poll() is not None:
            break
    raise RuntimeError(f"the server did not start: {log.read_text()}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with the demo network for the tests of one module."""
    with serve(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is missing: install it with `sudo apt-get install chromium`")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


class Visitor:
    """Somebody with a browser. Collects what went wrong and which other hosts were asked."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context, self.site = context, site
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url))
        self.page.set_default_timeout(45_000)

    def _note(self, url: str) -> None:
        if not url.startswith((self.site.url, self.site.url.replace("http", "ws", 1), "data:", "blob:")):
            self.foreign.append(url)

    def sign_in(self, persona: str) -> None:
        self.page.goto(f"{self.site.url}/demo/als/{persona}")
        self._arrive()

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site.url}/{path}")
        self._arrive()

    def _arrive(self) -> None:
        self.page.get_by_role("main").get_by_role("heading", level=1).wait_for()
        self.settle()

    def settle(self) -> None:
        """Wait until Streamlit has nothing left to do."""
        app = self.page.get_by_test_id("stApp")
        app.wait_for()
        self.page.wait_for_function(
            """() => { const app = document.querySelector('[data-testid=stApp]');
            return app.dataset.testConnectionState === 'CONNECTED' && app.dataset.testScriptState === 'notRunning' }"""
        )
        self.page.wait_for_timeout(150)

    def press(self, name: str, within: str | None = None) -> None:
        place = self.page.locator(within) if within else self.page
        place.get_by_role("button", name=name, exact=True).first.click()
        self.settle()

    def text(self) -> str:
        return self.page.get_by_role("main").inner_text()


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """Opens browsers: `visitor("coordinator")`, or `visitor()` for a stranger."""
    contexts: list[BrowserContext] = []

    def come(persona: str | None = None, *, dark: bool = False, width: int = 1440) -> Visitor:
        context = browser.new_context(
            locale="nl-NL", color_scheme="dark" if dark else "light", viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        someone = Visitor(context, site)
        if persona:
            someone.sign_in(persona)
        return someone

    yield come
    for context in contexts:
        context.close()
