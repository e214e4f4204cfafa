"""What surrounds every answer: headers, no file without a sign-in, Streamlit's page in Dutch."""

import base64
import hashlib
import re
from pathlib import Path

import anyio
import pytest
import streamlit
from starlette.types import Message, Receive, Scope, Send

from tests.web.conftest import Browser
from web.app import lifespan
from web.guard import Guard
from web.headers import CONTENT_SECURITY_POLICY
from web.index import spoken

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


@pytest.mark.parametrize("address", ["/", "/ritme", "/gezond", "/aanmelden", "/media/x.png", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(browser: Browser, address: str) -> None:
    page = browser(SCHAKEL_DEMO="1")
    headers = page.get(address).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_the_policy_allows_no_script_but_our_own_and_streamlits_one_line() -> None:
    script_src = next(part for part in CONTENT_SECURITY_POLICY.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script_src and "unsafe-eval'" not in script_src.replace("'wasm-unsafe-eval'", "")
    (inline,) = re.findall(rb"<script>(.*?)</script>", INDEX, re.DOTALL)
    assert base64.b64encode(hashlib.sha256(inline).digest()).decode() in script_src


@pytest.mark.parametrize("address", ["/", "/ritme", "/uitwisselen"])
def test_the_page_is_dutch_before_any_script_has_run(browser: Browser, address: str) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    answer = page.get(address, headers={"accept-encoding": "gzip"})
    assert '<html lang="nl" translate="no">' in answer.text
    assert "<title>Schakel</title>" in answer.text
    assert "Schakel heeft JavaScript nodig" in answer.text and "MCP" not in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_streamlits_page_still_has_what_is_rewritten() -> None:
    assert spoken(INDEX, "nl").count(b'lang="nl"') == spoken(INDEX, "nl").count(b"<title>Schakel</title>") == 1
    assert b"Streamlit</title>" not in spoken(INDEX, "nl") and b"enable JavaScript" not in spoken(INDEX, "nl")
    assert b"SourceSans" in INDEX and b"SourceSans" not in spoken(INDEX, "nl")
    assert spoken(INDEX, "nl").index(b"stylesheet") < spoken(INDEX, "nl").index(b"@font-face")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("address", ["/media/abc.csv", "/_stcore/upload_file/session/file"])
def test_files_are_closed_to_whoever_is_not_signed_in(browser: Browser, method: str, address: str) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert page.request(method, address).status_code == 403
    page.cookies.set("schakel", "made-up")
    assert page.request(method, address).status_code == 403
    page.cookies.clear()
    page.get("/demo/als/webber")
    inside = page.request(method, address)
    assert inside.status_code != 403 or "xsrf" in inside.text.lower()
    assert inside.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"])
def test_machine_entrances_are_closed(browser: Browser, address: str) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert page.get(address).status_code == 404


def test_the_hook_at_the_start_switches_legacy_pages_off(browser: Browser) -> None:
    from streamlit.runtime.pages_manager import PagesManager

    assert hasattr(PagesManager, "uses_pages_directory")
    browser(SCHAKEL_DEMO="1")

    async def start() -> None:
        PagesManager.uses_pages_directory = True
        async with lifespan(None):
            assert PagesManager.uses_pages_directory is False

    anyio.run(start)


async def _no_message() -> Message:
    return {}


async def _into_nothing(_: Message) -> None:
    return None


def _session_header(cookie: str) -> list[bytes]:
    """What Streamlit is told about a websocket whose client claims somebody else's session."""
    told: list[bytes] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        told.extend(value for name, value in scope["headers"] if name == b"x-schakel-session")

    headers = [
        (b"host", b"localhost:8501"),
        (b"origin", b"http://localhost:8501"),
        (b"x-schakel-session", b"stolen"),
        (b"cookie", cookie.encode()),
    ]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    anyio.run(Guard(app), scope, _no_message, _into_nothing)
    return told


def test_a_connection_belongs_to_its_own_cookie_whatever_it_claims(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    token = page.cookies["schakel"]
    assert _session_header("") == []
    assert _session_header("schakel=made-up") == []
    assert _session_header(f"schakel={token}") == [hashlib.sha256(token.encode()).hexdigest().encode()]


def test_streamlit_compares_that_header_when_a_session_resumes() -> None:
    from streamlit import config

    assert config.get_option("server.trustedUserHeaders") == {"x-schakel-session": "schakel"}
