"""Acts on personal links: ask for one, and use it up. Like signing in, they leave no line in the log."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from data_model.days import dutch_day
from data_model.read.personal_links import account_for, may_come_in, why_closed
from data_model.refusal import Forbidden, Refusal
from data_model.tables.account import Account, PersonalLink
from data_model.tokens import new_key, token_hash
from data_model.vocabulary import SignInMethod
from data_model.write.outbox import SIGN_IN_LINK, queue
from data_model.write.sign_in import open_sign_in

LASTS = timedelta(minutes=15)
# So many links an hour and no more; then nothing is sent, and nothing is said about it. The open ones are fewer still.
AT_MOST, WITHIN = 3, timedelta(hours=1)


def ask_link(session: Session, email: str, browser: str, at: datetime) -> str | None:
    """Make a link for this browser alone and queue its mail. None: the address is not one that may come in."""
    account_id = account_for(session, email, dutch_day(at))
    if account_id is None:
        return None
    session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    forget_links(session, at)
    asked = session.scalar(select(func.count()).select_from(PersonalLink).where(PersonalLink.account_id == account_id))
    if asked and asked >= AT_MOST:
        return None
    key = new_key()
    session.add(
        PersonalLink(
            key=key,
            account_id=account_id,
            browser_hash=token_hash(browser),
            created_at=at,
            expires_at=at + LASTS,
        )
    )
    session.flush()
    queue(session, account_id=account_id, kind=SIGN_IN_LINK, link_key=key, at=at)
    return key


def use_link(session: Session, key: str, browser: str, at: datetime) -> str:
    """Use a link up and give the token of the session it opens. `Refusal` says why it does not open."""
    used = session.execute(
        update(PersonalLink)
        .where(
            PersonalLink.key == key,
            PersonalLink.browser_hash == token_hash(browser),
            PersonalLink.used_at.is_(None),
            PersonalLink.expires_at > at,
        )
        .values(used_at=at)
    )
    if cast(CursorResult[Any], used).rowcount != 1:
        raise Refusal(why_closed(session, key, at))
    account_id = session.get_one(PersonalLink, key).account_id
    if not may_come_in(session, account_id, dutch_day(at)):
        raise Forbidden
    return open_sign_in(session, account_id, at, SignInMethod.LINK)


def forget_links(session: Session, at: datetime) -> None:
    """Delete those that count no more: when somebody came in is nobody's business."""
    session.execute(delete(PersonalLink).where(PersonalLink.created_at <= at - WITHIN))
