"""Who is looking: from the token of a browser to a viewer of one network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Row, bindparam, or_, select
from sqlalchemy.orm import Session

from data_model import scope
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
    sign_in = _opened(session, token, now)
    if sign_in is None:
        return None
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
        account_id=sign_in.account_id,
        name=sign_in.display_name,
        organisation_id=held.organisation_id,
        person_id=held.person_id,
        language=sign_in.language,
    )
    return Present(viewer, roles, sign_in.active_at, many)


def held_grants(session: Session, sign_in: SignIn | Row[*tuple[Any, ...]], day: date) -> tuple[HeldRole, ...]:
    """The roles of a session, the newest first; none when there are more than `MOST_ROLES`.

    Whoever came in by a link is a participant, whatever else they are.
    """
    values = {"account": sign_in.account_id, "day": day, "most": MOST_ROLES}
    return _as_held(scope.without_rows(session, _ALL_ROLES, **values), sign_in.method)


def holds(session: Session, sign_in: SignIn, day: date, grant_id: int) -> bool:
    """Whether a role is one of a session."""
    held = select(Grant.id).where(*_held_by(sign_in.account_id, day), Grant.id == grant_id)
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
    asked = _asked(token, now)
    found = scope.without_rows(session, _CHOSEN, **asked) or scope.without_rows(session, _NEWEST, **asked)
    return f"{found[0][0]}-{found[0][1]}" if found else ""


def language_of(session: Session, token: str | None, now: datetime) -> str:
    """The language of whoever is behind a token; Dutch for strangers."""
    opened = _opened(session, token, now)
    return opened.language if opened else "nl"


def persona_account(session: Session, persona: str) -> int | None:
    """The account of a demo persona."""
    return session.scalar(select(Account.id).where(Account.persona == persona))


def real_people_sign_in(session: Session) -> bool:
    """Whether an account belongs to somebody whom a sign-in provider knows. For the start of the server."""
    return session.scalar(select(Account.id).where(Account.issuer.is_not(None)).limit(1)) is not None


def every_network(session: Session) -> list[tuple[int, str]]:
    """Number and name, by name. For the command line, whose user can reach the database anyway."""
    return [(id, name) for id, name in session.execute(select(Network.id, Network.name).order_by(Network.name))]


def _few_of_many(
    session: Session, sign_in: SignIn | Row[*tuple[Any, ...]], day: date, network_id: int | None
) -> tuple[HeldRole, ...]:
    """The chosen role or else the newest, in this network or wherever; and some that show all, for the menu."""
    mine = _held_by(sign_in.account_id, day)
    here = select(Grant.id).where(*mine, *([] if network_id is None else [Grant.network_id == network_id]))
    chosen = session.scalar(here.where(Grant.id == sign_in.grant_id)) if sign_in.grant_id else None
    first = chosen or session.scalar(here.order_by(Grant.start_on.desc(), Grant.id.desc()).limit(1))
    if not first:
        return ()
    whole = select(Grant.id).where(*mine, Grant.role.in_(WHOLE)).order_by(Grant.network_id).limit(FEW_ROLES)
    found = session.execute(_ROLES.where(Grant.id.in_([first, *session.scalars(whole)]))).all()
    return tuple(sorted(_as_held(found, sign_in.method), key=lambda held: held.grant_id != first))


def _as_held(rows: Iterable[Row[*tuple[Any, ...]]], method: str) -> tuple[HeldRole, ...]:
    by_link = method == SignInMethod.LINK
    return tuple(
        HeldRole(id, network, name, Role.PARTICIPANT if by_link else Role(role), *whose)
        for id, network, name, role, *whose in rows
    )


def _opened(session: Session, token: str | None, now: datetime) -> Row[*tuple[Any, ...]] | None:
    found = scope.without_rows(session, _OPENED, **_asked(token, now)) if token else ()
    return found[0] if found else None


def _asked(token: str, now: datetime) -> dict[str, Any]:
    """What the statements about an open session ask for."""
    return {"token": token_hash(token), "now": now, "idle": now - IDLE, "day": dutch_day(now)}


def _held_by(account: object, day: object) -> tuple[ColumnElement[bool], ...]:
    """What holds of a grant that is there for an account on a day."""
    return (
        Grant.account_id == account,
        Grant.start_on <= day,
        or_(Grant.end_on.is_(None), Grant.end_on >= day),
    )


# Asked at every click, so they are made once.
_DAY = bindparam("day", type_=Date)
# An open session of an account that may come in.
_OPEN = (
    SignIn.token_hash == bindparam("token"),
    SignIn.revoked_at.is_(None),
    SignIn.expires_at > bindparam("now"),
    SignIn.active_at > bindparam("idle"),
    or_(Account.blocked_on.is_(None), Account.blocked_on > _DAY),
)
_OPENED = (
    select(SignIn.account_id, SignIn.grant_id, SignIn.method, SignIn.active_at, Account.display_name, Account.language)
    .join(Account, Account.id == SignIn.account_id)
    .where(*_OPEN)
)
_STANDINGS = (
    select(Network.id, Network.data_version)
    .join(Grant, Grant.network_id == Network.id)
    .join(SignIn, SignIn.account_id == Grant.account_id)
    .join(Account, Account.id == SignIn.account_id)
    .where(*_OPEN, *_held_by(SignIn.account_id, _DAY))
)
_CHOSEN = _STANDINGS.where(Grant.id == SignIn.grant_id)
_NEWEST = _STANDINGS.order_by(Grant.start_on.desc(), Grant.id.desc()).limit(1)
_ROLES = (
    select(Grant.id, Grant.network_id, Network.name, Grant.role, Grant.organisation_id, Grant.person_id)
    .join(Network, Network.id == Grant.network_id)
    .order_by(Grant.start_on.desc(), Grant.id.desc())
)
_MINE = select(Grant.id).where(*_held_by(bindparam("account"), _DAY)).order_by(Grant.network_id, Grant.id)
_MOST = bindparam("most", type_=Integer)
_ALL_ROLES = _ROLES.where(Grant.id.in_(_MINE.limit(_MOST)), ~_MINE.offset(_MOST).limit(1).exists())
