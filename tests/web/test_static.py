"""The scripts of Streamlit arrive compressed where a browser takes that, and whole and unchanged everywhere."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.conftest import Browser
from web import static
from web.static import SOURCE, compress, takes_gzip

SCRIPT = next(file for file in sorted((SOURCE / "static" / "js").glob("index.*.js")))
AT = f"/static/js/{SCRIPT.name}"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """All of Streamlit, compressed into a folder of this test."""
    before = dict(static.READY)
    static.READY.clear()
    folder = tmp_path_factory.mktemp("packed")
    compress(kept=folder)
    yield folder
    static.READY.clear()
    static.READY.update(before)


def test_a_script_arrives_compressed_and_is_what_streamlit_wrote(browser: Browser, kept: Path) -> None:
    answer = browser(SCHAKEL_DEMO="1").get(AT, headers={"accept-encoding": "gzip, deflate, br, zstd"})
    assert answer.status_code == 200
    assert answer.content == SCRIPT.read_bytes()
    said = {name: answer.headers[name] for name in ("content-encoding", "vary", "content-type", "cache-control")}
    assert said == {
        "content-encoding": "gzip",
        "vary": "Accept-Encoding",
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "public, max-age=31536000, immutable",
    }
    assert int(answer.headers["content-length"]) < SCRIPT.stat().st_size / 2


def test_every_script_and_style_sheet_is_kept_as_it_is(kept: Path) -> None:
    assert len(static.READY) > 100
    for address, packed in static.READY.items():
        assert gzip.decompress(packed.read_bytes()) == (SOURCE / address.strip("/")).read_bytes()


@pytest.mark.parametrize("accepted", ["identity", "", "br", "gzip;q=0", "gzip;q=0.0, *;q=0.5", "*;q=0", "gzip;q=much"])
def test_a_client_without_gzip_gets_the_file_itself(browser: Browser, kept: Path, accepted: str) -> None:
    assert not takes_gzip(accepted)
    answer = browser(SCHAKEL_DEMO="1").get(AT, headers={"accept-encoding": accepted})
    assert answer.content == SCRIPT.read_bytes() and "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["gzip", "GZIP", "br, gzip;q=0.5", "*", "deflate, *;q=0.1"])
def test_gzip_is_taken_as_it_is_asked(accepted: str) -> None:
    assert takes_gzip(accepted)


def test_a_head_tells_the_same_without_the_file(browser: Browser, kept: Path) -> None:
    page, asked = browser(SCHAKEL_DEMO="1"), {"accept-encoding": "gzip"}
    whole, head = page.get(AT, headers=asked), page.head(AT, headers=asked)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-encoding", "content-length", "etag", "content-type", "vary"):
        assert head.headers[name] == whole.headers[name]


def test_what_a_browser_has_already_is_not_sent_again(browser: Browser, kept: Path) -> None:
    page, asked = browser(SCHAKEL_DEMO="1"), {"accept-encoding": "gzip"}
    tag = page.get(AT, headers=asked).headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = page.get(AT, headers=asked | {"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert page.get(AT, headers=asked | {"if-none-match": '"other"'}).status_code == 200


def test_a_part_of_a_file_is_a_part_of_the_file_itself(browser: Browser, kept: Path) -> None:
    answer = browser(SCHAKEL_DEMO="1").get(AT, headers={"accept-encoding": "gzip", "range": "bytes=0-9"})
    assert (answer.status_code, answer.content) == (206, SCRIPT.read_bytes()[:10])
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    "address",
    [
        "/static/../../../settings.py",
        "/static/js/..%2f..%2f..%2f__init__.py",
        "/static/%2e%2e/%2e%2e/__init__.py",
        f"{AT}.gz",
        f"//static/js/{SCRIPT.name}",
        "/static/js/nothing.js",
        "/static/js/%00.js",
    ],
)
def test_nothing_else_is_served_from_there(browser: Browser, kept: Path, address: str) -> None:
    answer = browser(SCHAKEL_DEMO="1").get(address, headers={"accept-encoding": "gzip"})
    assert b"import " not in answer.content and b"\x1f\x8b" not in answer.content[:2]
    assert "etag" not in answer.headers or answer.headers["content-type"].startswith("text/html")


def test_a_link_that_leads_elsewhere_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "secret.js").write_text("x" * 2000)
    source = tmp_path / "streamlit"
    (source / "static").mkdir(parents=True)
    (source / "static" / "linked.js").symlink_to(tmp_path / "secret.js")
    compress(source, tmp_path / "packed")
    assert not list((tmp_path / "packed").rglob("*.gz")) and "/static/linked.js" not in static.READY


def test_what_was_half_written_is_made_again_and_what_is_whole_is_left(tmp_path: Path) -> None:
    source, kept = tmp_path / "streamlit", tmp_path / "packed"
    (source / "static").mkdir(parents=True)
    (source / "static" / "one.css").write_text("a { color: red }" * 100)
    try:
        compress(source, kept)
        (packed,) = kept.rglob("*.gz")
        whole, made = packed.read_bytes(), packed.stat().st_mtime_ns
        compress(source, kept)
        assert packed.stat().st_mtime_ns == made
        packed.write_bytes(whole[:40])
        compress(source, kept)
        assert packed.read_bytes() == whole
    finally:
        static.READY.pop("/static/one.css", None)


def test_a_file_that_has_gone_is_sent_as_it_is(browser: Browser, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(static.READY, AT, kept / "gone.js.gz")
    answer = browser(SCHAKEL_DEMO="1").get(AT, headers={"accept-encoding": "gzip"})
    assert answer.content == SCRIPT.read_bytes() and "content-encoding" not in answer.headers
