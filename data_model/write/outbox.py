"""Putting a mail in the queue. The text is made when it is sent; `post` sends it."""

from datetime import datetime

from sqlalchemy.orm import Session

from data_model.tables.post import OutboxMessage

SIGN_IN_LINK, INVITATION = "sign_in_link", "invitation"


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
