"""Vandaag beside plain pages of Datasette, Dash and NiceGUI on the same data: shown, but for the map against Dash."""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser
from sqlalchemy import text

from benchmarks.breaks import MAP
from benchmarks.browser import Ready, chromium, come_in
from benchmarks.peer_pages.question import OVERDUE
from benchmarks.ratio import Ratio, ratio
from benchmarks.servers import HERE, ROOT, Server, running, schakel
from benchmarks.vandaag import LIST
from data_model import schema
from data_model.access import Role
from data_model.database import connect
from data_model.days import dutch_day
from demo.many import fill_many

ROUNDS = 7
PLACE = ROOT / "build" / "peers"
PINS = HERE / "peers.txt"
ROW = "tbody tr"
DASH_MAP = Ready("#map .scatterlayer .point", 20)


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run. One network of a common size."""
    python = installed()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file, copy = Path(folder) / "schakel.db", Path(folder) / "peers.db"
        _fill(file, copy)
        with (
            schakel(file) as ours,
            _peer([python, "-m", "datasette", "serve", str(copy), "--port", "{port}"], copy) as datasette,
            _peer([python, "-m", "benchmarks.peer_pages.dash_page"], copy) as dash,
            _peer([python, "-m", "benchmarks.peer_pages.nicegui_page"], copy) as nicegui,
        ):
            pages = {
                "Datasette": (f"{datasette.url}/peers/overdue", Ready(ROW, 8)),
                "Dash": (dash.url, Ready(f"#overdue {ROW}", 8)),
                "NiceGUI": (nicegui.url, Ready(f".q-table {ROW}", 8)),
            }
            yield from _lists(browser, ours.url, pages)
            yield from _maps(browser, ours.url, dash.url)


def installed() -> str:
    """The Python of the environment of the peers, made when it is not there or of other pins."""
    python, made_of = PLACE / "bin" / "python", PLACE / "peers.txt"
    if not made_of.exists() or made_of.read_text() != PINS.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(PLACE)], check=True)
        quiet = ["--quiet", "--disable-pip-version-check"]
        subprocess.run([str(python), "-m", "pip", "install", *quiet, "-r", str(PINS)], check=True)
        made_of.write_text(PINS.read_text())
    return str(python)


def _fill(file: Path, copy: Path) -> None:
    """A network for Schakel, in which the demo's coordinator comes in, and a copy for the others."""
    engine = connect(f"sqlite:///{file}")
    schema.migrate(engine)
    fill_many(engine, 1, dutch_day(datetime.now(UTC)))
    known = "SELECT account_id FROM account_grant WHERE role = :role"
    with engine.begin() as connection:
        persona = {"role": Role.COORDINATOR}
        connection.execute(text(f"UPDATE account SET persona = 'coordinator' WHERE id IN ({known})"), persona)
    engine.dispose()
    with closing(sqlite3.connect(file)) as whole, closing(sqlite3.connect(copy)) as bare:
        whole.backup(bare)
        bare.executescript(f"PRAGMA journal_mode=DELETE; {OVERDUE};")


def _peer(command: list[str], file: Path) -> AbstractContextManager[Server]:
    return running(command, "", ROOT, None, PEER_FILE=str(file))


def _lists(browser: Browser, ours: str, pages: dict[str, tuple[str, Ready]]) -> Iterator[Ratio]:
    come_in(browser, ours, LIST, path="/")  # the first visitor pays for imports
    for url, ready in pages.values():
        come_in(browser, url, ready)
    rounds = [
        (come_in(browser, ours, LIST, path="/"), *(come_in(browser, url, ready) for url, ready in pages.values()))
        for _ in range(ROUNDS)
    ]
    own, *others = zip(*rounds, strict=True)
    for n, moment in enumerate(("cold", "warm")):
        for name, waits in zip(pages, others, strict=True):
            title = f"attention list, {moment} / list of late actions in {name}"
            yield ratio(title, [one[n] for one in own], [one[n] for one in waits], goal=None)


def _maps(browser: Browser, ours: str, dash: str) -> Iterator[Ratio]:
    path, ready = MAP
    come_in(browser, ours, ready, path=path)
    rounds = [(come_in(browser, ours, ready, path=path), come_in(browser, dash, DASH_MAP)) for _ in range(ROUNDS)]
    own, others = zip(*rounds, strict=True)
    for n, moment in enumerate(("cold", "warm")):
        goal = 1.0 if moment == "cold" else None
        yield ratio(f"map, {moment} / Dash", [one[n] for one in own], [one[n] for one in others], goal=goal)
