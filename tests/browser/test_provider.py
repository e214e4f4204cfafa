"""The municipality's account in a real browser: from a deep link, past the provider, to that page, and out again."""

import secrets
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from commands.bring import fill_demo
from data_model.database import reading
from data_model.days import DUTCH_TIME
from data_model.schema import migrate
from data_model.tables.account import Account
from tests.browser.conftest import Site, Visitor, serve
from tests.conftest import insider
from tests.provider import Provider, running

ASKED = "contacten"
THERE = "Kloppen de contactgegevens nog?"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as one:
        yield one


@pytest.fixture
def fresh(tmp_path: Path, provider: Provider) -> Iterator[tuple[Site, str]]:
    """A process that nobody has asked anything, outside demo mode, and the address of an invited coordinator."""
    engine = insider(f"sqlite:///{tmp_path / 'schakel.db'}")
    migrate(engine)
    fill_demo(engine, datetime(2026, 11, 22, 9, 0, tzinfo=DUTCH_TIME))
    with reading(engine) as session:
        email = session.scalars(select(Account.email).where(Account.persona == "coordinator")).one()
    engine.dispose()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    outside = {
        "SCHAKEL_DEMO": "",
        "SCHAKEL_SECRET": secrets.token_urlsafe(32),
        "SCHAKEL_URL": f"http://localhost:{port}",
    }
    with serve(tmp_path, port, **outside, **provider.settings) as site:
        yield site, email


def test_a_deep_link_leads_past_the_provider_to_its_page_and_after_signing_out_nowhere(
    browser: Browser, fresh: tuple[Site, str], provider: Provider
) -> None:
    site, email = fresh
    provider.knows("coordinator-1", email=email, email_verified=True)
    someone = Visitor(browser.new_context(locale="nl-NL"), site)
    page = someone.page
    page.route("**/*jsdelivr*/**", lambda route: route.abort())  # the provider's own looks

    page.goto(f"{site.url}/{ASKED}?dag=2026-11-22")
    page.get_by_role("heading", name="Meld je aan bij Schakel").wait_for()
    shown = page.content()
    assert "@" not in page.get_by_role("main").inner_text() and "Voorbeeldstad" not in shown and email not in shown
    if not page.url.startswith(f"{site.url}/aanmelden"):
        page.get_by_role("link", name="Aanmelden", exact=True).click()
    page.get_by_role("link", name="Aanmelden met je gemeente-account").click()
    page.wait_for_url(f"{provider.url}/**")
    page.get_by_role("textbox").fill("coordinator-1")
    page.get_by_role("button", name="Authorize").click()

    expect(page.get_by_role("heading", name=THERE)).to_be_visible()
    assert page.url.startswith(f"{site.url}/{ASKED}")
    someone.settle()
    page.get_by_role("button", name="Afmelden", exact=True).click()
    page.wait_for_url(f"{provider.url}/oauth2/end_session**")
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{site.url}/aanmelden")

    page.goto(f"{site.url}/{ASKED}")
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(500)
        if page.url.startswith(site.url):
            expect(page.get_by_role("heading", name=THERE)).to_have_count(0)
            assert "Voorbeeldstad" not in page.content()
    page.goto(f"{site.url}/{ASKED}")
    expect(page.get_by_role("heading", name="Meld je aan bij Schakel")).to_be_visible()
    page.context.close()
