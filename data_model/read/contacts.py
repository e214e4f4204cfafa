"""The facts about contact data, without the data themselves."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require_any
from data_model.days import days_after
from data_model.findings import Subject
from data_model.rules.contacts_facts import (
    AffiliationFact,
    CarrierFact,
    ChannelFact,
    ConfirmationFact,
    ContactFacts,
    CriticalRole,
    MapFact,
    MembershipFact,
    OrganisationFact,
    PersonFact,
    RelationFact,
    RoleFact,
)
from data_model.tables.covenant import Covenant, CovenantParty, ManagementApproval
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.network import Network
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, NetworkRole, Person
from data_model.tables.webber import Webber, WebberDeputy


def facts(session: Session, viewer: Viewer) -> ContactFacts:
    """Everything about contact data in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.CONTACTS, Verb.SEE)
    here = viewer.network_id
    network = session.execute(select(Network.id, Network.name).where(Network.id == here)).one()
    return ContactFacts(
        network=Subject("network", network.id, network.name),
        people=_people(session, here),
        organisations=_organisations(session, here),
        maps=_maps(session, here),
    )


def _people(session: Session, here: int) -> tuple[PersonFact, ...]:
    channels: dict[int, list[ChannelFact]] = defaultdict(list)
    for person_id, kind, visibility, added_on in session.execute(
        select(ContactChannel.person_id, ContactChannel.kind, ContactChannel.visibility, ContactChannel.added_on).where(
            ContactChannel.network_id == here
        )
    ):
        channels[person_id].append(ChannelFact(kind, visibility, added_on))
    confirmations: dict[int, list[ConfirmationFact]] = defaultdict(list)
    for person_id, confirmed_on, result in session.execute(
        select(ContactConfirmation.person_id, ContactConfirmation.confirmed_on, ContactConfirmation.result)
        .where(ContactConfirmation.network_id == here)
        .order_by(ContactConfirmation.confirmed_on, ContactConfirmation.id)
    ):
        confirmations[person_id].append(ConfirmationFact(confirmed_on, result))
    affiliations, roles = _affiliations(session, here), _roles(session, here)
    people = session.execute(
        select(Person.id, Person.display_name).where(Person.network_id == here).order_by(Person.display_name, Person.id)
    )
    return tuple(
        PersonFact(
            id=id,
            name=name,
            affiliations=tuple(affiliations[id]),
            channels=tuple(channels[id]),
            confirmations=tuple(confirmations[id]),
            roles=tuple(roles[id]),
        )
        for id, name in people
    )


def _affiliations(session: Session, here: int) -> dict[int, list[AffiliationFact]]:
    """An erased person works nowhere any more."""
    affiliations: dict[int, list[AffiliationFact]] = defaultdict(list)
    rows = session.execute(
        select(
            Affiliation.person_id,
            Affiliation.organisation_id,
            Affiliation.start_on,
            Affiliation.end_on,
            Affiliation.function_title,
            Person.erased_on,
        )
        .join(Person, and_(Person.id == Affiliation.person_id, Person.network_id == Affiliation.network_id))
        .where(Affiliation.network_id == here)
        .order_by(Affiliation.start_on, Affiliation.id)
    )
    for row in rows:
        end_on = _first([row.end_on, row.erased_on and days_after(row.erased_on, -1)])
        affiliations[row.person_id].append(
            AffiliationFact(row.organisation_id, row.start_on, end_on, bool((row.function_title or "").strip()))
        )
    return affiliations


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _roles(session: Session, here: int) -> dict[int, list[RoleFact]]:
    roles: dict[int, list[RoleFact]] = defaultdict(list)
    for webber in session.scalars(select(Webber).where(Webber.network_id == here, Webber.confirmed_on.is_not(None))):
        if webber.person_id and webber.confirmed_on:
            roles[webber.person_id].append(RoleFact(CriticalRole.WEBBER, webber.confirmed_on, webber.ended_on))
    for person_id, start_on, end_on, confirmed_on, ended_on in session.execute(
        select(WebberDeputy.person_id, WebberDeputy.start_on, WebberDeputy.end_on, Webber.confirmed_on, Webber.ended_on)
        .join(Webber, and_(Webber.id == WebberDeputy.webber_id, Webber.network_id == WebberDeputy.network_id))
        .where(WebberDeputy.network_id == here, Webber.confirmed_on.is_not(None))
    ):
        begin = max(start_on, confirmed_on or start_on)
        roles[person_id].append(RoleFact(CriticalRole.DEPUTY, begin, _first([end_on, ended_on])))
    for person_id, start_on, end_on in session.execute(
        select(NetworkRole.person_id, NetworkRole.start_on, NetworkRole.end_on).where(
            NetworkRole.network_id == here, NetworkRole.role == "coordinator"
        )
    ):
        roles[person_id].append(RoleFact(CriticalRole.COORDINATOR, start_on, end_on))
    for person_id, role in _mandates(session, here):
        roles[person_id].append(role)
    return roles


def _mandates(session: Session, here: int) -> list[tuple[int, RoleFact]]:
    """Who signed, or will sign, and which managers approved, until the party leaves or the covenant ends."""
    found: list[tuple[int, RoleFact]] = []
    for party, ended_on in session.execute(
        select(CovenantParty, Covenant.ended_on)
        .join(Covenant, and_(Covenant.id == CovenantParty.covenant_id, Covenant.network_id == CovenantParty.network_id))
        .where(CovenantParty.network_id == here, CovenantParty.signatory_person_id.is_not(None))
    ):
        over = _first([party.left_on, party.withdrawn_on, party.declined_on, ended_on])
        assert party.signatory_person_id
        start_on = _first([party.requested_on, party.subject_to_mandate_on, party.signed_on]) or party.joined_on
        found.append((party.signatory_person_id, _mandate(start_on, over)))
    for person_id, given_on, ended_on in session.execute(
        select(ManagementApproval.given_by_person_id, ManagementApproval.given_on, Covenant.ended_on)
        .join(
            Covenant,
            and_(Covenant.id == ManagementApproval.covenant_id, Covenant.network_id == ManagementApproval.network_id),
        )
        .where(
            ManagementApproval.network_id == here,
            ManagementApproval.given_by_person_id.is_not(None),
        )
    ):
        if person_id and given_on:
            found.append((person_id, _mandate(given_on, ended_on)))
    return found


def _mandate(start_on: date, over_on: date | None) -> RoleFact:
    return RoleFact(CriticalRole.MANDATE, start_on, days_after(over_on, -1) if over_on else None)


def _organisations(session: Session, here: int) -> tuple[OrganisationFact, ...]:
    memberships: dict[int, list[MembershipFact]] = defaultdict(list)
    for organisation_id, joined_on, left_on, paused_on, resumed_on in session.execute(
        select(
            Membership.organisation_id,
            Membership.joined_on,
            Membership.left_on,
            Membership.paused_on,
            Membership.resumed_on,
        ).where(Membership.network_id == here, Membership.joined_on.is_not(None))
    ):
        if joined_on:
            memberships[organisation_id].append(MembershipFact(joined_on, left_on, paused_on, resumed_on))
    rows = session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.network_id == here).order_by(Organisation.name)
    )
    return tuple(OrganisationFact(id, name, tuple(memberships[id])) for id, name in rows)


def _maps(session: Session, here: int) -> tuple[MapFact, ...]:
    carriers: dict[int, list[CarrierFact]] = defaultdict(list)
    for row in session.execute(
        select(
            RelationCarrier.relation_id,
            RelationCarrier.organisation_id,
            RelationCarrier.person_id,
            RelationCarrier.start_on,
            RelationCarrier.end_on,
        ).where(RelationCarrier.network_id == here)
    ):
        carriers[row.relation_id].append(CarrierFact(row.organisation_id, row.person_id, row.start_on, row.end_on))
    relations: dict[int, list[RelationFact]] = defaultdict(list)
    for id, version_id, start_on, end_on in session.execute(
        select(Relation.id, Relation.map_version_id, Relation.start_on, Relation.end_on).where(
            Relation.network_id == here
        )
    ):
        relations[version_id].append(RelationFact(start_on, end_on, tuple(carriers[id])))
    versions = session.execute(
        select(MapVersion.id, MapVersion.provisional_on, MapVersion.agreed_on)
        .where(MapVersion.network_id == here)
        .order_by(MapVersion.made_on, MapVersion.id)
    )
    return tuple(MapFact(provisional_on, agreed_on, tuple(relations[id])) for id, provisional_on, agreed_on in versions)
