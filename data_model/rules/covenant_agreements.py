"""Are agreements discussed, owned and anchored, and are managers kept informed? (docs/policy 3.B C5)"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from data_model.days import add_months, days_after, happened
from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.rules.covenant_facts import (
    NOT_KEPT,
    AgreementFact,
    ApprovalFact,
    CovenantFact,
    CovenantFacts,
    PromiseFact,
)
from data_model.rules.covenant_state import began
from data_model.rules.covenant_term import evaluation_due


class PromiseState(StrEnum):
    """How far an organisation is with what it promised to arrange in its own house."""

    NOT_DISCUSSED = "not_discussed"
    DISCUSSED = "discussed"
    ANCHORED = "anchored"


def review_due(covenant: CovenantFact, agreement: AgreementFact, day: date) -> date | None:
    """The day by which an agreement is discussed: its own while that is still to come, else the next evaluation."""
    reviewed = max((on for on, _ in agreement.reviews if on <= day), default=None)
    own = agreement.review_on
    if own is not None and (reviewed is None or reviewed < own):
        return own
    return evaluation_due(covenant, day)


def promise_state(facts: CovenantFacts, promise: PromiseFact, day: date) -> PromiseState:
    """What was anchored falls back to discussed when its contact leaves the organisation."""
    person_id = promise.contact_person_id
    lost = person_id is not None and facts.organisation(promise.organisation_id).lost(person_id, day)
    if happened(promise.anchored_on, day) and not lost:
        return PromiseState.ANCHORED
    talked = happened(promise.discussed_on, day) or happened(promise.anchored_on, day)
    return PromiseState.DISCUSSED if talked else PromiseState.NOT_DISCUSSED


def judge_agreements(facts: CovenantFacts, covenant: CovenantFact, today: date) -> Iterator[Finding]:
    for agreement in covenant.agreements:
        if agreement.stands(today) and agreement.applies:
            yield from _not_reviewed(covenant, agreement, today)
            yield from _not_kept(facts, agreement, today)
            yield from _without_contact(facts, agreement, today)


def _about(agreement: AgreementFact) -> Subject:
    return Subject("working_agreement", agreement.id, agreement.text)


def _not_reviewed(covenant: CovenantFact, agreement: AgreementFact, today: date) -> Iterator[Finding]:
    def holds(day: date) -> bool:
        due = review_due(covenant, agreement, day)
        if due is None or day <= due or not agreement.stands(day):
            return False
        return not any(due <= on <= day for on, _ in agreement.reviews)

    due = review_due(covenant, agreement, today)
    if due is not None and holds(today):
        turns = {agreement.agreed_on, *(on for on, _ in agreement.reviews)}
        turns |= {one.held_on for one in covenant.evaluations}
        turns |= {covenant.in_force_on} if covenant.in_force_on else set()
        dues = {review_due(covenant, agreement, turn) for turn in turns}
        turns |= {days_after(one, 1) for one in dues if one}
        yield Finding(
            kind="covenant.agreement_not_reviewed",
            about=_about(agreement),
            urgency=Urgency.ATTENTION,
            since=began(today, turns, holds),
            values={"agreement": agreement.text, "topic": agreement.topic, "due_on": due},
            organisation_id=agreement.owner_organisation_id,
        )


def _not_kept(facts: CovenantFacts, agreement: AgreementFact, today: date) -> Iterator[Finding]:
    if agreement.outcome(today) != NOT_KEPT:
        return
    owner = agreement.owner_organisation_id
    turns = {agreement.agreed_on, *(on for on, _ in agreement.reviews)}
    yield Finding(
        kind="covenant.agreement_not_kept",
        about=_about(agreement),
        urgency=Urgency.ATTENTION,
        since=began(today, turns, lambda day: agreement.stands(day) and agreement.outcome(day) == NOT_KEPT),
        values={
            "agreement": agreement.text,
            "topic": agreement.topic,
            "organisation": facts.organisation(owner).name if owner else None,
        },
        organisation_id=owner,
    )


def _without_contact(facts: CovenantFacts, agreement: AgreementFact, today: date) -> Iterator[Finding]:
    if agreement.owner_organisation_id is None:
        return
    owner = facts.organisation(agreement.owner_organisation_id)
    if owner.reachable(today):
        return
    turns = {agreement.agreed_on, *(turn for one in owner.staff for turn in one.turns())}
    yield Finding(
        kind="covenant.agreement_without_contact",
        about=_about(agreement),
        urgency=Urgency.HIGH,
        since=began(today, turns, lambda day: agreement.stands(day) and not owner.reachable(day)),
        values={"agreement": agreement.text, "topic": agreement.topic, "organisation": owner.name},
        organisation_id=owner.id,
    )


def judge_promises(facts: CovenantFacts, today: date, norms: Norms) -> Iterator[Finding]:
    """One finding for each organisation, however many promises it made."""
    promises: dict[int, list[PromiseFact]] = defaultdict(list)
    for promise in facts.promises:
        promises[promise.organisation_id].append(promise)
    for organisation_id, made in promises.items():
        yield from _not_discussed(facts, organisation_id, made, today, norms)


def _not_discussed(
    facts: CovenantFacts, organisation_id: int, made: list[PromiseFact], today: date, norms: Norms
) -> Iterator[Finding]:
    organisation = facts.organisation(organisation_id)

    def late_from(promise: PromiseFact) -> date:
        return days_after(max(facts.trajectory_ended_on, promise.promised_on), norms.anchoring_days + 1)

    def waiting(day: date) -> list[PromiseFact]:
        if organisation.left(day):
            return []
        open_ones = (one for one in made if promise_state(facts, one, day) is PromiseState.NOT_DISCUSSED)
        return [one for one in open_ones if late_from(one) <= day]

    if late := waiting(today):
        turns = {late_from(one) for one in made} | {one.discussed_on or one.anchored_on or today for one in made}
        turns |= {turn for membership in organisation.memberships for turn in membership.turns()}
        yield Finding(
            kind="covenant.promise_not_discussed",
            about=organisation.subject,
            urgency=Urgency.ATTENTION,
            since=began(today, turns, lambda day: bool(waiting(day))),
            values={
                "organisation": organisation.name,
                "promises": len(late),
                "promised_on": min(one.promised_on for one in late),
            },
            organisation_id=organisation_id,
        )


def judge_informed(covenant: CovenantFact, today: date) -> Iterator[Finding]:
    """Managers who asked to hear of the network every so many months."""
    for approval in covenant.approvals:
        due = inform_due(covenant, approval, today)
        if due is not None and today > due:
            yield Finding(
                kind="covenant.manager_not_informed",
                about=Subject("management_approval", approval.id, approval.name),
                urgency=Urgency.ATTENTION,
                since=days_after(due, 1),
                values={
                    "organisation": approval.name,
                    "every_months": approval.inform_every_months,
                    "due_on": due,
                    "last_on": approval.last_informed_on if happened(approval.last_informed_on, today) else None,
                },
                organisation_id=approval.organisation_id,
            )


def inform_due(covenant: CovenantFact, approval: ApprovalFact, day: date) -> date | None:
    """The last day on which the manager is informed as often as asked."""
    if not approval.inform_every_months:
        return None
    known = (approval.last_informed_on, approval.given_on, approval.asked_on, covenant.known_from)
    last = next((on for on in known if on is not None and on <= day), None)
    return add_months(last, approval.inform_every_months) if last else None
