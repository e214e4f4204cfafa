"""For whom a link may be made, and why one does not open anything. Nobody is signed in yet, so there is no viewer."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from data_model.tables.account import Account, Grant, PersonalLink


def account_for(session: Session, email: str, day: date) -> int | None:
    """The account with this address, if it may come in."""
    if not email.isprintable():  # no address, and no text either to PostgreSQL
        return None
    return session.scalar(select(Account.id).where(Account.email == email.strip().lower(), comes_in(day)))


def may_come_in(session: Session, account_id: int, day: date) -> bool:
    return session.scalar(select(Account.id).where(Account.id == account_id, comes_in(day))) is not None


def comes_in(day: date) -> ColumnElement[bool]:
    """Of an account: it is not blocked, and has a role somewhere."""
    running = exists().where(
        Grant.account_id == Account.id,
        Grant.start_on <= day,
        or_(Grant.end_on.is_(None), Grant.end_on >= day),
    )
    return and_(or_(Account.blocked_on.is_(None), Account.blocked_on > day), running)


def why_closed(session: Session, key: str, at: datetime) -> str:
    """Why a signed link that could not be used up is closed: the kind of its refusal. An old one is gone."""
    link = session.get(PersonalLink, key)
    if link is None or (link.used_at is None and link.expires_at <= at):
        return "link_expired"
    return "link_used" if link.used_at else "link_other_browser"
