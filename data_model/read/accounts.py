"""Who may sign in to this network, with which role and for whom. When somebody last did is kept nowhere."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import Session, aliased

from data_model import scope
from data_model.access import Entity, Role, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.tables.account import Account, Grant, PersonalLink
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person


class AccountState(StrEnum):
    """Whether somebody can come in."""

    INVITED = "invited"
    ACTIVE = "active"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class AccountLine:
    """A role of an account in this network. `person` is somebody of the network; without one there is an address."""

    grant_id: int
    account_id: int
    email: str
    role: Role
    state: AccountState
    organisation_id: int | None
    organisation: str | None
    person_id: int | None
    person: str | None
    start_on: date
    end_on: date | None
    version: int
    account_version: int

    @property
    def name(self) -> str:
        return self.person or self.email


@scope.read
def accounts(session: Session, viewer: Viewer, day: date) -> list[AccountLine]:
    """Every role that runs on this day, by name. Of an account that has roles elsewhere too nothing shows of there."""
    require(viewer, Entity.OFFICE, Verb.SEE)
    rows = session.execute(
        select(
            Grant.id,
            Grant.created_at,
            Grant.organisation_id,
            Grant.person_id,
            Grant.role,
            Grant.start_on,
            Grant.end_on,
            Grant.version,
            Account.id.label("account_id"),
            Account.email,
            Account.blocked_on,
            Account.version.label("account_version"),
            Organisation.name.label("organisation"),
            Person.display_name.label("person"),
            _came_in(viewer).label("came_in"),
            _elsewhere(viewer, day).label("elsewhere"),
        )
        .join(Account, Account.id == Grant.account_id)
        .outerjoin(
            Organisation, and_(Organisation.id == Grant.organisation_id, Organisation.network_id == Grant.network_id)
        )
        .outerjoin(Person, and_(Person.id == Grant.person_id, Person.network_id == Grant.network_id))
        .where(
            Grant.network_id == viewer.network_id,
            Grant.start_on <= day,
            or_(Grant.end_on.is_(None), Grant.end_on >= day),
        )
    )
    found = [_line(row, day) for row in rows]
    return sorted(found, key=lambda line: (line.name.casefold(), line.grant_id))


@scope.read
def own_organisation(session: Session, viewer: Viewer) -> str | None:
    """The name of the organisation for which the viewer is there."""
    return session.scalar(
        select(Organisation.name).where(
            Organisation.network_id == viewer.network_id, Organisation.id == viewer.organisation_id
        )
    )


def _line(row: Any, day: date) -> AccountLine:
    return AccountLine(
        grant_id=row.id,
        account_id=row.account_id,
        email=row.email,
        role=Role(row.role),
        state=_state(row, day),
        organisation_id=row.organisation_id,
        organisation=row.organisation,
        person_id=row.person_id,
        person=row.person,
        start_on=row.start_on,
        end_on=row.end_on,
        version=row.version,
        account_version=row.account_version,
    )


def _state(row: Any, day: date) -> AccountState:
    """That another network blocked an account before it was invited here is not told: nobody here knows it."""
    blocked = row.blocked_on is not None and row.blocked_on <= day
    if blocked and (not row.elsewhere or dutch_day(row.created_at) < row.blocked_on):
        return AccountState.BLOCKED
    return AccountState.ACTIVE if row.came_in else AccountState.INVITED


def _elsewhere(viewer: Viewer, day: date | None = None) -> ColumnElement[bool]:
    """Whether the account has a role in another network, on this day or ever."""
    other = aliased(Grant)
    lasting = or_(other.end_on.is_(None), other.end_on >= day) if day else true()
    return exists().where(other.account_id == Account.id, other.network_id != viewer.network_id, lasting)


def _came_in(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the account was used: here (whoever looks did), or anywhere when it was never anywhere else."""
    did = exists().where(LogEntry.account_id == Account.id, LogEntry.network_id == viewer.network_id)
    link = exists().where(PersonalLink.account_id == Account.id, PersonalLink.used_at.is_not(None))
    known = or_(Account.issuer.is_not(None), Account.persona.is_not(None), link)
    return or_(Account.id == viewer.account_id, did, and_(known, ~_elsewhere(viewer)))
