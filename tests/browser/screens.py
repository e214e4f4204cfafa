"""`make screens`: every page of each role on the demo network, by day and at night, as small pictures."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select

from data_model.database import reading, writing
from data_model.schema import migrate
from data_model.tables.person import Person
from data_model.tables.turnover import TurnoverEvent
from demo.big import fill_big
from tests.browser.conftest import CHROMIUM, QUIET, ROOT, TODAY, Site, Visitor, serve
from tests.conftest import insider

FOLDER = ROOT / "docs" / "screens"
ROLES = ("coordinator", "webber", "manager", "deelnemer")
THEMES: dict[str, Literal["light", "dark"]] = {"licht": "light", "donker": "dark"}
SCREEN, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# The lists from which the page of one is opened, and the way back that is on it.
ONE_OF = {"organisaties": "organisatie", "mensen": "mens"}
ALL_OF = {"organisaties": "Alle organisaties", "mensen": "Alle mensen"}
# Plain pages, for whoever is not signed in.
OUTSIDE = ("aanmelden", "afmelden", "privacy")
# Parts of pages that have an address of their own, for the coordinator.
PARTS = {
    "kwetsbaar": "wisselingen?deel=kwetsbaar",
    "wat-als": "wisselingen?deel=watals&wie=p{keeper}",
    "vertrek": "wisselingen?nr={departure}",
}
MAP = "netwerkkaart"
KEEPER = "Samira El Idrissi"
MAP_SIZES = {15: 50, 60: 200, 300: 1000}  # organisations and people
QUALITY = 65


def main(*roles: str) -> None:
    """All roles, or only those that are named; then the pictures of the others stay."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, serve(Path(folder)) as site, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        kept = {path for role in roles or ROLES for path in _of_one(chromium, site, role)}
        kept |= set(_of_a_stranger(chromium, site))
        kept |= set(_of_parts(chromium, site))
        for organisations in MAP_SIZES:
            kept |= set(_of_a_map(chromium, Path(folder) / str(organisations), organisations))
        chromium.close()
    if not roles:
        for old in set(FOLDER.glob("*.webp")) - kept:
            old.unlink()
    size = sum(path.stat().st_size for path in kept)
    print(f"{len(kept)} screens, {size / 1_000_000:.1f} MB in {FOLDER.relative_to(ROOT)}")  # noqa: T201


def _of_one(chromium: Browser, site: Site, role: str) -> Iterator[Path]:
    """One window for all pages: by day and at night without opening them twice."""
    context = chromium.new_context(locale="nl-NL", viewport=SCREEN)  # type: ignore[arg-type]
    someone = Visitor(context, site)
    someone.page.set_default_timeout(60_000)
    someone.sign_in(role)
    offered = [link.get_attribute("href") or "" for link in someone.page.get_by_test_id("stSidebarNavLink").all()]
    for path in (urlsplit(address).path.strip("/") for address in offered):
        someone.open(path)
        again = partial(_map_again, someone) if path == MAP else None
        yield from _by_day_and_at_night(someone, f"{path or 'vandaag'}-{role}", again)
        if path in ONE_OF:
            someone.page.get_by_role("main").locator("table a.sk-link").first.click()
            someone.page.get_by_role("link", name=ALL_OF[path]).wait_for()
            someone.settle()
            yield from _by_day_and_at_night(someone, f"{ONE_OF[path]}-{role}")
    someone.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    someone.open("")
    yield from _by_day_and_at_night(someone, f"vandaag-{role}-telefoon")
    context.close()


def _of_a_stranger(chromium: Browser, site: Site) -> Iterator[Path]:
    context = chromium.new_context(locale="nl-NL", viewport=SCREEN)  # type: ignore[arg-type]
    someone = Visitor(context, site)
    for path in OUTSIDE:
        someone.page.goto(f"{site.url}/{path}")
        yield from _by_day_and_at_night(someone, f"{path}-vreemdeling")
    context.close()


def _of_parts(chromium: Browser, site: Site) -> Iterator[Path]:
    engine = insider(site.database_url)
    with reading(engine) as session:
        keeper = session.scalar(select(Person.id).where(Person.display_name == KEEPER))
        departure = session.scalar(select(TurnoverEvent.id).order_by(TurnoverEvent.id))
    engine.dispose()
    someone = _coordinator(chromium, site)
    for name, address in PARTS.items():
        someone.open(address.format(keeper=keeper, departure=departure))
        yield from _by_day_and_at_night(someone, f"{name}-coordinator")
    someone.page.context.close()


def _of_a_map(chromium: Browser, folder: Path, organisations: int) -> Iterator[Path]:
    """The map of an invented town of this size, and on a phone."""
    folder.mkdir()
    engine = insider(f"sqlite:///{folder / 'schakel.db'}")
    migrate(engine)
    with writing(engine) as session:
        fill_big(session, organisations, MAP_SIZES[organisations], date.fromisoformat(TODAY))
    engine.dispose()
    with serve(folder) as site:
        someone = _coordinator(chromium, site)
        for size, name in ((SCREEN, "kaart"), (PHONE, "kaart-telefoon")):
            someone.page.set_viewport_size(size)  # type: ignore[arg-type]
            yield from _by_day_and_at_night(someone, f"{name}-{organisations}", partial(_map_again, someone, down=True))
        someone.page.context.close()


def _coordinator(chromium: Browser, site: Site) -> Visitor:
    someone = Visitor(chromium.new_context(locale="nl-NL", viewport=SCREEN), site)  # type: ignore[arg-type]
    someone.page.set_default_timeout(60_000)
    someone.sign_in("coordinator")
    return someone


def _map_again(someone: Visitor, *, down: bool = False) -> None:
    """Its colours are chosen when it is drawn."""
    someone.open(MAP)
    drawing = someone.page.get_by_test_id("stMain").locator("canvas").first
    drawing.wait_for()
    if down:
        drawing.scroll_into_view_if_needed()
    someone.page.wait_for_timeout(1000)


def _by_day_and_at_night(someone: Visitor, name: str, again: Callable[[], None] | None = None) -> Iterator[Path]:
    for theme, scheme in THEMES.items():
        someone.page.emulate_media(color_scheme=scheme)
        if again:
            again()
        someone.page.wait_for_timeout(500)
        path = FOLDER / f"{name}-{theme}.webp"
        Image.open(BytesIO(someone.page.screenshot())).convert("RGB").save(path, quality=QUALITY, method=6)
        yield path


if __name__ == "__main__":
    main(*sys.argv[1:])
