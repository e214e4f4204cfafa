"""Whom to call on a day, with the contact data that the viewer may see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, channel_visible, require_any
from data_model.read.contacts import facts
from data_model.read.settings import norms_of
from data_model.rules.contacts_states import ContactState, contacts_on
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, ContactChannel, Person


@dataclass(frozen=True)
class ContactCard:
    """A person at an organisation, with the channels the viewer may see: kind and value, and who else may see them."""

    person_id: int
    version: int
    name: str
    organisation_id: int
    organisation: str
    function: str | None
    channels: tuple[tuple[str, str], ...]
    sharing: tuple[tuple[str, str], ...]
    state: ContactState
    confirmed_on: date | None


@scope.read
def contact_list(session: Session, viewer: Viewer, day: date) -> list[ContactCard]:
    """Whom to call on a day, by organisation and name. A manager sees the own organisation."""
    extent = require_any(viewer, Entity.CONTACTS, Verb.SEE)
    here = viewer.network_id
    contacts = contacts_on(facts(session, viewer), day, norms_of(session, viewer, day))
    channels = _channels(session, here)
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
        shown = [
            (kind, value, visibility)
            for kind, value, visibility in channels[id]
            if channel_visible(viewer, visibility, organisation_id=organisation_id, person_id=id)
        ]
        cards.append(
            ContactCard(
                person_id=id,
                version=version,
                name=name,
                organisation_id=organisation_id,
                organisation=organisation,
                function=function,
                channels=tuple((kind, value) for kind, value, _ in shown),
                sharing=tuple((kind, visibility) for kind, _, visibility in shown),
                state=contact.state,
                confirmed_on=contact.person.confirmed_on(day),
            )
        )
    return cards


def _channels(session: Session, here: int) -> dict[int, list[tuple[str, str, str]]]:
    channels: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for person_id, kind, value, visibility in session.execute(
        select(ContactChannel.person_id, ContactChannel.kind, ContactChannel.value, ContactChannel.visibility)
        .where(ContactChannel.network_id == here)
        .order_by(ContactChannel.person_id, ContactChannel.kind.desc(), ContactChannel.id)
    ):
        channels[person_id].append((kind, value, visibility))
    return channels
