"""A real mail server that keeps what it gets, and accounts to send to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ssl import SSLContext
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from data_model.database import writing
from data_model.tables.account import Account, Grant
from tests.conftest import NOW, Town


@dataclass
class Mailbox:
    """What arrived at the server. `answer` is what it says to each mail."""

    url: str = ""
    answer: str = "250 OK"
    arrived: list[EmailMessage] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            message = message_from_bytes(envelope.content or b"", policy=default)  # type: ignore[arg-type]
            assert isinstance(message, EmailMessage)
            self.arrived.append(message)
            self.encrypted.append(session.ssl is not None)
        return self.answer

    def authenticate(self, _: Any, __: Any, ___: Any, ____: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(f"{data.login.decode()} {data.password.decode()}")
        return AuthResult(success=True)


@contextmanager
def mail_server(tls: SSLContext | None = None) -> Iterator[Mailbox]:
    mailbox = Mailbox()
    options: dict[str, Any] = {"tls_context": tls, "authenticator": mailbox.authenticate} if tls else {}
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    mailbox.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield mailbox
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def account(town: Town, email: str = "an@buurt.nl", role: str = "participant", **values: Any) -> int:
    """An account with a role in the town since this year began."""
    with writing(town.engine) as session:
        row = Account(email=email, display_name="An", created_at=NOW, **values)
        session.add(row)
        session.flush()
        id = row.id
    town.add(Grant, account_id=id, role=role, start_on=date(2026, 1, 1))
    return id
