"""Where one organisation stands in the covenants on a day: its signature, its approval, its agreements and promises."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.days import happened
from data_model.read.covenant import facts
from data_model.rules.covenant_agreements import PromiseState, promise_state, review_due
from data_model.rules.covenant_facts import SIGNING
from data_model.rules.covenant_signed import signature_state
from data_model.rules.covenant_state import GONE, State, state
from data_model.tables.covenant import AnchoringPromise, ManagementApproval
from data_model.vocabulary import SignatureState, Topic


@dataclass(frozen=True)
class CovenantLine:
    """A covenant that names this organisation. No signature state: only named. No approval: nothing is known of it."""

    covenant_id: int
    party_id: int
    title: str
    state: State
    signature: SignatureState | None
    approval: str | None


@dataclass(frozen=True)
class AgreementLine:
    """A working agreement this organisation holds; `outcome` is new, active, kept or not_kept."""

    agreement_id: int
    topic: Topic
    text: str
    outcome: str
    review_by: date | None


@dataclass(frozen=True)
class PromiseLine:
    """What this organisation promised to arrange in its own house."""

    promise_id: int
    text: str
    promised_on: date
    state: PromiseState


@dataclass(frozen=True)
class CovenantStanding:
    """What the covenants that count say of one organisation. Promises that are not kept up yet come first."""

    covenants: tuple[CovenantLine, ...]
    agreements: tuple[AgreementLine, ...]
    promises: tuple[PromiseLine, ...]


@scope.read
def covenant_standing(session: Session, viewer: Viewer, organisation_id: int, day: date) -> CovenantStanding:
    """In the covenants that have not ended and are not replaced."""
    require(viewer, Entity.COVENANT, Verb.SEE)
    known = facts(session, viewer)
    living = [covenant for covenant in known.covenants if state(known, covenant, day) not in GONE]
    approvals, texts = _approvals(session, viewer, organisation_id, day), _promise_texts(session, viewer)
    promises = [
        PromiseLine(one.id, texts[one.id], one.promised_on, promise_state(known, one, day))
        for one in known.promises
        if one.organisation_id == organisation_id and one.promised_on <= day
    ]
    return CovenantStanding(
        covenants=tuple(
            CovenantLine(
                covenant_id=covenant.id,
                party_id=party.id,
                title=covenant.title,
                state=state(known, covenant, day),
                signature=signature_state(party, day) if party.role == SIGNING else None,
                approval=approvals.get(covenant.id),
            )
            for covenant in living
            for party in covenant.parties
            if party.organisation_id == organisation_id and party.takes_part(day)
        ),
        agreements=tuple(
            AgreementLine(one.id, one.topic, one.text, one.outcome(day), review_due(covenant, one, day))
            for covenant in living
            for one in covenant.agreements
            if one.owner_organisation_id == organisation_id and one.stands(day) and one.applies
        ),
        promises=tuple(sorted(promises, key=lambda line: list(PromiseState).index(line.state))),
    )


def _promise_texts(session: Session, viewer: Viewer) -> dict[int, str]:
    rows = session.execute(
        select(AnchoringPromise.id, AnchoringPromise.text).where(AnchoringPromise.network_id == viewer.network_id)
    )
    return {row.id: row.text for row in rows}


def _approvals(session: Session, viewer: Viewer, organisation_id: int, day: date) -> dict[int, str]:
    """By covenant how far the approval of the managers is, in the words of `transitions`."""
    rows = session.scalars(
        select(ManagementApproval).where(
            ManagementApproval.network_id == viewer.network_id, ManagementApproval.organisation_id == organisation_id
        )
    )
    return {row.covenant_id: _approval(row, day) for row in rows}


def _approval(row: ManagementApproval, day: date) -> str:
    answers = [(on, name) for on, name in ((row.refused_on, "refused"), (row.given_on, "given")) if happened(on, day)]
    if answers:
        return max(answers, key=lambda answer: answer[0] or date.min)[1]
    if happened(row.asked_on, day):
        return "asked"
    return {"yes": "needed", "no": "not_needed"}.get(row.needed, "unknown")
