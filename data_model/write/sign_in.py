"""Acts on sessions: open one, and end it. The token stays with the browser; only its hash is kept.

They leave no line in the log: when somebody was at work is nobody's business (works council, docs/policy). An open
session is a row until it has expired.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data_model.days import dutch_day, happened
from data_model.refusal import Forbidden
from data_model.tables.account import Account, SignIn
from data_model.tokens import new_token, token_hash

LASTS = timedelta(hours=12)


def open_sign_in(session: Session, account_id: int, at: datetime) -> str:
    """Open a session of twelve hours and give its token. `Forbidden` for an account that is missing or blocked."""
    account = session.get(Account, account_id)
    if account is None or happened(account.blocked_on, dutch_day(at)):
        raise Forbidden
    session.execute(delete(SignIn).where(SignIn.expires_at <= at))
    token = new_token()
    session.add(SignIn(token_hash=token_hash(token), account_id=account_id, created_at=at, expires_at=at + LASTS))
    return token


def revoke(session: Session, token: str, at: datetime) -> None:
    """End a session. An unknown or ended one is left as it is."""
    sign_in = session.scalar(select(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.revoked_at.is_(None)))
    if sign_in is not None:
        sign_in.revoked_at = at
