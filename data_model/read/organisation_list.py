"""The organisations of a network as they stand on a day, limited to what the viewer may see of each."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, allows, reach, require
from data_model.days import lasts
from data_model.read.affiliations import spells
from data_model.read.choices import webber_organisation_ids
from data_model.read.contacts import facts as contact_facts
from data_model.read.covenant import facts as covenant_facts
from data_model.read.groups import grouped
from data_model.read.settings import norms_of
from data_model.rules.contacts_states import ContactState, contacts_on
from data_model.rules.covenant_signed import signature_state
from data_model.rules.covenant_state import GONE, state
from data_model.rules.membership_states import MembershipState, Stay, stay_on
from data_model.tables.organisation import Membership, Organisation
from data_model.vocabulary import SignatureState


@dataclass(frozen=True)
class OrganisationLine:
    """One organisation as the list shows it.

    `contact`: the best state of a contact person, None when nobody is known or the viewer may not see it.
    `signature`: in the newest covenant that counts, None when it does not sign there.
    """

    id: int
    name: str
    domain: str
    formality: str
    state: MembershipState | None
    since: date | None
    people: int
    webber: bool
    signature: SignatureState | None
    contact: ContactState | None


@scope.read
def organisation_list(session: Session, viewer: Viewer, day: date) -> list[OrganisationLine]:
    """All organisations by name, also those that were only invited, or have left."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    times, staff = stays(session, viewer), _staff(session, viewer, day)
    webbers = webber_organisation_ids(session, viewer, day)
    signatures, contacts = _signatures(session, viewer, day), _contacts(session, viewer, day)
    rows = session.execute(
        select(Organisation.id, Organisation.name, Organisation.domain, Organisation.formality)
        .where(Organisation.network_id == viewer.network_id)
        .order_by(Organisation.name, Organisation.id)
    )
    lines = []
    for row in rows:
        stay = stay_on(times[row.id], day)
        lines.append(
            OrganisationLine(
                id=row.id,
                name=row.name,
                domain=row.domain,
                formality=row.formality,
                state=stay.state(day) if stay else None,
                since=stay.since(day) if stay else None,
                people=len(staff.get(row.id, ())),
                webber=row.id in webbers,
                signature=signatures.get(row.id),
                contact=contacts.get(row.id),
            )
        )
    return lines


@scope.read
def stays(session: Session, viewer: Viewer) -> Mapping[int, tuple[Stay, ...]]:
    """By organisation its times in the network, the oldest first."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    rows = session.scalars(select(Membership).where(Membership.network_id == viewer.network_id).order_by(Membership.id))
    return grouped(
        (
            row.organisation_id,
            Stay(row.joined_on, row.left_on, row.paused_on, row.resumed_on, row.invited_on, row.declined_on),
        )
        for row in rows
    )


def _staff(session: Session, viewer: Viewer, day: date) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for spell in spells(session):
        if lasts(spell.start_on, spell.end_on, day):
            found[spell.organisation_id].add(spell.person_id)
    return found


def _signatures(session: Session, viewer: Viewer, day: date) -> dict[int, SignatureState]:
    if reach(viewer, Entity.COVENANT, Verb.SEE) is Reach.NONE:
        return {}
    known = covenant_facts(session, viewer)
    living = [covenant for covenant in known.covenants if state(known, covenant, day) not in GONE]
    return {
        party.organisation_id: signature_state(party, day) for covenant in living for party in covenant.signing(day)
    }


def _contacts(session: Session, viewer: Viewer, day: date) -> dict[int, ContactState]:
    if reach(viewer, Entity.CONTACTS, Verb.SEE) is Reach.NONE:
        return {}
    order = list(ContactState)
    best: dict[int, ContactState] = {}
    for contact in contacts_on(contact_facts(session, viewer), day, norms_of(session, viewer, day)).values():
        for id in {affiliation.organisation_id for affiliation in contact.affiliations}:
            if allows(viewer, Entity.CONTACTS, Verb.SEE, organisation_id=id):
                best[id] = min(best.get(id, contact.state), contact.state, key=order.index)
    return best
