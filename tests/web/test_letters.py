"""The letters come from this server, for everybody, and are fetched once."""

import re

import pytest

from tests.web.conftest import Browser
from web.headers import CONTENT_SECURITY_POLICY
from web.letters import FOLDER, LETTERS, MORE_LETTERS

LIGHT = 60_000


@pytest.mark.parametrize("address", [LETTERS, MORE_LETTERS])
def test_the_letters_are_open_to_strangers_and_kept_for_good(browser: Browser, address: str) -> None:
    answer = browser(SCHAKEL_DEMO="1").get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "font/woff2")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.content.startswith(b"wOF2") and "font-src 'self'" in CONTENT_SECURITY_POLICY


def test_the_letters_are_light_and_lie_beside_their_licence() -> None:
    assert sum(file.stat().st_size for file in FOLDER.glob("*.woff2")) < LIGHT
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text()


@pytest.mark.parametrize(
    "address", ["/assets/../routes.py", "/assets/%2e%2e/routes.py", "/assets/", "/assets/nothing.js"]
)
def test_nothing_else_is_served_from_there(browser: Browser, address: str) -> None:
    assert b"def routes" not in browser(SCHAKEL_DEMO="1").get(address).content


def test_the_theme_and_the_sign_in_page_use_the_same_files(browser: Browser) -> None:
    from streamlit import config

    faces = config.get_option("theme.fontFaces")
    assert [face["url"] for face in faces] == [LETTERS, MORE_LETTERS]
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    for address in ("/aanmelden", "/ritme"):
        assert f'<link rel="preload" href="{LETTERS}"' in page.get(address).text
    assert re.findall(r'url\("([^"]+)"\)', page.get("/aanmelden").text) == [LETTERS, MORE_LETTERS]
