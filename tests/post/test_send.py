"""Mail goes out once, waits when it cannot, and is given up in the end."""

import logging
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from data_model.database import reading, writing
from data_model.read.outbox import due
from data_model.tables.account import Account, PersonalLink
from data_model.tables.post import OutboxMessage
from data_model.write.outbox import INVITATION, KEPT, SIGN_IN_LINK, WAITS, claim, forget_mail, queue
from data_model.write.personal_links import LASTS, ask_link
from post.send import Round, send_due
from post.server import Server, server_at
from tests.conftest import NOW, Town
from tests.post.mailbox import Mailbox, account, free_port, mail_server, text_of


@dataclass
class House:
    smtp_url: str | None
    url: str = "https://schakel.gemeente.nl"
    secret: str | None = "aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789"
    mail_from: str = "Schakel <schakel@gemeente.nl>"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


def invite(town: Town, account_id: int, at: datetime = NOW) -> int:
    with writing(town.engine) as session:
        message = queue(session, account_id=account_id, kind=INVITATION, network_id=town.id, at=at)
        session.flush()
        return message.id


def stored(town: Town) -> OutboxMessage:
    with reading(town.engine) as session:
        return session.scalars(select(OutboxMessage)).one()


def test_an_invitation_arrives_in_the_language_of_the_account_as_text_and_html(town: Town, mailbox: Mailbox) -> None:
    invite(town, account(town))
    invite(town, account(town, "bas@buurt.nl", language="en"))
    assert send_due(town.engine, House(mailbox.url), NOW) == Round(2, 0, 0, 0)
    dutch, english = mailbox.arrived
    assert (dutch["To"], dutch["From"]) == ("an@buurt.nl", "Schakel <schakel@gemeente.nl>")
    assert (dutch["Subject"], english["Subject"]) == ("Uitnodiging voor Schakel", "Invitation to Schakel")
    assert "netwerk Voorbeeldstad" in text_of(dutch) and "https://schakel.gemeente.nl/aanmelden\n" in text_of(dutch)
    html = dutch.get_body(("html",))
    assert html and '<a href="https://schakel.gemeente.nl/aanmelden">' in html.get_content()
    assert dutch["Message-ID"] != english["Message-ID"] and dutch["Auto-Submitted"] == "auto-generated"
    assert send_due(town.engine, House(mailbox.url), NOW + timedelta(days=1)) == Round(0, 0, 0, 0)


def test_the_name_of_a_network_is_no_markup_and_no_header(town: Town, mailbox: Mailbox) -> None:
    elsewhere = Town(town.engine, "<b>Stad\r\nBcc: x@evil.nl")
    invite(elsewhere, account(elsewhere))
    send_due(town.engine, House(mailbox.url), NOW)
    (message,) = mailbox.arrived
    html = message.get_body(("html",))
    assert message["Bcc"] is None and html and "&lt;b&gt;Stad" in html.get_content()


def test_a_mail_about_a_link_holds_it_in_its_text_and_nowhere_else(town: Town, mailbox: Mailbox) -> None:
    account(town)
    with writing(town.engine) as session:
        key = ask_link(session, "an@buurt.nl", "browser", NOW)
    send_due(town.engine, House(mailbox.url), NOW)
    (message,) = mailbox.arrived
    assert "https://schakel.gemeente.nl/u/" in text_of(message) and "tot 11:15 uur" in text_of(message)
    headers = " ".join(str(value) for value in message.values())
    assert "/u/" not in headers and "An" not in message["Subject"].split() and key
    assert stored(town).link_key == key  # unsigned it opens nothing


def test_without_a_mail_server_everything_waits(town: Town) -> None:
    invite(town, account(town))
    assert send_due(town.engine, House(None), NOW) == Round(0, 0, 0, 1)
    assert (stored(town).attempts, stored(town).due_at) == (0, NOW)


def test_a_server_that_is_away_is_tried_four_times_at_its_times_and_then_given_up(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    invite(town, account(town))
    away, at = House(f"smtp://127.0.0.1:{free_port()}"), NOW
    with caplog.at_level(logging.INFO, "schakel"):
        for wait in WAITS:
            assert send_due(town.engine, away, at) == Round(0, 1, 0, 1)
            assert send_due(town.engine, away, at + wait - timedelta(seconds=1)) == Round(0, 0, 0, 1)
            at += wait
        assert send_due(town.engine, away, at) == Round(0, 0, 1, 0)
    assert (stored(town).attempts, stored(town).gave_up_at, stored(town).sent_at) == (4, at, None)
    assert [record.getMessage() for record in caplog.records] == ["mail_failed"] * 4
    assert "buurt" not in str([vars(record) for record in caplog.records])


def test_what_a_server_refuses_now_is_sent_later(
    town: Town, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    invite(town, account(town))
    mailbox.answer = "451 an@buurt.nl: try again later"
    with caplog.at_level(logging.INFO, "schakel"):
        assert send_due(town.engine, House(mailbox.url), NOW) == Round(0, 1, 0, 1)
    assert "an@buurt.nl" not in str([vars(record) for record in caplog.records])
    mailbox.answer = "250 OK"
    assert send_due(town.engine, House(mailbox.url), NOW + WAITS[0]) == Round(1, 0, 0, 0)
    assert len(mailbox.arrived) == 1


def test_an_address_that_is_none_stops_nobody_else(town: Town, mailbox: Mailbox) -> None:
    invite(town, account(town, "geen adres\r\nBcc: x@evil.nl"))
    invite(town, account(town, "bas@buurt.nl"))
    assert send_due(town.engine, House(mailbox.url), NOW) == Round(1, 1, 0, 1)
    assert [message["To"] for message in mailbox.arrived] == ["bas@buurt.nl"]


def test_many_senders_at_once_send_each_mail_once(town: Town, mailbox: Mailbox) -> None:
    for n in range(10):
        invite(town, account(town, f"an{n}@buurt.nl"))
    with ThreadPoolExecutor(4) as senders:
        rounds = list(senders.map(lambda _: send_due(town.engine, House(mailbox.url), NOW), range(4)))
    assert sum(went.sent for went in rounds) == len(mailbox.arrived) == 10
    assert len({message["To"] for message in mailbox.arrived}) == 10


def test_who_was_cut_off_while_sending_leaves_the_mail_for_later(town: Town) -> None:
    id = invite(town, account(town))
    at = NOW
    for wait in (*WAITS, WAITS[-1]):
        with writing(town.engine) as session:
            assert claim(session, id, at) and not claim(session, id, at)
        at += wait
    with writing(town.engine) as session:
        assert not claim(session, id, at)
    assert stored(town).gave_up_at == at


def test_a_link_that_has_expired_or_was_used_is_not_sent_any_more(town: Town, mailbox: Mailbox) -> None:
    account(town)
    with writing(town.engine) as session:
        ask_link(session, "an@buurt.nl", "browser", NOW)
    assert send_due(town.engine, House(mailbox.url), NOW + LASTS) == Round(0, 0, 1, 0)
    with writing(town.engine) as session:
        key = ask_link(session, "an@buurt.nl", "browser", NOW)
        session.get_one(PersonalLink, key).used_at = NOW
    assert send_due(town.engine, House(mailbox.url), NOW) == Round(0, 0, 1, 0)
    assert mailbox.arrived == []


def test_a_blocked_account_gets_no_mail(town: Town, mailbox: Mailbox) -> None:
    an = account(town)
    invite(town, an)
    with writing(town.engine) as session:
        session.get_one(Account, an).blocked_on = NOW.date()
    assert send_due(town.engine, House(mailbox.url), NOW) == Round(0, 0, 1, 0)


def test_what_was_sent_is_forgotten_after_thirty_days(town: Town, mailbox: Mailbox) -> None:
    an = account(town)
    invite(town, an)
    send_due(town.engine, House(mailbox.url), NOW)
    waiting = invite(town, an)
    for at, left in ((NOW + KEPT - timedelta(seconds=1), 2), (NOW + KEPT, 1)):
        with writing(town.engine) as session:
            forget_mail(session, at)
            assert len(session.scalars(select(OutboxMessage.id)).all()) == left
    with reading(town.engine) as session:
        assert [mail.id for mail in due(session, NOW)] == [waiting]


def test_the_queue_is_worked_off_from_the_oldest(town: Town) -> None:
    an = account(town)
    later, earlier = invite(town, an, NOW), invite(town, an, NOW - timedelta(hours=1))
    with reading(town.engine) as session:
        assert [mail.id for mail in due(session, NOW)] == [earlier, later]
        assert [mail.kind for mail in due(session, NOW - timedelta(minutes=1))] == [INVITATION]
        assert SIGN_IN_LINK not in {mail.kind for mail in due(session, NOW)}


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost:2525", Server("localhost", 2525, None, "", False)),
        ("smtp://an:p%40s%3As@mail.nl", Server("mail.nl", 587, "an", "p@s:s", False)),
        ("smtps://mail.nl", Server("mail.nl", 465, None, "", True)),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, server: Server) -> None:
    assert server_at(url) == server


def test_a_password_is_never_said_in_the_clear(town: Town, mailbox: Mailbox) -> None:
    invite(town, account(town))
    open_server = House(mailbox.url.replace("smtp://", "smtp://an:geheim@"))
    assert send_due(town.engine, open_server, NOW) == Round(0, 1, 0, 1)
    assert mailbox.arrived == [] and mailbox.logins == []


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, in one file."""
    if not shutil.which("openssl"):
        pytest.skip("this machine has no openssl")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", f"{path}.key", "-out", str(path)]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.key").read_text())
    return path


@pytest.mark.parametrize("trusted", [True, False])
def test_where_the_server_offers_tls_it_is_used_and_its_certificate_checked(
    sqlite_town: Town, certificate: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    invite(sqlite_town, account(sqlite_town))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    with mail_server(tls) as box:
        went = send_due(sqlite_town.engine, House(box.url.replace("//", "//an:geheim@")), NOW)
    assert went == (Round(1, 0, 0, 0) if trusted else Round(0, 1, 0, 1))
    assert (box.encrypted, box.logins) == (([True], ["an geheim"]) if trusted else ([], []))
