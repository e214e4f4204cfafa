"""Who is looking: from the token of a browser to a viewer of one network."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.days import dutch_day
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.network import Network
from data_model.tokens import token_hash


@dataclass(frozen=True)
class HeldRole:
    """What somebody is in one network."""

    network_id: int
    network_name: str
    role: Role
    organisation_id: int | None = None
    person_id: int | None = None


def viewer_for(session: Session, token: str | None, now: datetime, network_id: int | None = None) -> Viewer | None:
    """The viewer behind a token, in the named network or else in that of their newest role. None: sign in first."""
    account = _account(session, token, now)
    if account is None:
        return None
    for held in _held(session, account.id, dutch_day(now)):
        if network_id in (None, held.network_id):
            return Viewer(
                network_id=held.network_id,
                role=held.role,
                account_id=account.id,
                name=account.display_name,
                organisation_id=held.organisation_id,
                person_id=held.person_id,
                language=account.language,
            )
    return None


def grants(session: Session, token: str | None, now: datetime) -> tuple[HeldRole, ...]:
    """The roles behind a token, the newest first."""
    account = _account(session, token, now)
    return _held(session, account.id, dutch_day(now)) if account else ()


def is_signed_in(session: Session, token: str | None, now: datetime) -> bool:
    return _account(session, token, now) is not None


def language_of(session: Session, token: str | None, now: datetime) -> str:
    """The language of whoever is behind a token; Dutch for strangers."""
    account = _account(session, token, now)
    return account.language if account else "nl"


def persona_account(session: Session, persona: str) -> int | None:
    """The account of a demo persona."""
    return session.scalar(select(Account.id).where(Account.persona == persona))


def _account(session: Session, token: str | None, now: datetime) -> Account | None:
    if not token:
        return None
    return session.scalar(
        select(Account)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(
            SignIn.token_hash == token_hash(token),
            SignIn.revoked_at.is_(None),
            SignIn.expires_at > now,
            or_(Account.blocked_on.is_(None), Account.blocked_on > dutch_day(now)),
        )
    )


def _held(session: Session, account_id: int, day: date) -> tuple[HeldRole, ...]:
    rows = session.execute(
        select(Grant.network_id, Network.name, Grant.role, Grant.organisation_id, Grant.person_id)
        .join(Network, Network.id == Grant.network_id)
        .where(Grant.account_id == account_id, Grant.start_on <= day, or_(Grant.end_on.is_(None), Grant.end_on >= day))
        .order_by(Grant.start_on.desc(), Grant.id.desc())
    )
    return tuple(HeldRole(network, name, Role(role), *whose) for network, name, role, *whose in rows)


def every_network(session: Session) -> list[tuple[int, str]]:
    """Number and name, by name. For the command line, whose user can reach the database anyway."""
    return [(id, name) for id, name in session.execute(select(Network.id, Network.name).order_by(Network.name))]
