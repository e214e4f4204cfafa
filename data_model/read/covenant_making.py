"""What the forms that make and change a covenant start from: the covenants, their parties, and the network today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.days import happened
from data_model.read.choices import Choice
from data_model.read.covenant import facts as read_facts
from data_model.rules.covenant_facts import CovenantFacts
from data_model.rules.covenant_signed import signature_state
from data_model.rules.covenant_state import State, state
from data_model.tables.covenant import Covenant, CovenantParty
from data_model.tables.network import SharedGoal
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.tables.webber import Webber
from data_model.vocabulary import SignatureState


@dataclass(frozen=True)
class CovenantChoice(Choice):
    """A covenant as it stands, with its term and what was settled about managers."""

    state: State = State.DRAFT
    start_on: date | None = None
    end_on: date | None = None
    auto_renew: bool = False
    renew_months: int | None = None
    notice_days: int = 0
    evaluation_interval_months: int = 12
    first_evaluation_on: date | None = None
    approval_needed: str = "unknown"
    approval_route: str = ""
    goal_id: int | None = None


@dataclass(frozen=True)
class PartyChoice(Choice):
    """An organisation in a covenant: to sign, with how far it is, or only named."""

    covenant_id: int = 0
    role: str = "signing"
    state: SignatureState = SignatureState.NOT_ASKED


@dataclass(frozen=True)
class Drafting:
    """Who takes part in the network and who is webber, to be named in a new covenant. `informal` need not sign."""

    members: tuple[Choice, ...] = ()
    informal: frozenset[int] = frozenset()
    webbers: tuple[Choice, ...] = ()
    roles: Mapping[int, Mapping[int, str]] = field(default_factory=dict)  # by covenant and organisation


@scope.read
def covenants(session: Session, viewer: Viewer, day: date) -> list[CovenantChoice]:
    """The covenants that have not ended on this day, the newest first."""
    require(viewer, Entity.COVENANT, Verb.EDIT)
    facts = read_facts(session, viewer)
    states = {one.id: state(facts, one, day) for one in facts.covenants}
    rows = session.scalars(
        select(Covenant)
        .where(Covenant.network_id == viewer.network_id)
        .order_by(Covenant.drafted_on.desc(), Covenant.id.desc())
    )
    return [_choice(row, states[row.id]) for row in rows if not happened(row.ended_on, day)]


def _choice(row: Covenant, state: State) -> CovenantChoice:
    return CovenantChoice(
        row.id,
        row.title,
        version=row.version,
        state=state,
        start_on=row.start_on,
        end_on=row.end_on,
        auto_renew=row.auto_renew,
        renew_months=row.renew_months,
        notice_days=row.notice_days,
        evaluation_interval_months=row.evaluation_interval_months,
        first_evaluation_on=row.first_evaluation_on,
        approval_needed=row.management_approval_needed,
        approval_route=row.approval_route or "",
        goal_id=row.goal_id,
    )


@scope.read
def places(session: Session, viewer: Viewer, day: date) -> list[PartyChoice]:
    """The organisations in covenants that have not ended, by name."""
    require(viewer, Entity.COVENANT, Verb.EDIT)
    facts = read_facts(session, viewer)
    rows = select(CovenantParty.id, CovenantParty.version).where(CovenantParty.network_id == viewer.network_id)
    versions = {row.id: row.version for row in session.execute(rows)}
    found = [
        PartyChoice(
            party.id,
            party.name,
            covenant.title,
            organisation_id=party.organisation_id,
            version=versions[party.id],
            covenant_id=covenant.id,
            role=party.role,
            state=signature_state(party, day),
        )
        for covenant in facts.covenants
        if not happened(covenant.ended_on, day)
        for party in covenant.parties
        if party.takes_part(day)
    ]
    return sorted(found, key=lambda party: (party.name, party.id))


@scope.read
def drafting(session: Session, viewer: Viewer, day: date) -> Drafting:
    """What a new covenant names by itself: the active organisations and the confirmed webbers."""
    require(viewer, Entity.COVENANT, Verb.EDIT)
    facts = read_facts(session, viewer)
    active = [one for one in facts.organisations if one.active(day)]
    return Drafting(
        members=tuple(Choice(one.id, one.name, organisation_id=one.id) for one in active),
        informal=frozenset(one.id for one in active if one.informal),
        webbers=_webbers(session, viewer, day),
        roles=_roles(facts, day),
    )


def _roles(facts: CovenantFacts, day: date) -> dict[int, dict[int, str]]:
    return {
        covenant.id: {one.organisation_id: one.role for one in covenant.parties if one.takes_part(day)}
        for covenant in facts.covenants
    }


def _webbers(session: Session, viewer: Viewer, day: date) -> tuple[Choice, ...]:
    rows = session.execute(
        select(Webber, Organisation.name, Person.display_name)
        .join(
            Organisation,
            and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id),
        )
        .outerjoin(Person, and_(Person.id == Webber.person_id, Person.network_id == Webber.network_id))
        .where(Webber.network_id == viewer.network_id, Webber.confirmed_on <= day)
        .order_by(Organisation.name, Webber.id)
    )
    return tuple(
        Choice(webber.id, name, person or "", organisation_id=webber.organisation_id)
        for webber, name, person in rows
        if not happened(webber.rejected_on, day) and (webber.ended_on is None or webber.ended_on >= day)
    )


@scope.read
def present_goal(session: Session, viewer: Viewer, day: date) -> Choice | None:
    """The goal that the network has on this day; `on` is the day it was agreed."""
    require(viewer, Entity.COVENANT, Verb.EDIT)
    goals = session.scalars(
        select(SharedGoal)
        .where(SharedGoal.network_id == viewer.network_id, SharedGoal.agreed_on <= day)
        .order_by(SharedGoal.agreed_on.desc(), SharedGoal.id.desc())
    )
    found = (one for one in goals if not happened(one.replaced_on, day))
    return next((Choice(one.id, one.text, on=one.agreed_on, version=one.version) for one in found), None)
