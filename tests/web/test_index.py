"""The page says in which language it is, before any script has run."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

import settings
from data_model.database import reading, writing
from data_model.read.viewers import language_of
from data_model.tables.account import Account
from tests.web.conftest import Browser
from web.chrome import CHROME


def test_the_page_is_in_the_language_of_the_account(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    assert '<html lang="nl"' in page.get("/ritme").text
    with writing(settings.engine()) as session:
        session.execute(update(Account).where(Account.persona == "webber").values(language="en"))
    assert '<html lang="en"' in page.get("/ritme").text


def test_a_stranger_and_an_ended_session_read_dutch(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert '<html lang="nl"' in page.get("/aanmelden").text
    page.get("/demo/als/webber")
    with reading(settings.engine()) as session:
        late = settings.now() + timedelta(hours=13)
        assert language_of(session, page.cookies["schakel"], late) == "nl"


def test_the_first_script_tells_where_the_server_is_and_speaks_the_language(browser: Browser) -> None:
    webber = browser(SCHAKEL_DEMO="1")
    webber.get("/demo/als/webber")
    page = webber.get("/ritme").text
    assert page.index("/start.js?taal=nl") < page.index('type="module"')
    dutch, english = (browser(SCHAKEL_DEMO="1").get(f"/start.js?taal={language}") for language in ("nl", "en"))
    assert dutch.headers["content-type"].startswith("text/javascript")
    assert "BACKEND_BASE_URL: location.origin" in dutch.text and "BACKEND_BASE_URL" in english.text
    assert '["^Close$", "Sluiten"]' in dutch.text and "Sluiten" not in english.text


@pytest.mark.parametrize("pattern", CHROME)
def test_what_is_replaced_is_a_pattern_with_the_part_it_keeps(pattern: str) -> None:
    assert ("(" in pattern and "\\(" not in pattern) >= ("{part}" in CHROME[pattern])
    re.compile(pattern)


def test_the_page_brings_its_look_last_and_its_own_icon(browser: Browser) -> None:
    visitor = browser(SCHAKEL_DEMO="1")
    visitor.get("/demo/als/webber")
    page = visitor.get("/ritme").text
    sheet = re.findall(r'<link rel="stylesheet" href="(/schakel\.css\?v=[0-9a-f]{12})">', page)[-1]
    assert page.index(sheet) > page.index('<div id="root">') and "--sk-half-typed" in page
    answer = visitor.get(sheet)
    assert answer.headers["content-type"].startswith("text/css") and "immutable" in answer.headers["cache-control"]
    assert ".sk-chip" in answer.text and "@media print" in answer.text
    (icon,) = re.findall(r'<link rel="(?:shortcut )?icon"[^>]*href="([^"]+)"', page)
    assert visitor.get(icon).headers["content-type"].startswith("image/svg+xml")
