"""Coming in with an account of the sign-in provider: who that is here, and the first time also from now on.

Nobody comes in uninvited. An account belongs to one identity at the provider, found by its lasting name; only the first
time by e-mail address, and only when the provider says that it verified the address.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, command_line, require
from data_model.read.viewers import present
from data_model.refusal import Forbidden
from data_model.tables.account import Account
from data_model.vocabulary import SignInMethod
from data_model.write import journal
from data_model.write.sign_in import open_sign_in, revoke_all

COMMAND = command_line(0).origin


@dataclass(frozen=True)
class Identity:
    """Who somebody is at the provider. `email` is in small letters, and empty unless the provider verified it."""

    issuer: str
    subject: str
    email: str = ""


class NotAdmitted(Exception):
    """Nobody comes in. `reason` is one word for whoever runs Schakel, never for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def come_in(session: Session, identity: Identity, at: datetime) -> str:
    """Open a session and give its token. Raises `NotAdmitted`, after which nothing may be kept."""
    account = _known(session, identity) or _invited(session, identity)
    try:
        token = open_sign_in(session, account.id, at, SignInMethod.PROVIDER)
    except Forbidden:
        raise NotAdmitted("blocked") from None
    session.flush()
    here = present(session, token, at)
    if here is None:
        raise NotAdmitted("no_role")
    if account.issuer is None:
        bind_account(session, identity=identity, by=here.viewer, at=at)
    return token


@journal.act
def bind_account(session: Session, *, identity: Identity, by: Viewer, at: datetime) -> None:
    """From now on this account is that identity at the provider, whatever happens to the address.

    Refuses an account that is bound already, and an identity that has an account.
    """
    account = session.get(Account, by.account_id) if by.account_id else None
    if account is None or account.issuer is not None or _known(session, identity) is not None:
        raise Forbidden
    account.issuer, account.subject = identity.issuer, identity.subject
    journal.note(session, "bind_account", account, ("issuer", "subject"), by=by, at=at)


def _known(session: Session, identity: Identity) -> Account | None:
    return session.scalar(select(Account).where(Account.issuer == identity.issuer, Account.subject == identity.subject))


def _invited(session: Session, identity: Identity) -> Account:
    if not identity.email:
        raise NotAdmitted("unverified")
    found = session.scalars(select(Account).where(func.lower(Account.email) == identity.email)).all()
    if not found:
        raise NotAdmitted("unknown")
    if len(found) > 1:
        raise NotAdmitted("ambiguous")
    if found[0].issuer is not None:
        raise NotAdmitted("bound")
    return found[0]


@journal.act
def release_account(session: Session, *, account_id: int, by: Viewer, at: datetime) -> None:
    """Let whoever signs in next with the verified address have this account: somebody got a new one at the provider.

    From the command line alone, since it decides who somebody is. Open sessions end.
    """
    require(by, Entity.OFFICE, Verb.EDIT)
    account = session.get(Account, account_id)
    if by.origin != COMMAND or account is None or account.issuer is None:
        raise Forbidden
    account.issuer = account.subject = None
    revoke_all(session, account.id, at)
    journal.note(session, "release_account", account, ("issuer", "subject"), by=by, at=at)
