"""What waits to be sent, with what its text needs. No viewer: whoever runs Schakel sends for everybody."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.days import dutch_day, happened
from data_model.tables.account import Account, PersonalLink
from data_model.tables.network import Network
from data_model.tables.post import OutboxMessage


@dataclass(frozen=True)
class Mail:
    """One mail that is due. Not `wanted` any more: its link has ended, or the account is blocked."""

    id: int
    kind: str
    email: str
    language: str
    created_at: datetime
    network_name: str | None
    link_key: str | None
    link_expires_at: datetime | None
    wanted: bool


def due(session: Session, at: datetime) -> tuple[Mail, ...]:
    """What may be tried now, the longest waiting first."""
    rows = session.execute(
        select(
            OutboxMessage.id,
            OutboxMessage.kind,
            Account.email,
            Account.language,
            OutboxMessage.created_at,
            Network.name,
            OutboxMessage.link_key,
            PersonalLink.expires_at,
            PersonalLink.used_at,
            Account.blocked_on,
        )
        .join(Account, Account.id == OutboxMessage.account_id)
        .outerjoin(Network, Network.id == OutboxMessage.network_id)
        .outerjoin(PersonalLink, PersonalLink.key == OutboxMessage.link_key)
        .where(OutboxMessage.sent_at.is_(None), OutboxMessage.gave_up_at.is_(None), OutboxMessage.due_at <= at)
        .order_by(OutboxMessage.due_at, OutboxMessage.id)
    )
    return tuple(
        Mail(id, kind, email, language, since, network, key, until, wanted=_wanted(until, used_at, blocked_on, at))
        for id, kind, email, language, since, network, key, until, used_at, blocked_on in rows
    )


def how_many_wait(session: Session) -> int:
    """Everything that is neither sent nor given up, due or not."""
    waiting = (OutboxMessage.sent_at.is_(None), OutboxMessage.gave_up_at.is_(None))
    return session.scalar(select(func.count()).select_from(OutboxMessage).where(*waiting)) or 0


def how_many_overdue(session: Session, since: datetime) -> int:
    """What could have gone before that moment, and did not."""
    waiting = (OutboxMessage.sent_at.is_(None), OutboxMessage.gave_up_at.is_(None), OutboxMessage.due_at < since)
    return session.scalar(select(func.count()).select_from(OutboxMessage).where(*waiting)) or 0


def how_many_given_up(session: Session) -> int:
    """What never arrived, as long as that is kept."""
    given_up = OutboxMessage.gave_up_at.is_not(None)
    return session.scalar(select(func.count()).select_from(OutboxMessage).where(given_up)) or 0


def _wanted(until: datetime | None, used_at: datetime | None, blocked_on: date | None, at: datetime) -> bool:
    closed = used_at is not None or (until is not None and until <= at)
    return not closed and not happened(blocked_on, dutch_day(at))
