"""The facts about contact data, without the data themselves."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require_any
from data_model.days import days_after, earliest
from data_model.findings import Subject
from data_model.read.affiliations import spells
from data_model.read.groups import grouped
from data_model.read.map_facts import maps, relations
from data_model.read.memberships import memberships
from data_model.read.statements import (
    CONFIRMATIONS,
    COVENANT_PARTIES,
    COVENANTS,
    MANAGEMENT_APPROVALS,
    NETWORK,
    NETWORK_ROLES,
    ORGANISATIONS,
    PEOPLE,
    WEBBER_DEPUTIES,
    WEBBERS,
)
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
from data_model.tables.person import ConfirmationRound, ContactChannel
from data_model.vocabulary import NetworkTask

_CONFIRMATION_ROUNDS = select(
    ConfirmationRound.started_on, ConfirmationRound.answer_by_on, ConfirmationRound.closed_on
).where(ConfirmationRound.network_id == HERE)
_CONTACT_CHANNELS = select(
    ContactChannel.person_id, ContactChannel.kind, ContactChannel.visibility, ContactChannel.added_on
).where(ContactChannel.network_id == HERE)


@scope.read
def facts(session: Session, viewer: Viewer) -> ContactFacts:
    """Everything about contact data in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.CONTACTS, Verb.SEE)
    (network,) = scope.rows(session, NETWORK)
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
        for person_id, confirmed_on, result in scope.rows(session, CONFIRMATIONS)
    )
    affiliations = grouped(
        (one.person_id, AffiliationFact(one.organisation_id, one.start_on, one.end_on, one.has_function))
        for one in spells(session)
    )
    roles = _roles(session)
    people = scope.rows(session, PEOPLE)
    return tuple(
        PersonFact(
            id=id,
            name=name,
            affiliations=affiliations[id],
            channels=channels[id],
            confirmations=confirmations[id],
            roles=tuple(roles[id]),
        )
        for id, name, _ in people
    )


def _roles(session: Session) -> dict[int, list[RoleFact]]:
    roles: dict[int, list[RoleFact]] = defaultdict(list)
    webbers = {webber.id: webber for webber in scope.rows(session, WEBBERS) if webber.confirmed_on}
    for webber in webbers.values():
        if webber.person_id and webber.confirmed_on:
            roles[webber.person_id].append(RoleFact(CriticalRole.WEBBER, webber.confirmed_on, webber.ended_on))
    for deputy in scope.rows(session, WEBBER_DEPUTIES):
        of = webbers.get(deputy.webber_id)
        if of and of.confirmed_on:
            begin, end_on = max(deputy.start_on, of.confirmed_on), earliest(deputy.end_on, of.ended_on)
            roles[deputy.person_id].append(RoleFact(CriticalRole.DEPUTY, begin, end_on))
    for person_id, start_on, end_on, task, _ in scope.rows(session, NETWORK_ROLES):
        if task == NetworkTask.COORDINATOR:
            roles[person_id].append(RoleFact(CriticalRole.COORDINATOR, start_on, end_on))
    for person_id, role in _mandates(session):
        roles[person_id].append(role)
    return roles


def _mandates(session: Session) -> list[tuple[int, RoleFact]]:
    """Who signed, or will sign, and which managers approved, until the party leaves or the covenant ends."""
    found: list[tuple[int, RoleFact]] = []
    ended = {covenant.id: covenant.ended_on for covenant in scope.rows(session, COVENANTS)}
    for party in scope.rows(session, COVENANT_PARTIES):
        if party.signatory_person_id is None:
            continue
        left_on = party.left_on and days_after(party.left_on, 1)
        over = earliest(left_on, party.withdrawn_on, party.declined_on, ended[party.covenant_id])
        start_on = earliest(party.requested_on, party.subject_to_mandate_on, party.signed_on) or party.joined_on
        found.append((party.signatory_person_id, _mandate(start_on, over)))
    for approval in scope.rows(session, MANAGEMENT_APPROVALS):
        if not approval.given_by_person_id or not approval.given_on:
            continue
        found.append((approval.given_by_person_id, _mandate(approval.given_on, ended[approval.covenant_id])))
    return found


def _mandate(start_on: date, over_on: date | None) -> RoleFact:
    return RoleFact(CriticalRole.MANDATE, start_on, days_after(over_on, -1) if over_on else None)


def _organisations(session: Session) -> tuple[MemberFact, ...]:
    times = memberships(session)
    rows = scope.rows(session, ORGANISATIONS)
    return tuple(MemberFact(row.id, row.name, times[row.id]) for row in rows)
