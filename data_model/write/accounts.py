"""Acts on who may sign in, with which role: invite, give another role, end one, block, and invite once more.

An account can have roles in other networks too. Nothing an act does or refuses tells of those, but for one thing: an
account on which another network relies is not blocked from here.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Role, Verb, Viewer, command_line, require
from data_model.days import days_after, dutch_day
from data_model.refusal import Forbidden, Refusal
from data_model.tables.account import Account, Grant
from data_model.tables.base import is_id
from data_model.tables.post import OutboxMessage
from data_model.text import SHORT, free_text
from data_model.vocabulary import LANGUAGES
from data_model.write.account_roles import (
    checked_place,
    close_if_nothing_left,
    give,
    held_here,
    keep_coordinated,
    running,
    stop,
)
from data_model.write.contacts import email as checked_email
from data_model.write.journal import act, note
from data_model.write.outbox import INVITATION, queue
from data_model.write.records import unchanged
from data_model.write.sign_in import revoke_all

COMMAND = command_line(0).origin
# A second invitation within this time is somebody who pressed twice.
BETWEEN_INVITATIONS = timedelta(hours=1)


@act
def invite_account(
    session: Session,
    *,
    email: str,
    name: str,
    role: str,
    organisation_id: int | None = None,
    person_id: int | None = None,
    language: str = LANGUAGES[0],
    by: Viewer,
    at: datetime,
) -> Grant:
    """Let an address sign in with a role from today, and tell it so. Whether it was known elsewhere shows nowhere.

    A manager is there for an organisation, a webber and a participant are somebody of the network.
    """
    require(by, Entity.OFFICE, Verb.EDIT)
    address = checked_email(email, "email")
    if address is None:
        raise Refusal("required", "email")
    called = free_text(name, "name", required=True, limit=SHORT)
    if language not in LANGUAGES:
        raise Refusal("not_a_choice", "language")
    today = dutch_day(at)
    place = checked_place(session, role, organisation_id, person_id, by, today)
    account = session.scalar(select(Account).where(Account.email == address.lower()))
    if account is None:
        new = {"email": address.lower(), "display_name": called, "language": language}
        account = Account(**new, created_at=at, created_by=by.account_id)
        session.add(account)
        session.flush()
    grant = give(session, account, place, by, at, today)
    queue(session, account_id=account.id, kind=INVITATION, network_id=by.network_id, at=at)
    note(session, "invite_account", grant, ("account_id", "role"), by=by, at=at)
    return grant


@act
def change_grant(
    session: Session,
    *,
    grant_id: int,
    role: str,
    organisation_id: int | None = None,
    person_id: int | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Grant:
    """Give an account another role in the place of this one, from today. The old one stays in the history."""
    require(by, Entity.OFFICE, Verb.EDIT)
    today = dutch_day(at)
    old = held_here(session, grant_id, by, today)
    unchanged(old, seen_version)
    place = checked_place(session, role, organisation_id, person_id, by, today)
    account = session.get_one(Account, old.account_id)
    new = give(session, account, place, by, at, today)
    if place.role is Role.COORDINATOR:
        old.end_on = days_after(today, -1)
    else:
        stop(session, old, days_after(today, -1), by, today)
    note(session, "change_grant", new, ("role", "organisation_id", "person_id"), by=by, at=at)
    return new


@act
def end_grant(
    session: Session,
    *,
    grant_id: int,
    end_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Grant:
    """End a role: at the next click, or after a last day from today on."""
    require(by, Entity.OFFICE, Verb.EDIT)
    today = dutch_day(at)
    grant = held_here(session, grant_id, by, today)
    unchanged(grant, seen_version)
    if end_on is not None and end_on < today:
        raise Refusal("too_early", "end_on", earliest=today)
    stop(session, grant, end_on or days_after(today, -1), by, today)
    session.flush()
    close_if_nothing_left(session, grant.account_id, at, today)
    note(session, "end_grant", grant, ("end_on",), by=by, at=at)
    return grant


@act
def block_account(
    session: Session, *, account_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Account:
    """Nobody signs in with this account any more, and its open sessions end.

    Refuses one's own account, one with a role in another network too, and the last that coordinates. The command line
    blocks any: an account in wrong hands has to go.
    """
    require(by, Entity.OFFICE, Verb.EDIT)
    today = dutch_day(at)
    account = _known_here(session, account_id, by, today)
    unchanged(account, seen_version)
    if account.id == by.account_id:
        raise Refusal("own_account")
    if account.blocked_on is not None:
        raise Refusal("blocked_already")
    if by.origin != COMMAND:
        coordinates = [g for g in running(session, account.id, today) if g.role == Role.COORDINATOR]
        if coordinates:
            keep_coordinated(session, by.network_id, {account.id}, today)
    account.blocked_on = today
    revoke_all(session, account.id, at)
    note(session, "block_account", account, ("blocked_on",), by=by, at=at)
    return account


@act
def unblock_account(
    session: Session, *, account_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Account:
    """Signing in works again, in the roles that still run."""
    require(by, Entity.OFFICE, Verb.EDIT)
    account = _known_here(session, account_id, by, dutch_day(at))
    unchanged(account, seen_version)
    if account.blocked_on is None:
        raise Refusal("not_blocked")
    account.blocked_on = None
    note(session, "unblock_account", account, ("blocked_on",), by=by, at=at)
    return account


@act
def resend_invitation(session: Session, *, grant_id: int, by: Viewer, at: datetime) -> Grant:
    """Tell an account once more that it may sign in. Refuses within an hour."""
    require(by, Entity.OFFICE, Verb.EDIT)
    grant = held_here(session, grant_id, by, dutch_day(at))
    lately = session.scalar(
        select(OutboxMessage.id)
        .where(
            OutboxMessage.account_id == grant.account_id,
            OutboxMessage.network_id == by.network_id,
            OutboxMessage.kind == INVITATION,
            OutboxMessage.created_at > at - BETWEEN_INVITATIONS,
        )
        .limit(1)
    )
    if lately is not None:
        raise Refusal("invited_lately")
    queue(session, account_id=grant.account_id, kind=INVITATION, network_id=by.network_id, at=at)
    note(session, "resend_invitation", grant, by=by, at=at)
    return grant


def _known_here(session: Session, account_id: int, by: Viewer, today: date) -> Account:
    """An account with a role in the actor's network, and for who acts on a page in no other."""
    grants = running(session, account_id, today) if is_id(account_id) else []
    if all(grant.network_id != by.network_id for grant in grants):
        raise Forbidden
    if by.origin != COMMAND and any(grant.network_id != by.network_id for grant in grants):
        raise Refusal("role_elsewhere")
    return session.get_one(Account, account_id)
