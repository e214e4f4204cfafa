"""Choosing Dutch or English: on the account, in the browser, and on every address alike."""

import pytest
from sqlalchemy import select

import settings
from data_model.database import reading
from data_model.tables.account import Account
from data_model.tables.log import LogEntry
from tests.web.conftest import HERE, Browser

HOST = HERE


def language_of_webber() -> str | None:
    with reading(settings.engine()) as session:
        return session.scalar(select(Account.language).where(Account.persona == "webber"))


def logged() -> list[tuple[str, str]]:
    with reading(settings.engine()) as session:
        return [(entry.action, entry.fields) for entry in session.scalars(select(LogEntry))]


def test_a_choice_at_the_sign_in_page_stays_after_signing_in(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    asked_on = {"referer": f"{HOST}/aanmelden?naar=/ritme"}
    answer = page.post("/taal/en", headers=asked_on)
    assert (answer.status_code, answer.headers["location"]) == (303, "/aanmelden?naar=/ritme")
    sign_in = page.get("/aanmelden").text
    assert '<html lang="en"' in sign_in and "<h1>Sign in to Schakel</h1>" in sign_in
    assert 'action="/taal/nl"><button lang="nl">Nederlands</button>' in sign_in
    page.get("/demo/als/webber")
    assert '<html lang="en"' in page.get("/ritme").text
    assert logged() == []


def test_a_choice_inside_is_kept_on_the_account_and_logged_once(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    for _ in range(2):
        page.post("/taal/en")
    assert (language_of_webber(), logged()) == ("en", [("choose_language", "language")])
    del page.cookies["taal"]
    assert '<html lang="en"' in page.get("/ritme").text
    assert "/start.js?taal=en" in page.get("/ritme").text


def test_what_was_chosen_in_this_browser_goes_before_the_account(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    page.post("/taal/en")
    del page.cookies["taal"]
    page.cookies.set("taal", "nl")
    assert '<html lang="nl"' in page.get("/ritme").text


def test_the_choice_is_kept_for_a_year_out_of_reach_of_scripts(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    cookie = page.post("/taal/en").headers["set-cookie"].lower()
    assert "taal=en" in cookie and "max-age=31536000" in cookie and "httponly" in cookie and "samesite=lax" in cookie


@pytest.mark.parametrize("made_up", ["fr", "EN", "x"])
def test_a_language_schakel_does_not_speak_is_not_found(browser: Browser, made_up: str) -> None:
    page = browser(SCHAKEL_DEMO="1")
    answer = page.post(f"/taal/{made_up}")
    assert answer.status_code == 404 and "set-cookie" not in answer.headers
    page.get("/demo/als/webber")
    page.cookies.set("taal", made_up)
    assert '<html lang="nl"' in page.get("/ritme").text and '<html lang="nl">' in page.get("/aanmelden").text


def test_following_a_link_changes_no_language(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert "set-cookie" not in page.get("/taal/en").headers


@pytest.mark.parametrize("referrer", ["", "https://evil.example/ritme", "//evil.example", f"{HOST}//evil.example"])
def test_one_is_never_sent_to_another_site(browser: Browser, referrer: str) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert page.post("/taal/en", headers={"referer": referrer}).headers["location"] == "/"
