"""PostgreSQL goes away and comes back while somebody is at work: they read so, lose nothing, and go on."""

import secrets
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, Locator, expect
from sqlalchemy import func, select

from commands.bring import fill_demo
from data_model.database import reading, writing
from data_model.read.viewers import persona_account
from data_model.tables.log import LogEntry
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import open_sign_in
from tests.browser.conftest import Site, Visitor, browser, serve
from tests.browser.test_daily_acts import choose, save
from tests.browser.test_nothing_lost import DONE, WORDS, shown, update
from tests.conftest import insider
from tests.outage.server import Server

__all__ = ["browser"]

AWAY = "Schakel kan nu niet bij de gegevens."
# What is promised, besides what the same click takes on this machine when nothing is wrong.
SECONDS = 5
PATIENCE = 60


@pytest.fixture
def token(database: str) -> str:
    """Of the coordinator, who came in when all was well."""
    engine, now = insider(database), datetime.now(UTC)
    fill_demo(engine, now)
    with writing(engine) as session:
        account_id = persona_account(session, "coordinator") or 0
        given = open_sign_in(session, account_id, now, SignInMethod.PROVIDER)
    engine.dispose()
    return given


@pytest.fixture
def someone(browser: Browser, database: str, token: str, tmp_path: Path) -> Iterator[Visitor]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    outside = {
        "DATABASE_URL": database,
        "SCHAKEL_DEMO": "",
        "SCHAKEL_SECRET": secrets.token_urlsafe(32),
        "SCHAKEL_URL": f"http://localhost:{port}",
    }
    context = browser.new_context(locale="nl-NL")
    with serve(tmp_path, port, **outside) as site:
        context.add_cookies([{"name": "schakel", "value": token, "url": site.url}])
        yield Visitor(context, site)
        context.close()


def seconds_until(what: Locator) -> float:
    began = monotonic()
    what.first.wait_for(timeout=PATIENCE * 1000)
    return monotonic() - began


def updates(site: Site) -> int:
    engine = insider(site.database_url)
    with reading(engine) as session:
        many = session.scalar(select(func.count()).where(LogEntry.action == "update_action")) or 0
    engine.dispose()
    return many


def test_who_types_while_it_is_away_reads_so_and_saves_when_it_is_back(someone: Visitor, server: Server) -> None:
    page = someone.page
    began = monotonic()
    someone.open("acties")
    usual = monotonic() - began
    typed = update(someone).get_by_label("Hoe gaat het ermee?")
    typed.fill(WORDS)

    server.stop()
    page.get_by_role("dialog").get_by_role("button", name="Opslaan", exact=True).click()
    said = seconds_until(page.get_by_text(AWAY))
    server.start()
    back = seconds_until(typed)
    assert (said < SECONDS + usual, back < SECONDS + usual) == (True, True), (said, back, usual)

    dialog = shown(someone)
    expect(typed).to_have_value(WORDS)
    choose(someone, dialog, "Actie", "Ouders van De Klimop")
    dialog.get_by_text("Bezig", exact=True).click()
    save(someone, dialog, DONE)
    assert updates(someone.site) == 1


def test_a_page_and_a_reload_go_on_by_themselves(someone: Visitor, server: Server) -> None:
    page = someone.page
    someone.open("acties")
    server.stop()
    page.get_by_role("link", name="Convenant", exact=True).first.click()
    seconds_until(page.get_by_text(AWAY))
    server.start()
    page.get_by_role("heading", level=1, name="convenant").wait_for(timeout=PATIENCE * 1000)
    expect(page.get_by_text(AWAY)).to_have_count(0)

    server.stop()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schakel kan even niet bij de gegevens")
    server.start()
    page.get_by_role("heading", level=1, name="convenant").wait_for(timeout=PATIENCE * 1000)
