"""`manage.py post`: says what it would send, sends it, and clears away what is old."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from data_model.database import reading, writing
from data_model.tables.account import PersonalLink
from data_model.tables.post import OutboxMessage
from data_model.write.outbox import INVITATION, KEPT, queue
from data_model.write.personal_links import WITHIN, ask_link
from manage import main
from tests.conftest import Town
from tests.post.mailbox import account, mail_server


@pytest.fixture
def town(sqlite_town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    for name in ("SCHAKEL_DEMO", "SMTP_URL", "MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", str(sqlite_town.engine.url))
    monkeypatch.setenv("SCHAKEL_SECRET", "aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789")
    return sqlite_town


def post(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["post", *arguments])
    written = capsys.readouterr()
    return int(str(ended.value.code or 0)), written.out + written.err


def count(town: Town, table: type[Any]) -> int:
    with reading(town.engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_it_says_what_it_would_send_then_sends_it_and_then_has_nothing_left(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    an = account(town)
    with writing(town.engine) as session:
        queue(session, account_id=an, kind=INVITATION, at=datetime.now(UTC))
    assert post(capsys) == (0, "Er is nog geen mailserver, dus er wachten er 1. Vul SMTP_URL in.\n")
    with mail_server() as mailbox:
        monkeypatch.setenv("SMTP_URL", mailbox.url)
        code, told = post(capsys, "--dry-run", "--json")
        assert (code, json.loads(told)) == (0, {"due": {"invitation": 1}, "waiting": 1}) and mailbox.arrived == []
        assert post(capsys, "--dry-run") == (0, "Nu te versturen: 1.\n")
        code, told = post(capsys, "--json")
        assert (code, json.loads(told)) == (0, {"sent": 1, "failed": 0, "given_up": 0, "waiting": 0})
        assert post(capsys) == (0, "Verstuurd: 0. Niet gelukt: 0. Opgegeven: 0. Wachten nog: 0.\n")
        assert len(mailbox.arrived) == 1


def test_it_clears_away_old_links_and_mail(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    now = datetime.now(UTC)
    an = account(town)
    with writing(town.engine) as session:
        ask_link(session, "an@buurt.nl", "browser", now)
        for _ in range(2):
            queue(session, account_id=an, kind=INVITATION, at=now)
    post(capsys)
    assert (count(town, PersonalLink), count(town, OutboxMessage)) == (1, 3)
    with writing(town.engine) as session:
        session.execute(update(PersonalLink).values(created_at=now - WITHIN - timedelta(minutes=1)))
        session.execute(update(OutboxMessage).where(OutboxMessage.id == 2).values(sent_at=now - KEPT))
    post(capsys)
    assert (count(town, PersonalLink), count(town, OutboxMessage)) == (0, 1)


def test_without_a_secret_no_link_can_be_made(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SCHAKEL_SECRET")
    code, told = post(capsys)
    assert code == 1 and told.startswith("SCHAKEL_SECRET")


@pytest.mark.parametrize("sender", ["gemeente", "a@b, c@d", "Schakel <>", "a@b@c", "a@b\nBcc: c@d"])
def test_a_sender_that_is_no_address_is_refused(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sender: str
) -> None:
    monkeypatch.setenv("MAIL_FROM", sender)
    code, told = post(capsys)
    assert (code, told) == (1, "MAIL_FROM moet een e-mailadres zijn, zoals Schakel <schakel@gemeente.nl>.\n")
