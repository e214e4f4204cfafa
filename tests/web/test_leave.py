"""Signing out: by a form alone, here or everywhere, and what an old cookie still opens: nothing."""

import pytest
from starlette.testclient import TestClient

import settings
from data_model.database import reading
from data_model.read.viewers import is_signed_in
from tests.web.conftest import Browser, stored


def signed_in(token: str) -> bool:
    with reading(settings.engine()) as session:
        return is_signed_in(session, token, settings.now())


def come_in(page: TestClient, persona: str = "webber") -> str:
    page.cookies.clear()
    page.get(f"/demo/als/{persona}")
    return page.cookies["schakel"]


def test_signing_out_ends_the_session_and_takes_the_cookie_back(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    token = come_in(page)
    answer = page.post("/afmelden")
    ended = stored(token)
    assert (answer.status_code, answer.headers["location"]) == (303, "/aanmelden")
    assert "schakel" not in page.cookies and answer.headers["clear-site-data"] == '"storage"'
    assert ended and ended.revoked_at is not None and not signed_in(token)


def test_opening_the_address_asks_first_and_changes_nothing(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    token = come_in(page)
    for answer in (page.get("/afmelden"), page.head("/afmelden")):
        assert answer.status_code == 200 and "clear-site-data" not in answer.headers
    assert '<form method="post" action="/afmelden">' in page.get("/afmelden").text
    assert page.get("/afmelden/overal").text != page.get("/afmelden").text
    assert signed_in(token) and page.cookies["schakel"] == token


def test_signing_out_everywhere_ends_every_session_of_the_account_and_of_nobody_else(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    elsewhere, another = come_in(page), come_in(page, "coordinator")
    here = come_in(page)
    assert page.post("/afmelden/overal").status_code == 303
    assert [signed_in(token) for token in (here, elsewhere, another)] == [False, False, True]


@pytest.mark.parametrize("address", ["/afmelden", "/afmelden/overal"])
def test_an_old_or_invented_cookie_ends_no_session(browser: Browser, address: str) -> None:
    page = browser(SCHAKEL_DEMO="1")
    old = come_in(page)
    page.post("/afmelden")
    now = come_in(page)
    for shown in (old, "invented", ""):
        page.cookies.clear()
        page.cookies.set("schakel", shown)
        assert page.post(address).status_code == 303
    assert signed_in(now)


def test_over_https_the_cookie_is_taken_back_under_its_own_name(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1", SCHAKEL_URL="https://demo.schakel.nl")
    taken = page.post("/afmelden").headers["set-cookie"]
    assert taken.startswith('__Host-schakel=""') and "max-age=0" in taken.lower() and "secure" in taken.lower()
