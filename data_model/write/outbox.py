"""Acts on the mail that goes out: queue it, take it to send, and say how that went. `post` makes the text and sends."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, or_, update
from sqlalchemy.orm import Session

from data_model.tables.post import OutboxMessage

SIGN_IN_LINK, INVITATION = "sign_in_link", "invitation"
# How long after a try the next one may be. After the last of them it is given up.
WAITS = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6))
KEPT = timedelta(days=30)


def queue(
    session: Session,
    *,
    account_id: int,
    kind: str,
    network_id: int | None = None,
    link_key: str | None = None,
    at: datetime,
) -> OutboxMessage:
    """One mail to one account, to be sent from now on. It goes along with the transaction it is queued in."""
    message = OutboxMessage(
        account_id=account_id, network_id=network_id, link_key=link_key, kind=kind, created_at=at, due_at=at
    )
    session.add(message)
    return message


def claim(session: Session, message_id: int, at: datetime) -> bool:
    """Take a mail that is due, for whoever asks first. It is due again later, should its sender be cut off."""
    message = session.get(OutboxMessage, message_id)
    if message is None or message.sent_at or message.gave_up_at or message.due_at > at:
        return False
    if message.attempts > len(WAITS):  # cut off in its last try
        message.gave_up_at = at
        return False
    tried = message.attempts
    wait = WAITS[min(tried, len(WAITS) - 1)]
    claimed = session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, OutboxMessage.attempts == tried, OutboxMessage.sent_at.is_(None))
        .values(attempts=tried + 1, due_at=at + wait)
        .execution_options(synchronize_session=False)
    )
    return cast(CursorResult[Any], claimed).rowcount == 1


def mark_sent(session: Session, message_id: int, at: datetime) -> None:
    session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(sent_at=at))


def mark_failed(session: Session, message_id: int, at: datetime) -> bool:
    """It could not be sent now. True when that was the last try."""
    last = session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, OutboxMessage.attempts > len(WAITS))
        .values(gave_up_at=at)
    )
    return cast(CursorResult[Any], last).rowcount == 1


def give_up(session: Session, message_id: int, at: datetime) -> None:
    """It need not be sent any more."""
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, OutboxMessage.sent_at.is_(None))
        .values(gave_up_at=at)
    )


def forget_mail(session: Session, at: datetime) -> None:
    """Delete what was sent or given up long ago."""
    ended = or_(OutboxMessage.sent_at <= at - KEPT, OutboxMessage.gave_up_at <= at - KEPT)
    session.execute(delete(OutboxMessage).where(ended))
