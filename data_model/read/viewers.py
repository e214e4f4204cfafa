"""Who is looking: from the token of a browser to a viewer of one network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from data_model.access import WHOLE, Role, Viewer
from data_model.days import dutch_day
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.base import is_id
from data_model.tables.network import Network
from data_model.tokens import token_hash
from data_model.vocabulary import SignInMethod

# After so long without a click a session is over.
IDLE = timedelta(hours=1)
# So many roles of one account are looked at in every click. Who has more finds the others on the page of the region.
MOST_ROLES, FEW_ROLES = 500, 3


@dataclass(frozen=True)
class HeldRole:
    """What somebody is in one network, on behalf of one organisation where the role asks for it."""

    grant_id: int
    network_id: int
    network_name: str
    role: Role
    organisation_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Present:
    """Somebody with an open session: as whom they look, in which roles they could, and since when they clicked.

    `many`: there are more than `MOST_ROLES`, so `roles` has but the one in which they look and a few that show all.
    """

    viewer: Viewer
    roles: tuple[HeldRole, ...]
    active_at: datetime
    many: bool = False


def viewer_for(session: Session, token: str | None, now: datetime, network_id: int | None = None) -> Viewer | None:
    """The viewer behind a token, in the named network or else in the chosen or newest role. None: sign in first."""
    found = present(session, token, now, network_id)
    return found.viewer if found else None


def present(session: Session, token: str | None, now: datetime, network_id: int | None = None) -> Present | None:
    """Read anew at every click, so a role that was taken away or an account that was blocked is out at the next one."""
    opened = _opened(session, token, now)
    if opened is None:
        return None
    account, sign_in = opened
    day = dutch_day(now)
    roles = held_grants(session, sign_in, day)
    many = not roles
    if many:
        roles = _few_of_many(session, sign_in, day, network_id)
    among = [held for held in roles if network_id in (None, held.network_id)]
    held = next((held for held in among if held.grant_id == sign_in.grant_id), among[0] if among else None)
    if held is None:
        return None
    viewer = Viewer(
        network_id=held.network_id,
        role=held.role,
        account_id=account.id,
        name=account.display_name,
        organisation_id=held.organisation_id,
        person_id=held.person_id,
        language=account.language,
    )
    return Present(viewer, roles, sign_in.active_at, many)


def held_grants(session: Session, sign_in: SignIn, day: date) -> tuple[HeldRole, ...]:
    """The roles of a session, the newest first; none when there are more than `MOST_ROLES`.

    Whoever came in by a link is a participant, whatever else they are.
    """
    mine = select(Grant.id).where(*_held_by(sign_in, day)).order_by(Grant.network_id, Grant.id)
    beyond = mine.offset(MOST_ROLES).limit(1)
    return _roles(session, sign_in, Grant.id.in_(mine.limit(MOST_ROLES)), ~beyond.exists())


def holds(session: Session, sign_in: SignIn, day: date, grant_id: int) -> bool:
    """Whether a role is one of a session."""
    held = select(Grant.id).where(*_held_by(sign_in, day), Grant.id == grant_id)
    return is_id(grant_id) and session.scalar(held) is not None


def watched(viewer: Viewer, roles: Iterable[HeldRole]) -> frozenset[int]:
    """The networks of which these roles show all, for who looks in such a role now."""
    return frozenset(held.network_id for held in roles if held.role in WHOLE) if viewer.role in WHOLE else frozenset()


def is_signed_in(session: Session, token: str | None, now: datetime) -> bool:
    return _opened(session, token, now) is not None


def standing(session: Session, token: str | None, now: datetime) -> str:
    """The network in which somebody looks and how often it was written in, as one word; empty for strangers.

    Asked by every open page again and again: the role that was chosen is found by its number, however many there are.
    It tells of no click, so it keeps no session open.
    """
    if not token:
        return ""
    day = dutch_day(now)
    held = (
        select(Network.id, Network.data_version)
        .join(Grant, Grant.network_id == Network.id)
        .join(SignIn, SignIn.account_id == Grant.account_id)
        .join(Account, Account.id == SignIn.account_id)
        .where(*_open(token, now), Grant.start_on <= day, or_(Grant.end_on.is_(None), Grant.end_on >= day))
    )
    newest = held.order_by(Grant.start_on.desc(), Grant.id.desc()).limit(1)
    found = session.execute(held.where(Grant.id == SignIn.grant_id)).first() or session.execute(newest).first()
    return f"{found[0]}-{found[1]}" if found else ""


def language_of(session: Session, token: str | None, now: datetime) -> str:
    """The language of whoever is behind a token; Dutch for strangers."""
    opened = _opened(session, token, now)
    return opened[0].language if opened else "nl"


def persona_account(session: Session, persona: str) -> int | None:
    """The account of a demo persona."""
    return session.scalar(select(Account.id).where(Account.persona == persona))


def real_people_sign_in(session: Session) -> bool:
    """Whether an account belongs to somebody whom a sign-in provider knows. For the start of the server."""
    return session.scalar(select(Account.id).where(Account.issuer.is_not(None)).limit(1)) is not None


def every_network(session: Session) -> list[tuple[int, str]]:
    """Number and name, by name. For the command line, whose user can reach the database anyway."""
    return [(id, name) for id, name in session.execute(select(Network.id, Network.name).order_by(Network.name))]


def _few_of_many(session: Session, sign_in: SignIn, day: date, network_id: int | None) -> tuple[HeldRole, ...]:
    """The chosen role or else the newest, in this network or wherever; and some that show all, for the menu."""
    mine = _held_by(sign_in, day)
    here = select(Grant.id).where(*mine, *([] if network_id is None else [Grant.network_id == network_id]))
    chosen = session.scalar(here.where(Grant.id == sign_in.grant_id)) if sign_in.grant_id else None
    first = chosen or session.scalar(here.order_by(Grant.start_on.desc(), Grant.id.desc()).limit(1))
    whole = select(Grant.id).where(*mine, Grant.role.in_(WHOLE)).order_by(Grant.network_id).limit(FEW_ROLES)
    roles = _roles(session, sign_in, Grant.id.in_([first, *session.scalars(whole)])) if first else ()
    return tuple(sorted(roles, key=lambda held: held.grant_id != first))


def _held_by(sign_in: SignIn, day: date) -> tuple[ColumnElement[bool], ...]:
    """What holds of a grant that is there for a session on a day."""
    return (
        Grant.account_id == sign_in.account_id,
        Grant.start_on <= day,
        or_(Grant.end_on.is_(None), Grant.end_on >= day),
    )


def _roles(session: Session, sign_in: SignIn, *which: ColumnElement[bool]) -> tuple[HeldRole, ...]:
    rows = session.execute(
        select(Grant.id, Grant.network_id, Network.name, Grant.role, Grant.organisation_id, Grant.person_id)
        .join(Network, Network.id == Grant.network_id)
        .where(*which)
        .order_by(Grant.start_on.desc(), Grant.id.desc())
    )
    by_link = sign_in.method == SignInMethod.LINK
    return tuple(
        HeldRole(id, network, name, Role.PARTICIPANT if by_link else Role(role), *whose)
        for id, network, name, role, *whose in rows
    )


def _opened(session: Session, token: str | None, now: datetime) -> tuple[Account, SignIn] | None:
    if not token:
        return None
    row = session.execute(
        select(Account, SignIn).join(SignIn, SignIn.account_id == Account.id).where(*_open(token, now))
    ).first()
    return (row[0], row[1]) if row else None


def _open(token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What holds of an open session of an account that may come in."""
    return (
        SignIn.token_hash == token_hash(token),
        SignIn.revoked_at.is_(None),
        SignIn.expires_at > now,
        SignIn.active_at > now - IDLE,
        or_(Account.blocked_on.is_(None), Account.blocked_on > dutch_day(now)),
    )
