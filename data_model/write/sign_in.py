"""Acts on sessions: open one, keep it open, choose the role in it, and end it. Only the hash of its token is kept.

They leave no line in the log: when somebody was at work is nobody's business (works council, docs/policy). An open
session is a row until it has expired.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from data_model.days import dutch_day, happened
from data_model.read.viewers import IDLE, holds
from data_model.refusal import Forbidden
from data_model.tables.account import Account, SignIn
from data_model.tokens import new_token, token_hash
from data_model.vocabulary import SignInMethod

# A link is one factor: what it opens lasts shorter.
LASTS = {
    SignInMethod.PERSONA: timedelta(hours=12),
    SignInMethod.PROVIDER: timedelta(hours=12),
    SignInMethod.LINK: timedelta(hours=2),
}
# So seldom is a click written down that nobody can read from it what somebody did.
KEPT_EVERY = timedelta(minutes=5)


def open_sign_in(session: Session, account_id: int, at: datetime, method: SignInMethod) -> str:
    """Open a session and give its token. `Forbidden` for an account that is missing or blocked."""
    account = session.get(Account, account_id)
    if account is None or happened(account.blocked_on, dutch_day(at)):
        raise Forbidden
    session.execute(delete(SignIn).where(or_(SignIn.expires_at <= at, SignIn.active_at <= at - IDLE)))
    token = new_token()
    session.add(
        SignIn(
            token_hash=token_hash(token),
            account_id=account_id,
            method=method,
            created_at=at,
            active_at=at,
            expires_at=at + LASTS[method],
        )
    )
    return token


def keep_open(session: Session, token: str, at: datetime) -> None:
    """Somebody clicked, so the session does not end for lack of use."""
    session.execute(update(SignIn).where(SignIn.token_hash == token_hash(token)).values(active_at=at))


def choose_grant(session: Session, token: str, grant_id: int, at: datetime) -> None:
    """Look in another of one's own roles. `Forbidden` for a role of somebody else, or one that ended."""
    sign_in = session.get(SignIn, token_hash(token))
    if sign_in is None or not holds(session, sign_in, dutch_day(at), grant_id):
        raise Forbidden
    sign_in.grant_id = grant_id


def revoke(session: Session, token: str, at: datetime) -> SignInMethod | None:
    """End a session and tell how it was opened. An unknown or ended one is left as it is."""
    sign_in = session.scalar(select(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.revoked_at.is_(None)))
    if sign_in is None:
        return None
    sign_in.revoked_at = at
    return SignInMethod(sign_in.method)


def revoke_all(session: Session, account_id: int, at: datetime) -> None:
    """End every session of an account, on every device."""
    session.execute(
        update(SignIn).where(SignIn.account_id == account_id, SignIn.revoked_at.is_(None)).values(revoked_at=at)
    )
