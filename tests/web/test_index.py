"""The page says in which language it is, before any script has run."""

from datetime import timedelta

from sqlalchemy import update

import settings
from data_model.database import reading, writing
from data_model.read.viewers import language_of
from data_model.tables.account import Account
from tests.web.conftest import Browser


def test_the_page_is_in_the_language_of_the_account(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    assert '<html lang="nl"' in page.get("/ritme").text
    with writing(settings.engine()) as session:
        session.execute(update(Account).where(Account.persona == "webber").values(language="en"))
    assert '<html lang="en"' in page.get("/ritme").text


def test_a_stranger_and_an_ended_session_read_dutch(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert '<html lang="nl"' in page.get("/ritme").text
    page.get("/demo/als/webber")
    with reading(settings.engine()) as session:
        late = settings.now() + timedelta(hours=13)
        assert language_of(session, page.cookies["schakel"], late) == "nl"


def test_the_page_tells_the_browser_where_its_server_is(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert page.get("/ritme").text.index("/start.js") < page.get("/ritme").text.index('type="module"')
    script = page.get("/start.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "BACKEND_BASE_URL: location.origin" in script.text
