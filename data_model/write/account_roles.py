"""What the acts on accounts share: for whom a role is, who holds which, and that somebody keeps the network going."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.days import days_after, lasts
from data_model.refusal import Forbidden, Refusal
from data_model.tables.account import Account, Grant
from data_model.tables.base import is_id
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.write.records import affiliations_on, find
from data_model.write.sign_in import revoke_all

FOR_A_PERSON = (Role.WEBBER, Role.PARTICIPANT)


class Place(NamedTuple):
    """In which role somebody is there, for which organisation and as which person."""

    role: Role
    organisation_id: int | None = None
    person_id: int | None = None


def checked_place(
    session: Session, role: str, organisation_id: int | None, person_id: int | None, by: Viewer, today: date
) -> Place:
    """Refuses a role that does not exist, and one that lacks the organisation or the person it is for."""
    if role not in tuple(Role):
        raise Refusal("not_a_choice", "role")
    if role in FOR_A_PERSON and person_id is None:
        raise Refusal("required", "person_id")
    if role == Role.MANAGER and organisation_id is None:
        raise Refusal("required", "organisation_id")
    if organisation_id is not None:
        find(session, Organisation, organisation_id, by)
    if person_id is None:
        return Place(Role(role), organisation_id)
    if find(session, Person, person_id, by).erased_on is not None:
        raise Forbidden
    works = [work.organisation_id for work in affiliations_on(session, person_id, today, by)]
    if organisation_id is not None and organisation_id not in works:
        raise Refusal("not_active", "person_id")
    return Place(Role(role), organisation_id or next(iter(works), None), person_id)


def held_here(session: Session, grant_id: int, by: Viewer, today: date) -> Grant:
    """A role in the actor's network that has not ended. `Forbidden` for any other."""
    grant = session.get(Grant, grant_id) if is_id(grant_id) else None
    if grant is None or grant.network_id != by.network_id:
        raise Forbidden
    if grant.end_on is not None and grant.end_on < today:
        raise Refusal("role_ended")
    return grant


def running(session: Session, account_id: int, today: date) -> list[Grant]:
    """All roles of an account that have not ended, in any network."""
    return list(
        session.scalars(
            select(Grant).where(Grant.account_id == account_id, or_(Grant.end_on.is_(None), Grant.end_on >= today))
        )
    )


def give(session: Session, account: Account, place: Place, by: Viewer, at: datetime, today: date) -> Grant:
    """A role from today. Refuses one that the account has here already."""
    here = [grant for grant in running(session, account.id, today) if grant.network_id == by.network_id]
    if any((grant.role, grant.organisation_id, grant.person_id) == place for grant in here):
        raise Refusal("role_already", "role")
    role = {"account_id": account.id, "network_id": by.network_id, **place._asdict()}
    grant = Grant(**role, start_on=today, created_at=at, created_by=by.account_id)
    session.add(grant)
    return grant


def stop(session: Session, grant: Grant, end_on: date, by: Viewer, today: date) -> None:
    """From the day after `end_on` the role opens nothing. Somebody else stays who coordinates."""
    if grant.role == Role.COORDINATOR:
        if grant.account_id == by.account_id:
            raise Refusal("own_role")
        keep_coordinated(session, by.network_id, {grant.account_id}, days_after(end_on, 1))
    grant.end_on = end_on


def keep_coordinated(session: Session, network_id: int, without: set[int], day: date) -> None:
    """Refuses when no account but these may coordinate the network from a day on, for as long as anybody knows."""
    session.execute(select(Network.id).where(Network.id == network_id).with_for_update())
    others = session.execute(
        select(Account.id)
        .join(Grant, Grant.account_id == Account.id)
        .where(
            Grant.network_id == network_id,
            Grant.role == Role.COORDINATOR,
            Grant.start_on <= day,
            Grant.end_on.is_(None),
            Account.blocked_on.is_(None),
            Account.id.not_in(without),
        )
    )
    if others.first() is None:
        raise Refusal("last_coordinator")


def close_if_nothing_left(session: Session, account_id: int, at: datetime, today: date) -> None:
    if not any(lasts(grant.start_on, grant.end_on, today) for grant in running(session, account_id, today)):
        revoke_all(session, account_id, at)
