"""Who is in the network: names and ids of organisations and people, for lists, choices and matching."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.days import lasts
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person


@dataclass(frozen=True)
class OrganisationEntry:
    """`joined_on` and `left_on` are those of its last time in the network; `member`: on the day asked for."""

    id: int
    name: str
    domain: str
    formality: str
    external_id: str | None
    member: bool
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True)
class PersonEntry:
    """A person, once for each organisation they work for on the day asked for."""

    id: int
    name: str
    organisation_id: int | None
    organisation: str
    function: str | None


@scope.read
def organisations(session: Session, viewer: Viewer, day: date) -> list[OrganisationEntry]:
    """All of them by name, also those that never joined or have left."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    here = viewer.network_id
    rows = session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.domain,
            Organisation.formality,
            Organisation.external_id,
            Membership.joined_on,
            Membership.left_on,
        )
        .outerjoin(Membership, and_(Membership.organisation_id == Organisation.id, Membership.network_id == here))
        .where(Organisation.network_id == here)
        .order_by(Organisation.name, Organisation.id, Membership.joined_on)
    )
    entries: dict[int, OrganisationEntry] = {}
    for row in rows:
        before = entries.get(row.id)
        member = lasts(row.joined_on, row.left_on, day) or (before is not None and before.member)
        entries[row.id] = OrganisationEntry(
            row.id, row.name, row.domain, row.formality, row.external_id, member, row.joined_on, row.left_on
        )
    return list(entries.values())


@scope.read
def people(session: Session, viewer: Viewer, day: date) -> list[PersonEntry]:
    """Everybody who is not erased, by name; without an organisation when they work for none on this day."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    here = viewer.network_id
    working = and_(
        Affiliation.person_id == Person.id,
        Affiliation.network_id == here,
        Affiliation.start_on <= day,
        or_(Affiliation.end_on.is_(None), Affiliation.end_on >= day),
    )
    rows = session.execute(
        select(Person.id, Person.display_name, Organisation.id, Organisation.name, Affiliation.function_title)
        .outerjoin(Affiliation, working)
        .outerjoin(Organisation, and_(Organisation.id == Affiliation.organisation_id, Organisation.network_id == here))
        .where(Person.network_id == here, Person.erased_on.is_(None))
        .order_by(Person.display_name, Person.id, Organisation.name)
    )
    return [
        PersonEntry(id, name, organisation_id, organisation or "", function)
        for id, name, organisation_id, organisation, function in rows
    ]
