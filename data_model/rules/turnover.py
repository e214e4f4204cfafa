"""Which personnel changes leave a gap, and where would one do so? (docs/policy 3.E; seed 002, Nota bene)"""

from collections.abc import Iterator
from datetime import date

from data_model.findings import Act, Actor, Finding, Kind
from data_model.norms import Norms
from data_model.rules import breakpoints, churn, departures, drawing, handovers, quiet, vulnerable
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts

_C, _O, _M = Actor.COORDINATOR, Actor.ORGANISATION, Actor.MANAGER
_MAP = ("map_age_days",)

KINDS = {
    "turnover.sole_contact": Kind("E.T1", _O, Act.NAME_SUCCESSOR, _MAP),
    "turnover.becomes_sole_contact": Kind("E.T2", _O, Act.NAME_SUCCESSOR),
    "turnover.webber_leaves": Kind("E.T3a", _C, Act.NAME_SUCCESSOR, ("webbers_min",)),
    "turnover.webber_leaves_deputy": Kind("E.T3b", _C, Act.NAME_SUCCESSOR),
    "turnover.signatory_leaves": Kind("E.T4", _M, Act.CONFIRM_MANDATE, ("signatory_deadline_days",)),
    "turnover.breakpoint_organisation": Kind("E.T5a", _C, Act.UPDATE_MAP, _MAP),
    "turnover.breakpoint_person": Kind("E.T5b", _O, Act.HAND_OVER, _MAP),
    "turnover.single_carried": Kind("E.T5c", _O, Act.HAND_OVER, ("carrier_few_relations",)),
    "turnover.open_actions": Kind("E.T6", _O, Act.UPDATE_ACTION, ("update_before_meeting_days", "update_window_days")),
    "turnover.organisation_actions": Kind(
        "E.T6b", _C, Act.UPDATE_ACTION, ("update_before_meeting_days", "update_window_days")
    ),
    "turnover.handover_missing": Kind("E.T7", _O, Act.HAND_OVER, ("handover_start_days", "handover_late_days")),
    "turnover.coordinator_leaves": Kind("E.T8", _M, Act.NAME_SUCCESSOR),
    "turnover.organiser_leaves": Kind("E.T9", _C, Act.PLAN_MEETING),
    "turnover.changing_contacts": Kind("E.T10", _M, Act.NAME_SUCCESSOR, ("contact_changes", "contact_changes_days")),
    "turnover.churn": Kind("E.T11", _C, Act.PLAN_MEETING, ("churn_share", "churn_min_leavers", "churn_days")),
    "turnover.domain_lost": Kind("E.T12", _C, Act.INVITE_ORGANISATION),
    "turnover.newcomer_not_introduced": Kind("E.T13", _C, Act.PLAN_MEETING, ("newcomer_days",)),
    "turnover.one_contact": Kind("E.V1", _O, Act.NAME_SUCCESSOR),
    "turnover.webber_without_deputy": Kind("E.V2", Actor.WEBBER, Act.NAME_SUCCESSOR),
    "turnover.webber_without_person": Kind("E.V3", _O, Act.NAME_SUCCESSOR),
    "turnover.breakpoint_person_standing": Kind("E.V4", _C, Act.UPDATE_MAP),
    "turnover.breakpoint_organisation_standing": Kind("E.V4", _C, Act.UPDATE_MAP),
    "turnover.single_carrier": Kind("E.V5", _O, Act.UPDATE_MAP),
    "turnover.coordinator_without_deputy": Kind("E.V6", _M, Act.NAME_SUCCESSOR),
    "turnover.few_webbers": Kind("E.V7", _C, Act.NAME_SUCCESSOR, ("webbers_min",)),
    "turnover.map_provisional": Kind("E.map", _C, Act.UPDATE_MAP, ("map_provisional_days",)),
    "turnover.relation_without_carrier": Kind("E.carrier", _C, Act.UPDATE_MAP),
    "turnover.organisation_quiet": Kind("E.quiet", _C, Act.CONFIRM_CONTACT, ("quiet_signs", *quiet.NORMS)),
    "turnover.not_connected": Kind("E.isolated", _C, Act.UPDATE_MAP),
}


def judge(facts: TurnoverFacts, today: date, norms: Norms) -> Iterator[Finding]:
    """What needs somebody about who leaves and who is alone today."""
    outlook = Outlook(facts.ties, today)
    consequences = [
        *departures.contacts(facts, outlook, norms),
        *departures.webbers(facts, outlook, norms),
        *breakpoints.organisations_that_stop(outlook, norms),
        *breakpoints.people_that_leave(outlook, norms),
    ]
    yield from (finding for _, finding in consequences)
    breaks = ((change, finding) for change, finding in consequences if finding.kind != "turnover.becomes_sole_contact")
    yield from handovers.handovers(outlook, norms, frozenset(change.event.id for change, _ in breaks))
    yield from handovers.mandates(facts, outlook, norms)
    yield from handovers.actions(facts, outlook, norms)
    yield from handovers.organisers(facts, outlook)
    yield from departures.coordinators(facts, outlook)
    yield from breakpoints.standing(outlook)
    yield from breakpoints.single_carriers(outlook)
    yield from churn.judge(facts, outlook, norms)
    yield from vulnerable.judge(facts, outlook, norms)
    yield from drawing.judge(outlook, norms)
    yield from quiet.judge(facts, outlook, norms)
