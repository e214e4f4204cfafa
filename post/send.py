"""Sending what is due: each mail once, again later when it fails, and given up in the end."""

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from smtplib import SMTPResponseException

from sqlalchemy import Engine

from data_model.database import reading, writing
from data_model.read.outbox import Mail, due, how_many_wait
from data_model.write.outbox import claim, give_up, mark_failed, mark_sent
from post.letters import House, compose
from post.server import deliver, server_at

LOG = logging.getLogger("schakel")


@dataclass(frozen=True)
class Round:
    """How one round of sending went. `waiting` is what is left, for a later round."""

    sent: int
    failed: int
    given_up: int
    waiting: int


def send_due(engine: Engine, house: House, at: datetime) -> Round:
    """Send what is due now. Without a mail server everything stays. Safe to run in several processes at once."""
    went: Counter[str] = Counter()
    if house.smtp_url:
        with reading(engine) as session:
            mails = due(session, at)
        for mail in mails:
            went[_try(engine, house, mail, at)] += 1
    with reading(engine) as session:
        return Round(went["sent"], went["failed"], went["given_up"], how_many_wait(session))


def _try(engine: Engine, house: House, mail: Mail, at: datetime) -> str:
    with writing(engine) as session:
        if not claim(session, mail.id, at):
            return "taken"
        if not mail.wanted:
            give_up(session, mail.id, at)
            return "given_up"
    try:
        deliver(server_at(house.smtp_url or ""), compose(mail, house, at))
    except (OSError, ValueError, MessageError) as problem:
        return _failed(engine, mail, problem, at)
    with writing(engine) as session:
        mark_sent(session, mail.id, at)
    return "sent"


def _failed(engine: Engine, mail: Mail, problem: Exception, at: datetime) -> str:
    """What the server said may name somebody, so only its kind and number are told."""
    code = problem.smtp_code if isinstance(problem, SMTPResponseException) else None
    LOG.warning("mail_failed", extra={"kind": mail.kind, "reason": type(problem).__name__, "status": code})
    with writing(engine) as session:
        return "given_up" if mark_failed(session, mail.id, at) else "failed"
