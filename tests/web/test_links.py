"""Personal links over HTTP: from asking, by way of a real mail server, to being in."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

import settings
from data_model.access import Role
from data_model.database import reading, writing
from data_model.read.viewers import viewer_for
from data_model.tables.account import Account, PersonalLink, SignIn
from data_model.tables.post import OutboxMessage
from data_model.tokens import signed
from tests.conftest import NOW
from tests.post.mailbox import Mailbox, free_port, mail_server, text_of
from tests.web.conftest import HERE, OWN_PAGE, SECRET, Browser, stored
from web.links import TRIES, make_and_send

ADDRESS = "an@buurt.nl"
FORM = {"adres": ADDRESS}


@pytest.fixture(autouse=True)
def fresh_window() -> Iterator[None]:
    TRIES.forget()
    yield
    TRIES.forget()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def page(browser: Browser, mailbox: Mailbox) -> TestClient:
    """A browser outside demo mode; the coordinator's mail goes to `ADDRESS`."""
    client = browser(SMTP_URL=mailbox.url)
    with writing(settings.engine()) as session:
        session.execute(update(Account).where(Account.persona == "coordinator").values(email=ADDRESS))
    return client


def count(table: type[object]) -> int:
    with reading(settings.engine()) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def change(**values: object) -> None:
    with writing(settings.engine()) as session:
        session.execute(update(PersonalLink).values(**values))


def link(page: TestClient, mailbox: Mailbox) -> str:
    """Ask for a link and take its path from the mail."""
    assert page.post("/aanmelden/link", data=FORM).status_code == 200
    (address,) = re.findall(r"http://\S+", text_of(mailbox.arrived[-1]))
    assert address.startswith(f"{HERE}/u/")
    return str(address.removeprefix(HERE))


def test_the_link_in_the_mail_lets_in_once_as_a_participant(page: TestClient, mailbox: Mailbox) -> None:
    assert 'type="email"' in page.get("/aanmelden/link").text
    path = link(page, mailbox)
    shown = page.get(path)
    assert shown.status_code == 200 and f'<form method="post" action="{path}">' in shown.text
    inside = page.post(path)
    assert (inside.status_code, inside.headers["location"]) == (303, "/")
    with reading(settings.engine()) as session:
        viewer = viewer_for(session, page.cookies["schakel"], settings.now())
    assert viewer and (viewer.name, viewer.role) == ("coordinator", Role.PARTICIPANT)
    again = page.post(path)
    assert again.status_code == 410 and "is al gebruikt" in again.text and "set-cookie" not in again.headers
    assert [message["To"] for message in mailbox.arrived] == [ADDRESS]


def test_looking_uses_nothing_up_however_often(page: TestClient, mailbox: Mailbox) -> None:
    path = link(page, mailbox)
    scanner = {"user-agent": "mail scanner", "cookie": ""}
    answers = {
        page.request(method, path, headers=scanner).status_code for _ in range(100) for method in ("GET", "HEAD")
    }
    assert answers == {200} and count(SignIn) == 0
    assert page.post(path).status_code == 303


def test_who_is_known_and_who_is_not_get_the_same_answer(page: TestClient, mailbox: Mailbox) -> None:
    forms: list[dict[str, Any]] = [FORM, {"adres": "bas@buurt.nl"}, {"adres": "\x00"}, {"adres": ""}, {}]
    answers = []
    for form in forms:
        page.cookies.clear()
        answer = page.post("/aanmelden/link", data=form)
        cookie = re.sub(r"schakel-link=[\w-]{43};", "schakel-link=random;", answer.headers.pop("set-cookie"))
        answers.append((answer.status_code, answer.content, sorted(answer.headers.items()), cookie))
    assert answers == [answers[0]] * len(forms)
    assert "Als dit adres bij ons bekend is" in answers[0][1].decode()
    assert "HttpOnly" in answers[0][3] and "SameSite=lax" in answers[0][3]
    assert [message["To"] for message in mailbox.arrived] == [ADDRESS]


class Watched:
    """An app of which is written down how many links there were when it had answered."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.links_at_answer: list[int] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def watched(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                self.links_at_answer.append(count(PersonalLink) + count(OutboxMessage))

        await self.app(scope, receive, watched)


def test_the_whole_answer_is_out_before_anything_is_looked_up_or_sent(page: TestClient, mailbox: Mailbox) -> None:
    app = Watched(page.app)
    TestClient(app, HERE, headers=OWN_PAGE).post("/aanmelden/link", data=FORM)
    assert (app.links_at_answer, count(PersonalLink), len(mailbox.arrived)) == ([0], 1, 1)


@pytest.mark.parametrize(
    ("spoil", "status", "said"),
    [
        ({"created_at": NOW.replace(year=2020), "expires_at": NOW.replace(year=2020)}, 410, "is verlopen"),
        ({"used_at": NOW}, 410, "is al gebruikt"),
        ({"browser_hash": "of another"}, 403, "een andere browser"),
    ],
)
def test_a_link_that_does_not_open_says_what_to_do(
    page: TestClient,
    mailbox: Mailbox,
    caplog: pytest.LogCaptureFixture,
    spoil: dict[str, object],
    status: int,
    said: str,
) -> None:
    path = link(page, mailbox)
    change(**spoil)
    with caplog.at_level(logging.INFO):
        answer = page.post(path)
    assert answer.status_code == status and said in answer.text and 'href="/aanmelden/link"' in answer.text
    assert "schakel" not in page.cookies and count(SignIn) == 0
    (line,) = [record for record in caplog.records if record.name == "schakel"]
    assert getattr(line, "reason", "").startswith("link_")


def test_another_browser_is_told_so_and_the_first_can_still_come_in(page: TestClient, mailbox: Mailbox) -> None:
    path = link(page, mailbox)
    hers = page.cookies["schakel-link"]
    for his in (None, "made-up"):
        page.cookies.clear()
        if his:
            page.cookies.set("schakel-link", his)
        assert page.post(path).status_code == 403
    page.cookies.clear()
    page.cookies.set("schakel-link", hers)
    assert page.post(path).status_code == 303


def test_blocked_after_asking_is_blocked(page: TestClient, mailbox: Mailbox) -> None:
    path = link(page, mailbox)
    with writing(settings.engine()) as session:
        session.execute(update(Account).values(blocked_on=NOW.date().replace(year=2025)))
    answer = page.post(path)
    assert answer.status_code == 403 and "niet aanmelden" in answer.text and count(SignIn) == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_we_did_not_sign_is_not_whole(page: TestClient, mailbox: Mailbox, method: str) -> None:
    path = link(page, mailbox)
    with reading(settings.engine()) as session:
        key = session.scalars(select(PersonalLink.key)).one()
    content, moment, signature = path.removeprefix("/u/").split(".")
    forged = (
        key,
        signed(key, SECRET[::-1]),
        f"{content}.{moment}",
        f"{content}.{moment}.{signature[:-1]}",
        f"{content}.{moment}.{signature}x",
        f"{content[::-1]}.{moment}.{signature}",
        "<script>alert(1)<script>",
    )
    for token in forged:
        answer = page.request(method, f"/u/{token}")
        assert answer.status_code == 400 and "niet compleet" in answer.text and "<script" not in answer.text
    assert count(SignIn) == 0 and page.post(path).status_code == 303


def test_the_eleventh_try_in_a_minute_waits(page: TestClient, mailbox: Mailbox) -> None:
    for _ in range(5):
        assert page.post("/aanmelden/link", data={"adres": "bas@buurt.nl"}).status_code == 200
        assert page.post("/u/made-up").status_code == 400
    for path in ("/aanmelden/link", "/u/made-up"):
        answer = page.post(path, data=FORM)
        assert answer.status_code == 429 and 1 <= int(answer.headers["retry-after"]) <= 60
        assert "heel vaak geprobeerd" in answer.text
    assert page.get("/aanmelden/link").status_code == 200
    assert count(PersonalLink) == 0 and mailbox.arrived == []


def test_after_three_links_nothing_is_sent_and_nothing_is_said(page: TestClient, mailbox: Mailbox) -> None:
    answers = {page.post("/aanmelden/link", data=FORM).content for _ in range(5)}
    assert len(answers) == 1 and len(mailbox.arrived) == 3


def test_the_session_that_a_browser_still_had_ends(page: TestClient, mailbox: Mailbox) -> None:
    path = link(page, mailbox)
    page.post(path)
    first = page.cookies["schakel"]
    page.post(link(page, mailbox))
    ended, open_now = stored(first), stored(page.cookies["schakel"])
    assert ended and ended.revoked_at and open_now and open_now.revoked_at is None
    assert open_now.expires_at - open_now.created_at == timedelta(hours=2)


def test_a_page_with_a_token_is_kept_nowhere_and_its_address_told_to_no_one(page: TestClient, mailbox: Mailbox) -> None:
    path = link(page, mailbox)
    for answer in (page.get(path), page.post(path), page.post(path)):
        assert answer.headers["referrer-policy"] == "strict-origin" and answer.headers["cache-control"] == "no-store"


def test_nothing_of_a_token_or_an_address_gets_into_the_log(
    page: TestClient, mailbox: Mailbox, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        path = link(page, mailbox)
        mailbox.answer = f"550 no such address: {ADDRESS}"
        page.post("/aanmelden/link", data=FORM)
        page.get(path + "x")
        page.post(path)
        page.post(path)
    written = str([(vars(record), record.getMessage()) for record in caplog.records if record.name == "schakel"])
    written += "".join(capsys.readouterr())
    assert written.count("link_") and "mail_failed" in written
    for needle in (ADDRESS, "buurt", *path.removeprefix("/u/").split(".")[::2], page.cookies["schakel-link"]):
        assert needle not in written


def test_while_the_mail_server_is_away_the_answer_is_the_same_and_the_mail_waits(
    browser: Browser, page: TestClient
) -> None:
    unknown = page.post("/aanmelden/link", data={"adres": "bas@buurt.nl"})
    browser(SMTP_URL=f"smtp://127.0.0.1:{free_port()}")
    known = page.post("/aanmelden/link", data=FORM)
    assert known.content == unknown.content and count(OutboxMessage) == 1


def test_whatever_is_typed_the_work_after_the_answer_ends_well(page: TestClient) -> None:
    for typed in ("", "\x00", "é@é", "a" * 60_000, "\ud800", "a@b\r\nBcc: c@d"):
        make_and_send(typed, "browser")
    assert count(PersonalLink) == 0


def test_over_https_the_cookie_of_the_browser_is_of_this_host_alone(browser: Browser) -> None:
    page = browser(SCHAKEL_URL="https://schakel.gemeente.nl")
    cookie = page.post("/aanmelden/link", data=FORM).headers["set-cookie"]
    assert cookie.startswith("__Host-schakel-link=") and "Secure" in cookie and "Path=/" in cookie


@pytest.mark.parametrize(("method", "path"), [("GET", "/aanmelden/link"), ("POST", "/aanmelden/link"), ("GET", "/u/x")])
def test_in_demo_mode_there_are_no_links(browser: Browser, method: str, path: str) -> None:
    assert browser(SCHAKEL_DEMO="1").request(method, path).status_code == 404


def test_the_pages_are_in_the_language_that_was_chosen(page: TestClient) -> None:
    page.cookies.set("taal", "en")
    assert "Sign in with a link" in page.get("/aanmelden/link").text
    assert "This link is not whole" in page.get("/u/x").text
