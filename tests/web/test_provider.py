"""Signing in with the account of the municipality: who comes in, who does not, and that a way back works once."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

import settings
from data_model.database import reading, writing
from data_model.read.viewers import is_signed_in
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.network import Network
from data_model.tokens import token_hash
from tests.conftest import NOW, insider
from tests.provider import Provider, running
from tests.web.conftest import Browser

DEEP = "/ritme?dag=2026-11-22"
STATE_COOKIE = "schakel-onderweg"
EMAIL = "an@gemeente.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running() as one:
        yield one


@dataclass
class Door:
    """Schakel outside demo mode with a provider in front of it, and one browser."""

    page: TestClient
    provider: Provider

    def invite(self, email: str = EMAIL, *, role: bool = True, ended_on: date | None = None, **values: Any) -> int:
        with writing(insider(settings.current().database_url)) as session:
            account = Account(email=email, display_name="An de Vries", created_at=NOW, **values)
            session.add(account)
            session.flush()
            if role:
                network = session.scalar(select(Network.id))
                given = date(2025, 1, 1)
                session.add(
                    Grant(
                        account_id=account.id,
                        network_id=network,
                        role="webber",
                        start_on=given,
                        end_on=ended_on,
                        created_at=NOW,
                    )
                )
            return account.id

    def set_out(self, onward: str = DEEP) -> str:
        """The address at the provider to which one is sent."""
        answer = self.page.get("/aanmelden/gemeente", params={"naar": onward})
        assert answer.status_code == 302
        return answer.headers["location"]

    def way_back(self, subject: str, onward: str = DEEP) -> str:
        found = urlsplit(self.provider.agree(self.set_out(onward), subject))
        return f"{found.path}?{found.query}"

    def come_in(self, subject: str, onward: str = DEEP, **claims: Any) -> Any:
        self.provider.knows(subject, **claims)
        return self.page.get(self.way_back(subject, onward))

    def sign_ins(self) -> int:
        with reading(insider(settings.current().database_url)) as session:
            return session.scalar(select(func.count()).select_from(SignIn)) or 0

    def account(self, id: int) -> Account:
        with reading(insider(settings.current().database_url)) as session:
            return session.get_one(Account, id)

    def refused(self, answer: Any) -> bool:
        """Nobody came in, and the page tells what to do next."""
        told = answer.status_code == 403 and "Je bent niet aangemeld bij Schakel" in answer.text
        return told and 'href="/aanmelden"' in answer.text and "schakel" not in self.page.cookies


@pytest.fixture
def door(browser: Browser, provider: Provider) -> Door:
    return Door(browser(**provider.settings), provider)


def verified(email: str = EMAIL) -> dict[str, Any]:
    return {"email": email, "email_verified": True}


def test_one_is_sent_to_the_provider_with_state_nonce_and_a_proof(door: Door) -> None:
    asked = parse_qs(urlsplit(door.set_out()).query)
    assert asked["response_type"] == ["code"] and asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [settings.current().url + "/aanmelden/terug"]
    assert asked["scope"] == ["openid email"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))


def test_what_the_browser_keeps_is_short_and_for_no_script(door: Door) -> None:
    kept = door.page.get("/aanmelden/gemeente").headers["set-cookie"].lower()
    assert kept.startswith(f"{STATE_COOKIE}=")
    assert "httponly" in kept and "samesite=lax" in kept and "max-age=600" in kept


def test_who_was_invited_comes_in_where_they_wanted_to_be(door: Door) -> None:
    an = door.invite()
    answer = door.come_in("an-1", **verified())
    assert (answer.status_code, answer.headers["location"]) == (303, DEEP)
    with reading(settings.engine()) as session:
        assert is_signed_in(session, door.page.cookies["schakel"], settings.now())
    account = door.account(an)
    assert (account.issuer, account.subject) == (door.provider.url, "an-1")
    assert STATE_COOKIE not in door.page.cookies


def test_capitals_in_the_address_at_the_provider_do_not_matter(door: Door) -> None:
    door.invite()
    assert door.come_in("an-2", **verified(" An@Gemeente.EXAMPLE ")).status_code == 303


@pytest.mark.parametrize("said", [True, "1", "true"])
def test_entra_id_says_in_its_own_way_that_an_address_is_verified(door: Door, said: object) -> None:
    door.invite()
    assert door.come_in("an-3", email=EMAIL, xms_edov=said).status_code == 303


def test_once_known_one_comes_in_whatever_became_of_the_address(door: Door) -> None:
    door.invite(issuer=door.provider.url, subject="an-4")
    assert door.come_in("an-4", email="another@name.example", email_verified=False).status_code == 303


def test_signing_in_again_ends_the_session_this_browser_had(door: Door) -> None:
    door.invite()
    door.come_in("an-5", **verified())
    before = door.page.cookies["schakel"]
    door.come_in("an-5", **verified())
    with reading(settings.engine()) as session:
        open_ones = [is_signed_in(session, token, settings.now()) for token in (before, door.page.cookies["schakel"])]
    assert open_ones == [False, True]


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example/x", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(door: Door, onward: str) -> None:
    door.invite()
    assert door.come_in("an-6", onward, **verified()).headers["location"] == "/"


YESTERDAY = date(2026, 1, 1)
# What the provider says, which accounts there are, and the one word in the log.
NOT_ADMITTED: dict[str, tuple[dict[str, Any], Callable[[Door], object], str]] = {
    "unknown address": (verified("who@else.example"), lambda door: door.invite(), "unknown"),
    "address not verified": ({"email": EMAIL, "email_verified": False}, lambda door: door.invite(), "unverified"),
    "verified in words": ({"email": EMAIL, "email_verified": "true"}, lambda door: door.invite(), "unverified"),
    "nothing said of verifying": ({"email": EMAIL}, lambda door: door.invite(), "unverified"),
    "Entra ID says no": ({"email": EMAIL, "xms_edov": False}, lambda door: door.invite(), "unverified"),
    "the standard says no": (
        {"email": EMAIL, "email_verified": False, "xms_edov": True},
        lambda door: door.invite(),
        "unverified",
    ),
    "no address": ({"email_verified": True}, lambda door: door.invite(), "unverified"),
    "an address that is a list": ({"email": [EMAIL], "email_verified": True}, lambda door: door.invite(), "unverified"),
    "blocked": (verified(), lambda door: door.invite(blocked_on=YESTERDAY), "blocked"),
    "blocked, known": (
        verified(),
        lambda door: door.invite(blocked_on=YESTERDAY, issuer=door.provider.url, subject="stranger"),
        "blocked",
    ),
    "account of another subject": (
        verified(),
        lambda door: door.invite(issuer=door.provider.url, subject="somebody"),
        "bound",
    ),
    "account of another provider": (
        verified(),
        lambda door: door.invite(issuer="https://other.example", subject="stranger"),
        "bound",
    ),
    "two accounts, capitals apart": (
        verified(),
        lambda door: (door.invite(), door.invite(EMAIL.upper())),
        "ambiguous",
    ),
    "no role": (verified(), lambda door: door.invite(role=False), "no_role"),
    "a role that ended": (verified(), lambda door: door.invite(ended_on=YESTERDAY), "no_role"),
    "said yesterday": ({**verified(), "iat": 1}, lambda door: door.invite(), "stale"),
    "said tomorrow": ({**verified(), "iat": 9_999_999_999}, lambda door: door.invite(), "invalid_claim"),
    "ended already": ({**verified(), "exp": 1}, lambda door: door.invite(), "expired_token"),
    "for another client": ({**verified(), "aud": "somebody-else"}, lambda door: door.invite(), "invalid_claim"),
    "for another client, by way of us": (
        {**verified(), "aud": "somebody-else", "azp": "schakel"},
        lambda door: door.invite(),
        "invalid_claim",
    ),
    "by another provider": ({**verified(), "iss": "https://evil.example"}, lambda door: door.invite(), "invalid_claim"),
    "for another browser": ({**verified(), "nonce": "another"}, lambda door: door.invite(), "invalid_claim"),
}


@pytest.mark.parametrize("case", NOT_ADMITTED)
def test_who_is_not_admitted_opens_no_session(case: str, door: Door, caplog: pytest.LogCaptureFixture) -> None:
    claims, make, reason = NOT_ADMITTED[case]
    make(door)
    with caplog.at_level(logging.INFO, logger="schakel"):
        answer = door.come_in("stranger", **claims)
    assert door.refused(answer) and door.sign_ins() == 0
    told = [record for record in caplog.records if record.name == "schakel"]
    assert [(line.getMessage(), vars(line)["status"], vars(line)["reason"]) for line in told] == [
        ("refused", 403, reason)
    ]
    assert EMAIL not in answer.text + caplog.text and "An de Vries" not in answer.text + caplog.text


def test_the_page_is_the_same_whether_an_account_exists_or_not(door: Door) -> None:
    door.invite(blocked_on=YESTERDAY)
    door.invite("bound@gemeente.example", issuer="https://other.example", subject="x")
    pages = set()
    for email in (EMAIL, "bound@gemeente.example", "nobody@gemeente.example"):
        pages.add(door.come_in("stranger", **verified(email)).text)
    assert len(pages) == 1


def test_a_way_back_works_once(door: Door) -> None:
    door.invite()
    door.provider.knows("an-7", **verified())
    back = door.way_back("an-7")
    kept = door.page.cookies[STATE_COOKIE]
    assert door.page.get(back).status_code == 303
    door.page.cookies.clear()
    assert door.refused(door.page.get(back))
    door.page.cookies.set(STATE_COOKIE, kept)  # somebody who copied the cookie as well
    assert door.refused(door.page.get(back))
    assert door.sign_ins() == 1


def test_a_way_back_works_in_the_browser_that_set_out(door: Door) -> None:
    door.invite()
    door.provider.knows("an-8", **verified())
    back = door.way_back("an-8")
    door.page.cookies.clear()
    without = door.page.get(back)
    assert door.refused(without)
    door.set_out()  # another browser, on its own way
    assert door.refused(door.page.get(back))
    assert door.sign_ins() == 0


@pytest.mark.parametrize("broken", ["cookie", "state", "no state", "code", "no code", "denied", "nothing"])
def test_a_way_back_that_was_tampered_with_opens_nothing(door: Door, broken: str) -> None:
    door.invite()
    door.provider.knows("an-9", **verified())
    back = door.way_back("an-9")
    code, state = (parse_qs(urlsplit(back).query)[name][0] for name in ("code", "state"))
    ways = {
        "cookie": f"code={code}&state={state}",
        "state": f"code={code}&state=another",
        "no state": f"code={code}",
        "code": f"code=another&state={state}",
        "no code": f"state={state}",
        "denied": f"error=access_denied&state={state}",
        "nothing": "",
    }
    if broken == "cookie":
        kept = door.page.cookies[STATE_COOKIE]
        door.page.cookies.clear()
        door.page.cookies.set(STATE_COOKIE, kept[:-1] + ("A" if kept[-1] != "A" else "B"))
    assert door.refused(door.page.get(f"/aanmelden/terug?{ways[broken]}"))
    assert door.sign_ins() == 0


def test_a_way_back_is_good_for_ten_minutes(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    door.invite()
    door.provider.knows("an-10", **verified())
    back = door.way_back("an-10")
    monkeypatch.setattr("web.underway.LASTS_SECONDS", -1)
    assert door.refused(door.page.get(back)) and door.sign_ins() == 0


def test_after_signing_out_the_old_cookie_opens_nothing_and_the_provider_is_told(door: Door) -> None:
    door.invite()
    door.come_in("an-11", **verified())
    token = door.page.cookies["schakel"]
    answer = door.page.post("/afmelden")
    onward = urlsplit(answer.headers["refresh"].partition("url=")[2])
    assert f"{onward.scheme}://{onward.netloc}{onward.path}" == f"{door.provider.url}/oauth2/end_session"
    assert parse_qs(onward.query) == {
        "client_id": ["schakel"],
        "post_logout_redirect_uri": [settings.current().url + "/aanmelden"],
    }
    assert answer.status_code == 200 and answer.headers["clear-site-data"] == '"storage"'
    assert "schakel" not in door.page.cookies
    with reading(settings.engine()) as session:
        assert not is_signed_in(session, token, settings.now())


def test_a_session_by_the_provider_lasts_twelve_hours(door: Door) -> None:
    door.invite()
    door.come_in("an-12", **verified())
    with reading(settings.engine()) as session:
        found = session.get_one(SignIn, token_hash(door.page.cookies["schakel"]))
        assert (found.method, found.expires_at - found.created_at) == ("provider", timedelta(hours=12))


@pytest.mark.parametrize("address", ["/aanmelden/gemeente", "/aanmelden/terug?code=x&state=y"])
def test_a_provider_that_does_not_answer_gives_a_page_that_says_so(browser: Browser, address: str) -> None:
    nowhere = {"OIDC_METADATA_URL": "http://localhost:9/x", "OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y"}
    answer = browser(**nowhere).get(address)
    assert answer.status_code == 503 and "Probeer het zo nog eens" in answer.text


@pytest.mark.parametrize("path", ["/", "/jwks", "/oauth2/authorize"])
def test_an_address_that_is_no_description_of_a_provider_gives_that_page(
    browser: Browser, provider: Provider, path: str
) -> None:
    page = browser(**{**provider.settings, "OIDC_METADATA_URL": provider.url + path})
    assert page.get("/aanmelden/gemeente").status_code == 503


@pytest.mark.parametrize("address", ["/aanmelden/gemeente", "/aanmelden/terug"])
def test_without_a_provider_there_is_no_such_address(browser: Browser, address: str) -> None:
    assert browser().get(address).status_code == 404


def test_the_sign_in_page_offers_the_account_of_the_municipality_first(door: Door) -> None:
    html = door.page.get("/aanmelden", params={"naar": DEEP}).text
    first = html.index('class="first" href="/aanmelden/gemeente?naar=/ritme%3Fdag%3D2026-11-22"')
    assert first < html.index('href="/aanmelden/link')
    assert "Aanmelden met je gemeente-account" in html and "Ik heb geen account van de gemeente" in html
    assert "/demo/als" not in html
