"""One person on a day: where he or she works, how to be reached, and the tasks for the network."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require, require_any
from data_model.days import lasts
from data_model.read.channels import channels_of
from data_model.read.consent import may_be_shown
from data_model.read.contacts import facts
from data_model.read.last_days import shown_last_day
from data_model.read.settings import norms_of
from data_model.refusal import Forbidden
from data_model.rules.contacts_states import ContactState, contacts_on
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, NetworkRole, Person


@dataclass(frozen=True)
class Place:
    """A time at an organisation, which may be over or still to come. `fixed`: as the fixed participant."""

    affiliation_id: int
    organisation_id: int
    organisation: str
    function: str | None
    fixed: bool
    start_on: date
    end_on: date | None

    def holds(self, day: date) -> bool:
        return lasts(self.start_on, self.end_on, day)


@dataclass(frozen=True)
class RoleLine:
    """A task for the network, which may be over or still to come."""

    role_id: int
    role: str
    start_on: date
    end_on: date | None


@dataclass(frozen=True)
class PersonCard:
    """What is known of somebody, as far as the viewer may see it. `channels`: kind, value and who else may see it.

    `shielded`: the kinds that are there, but shown to nobody at the request of this person. For the coordinator.
    """

    person_id: int
    name: str
    places: tuple[Place, ...]
    roles: tuple[RoleLine, ...]
    channels: tuple[tuple[str, str, str], ...]
    shielded: tuple[str, ...]
    state: ContactState | None
    confirmed_on: date | None


@scope.read
def person_card(session: Session, viewer: Viewer, person_id: int, day: date) -> PersonCard:
    """Raises `Forbidden` for who is not there, was erased, or never worked for the organisation of a manager."""
    extent = require_any(viewer, Entity.CONTACTS, Verb.SEE)
    name = session.scalar(
        select(Person.display_name).where(
            Person.network_id == viewer.network_id, Person.id == person_id, Person.erased_on.is_(None)
        )
    )
    places = _places(session, viewer, person_id, extent, day)
    if name is None or (extent is Reach.ORGANISATION and not places):
        raise Forbidden
    known = facts(session, viewer)
    channels = channels_of(session, viewer, day, (person_id,))[person_id]
    contact = contacts_on(known, day, norms_of(session, viewer, day)).get(person_id)
    return PersonCard(
        person_id=person_id,
        name=name,
        places=places,
        roles=_roles(session, viewer, person_id, day),
        channels=tuple((one.kind, one.value, one.visibility) for one in channels if one.value is not None),
        shielded=tuple(one.kind for one in channels if one.value is None),
        state=contact.state if contact else None,
        confirmed_on=next(person.confirmed_on(day) for person in known.people if person.id == person_id),
    )


def _places(session: Session, viewer: Viewer, person_id: int, extent: Reach, day: date) -> tuple[Place, ...]:
    """The latest first, for a manager those at the own organisation. A last day to come is for who sees changes."""
    rows = session.execute(
        select(
            Affiliation.id,
            Affiliation.organisation_id,
            Organisation.name,
            Affiliation.function_title,
            Affiliation.fixed_participant,
            Affiliation.start_on,
            Affiliation.end_on,
        )
        .join(
            Organisation,
            and_(Organisation.id == Affiliation.organisation_id, Organisation.network_id == Affiliation.network_id),
        )
        .where(
            Affiliation.network_id == viewer.network_id,
            Affiliation.person_id == person_id,
            Affiliation.organisation_id == viewer.organisation_id if extent is Reach.ORGANISATION else true(),
        )
        .order_by(Affiliation.start_on.desc(), Affiliation.id.desc())
    )
    return tuple(replace(place, end_on=_last_day(viewer, place, person_id, day)) for place in (Place(*r) for r in rows))


def _last_day(viewer: Viewer, place: Place, person_id: int, day: date) -> date | None:
    return shown_last_day(viewer, place.end_on, day, organisation_id=place.organisation_id, person_id=person_id)


def _roles(session: Session, viewer: Viewer, person_id: int, day: date) -> tuple[RoleLine, ...]:
    require(viewer, Entity.REGISTER, Verb.SEE)
    rows = session.execute(
        select(NetworkRole.id, NetworkRole.role, NetworkRole.start_on, NetworkRole.end_on)
        .where(
            NetworkRole.network_id == viewer.network_id,
            NetworkRole.person_id == person_id,
            true() if person_id == viewer.person_id else may_be_shown(),
        )
        .order_by(NetworkRole.start_on.desc(), NetworkRole.id.desc())
    )
    return tuple(
        RoleLine(id, role, start_on, shown_last_day(viewer, end_on, day, person_id=person_id))
        for id, role, start_on, end_on in rows
    )
