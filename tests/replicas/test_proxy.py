"""What nginx lets through, what it keeps out, and what it writes down."""

import json
import ssl
from collections.abc import Mapping
from email.message import Message
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

import pytest

from tests.replicas.conftest import Replicas

TOKEN = "A-link-that-nobody-may-read-afterwards"


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture
def ask(replicas: Replicas, outsider: ssl.SSLContext) -> "Ask":
    replicas.mend()
    return Ask(replicas.url, outsider)


class Ask:
    """Asks without a browser, and follows nothing."""

    def __init__(self, url: str, trusted: ssl.SSLContext) -> None:
        self.url, self.opener = url, build_opener(HTTPSHandler(context=trusted), Stay())

    def __call__(
        self, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> tuple[int, Message, str]:
        try:
            with self.opener.open(Request(self.url + path, body, dict(headers or {}))) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except HTTPError as answer:
            return answer.code, answer.headers, answer.read().decode()


def signed_in(replicas: Replicas, **others: str) -> dict[str, str]:
    cookies = {"__Host-schakel": replicas.token("webber"), **others}
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


def logged(replicas: Replicas) -> str:
    return (replicas.folder / "schakel-access.log").read_text()


def test_what_is_for_nobody_does_not_pass(replicas: Replicas, ask: Ask) -> None:
    who = signed_in(replicas)
    for path in ("/_stcore/metrics", "/_stcore/agent", "/_stcore/agent/openapi.json"):
        assert ask(path, who)[0] == 404
    assert ask("/gezond")[2] == '{"status":"ok"}'


def test_nobody_is_somebody_by_a_header(ask: Ask) -> None:
    status, headers, _ = ask("/acties", {"X-Schakel-Session": "0" * 64})
    assert (status, headers["location"]) == (303, "/aanmelden?naar=/acties")


def test_one_session_is_known_at_both_replicas(replicas: Replicas, ask: Ask) -> None:
    who = signed_in(replicas)
    answers = {ask("/stand", {"Cookie": f"{who['Cookie']}; schakel_replica={one}"})[2] for one in ("1", "2", "9")}
    assert len(answers) == 1 and answers != {""}
    served = logged(replicas)
    assert "replica=1" in served and "replica=2" in served


def test_cookies_are_for_https_alone_and_pages_say_so(replicas: Replicas, ask: Ask) -> None:
    status, headers, _ = ask("/", signed_in(replicas))
    assert status == 200 and headers["strict-transport-security"].startswith("max-age=")
    _, headers, _ = ask("/aanmelden")
    for cookie in headers.get_all("set-cookie") or ():
        assert "secure" in cookie.lower()


def test_too_much_is_refused_before_it_is_kept(ask: Ask) -> None:
    assert ask("/aanmelden/link", {"Sec-Fetch-Site": "same-origin"}, b"x" * (6 * 1024 * 1024 + 1))[0] == 413


def test_the_address_of_somebody_is_what_nginx_says_it_is(replicas: Replicas, ask: Ask) -> None:
    """A made-up one would let somebody try links for ever, and would stand in the log."""
    for n in range(12):
        headers = {"X-Forwarded-For": f"198.51.100.{n}", "Sec-Fetch-Site": "same-origin"}
        status = ask("/aanmelden/link", headers | {"Cookie": "schakel_replica=1"}, b"adres=niemand%40voorbeeld.nl")[0]
    assert status == 429
    lines = (replicas.folder / "replica-1.log").read_text().splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert {one["network"] for one in told if "network" in one} == {"127.0.0.0/24"}


def test_links_are_tried_a_few_times_a_minute_and_stand_in_no_log(replicas: Replicas, ask: Ask) -> None:
    tried = [ask(f"/u/{TOKEN}{n}?vraag=geheim") for n in range(25)]
    statuses = [status for status, _, _ in tried]
    assert statuses.count(429) >= 10 and statuses[0] == 400
    assert "Dat was te vaak" in tried[-1][2]
    written = "".join(file.read_text() for file in replicas.folder.glob("*.log"))
    assert TOKEN not in written and "geheim" not in written and "/u/... 429" in logged(replicas)


def test_http_leads_to_https(replicas: Replicas, outsider: ssl.SSLContext) -> None:
    status, headers, _ = Ask(replicas.plain_url, outsider)("/acties?dag=2026-11-22")
    assert (status, headers["location"]) == (308, f"{replicas.url}/acties?dag=2026-11-22")


def test_without_any_replica_there_is_a_plain_word(replicas: Replicas, ask: Ask) -> None:
    for number in replicas.processes:
        replicas.kill(number)
    status, headers, said = ask("/acties", signed_in(replicas))
    assert (status, headers["retry-after"]) == (503, "10")
    assert "Wat je hebt opgeslagen, is bewaard." in said
