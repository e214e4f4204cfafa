"""The facts about contact data, without the data themselves."""

from collections import defaultdict
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require_any
from data_model.days import days_after, earliest
from data_model.findings import Subject
from data_model.read.affiliations import spells
from data_model.read.groups import grouped
from data_model.read.map_facts import maps, relations
from data_model.read.memberships import memberships
from data_model.rules.contacts_facts import (
    AffiliationFact,
    ChannelFact,
    ConfirmationFact,
    ContactFacts,
    CriticalRole,
    PersonFact,
    RoleFact,
    RoundFact,
)
from data_model.rules.membership import MemberFact
from data_model.scope import HERE
from data_model.tables.covenant import Covenant, CovenantParty, ManagementApproval
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.person import ConfirmationRound, ContactChannel, ContactConfirmation, NetworkRole, Person
from data_model.tables.webber import Webber, WebberDeputy

_NETWORKS = select(Network.id, Network.name).where(Network.id == HERE)
_CONFIRMATION_ROUNDS = select(
    ConfirmationRound.started_on, ConfirmationRound.answer_by_on, ConfirmationRound.closed_on
).where(ConfirmationRound.network_id == HERE)
_PEOPLE = (
    select(Person.id, Person.display_name).where(Person.network_id == HERE).order_by(Person.display_name, Person.id)
)
_CONTACT_CHANNELS = select(
    ContactChannel.person_id, ContactChannel.kind, ContactChannel.visibility, ContactChannel.added_on
).where(ContactChannel.network_id == HERE)
_CONTACT_CONFIRMATIONS = (
    select(ContactConfirmation.person_id, ContactConfirmation.confirmed_on, ContactConfirmation.result)
    .where(ContactConfirmation.network_id == HERE)
    .order_by(ContactConfirmation.confirmed_on, ContactConfirmation.id)
)
_WEBBERS = select(Webber).where(Webber.network_id == HERE, Webber.confirmed_on.is_not(None))
_WEBBER_DEPUTIES = (
    select(WebberDeputy.person_id, WebberDeputy.start_on, WebberDeputy.end_on, Webber.confirmed_on, Webber.ended_on)
    .join(Webber, and_(Webber.id == WebberDeputy.webber_id, Webber.network_id == WebberDeputy.network_id))
    .where(WebberDeputy.network_id == HERE, Webber.confirmed_on.is_not(None))
)
_NETWORK_ROLES = select(NetworkRole.person_id, NetworkRole.start_on, NetworkRole.end_on).where(
    NetworkRole.network_id == HERE, NetworkRole.role == "coordinator"
)
_COVENANT_PARTIES = (
    select(
        CovenantParty.signatory_person_id,
        CovenantParty.joined_on,
        CovenantParty.requested_on,
        CovenantParty.subject_to_mandate_on,
        CovenantParty.signed_on,
        CovenantParty.left_on,
        CovenantParty.withdrawn_on,
        CovenantParty.declined_on,
        Covenant.ended_on,
    )
    .join(Covenant, and_(Covenant.id == CovenantParty.covenant_id, Covenant.network_id == CovenantParty.network_id))
    .where(CovenantParty.network_id == HERE, CovenantParty.signatory_person_id.is_not(None))
)
_MANAGEMENT_APPROVALS = (
    select(ManagementApproval.given_by_person_id, ManagementApproval.given_on, Covenant.ended_on)
    .join(
        Covenant,
        and_(Covenant.id == ManagementApproval.covenant_id, Covenant.network_id == ManagementApproval.network_id),
    )
    .where(
        ManagementApproval.network_id == HERE,
        ManagementApproval.given_by_person_id.is_not(None),
    )
)
_ORGANISATIONS = (
    select(Organisation.id, Organisation.name).where(Organisation.network_id == HERE).order_by(Organisation.name)
)


@scope.read
def facts(session: Session, viewer: Viewer) -> ContactFacts:
    """Everything about contact data in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.CONTACTS, Verb.SEE)
    (network,) = scope.rows(session, _NETWORKS)
    return ContactFacts(
        network=Subject("network", network.id, network.name),
        people=_people(session),
        organisations=_organisations(session),
        maps=maps(session),
        relations=relations(session),
        rounds=tuple(RoundFact(*row) for row in scope.rows(session, _CONFIRMATION_ROUNDS)),
    )


def _people(session: Session) -> tuple[PersonFact, ...]:
    channels = grouped(
        (person_id, ChannelFact(kind, visibility, added_on))
        for person_id, kind, visibility, added_on in scope.rows(session, _CONTACT_CHANNELS)
    )
    confirmations = grouped(
        (person_id, ConfirmationFact(confirmed_on, result))
        for person_id, confirmed_on, result in scope.rows(session, _CONTACT_CONFIRMATIONS)
    )
    affiliations = grouped(
        (one.person_id, AffiliationFact(one.organisation_id, one.start_on, one.end_on, one.has_function))
        for one in spells(session)
    )
    roles = _roles(session)
    people = scope.rows(session, _PEOPLE)
    return tuple(
        PersonFact(
            id=id,
            name=name,
            affiliations=affiliations[id],
            channels=channels[id],
            confirmations=confirmations[id],
            roles=tuple(roles[id]),
        )
        for id, name in people
    )


def _roles(session: Session) -> dict[int, list[RoleFact]]:
    roles: dict[int, list[RoleFact]] = defaultdict(list)
    for webber in scope.rows(session, _WEBBERS):
        if webber.person_id and webber.confirmed_on:
            roles[webber.person_id].append(RoleFact(CriticalRole.WEBBER, webber.confirmed_on, webber.ended_on))
    for person_id, start_on, end_on, confirmed_on, ended_on in scope.rows(session, _WEBBER_DEPUTIES):
        begin = max(start_on, confirmed_on or start_on)
        roles[person_id].append(RoleFact(CriticalRole.DEPUTY, begin, earliest(end_on, ended_on)))
    for person_id, start_on, end_on in scope.rows(session, _NETWORK_ROLES):
        roles[person_id].append(RoleFact(CriticalRole.COORDINATOR, start_on, end_on))
    for person_id, role in _mandates(session):
        roles[person_id].append(role)
    return roles


def _mandates(session: Session) -> list[tuple[int, RoleFact]]:
    """Who signed, or will sign, and which managers approved, until the party leaves or the covenant ends."""
    found: list[tuple[int, RoleFact]] = []
    for party in scope.rows(session, _COVENANT_PARTIES):
        over = earliest(
            party.left_on and days_after(party.left_on, 1), party.withdrawn_on, party.declined_on, party.ended_on
        )
        assert party.signatory_person_id
        start_on = earliest(party.requested_on, party.subject_to_mandate_on, party.signed_on) or party.joined_on
        found.append((party.signatory_person_id, _mandate(start_on, over)))
    for person_id, given_on, ended_on in scope.rows(session, _MANAGEMENT_APPROVALS):
        if person_id and given_on:
            found.append((person_id, _mandate(given_on, ended_on)))
    return found


def _mandate(start_on: date, over_on: date | None) -> RoleFact:
    return RoleFact(CriticalRole.MANDATE, start_on, days_after(over_on, -1) if over_on else None)


def _organisations(session: Session) -> tuple[MemberFact, ...]:
    times = memberships(session)
    rows = scope.rows(session, _ORGANISATIONS)
    return tuple(MemberFact(id, name, times[id]) for id, name in rows)
