"""Whom to call on a day, with the contact data that the viewer may see."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require_any
from data_model.read.channels import channels_of
from data_model.read.contacts import facts
from data_model.read.settings import norms_of
from data_model.rules.contacts_states import ContactState, contacts_on
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person


@dataclass(frozen=True)
class ContactCard:
    """A person at an organisation, with the channels the viewer may see: kind and value, and who else may see them.

    `shielded`: the kinds that are there, but shown to nobody at the request of this person. For the coordinator.
    """

    person_id: int
    version: int
    name: str
    organisation_id: int
    organisation: str
    function: str | None
    channels: tuple[tuple[str, str], ...]
    sharing: tuple[tuple[str, str], ...]
    shielded: tuple[str, ...]
    state: ContactState
    confirmed_on: date | None


@scope.read
def contact_list(session: Session, viewer: Viewer, day: date) -> list[ContactCard]:
    """Whom to call on a day, by organisation and name. A manager sees the own organisation."""
    extent = require_any(viewer, Entity.CONTACTS, Verb.SEE)
    here = viewer.network_id
    contacts = contacts_on(facts(session, viewer), day, norms_of(session, viewer, day))
    channels = channels_of(session, viewer, day)
    rows = session.execute(
        select(
            Person.id,
            Person.version,
            Person.display_name,
            Affiliation.organisation_id,
            Organisation.name,
            Affiliation.function_title,
            Affiliation.start_on,
        )
        .join(Affiliation, and_(Affiliation.person_id == Person.id, Affiliation.network_id == Person.network_id))
        .join(
            Organisation,
            and_(Organisation.id == Affiliation.organisation_id, Organisation.network_id == Affiliation.network_id),
        )
        .where(
            Person.network_id == here,
            Affiliation.organisation_id == viewer.organisation_id if extent is Reach.ORGANISATION else true(),
        )
        .order_by(Organisation.name, Person.display_name, Person.id)
    )
    cards = []
    for id, version, name, organisation_id, organisation, function, start_on in rows:
        contact = contacts.get(id)
        held = {(a.organisation_id, a.start_on) for a in contact.affiliations} if contact else set()
        if contact is None or (organisation_id, start_on) not in held:
            continue
        cards.append(
            ContactCard(
                person_id=id,
                version=version,
                name=name,
                organisation_id=organisation_id,
                organisation=organisation,
                function=function,
                channels=tuple((one.kind, one.value) for one in channels[id] if one.value is not None),
                sharing=tuple((one.kind, one.visibility) for one in channels[id]),
                shielded=tuple(one.kind for one in channels[id] if one.value is None),
                state=contact.state,
                confirmed_on=contact.person.confirmed_on(day),
            )
        )
    return cards
