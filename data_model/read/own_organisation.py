"""What the covenant asks of the viewer's own organisation, and what that organisation promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.norms import Norms
from data_model.read.covenant import facts as read_facts
from data_model.rules.covenant_agreements import PromiseState, inform_due, promise_state, review_due
from data_model.rules.covenant_facts import ApprovalFact, CovenantFact, CovenantFacts, PartyFact
from data_model.rules.covenant_signed import given, refused, signature_state
from data_model.rules.covenant_state import GONE, State, state
from data_model.rules.covenant_term import evaluation_due, term
from data_model.tables.covenant import AnchoringPromise, ManagementApproval
from data_model.tables.organisation import Organisation
from data_model.vocabulary import SignatureState, Topic


@dataclass(frozen=True)
class Approval:
    """What the managers said, and how they hear of the network. `inform_by`: the last day on which that is in time."""

    id: int
    asked: bool
    given: bool
    refused: bool
    needed: bool
    how: str | None
    every_months: int | None
    informed_on: date | None
    inform_by: date | None


@dataclass(frozen=True)
class OwnAgreement:
    """A working agreement the organisation holds: what the network last said of it, and when it is discussed."""

    id: int
    topic: Topic
    text: str
    outcome: str
    review_on: date | None


@dataclass(frozen=True)
class OwnPromise:
    """What the organisation promised to arrange in its own house."""

    id: int
    text: str
    state: PromiseState


@dataclass(frozen=True)
class OwnCovenant:
    """A covenant as it concerns one organisation. No signature: it is only named in it, or not at all."""

    id: int
    title: str
    state: State
    last_day: date | None
    evaluate_by: date | None
    party_id: int | None
    signature: SignatureState | None
    approval: Approval | None
    agreements: tuple[OwnAgreement, ...]


@dataclass(frozen=True)
class OwnOrganisation:
    """The covenants that have not ended, and what the organisation promised."""

    id: int
    name: str
    covenants: tuple[OwnCovenant, ...]
    promises: tuple[OwnPromise, ...]


@scope.read
def own_organisation(session: Session, viewer: Viewer, day: date, norms: Norms) -> OwnOrganisation | None:
    """None for an account without an organisation in this network."""
    if viewer.organisation_id is None:
        return None
    require(viewer, Entity.COVENANT, Verb.SEE, organisation_id=viewer.organisation_id)
    name = session.scalar(
        select(Organisation.name).where(
            Organisation.id == viewer.organisation_id, Organisation.network_id == viewer.network_id
        )
    )
    if name is None:
        return None
    known = read_facts(session, viewer)
    living = [one for one in known.covenants if state(known, one, day) not in GONE]
    hears = _hears(session, viewer)
    return OwnOrganisation(
        id=viewer.organisation_id,
        name=name,
        covenants=tuple(_covenant(known, one, viewer.organisation_id, hears, day, norms) for one in living),
        promises=_promises(session, viewer, known, day),
    )


def _covenant(
    known: CovenantFacts, covenant: CovenantFact, own: int, hears: dict[int, str | None], day: date, norms: Norms
) -> OwnCovenant:
    party = _own([one for one in covenant.signing(day) if one.organisation_id == own])
    approval = next((one for one in covenant.approvals if one.organisation_id == own), None)
    agreements = (
        OwnAgreement(one.id, one.topic, one.text, one.outcome(day), review_due(covenant, one, day))
        for one in covenant.agreements
        if one.owner_organisation_id == own and one.stands(day) and one.applies
    )
    return OwnCovenant(
        id=covenant.id,
        title=covenant.title,
        state=state(known, covenant, day),
        last_day=term(known, covenant, day, norms).last_day,
        evaluate_by=evaluation_due(covenant, day),
        party_id=party.id if party else None,
        signature=signature_state(party, day) if party else None,
        approval=_approval(covenant, approval, hears, day) if approval else None,
        agreements=tuple(agreements),
    )


def _own(parties: Sequence[PartyFact]) -> PartyFact | None:
    return parties[0] if parties else None


def _approval(covenant: CovenantFact, one: ApprovalFact, hears: dict[int, str | None], day: date) -> Approval:
    def known(on: date | None) -> date | None:
        return on if on is not None and on <= day else None

    return Approval(
        id=one.id,
        asked=known(one.asked_on) is not None,
        given=given(one, day),
        refused=refused(one, day),
        needed=one.needed,
        how=hears.get(one.id),
        every_months=one.inform_every_months,
        informed_on=known(one.last_informed_on),
        inform_by=inform_due(covenant, one, day),
    )


def _hears(session: Session, viewer: Viewer) -> dict[int, str | None]:
    """How the managers hear of the network, by approval."""
    rows = session.execute(
        select(ManagementApproval.id, ManagementApproval.informed_how).where(
            ManagementApproval.network_id == viewer.network_id,
            ManagementApproval.organisation_id == viewer.organisation_id,
        )
    )
    return {row.id: row.informed_how for row in rows}


def _promises(session: Session, viewer: Viewer, known: CovenantFacts, day: date) -> tuple[OwnPromise, ...]:
    texts = session.execute(
        select(AnchoringPromise.id, AnchoringPromise.text)
        .where(
            AnchoringPromise.network_id == viewer.network_id,
            AnchoringPromise.organisation_id == viewer.organisation_id,
            AnchoringPromise.promised_on <= day,
        )
        .order_by(AnchoringPromise.id)
    )
    made = {one.id: one for one in known.promises}
    return tuple(OwnPromise(id, text, promise_state(known, made[id], day)) for id, text in texts)
