"""The viewer's own contact data: what Schakel keeps, who may see it, and when it was last found right."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.read.channels import channels_of
from data_model.rules.contacts_facts import ConfirmationFact, PersonFact
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, ContactConfirmation, Person


@dataclass(frozen=True)
class Work:
    """For whom somebody works, as what, and since when."""

    organisation_id: int
    organisation: str
    function: str | None
    start_on: date


@dataclass(frozen=True)
class OwnContact:
    """`channels`: kind, value and who may see it. `wrong_since`: a report that nobody answered yet."""

    person_id: int
    version: int
    name: str
    basis: str
    work: tuple[Work, ...]
    channels: tuple[tuple[str, str, str], ...]
    confirmed_on: date | None
    wrong_since: date | None


@scope.read
def own_contact(session: Session, viewer: Viewer, day: date) -> OwnContact | None:
    """None for an account that belongs to nobody in this network."""
    if viewer.person_id is None:
        return None
    whose = {"organisation_id": viewer.organisation_id, "person_id": viewer.person_id}
    require(viewer, Entity.CONTACTS, Verb.SEE, **whose)
    person = session.execute(
        select(Person.id, Person.version, Person.display_name, Person.legal_basis).where(
            Person.id == viewer.person_id, Person.network_id == viewer.network_id, Person.erased_on.is_(None)
        )
    ).one_or_none()
    if person is None:
        return None
    channels = channels_of(session, viewer, day, (person.id,))[person.id]
    known = PersonFact(person.id, person.display_name, confirmations=_confirmations(session, viewer))
    return OwnContact(
        person_id=person.id,
        version=person.version,
        name=person.display_name,
        basis=person.legal_basis,
        work=_work(session, viewer, day),
        channels=tuple((one.kind, one.value, one.visibility) for one in channels if one.value is not None),
        confirmed_on=known.confirmed_on(day),
        wrong_since=known.wrong_since(day),
    )


def _confirmations(session: Session, viewer: Viewer) -> tuple[ConfirmationFact, ...]:
    rows = session.execute(
        select(ContactConfirmation.confirmed_on, ContactConfirmation.result)
        .where(ContactConfirmation.network_id == viewer.network_id, ContactConfirmation.person_id == viewer.person_id)
        .order_by(ContactConfirmation.confirmed_on, ContactConfirmation.id)
    )
    return tuple(ConfirmationFact(*row) for row in rows)


def _work(session: Session, viewer: Viewer, day: date) -> tuple[Work, ...]:
    rows = session.execute(
        select(Organisation.id, Organisation.name, Affiliation.function_title, Affiliation.start_on)
        .join(
            Affiliation,
            and_(Affiliation.organisation_id == Organisation.id, Affiliation.network_id == Organisation.network_id),
        )
        .where(
            Organisation.network_id == viewer.network_id,
            Affiliation.person_id == viewer.person_id,
            Affiliation.start_on <= day,
            or_(Affiliation.end_on.is_(None), Affiliation.end_on >= day),
        )
        .order_by(Organisation.name, Affiliation.id)
    )
    return tuple(Work(*row) for row in rows)
