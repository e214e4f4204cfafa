"""Does the covenant still hold? (docs/policy 3.B; seed 002, item 6)"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from data_model.findings import Act, Actor, Finding, Kind
from data_model.norms import Norms
from data_model.rules.covenant_agreements import judge_agreements, judge_informed, judge_promises
from data_model.rules.covenant_complete import judge_complete, judge_none
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts
from data_model.rules.covenant_signed import judge_signed
from data_model.rules.covenant_state import GONE, state
from data_model.rules.covenant_term import judge_evaluation, judge_term

__all__ = ["KINDS", "CovenantFacts", "judge"]

_COORDINATOR, _MANAGER, _ORGANISATION = Actor.COORDINATOR, Actor.MANAGER, Actor.ORGANISATION
_UNSIGNED, _MANDATE = ("covenant_unsigned_days",), ("covenant_mandate_days",)
_ENDS, _ENDS_SOON = ("covenant_ends_days", "covenant_ends_soon_days"), ("covenant_ends_soon_days",)

KINDS = {
    "covenant.none": Kind("B.C1", _COORDINATOR, Act.REVISE_COVENANT),
    "covenant.incomplete": Kind("B.C1", _COORDINATOR, Act.REVISE_COVENANT),
    "covenant.update_needed": Kind("B.C1", _COORDINATOR, Act.REVISE_COVENANT),
    "covenant.goal_not_confirmed": Kind("B.C1", _COORDINATOR, Act.REVISE_COVENANT, ("covenant_goal_confirmed_months",)),
    "covenant.no_informal_organisation": Kind("B.C1", _COORDINATOR, Act.INVITE_ORGANISATION),
    "covenant.webber_without_deputy": Kind("B.C1", _ORGANISATION, Act.REVISE_COVENANT),
    "covenant.topic_not_kept": Kind("B.C1", _COORDINATOR, Act.REVIEW_AGREEMENT),
    "covenant.not_signed": Kind("B.C2", _COORDINATOR, Act.RECORD_SIGNATURE, _UNSIGNED),
    "covenant.party_unsigned": Kind("B.C2", _ORGANISATION, Act.RECORD_SIGNATURE, _UNSIGNED),
    "covenant.mandate_pending": Kind("B.C2", _MANAGER, Act.RECORD_SIGNATURE, _MANDATE),
    "covenant.party_declined": Kind("B.C2", _COORDINATOR, Act.RECORD_SIGNATURE),
    "covenant.party_withdrew": Kind("B.C2", _COORDINATOR, Act.REVISE_COVENANT),
    "covenant.approval_missing": Kind("B.C2", _MANAGER, Act.RECORD_APPROVAL, _UNSIGNED),
    "covenant.approval_refused": Kind("B.C2", _COORDINATOR, Act.RECORD_APPROVAL),
    "covenant.no_term": Kind("B.C3", _COORDINATOR, Act.REVISE_COVENANT),
    "covenant.renews_soon": Kind("B.C3", _COORDINATOR, Act.REVISE_COVENANT, ("covenant_notice_days",)),
    "covenant.ends": Kind("B.C3", _COORDINATOR, Act.REVISE_COVENANT, _ENDS),
    "covenant.ends_without_follow_up": Kind("B.C3", _COORDINATOR, Act.REVISE_COVENANT, _ENDS_SOON),
    "covenant.expired": Kind("B.C3", _COORDINATOR, Act.REVISE_COVENANT, ("covenant_expired_critical_days",)),
    "covenant.evaluation_due": Kind("B.C4", _COORDINATOR, Act.EVALUATE_COVENANT, ("evaluation_overdue_days",)),
    "covenant.evaluation_overdue": Kind("B.C4", _COORDINATOR, Act.EVALUATE_COVENANT, ("evaluation_overdue_days",)),
    "covenant.agreement_not_reviewed": Kind("B.C5", _COORDINATOR, Act.REVIEW_AGREEMENT),
    "covenant.agreement_not_kept": Kind("B.C5", _COORDINATOR, Act.REVIEW_AGREEMENT),
    "covenant.agreement_without_contact": Kind("B.C5", _ORGANISATION, Act.NAME_SUCCESSOR),
    "covenant.promise_not_discussed": Kind("B.C5", _ORGANISATION, Act.REVIEW_AGREEMENT, ("anchoring_days",)),
    "covenant.manager_not_informed": Kind("B.C5", _COORDINATOR, Act.INFORM_MANAGER),
}


def judge(facts: CovenantFacts, today: date, norms: Norms) -> Iterator[Finding]:
    """What needs somebody about the covenants today. Covenants that ended or were replaced rest."""
    yield from judge_none(facts, today)
    for covenant in facts.covenants:
        if state(facts, covenant, today) not in GONE:
            for finding in _about(covenant, facts, today, norms):
                yield replace(finding, since=max(finding.since, covenant.known_from))
    yield from judge_promises(facts, today, norms)


def _about(covenant: CovenantFact, facts: CovenantFacts, today: date, norms: Norms) -> Iterator[Finding]:
    yield from judge_complete(facts, covenant, today, norms)
    yield from judge_signed(covenant, today, norms)
    yield from judge_term(facts, covenant, today, norms)
    yield from judge_evaluation(covenant, today, norms)
    yield from judge_agreements(facts, covenant, today)
    yield from judge_informed(covenant, today)
