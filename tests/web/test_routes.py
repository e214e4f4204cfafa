"""Health, the sign-in page and signing in as a persona, over HTTP."""

from datetime import timedelta
from pathlib import Path

import pytest

import settings
from tests.web.conftest import Browser, stored
from web.inside import inside


def test_health_is_ok_when_the_database_answers(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    answer = page.get("/gezond")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_is_503_when_the_database_does_not_answer(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_text("this is no database")
    page = browser(SCHAKEL_DEMO="1", DATABASE_URL=f"sqlite:///{tmp_path}/broken.db")
    assert page.get("/gezond").status_code == 503


@pytest.mark.parametrize("persona", ["coordinator", "webber", "deelnemer"])
def test_a_persona_gets_a_session_of_twelve_hours_in_a_cookie_no_script_can_read(
    browser: Browser, persona: str
) -> None:
    page = browser(SCHAKEL_DEMO="1")
    answer = page.get(f"/demo/als/{persona}")
    sign_in = stored(page.cookies["schakel"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "max-age=43200" in cookie and "secure" not in cookie
    assert sign_in and sign_in.expires_at - sign_in.created_at == timedelta(hours=12)


def test_over_https_the_cookie_is_for_https_and_this_host_alone(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1", SCHAKEL_URL="https://demo.schakel.nl")
    answer = page.get("/demo/als/webber")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-schakel=") and "Path=/" in cookie and "secure" in cookie.lower()
    assert "domain" not in cookie.lower()
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")


@pytest.mark.parametrize("persona", ["manager", "burgemeester", "Coordinator"])
def test_a_persona_without_an_account_is_not_found(browser: Browser, persona: str) -> None:
    page = browser(SCHAKEL_DEMO="1")
    answer = page.get(f"/demo/als/{persona}")
    assert answer.status_code == 404 and "set-cookie" not in answer.headers


def test_outside_demo_mode_nobody_enters_as_a_persona(browser: Browser) -> None:
    page = browser()
    answer = page.get("/demo/als/coordinator")
    assert answer.status_code == 404 and "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        (None, "/"),
        ("", "/"),
        ("/ritme", "/ritme"),
        ("/ritme?dag=2026-11-22", "/ritme?dag=2026-11-22"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("ritme", "/"),
        ("/\t/evil.example", "/"),
        ("/a\r\nSet-Cookie: x=1", "/"),
    ],
)
def test_one_is_sent_on_within_this_site_only(asked: str | None, sent_to: str) -> None:
    assert inside(asked) == sent_to


def test_after_signing_in_one_is_where_one_wanted_to_be(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert page.get("/demo/als/webber", params={"naar": "/ritme"}).headers["location"] == "/ritme"
    assert page.get("/demo/als/webber", params={"naar": "//evil.example"}).headers["location"] == "/"


def test_the_sign_in_page_offers_four_personas_in_demo_mode(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    html = page.get("/aanmelden", params={"naar": "/ritme?dag=2026-11-22"}).text
    assert '<html lang="nl">' in html and "<h1>Meld je aan bij Schakel</h1>" in html
    for persona in ("coordinator", "webber", "manager", "deelnemer"):
        assert f'href="/demo/als/{persona}?naar=/ritme%3Fdag%3D2026-11-22"' in html


def test_the_sign_in_page_repeats_no_markup_from_the_address(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert "<script" not in page.get("/aanmelden", params={"naar": '/"><script>alert(1)</script>'}).text


def test_outside_demo_mode_the_sign_in_page_says_what_is_missing(browser: Browser) -> None:
    page = browser()
    html = page.get("/aanmelden").text
    assert "nog niet ingesteld" in html and "/demo/als" not in html


def test_an_app_without_its_settings_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from web.app import options

    settings.current.cache_clear()
    for name in ("DATABASE_URL", "SCHAKEL_DEMO", "SCHAKEL_SECRET"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(settings.SettingError, match="SCHAKEL_SECRET"):
        options()
