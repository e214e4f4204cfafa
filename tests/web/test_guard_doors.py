"""From where one may ask, what is open without a session, and what a refusal says and leaves in the log."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from starlette.routing import Mount, Route

import settings
from logs import Lines
from pages.menu import PAGES
from tests.browser.conftest import Site, serve
from tests.web import raw
from tests.web.conftest import HERE, Browser
from web.app import SAFE, require_safe_streamlit
from web.crowd import MOST_BYTES
from web.errors import cut
from web.routes import routes

PUBLIC = "https://schakel.gemeente.nl"
# What each address of our own gives to a stranger who just asks for it. A new one must be added here by hand.
ROUTES = {
    "/gezond": {200},
    "/aanmelden": {200},
    "/aanmelden/gemeente": {404},
    "/aanmelden/terug": {404},
    "/aanmelden/link": {200, 404, 405},
    "/afmelden": {200, 303, 405},
    "/afmelden/overal": {303, 405},
    "/plek/{grant_id:int}": {303, 403, 405},
    "/privacy": {200},
    "/demo/als/{persona}": {404},
    "/stand": {200},
    "/start.js": {200},
    "/schakel.css": {200},
    "/taal/{language}": {405},
    "/assets": {404, 405},
    "/u/{token}": {400, 410},
    "/a/{token}": {400, 410},
    "/agenda/{token}.ics": {404, 410},
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "vandaag")
def test_a_stranger_is_sent_to_sign_in_from_every_page(browser: Browser, page: object) -> None:
    path = f"/{getattr(page, 'path')}"  # noqa: B009
    onward = "" if path == "/" else f"?naar={path}"
    for answer in (browser().get(path), browser().head(path)):
        assert (answer.status_code, answer.headers["location"]) == (303, f"/aanmelden{onward}")


def test_the_address_with_its_question_comes_along(browser: Browser) -> None:
    answer = browser().get("/mensen?nr=7&x=a b")
    assert answer.headers["location"] == "/aanmelden?naar=/mensen%3Fnr%3D7%26x%3Da%2520b"


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize(
    "path", ["/bestaat-niet", "/index.html", "/ritme/diep", "/auth/login", "/oauth2callback", "//x"]
)
def test_what_is_not_there_is_not_found_signed_in_or_not(browser: Browser, path: str, signed_in: bool) -> None:
    page = browser(SCHAKEL_DEMO="1")
    if signed_in:
        page.get("/demo/als/webber")
    answer = page.get(f"{HERE}{path}")
    assert answer.status_code == 404
    assert "<h1>Hier is niets</h1>" in answer.text and 'href="/"' in answer.text


@pytest.mark.parametrize("route", routes(), ids=lambda route: str(getattr(route, "path", route)))
def test_every_address_of_our_own_is_known_for_what_it_gives_a_stranger(browser: Browser, route: object) -> None:
    assert isinstance(route, Route | Mount)
    address = route.path.replace("{persona}", "webber").replace("{language}", "en").replace("{token}", "verzonnen")
    address = address.replace("{grant_id:int}", "1")
    answer = browser().get(address)
    assert answer.status_code in ROUTES[route.path]
    assert "cookie" not in answer.headers.get("set-cookie", "").lower().replace("taal", "")


@pytest.mark.parametrize(
    "path",
    [
        "/media/x.csv",
        "/component/x/index.html",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/bidi-components/x",
        "/_stcore/stream",
        "/_stcore/upload_file/x/y",
    ],
)
def test_the_machinery_is_closed_to_strangers(browser: Browser, path: str) -> None:
    page = browser()
    assert {page.request(method, path).status_code for method in ("GET", "PUT", "DELETE", "POST")} == {403}


@pytest.mark.parametrize(
    ("host", "demo", "status"),
    [
        ("schakel.gemeente.nl", False, 200),
        ("SCHAKEL.gemeente.nl", False, 200),
        ("schakel.gemeente.nl:443", False, 200),
        ("schakel.gemeente.nl:8501", False, 403),
        ("evil.example", False, 403),
        ("schakel.gemeente.nl.evil.example", False, 403),
        ("", False, 403),
        ("localhost:443", False, 403),
        ("localhost:443", True, 200),
        ("127.0.0.1:443", True, 200),
        ("localhost:444", True, 403),
    ],
)
def test_only_our_own_name_is_answered(browser: Browser, host: str, demo: bool, status: int) -> None:
    page = browser(SCHAKEL_URL=PUBLIC, SCHAKEL_DEMO="1" if demo else "")
    answer = page.get("/aanmelden", headers={"host": host})
    assert answer.status_code == status
    assert status == 200 or "<h1>Dit staat hier niet open</h1>" in answer.text
    assert page.get("/gezond", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"origin": PUBLIC}, 303),
        ({"origin": f"{PUBLIC}:443"}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": ""}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://schakel.gemeente.nl"}, 403),
        ({"origin": "https://evil.example", "sec-fetch-site": "same-origin"}, 403),
    ],
)
def test_orders_are_taken_from_our_own_pages_alone(browser: Browser, told: dict[str, str], status: int) -> None:
    page = browser(SCHAKEL_URL=PUBLIC)
    answer = page.post("/taal/en", headers={"sec-fetch-site": ""} | told)
    assert answer.status_code == status and ("set-cookie" in answer.headers) == (status == 303)


def test_no_other_address_is_asked_whose_origin_it_is(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("streamlit.net_util.get_external_ip", lambda: asked.append("outside"))
    page = browser(SCHAKEL_URL=PUBLIC, SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    for origin in (PUBLIC, f"{PUBLIC}:443", "https://evil.example", "null"):
        for path in ("/_stcore/health", "/_stcore/host-config", "/media/x", "/_stcore/upload_file/x/y"):
            page.get(path, headers={"origin": origin})
            page.options(path, headers={"origin": origin})
    assert asked == []


def test_a_form_that_is_too_long_is_refused_before_it_is_kept(browser: Browser) -> None:
    page = browser()
    assert page.post("/taal/en", content=b"x" * (MOST_BYTES + 1)).status_code == 413
    assert "<h1>Dit is te veel in één keer</h1>" in page.post("/taal/en", content=b"x" * (MOST_BYTES + 1)).text


@pytest.mark.parametrize(("method", "path"), [("POST", "/ritme"), ("PUT", "/aanmelden"), ("GET", "/taal/en")])
def test_another_method_is_told_in_dutch(browser: Browser, method: str, path: str) -> None:
    answer = browser().request(method, path)
    assert answer.status_code == 405 and "<h1>Zo werkt het niet</h1>" in answer.text


@pytest.mark.parametrize(
    ("error", "status"), [(ValueError("Noor"), 500), (OperationalError("Noor", {}, ValueError()), 503)]
)
def test_what_goes_wrong_is_a_code_and_not_a_text(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, status: int
) -> None:
    def breaks(*_: object) -> None:
        raise error

    monkeypatch.setattr("web.guard.is_signed_in", breaks)
    page = browser()
    page.cookies.set("schakel", "x")
    answer = page.get("/ritme")
    (logged,) = [json.loads(Lines().format(record)) for record in caplog.records if record.name == "schakel"]
    assert answer.status_code == status and logged["code"] in answer.text and "Noor" not in answer.text + str(logged)
    assert answer.headers["x-frame-options"] == "DENY" and '<html lang="nl">' in answer.text


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/u/abc123", "/u/…"),
        ("/media/af6.csv", "/media/…"),
        ("/_stcore/upload_file/1f/2e", "/_stcore/upload_file"),
        ("/_stcore/stream", "/_stcore/stream"),
        ("/noor.achterberg", "/…"),
        ("/noor/achterberg", "/…/…"),
        ("/", "/"),
    ],
)
def test_the_log_keeps_the_start_of_an_address(path: str, written: str) -> None:
    assert cut(path) == written


def test_a_refusal_is_one_line_without_the_question(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="schakel"):
        browser().get("/media/noor.csv?naam=Achterberg", headers={"cookie": "schakel=token"})
    (record,) = [record for record in caplog.records if record.name == "schakel"]
    told = json.loads(Lines().format(record))
    assert (told["event"], told["status"], told["reason"], told["path"]) == ("refused", 403, "no_session", "/media/…")
    assert not [word for word in ("noor", "Achterberg", "token") if word in str(told)]


def test_every_answer_with_words_is_kept_nowhere_and_cookies_are_secure(browser: Browser) -> None:
    page = browser(SCHAKEL_URL=PUBLIC, SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    for path in ("/", "/ritme", "/gezond", "/aanmelden", "/_stcore/host-config", "/bestaat-niet"):
        answer = page.get(path)
        assert answer.headers["cache-control"] == "no-store" and "server" not in answer.headers
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    cookies = page.get("/_stcore/health").headers.get_list("set-cookie")
    assert cookies and all("Secure" in cookie for cookie in cookies)


@pytest.mark.parametrize("name", SAFE)
def test_an_option_of_streamlit_that_opens_a_door_stops_the_start(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    require_safe_streamlit()
    from streamlit import config

    given = config.get_option
    monkeypatch.setattr("streamlit.config.get_option", lambda asked: "other" if asked == name else given(asked))
    with pytest.raises(settings.SettingError, match=name):
        require_safe_streamlit()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("doors")) as running:
        yield running


def memory(pid: int) -> int:
    """How many kB of memory a process has in use."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("this system does not tell what a process uses in /proc")
    return int(status.read_text().split("VmRSS:")[1].split()[0])


def test_a_strangers_uploads_take_no_memory(site: Site) -> None:
    address, load = f"{site.url}/_stcore/upload_file/a/b", b"x" * 20_000_000
    for _ in range(3):
        raw.ask(address, "PUT", b"x" * 100_000, Origin=site.url)
    before = memory(site.pid)
    assert {raw.ask(address, "PUT", load, Origin=site.url) for _ in range(5)} <= {403, 0}
    assert memory(site.pid) - before < 10_000
