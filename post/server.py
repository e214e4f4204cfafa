"""The mail server: where it is, and handing it one mail."""

import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from smtplib import SMTP, SMTP_SSL, SMTPNotSupportedError
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Server:
    """A mail server. `smtps` talks TLS from the first byte; `smtp` as soon as the server offers it."""

    host: str
    port: int
    user: str | None = None
    password: str = ""
    smtps: bool = False


@cache
def server_at(smtp_url: str) -> Server:
    """Reads an SMTP_URL that the settings have checked."""
    parts = urlsplit(smtp_url)
    smtps = parts.scheme == "smtps"
    user = unquote(parts.username) if parts.username else None
    return Server(
        parts.hostname or "", parts.port or (465 if smtps else 587), user, unquote(parts.password or ""), smtps
    )


def deliver(server: Server, message: EmailMessage) -> None:
    """Hand over one mail. Raises `OSError` (of which smtplib's own errors are a kind) when that fails."""
    with _connected(server) as smtp:
        if server.user:
            smtp.login(server.user, server.password)
        smtp.send_message(message)


def _connected(server: Server) -> SMTP:
    """Encrypted where the server can, and always before a password is said."""
    trusted = ssl.create_default_context()
    if server.smtps:
        return SMTP_SSL(server.host, server.port, timeout=TIMEOUT_SECONDS, context=trusted)
    smtp = SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
    try:
        smtp.ehlo()
        if smtp.has_extn("starttls"):
            smtp.starttls(context=trusted)
        elif server.user:
            raise SMTPNotSupportedError("no TLS, so no password")
    except OSError:
        smtp.close()
        raise
    return smtp
