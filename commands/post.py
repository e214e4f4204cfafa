"""Sending what waits in the outbox, and clearing away what was sent long ago."""

from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from data_model.database import reading, writing
from data_model.read.outbox import due, how_many_wait
from data_model.write.outbox import forget_mail
from data_model.write.personal_links import forget_links
from post.send import send_due
from settings import Settings
from words.language import N_, Words


def send(engine: Engine, settings: Settings, at: datetime) -> dict[str, Any]:
    """Send what is due now; how many went which way."""
    went = send_due(engine, settings, at)
    with writing(engine) as session:
        forget_mail(session, at)
        forget_links(session, at)
    return asdict(went)


def look(engine: Engine, at: datetime) -> dict[str, Any]:
    """What would be sent now, by kind. Nothing changes."""
    with reading(engine) as session:
        kinds = Counter(mail.kind for mail in due(session, at) if mail.wanted)
        return {"due": dict(kinds), "waiting": how_many_wait(session)}


def told(went: dict[str, Any], words: Words, *, server: bool) -> str:
    if "due" in went:
        return words(N_("{due} would be sent now."), due=sum(went["due"].values()))
    if not server:
        return words(N_("There is no mail server yet, so {waiting} wait. Give SMTP_URL."), waiting=went["waiting"])
    return words(N_("Sent: {sent}. Failed: {failed}. Given up: {given_up}. Waiting: {waiting}."), **went)
