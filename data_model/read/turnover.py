"""The facts about personnel changes: who is where, what was announced, and which tasks people hold."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import add_months, days_after, dutch_day, earliest
from data_model.read.groups import grouped
from data_model.read.map import ties
from data_model.read.meeting_days import DAY, attendance, day_of
from data_model.rules.tasks import (
    ActionFact,
    GatheringFact,
    MandateFact,
    OwnerFact,
    PartyFact,
    TaskFact,
    TurnoverFacts,
    WebberFact,
)
from data_model.scope import HERE
from data_model.tables.action import Action, ActionOwner, ActionUpdate
from data_model.tables.covenant import Covenant, CovenantParty, Evaluation, ManagementApproval
from data_model.tables.meeting import Meeting
from data_model.tables.network import Network
from data_model.tables.person import ContactConfirmation, NetworkRole
from data_model.tables.webber import Webber, WebberDeputy

_NETWORK_ROLES = select(
    NetworkRole.person_id, NetworkRole.start_on, NetworkRole.end_on, NetworkRole.role, NetworkRole.id
).where(NetworkRole.network_id == HERE)
_NETWORKS = select(Network.trajectory_ended_on, Network.created_at).where(Network.id == HERE)
_WEBBER_DEPUTIES = select(WebberDeputy).where(WebberDeputy.network_id == HERE)
_WEBBERS = select(Webber).where(Webber.network_id == HERE, Webber.confirmed_on.is_not(None)).order_by(Webber.id)
_COVENANT_PARTIES = (
    select(
        CovenantParty.id,
        CovenantParty.covenant_id,
        CovenantParty.organisation_id,
        CovenantParty.joined_on,
        CovenantParty.left_on,
        CovenantParty.declined_on,
        CovenantParty.withdrawn_on,
        CovenantParty.signed_on,
        CovenantParty.subject_to_mandate_on,
        CovenantParty.signatory_person_id,
        CovenantParty.mandate_confirmed_on,
        Covenant.title,
        Covenant.start_on,
        Covenant.end_on,
        Covenant.ended_on,
        Covenant.first_evaluation_on,
        Covenant.evaluation_interval_months,
        Covenant.auto_renew,
        Covenant.renew_months,
    )
    .join(Covenant, (Covenant.id == CovenantParty.covenant_id) & (Covenant.network_id == CovenantParty.network_id))
    .where(CovenantParty.network_id == HERE)
    .order_by(CovenantParty.id)
)
_MANAGEMENT_APPROVALS = select(ManagementApproval).where(ManagementApproval.network_id == HERE)
_EVALUATIONS = (
    select(Evaluation.covenant_id, Evaluation.next_on)
    .where(Evaluation.network_id == HERE, Evaluation.next_on.is_not(None))
    .order_by(Evaluation.next_on)
)
_ACTION_OWNERS = select(
    ActionOwner.action_id,
    ActionOwner.person_id,
    ActionOwner.organisation_id,
    ActionOwner.start_on,
    ActionOwner.end_on,
).where(ActionOwner.network_id == HERE)
_ACTION_UPDATES = (
    select(ActionUpdate.action_id, ActionUpdate.updated_on, ActionUpdate.new_state)
    .where(ActionUpdate.network_id == HERE, ActionUpdate.new_state.is_not(None))
    .order_by(ActionUpdate.updated_on, ActionUpdate.id)
)
_ACTIONS = (
    select(Action.id, Action.created_on, Action.due_on, Meeting.kind)
    .outerjoin(Meeting, (Meeting.id == Action.meeting_id) & (Meeting.network_id == Action.network_id))
    .where(Action.network_id == HERE)
    .order_by(Action.id)
)
_SAID = (
    select(ActionUpdate.action_id, ActionUpdate.updated_on, ActionUpdate.text, ActionUpdate.new_state)
    .where(ActionUpdate.network_id == HERE)
    .order_by(ActionUpdate.updated_on, ActionUpdate.id)
)
_MEETINGS = select(*DAY).where(Meeting.network_id == HERE).order_by(Meeting.id)
_CONTACT_CONFIRMATIONS = (
    select(ContactConfirmation.person_id, ContactConfirmation.confirmed_on)
    .where(ContactConfirmation.network_id == HERE, ContactConfirmation.result != "wrong")
    .order_by(ContactConfirmation.confirmed_on, ContactConfirmation.id)
)


@scope.read
def facts(session: Session, viewer: Viewer) -> TurnoverFacts:
    """Everything about turnover in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.TURNOVER, Verb.SEE)
    return known(session, viewer)


@scope.read
def known(session: Session, viewer: Viewer) -> TurnoverFacts:
    """The same for a read of one change, which demands a right of its own. What is shown of it is filtered."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    (network,) = scope.rows(session, _NETWORKS)
    roles = scope.rows(session, _NETWORK_ROLES)
    return TurnoverFacts(
        ties=ties(session, viewer),
        trajectory_ended_on=network.trajectory_ended_on or dutch_day(network.created_at),
        roles=tuple(TaskFact(*row) for row in roles),
        webbers=_webbers(session),
        parties=_parties(session),
        actions=_actions(session),
        meetings=_meetings(session),
        confirmations=_confirmations(session),
    )


def _webbers(session: Session) -> tuple[WebberFact, ...]:
    deputies: dict[int, list[TaskFact]] = defaultdict(list)
    for deputy in scope.rows(session, _WEBBER_DEPUTIES):
        held = TaskFact(deputy.person_id, deputy.start_on, deputy.end_on, id=deputy.id)
        deputies[deputy.webber_id].append(held)
    rows = scope.rows(session, _WEBBERS)
    return tuple(
        WebberFact(
            id=w.id,
            organisation_id=w.organisation_id,
            person_id=w.person_id,
            confirmed_on=w.confirmed_on,
            ended_on=w.ended_on,
            area=w.area,
            domain=w.domain,
            deputies=tuple(deputies[w.id]),
        )
        for w in rows
        if w.confirmed_on
    )


def _parties(session: Session) -> tuple[PartyFact, ...]:
    approvals = {
        (a.covenant_id, a.organisation_id): MandateFact(a.given_by_person_id, a.given_on)
        for a in scope.rows(session, _MANAGEMENT_APPROVALS)
        if a.given_by_person_id and a.given_on
    }
    evaluations = _evaluations(session)
    rows = scope.rows(session, _COVENANT_PARTIES)
    return tuple(
        _party(row, approvals.get((row.covenant_id, row.organisation_id)), evaluations.get(row.covenant_id))
        for row in rows
    )


def _party(party: Any, approval: MandateFact | None, evaluated: date | None) -> PartyFact:
    signed_on = party.signed_on or party.subject_to_mandate_on
    signature = MandateFact(party.signatory_person_id, signed_on) if party.signatory_person_id and signed_on else None
    first = party.first_evaluation_on or (
        add_months(party.start_on, party.evaluation_interval_months) if party.start_on else None
    )
    return PartyFact(
        organisation_id=party.organisation_id,
        covenant=party.title,
        joined_on=party.joined_on,
        left_on=earliest(party.left_on and days_after(party.left_on, 1), party.declined_on, party.withdrawn_on),
        mandates=tuple(mandate for mandate in (signature, approval) if mandate),
        mandate_confirmed_on=party.mandate_confirmed_on,
        evaluation_on=evaluated or first,
        end_on=party.end_on,
        ended_on=party.ended_on,
        renew_months=(party.renew_months or 0) if party.auto_renew else 0,
        id=party.id,
    )


def _evaluations(session: Session) -> dict[int, date]:
    """By covenant the latest day that an evaluation set for the next."""
    rows = scope.rows(session, _EVALUATIONS)
    return {covenant_id: next_on for covenant_id, next_on in rows if next_on}


def _actions(session: Session) -> tuple[ActionFact, ...]:
    owners: dict[int, list[OwnerFact]] = defaultdict(list)
    for action_id, person_id, organisation_id, start_on, end_on in scope.rows(session, _ACTION_OWNERS):
        owners[action_id].append(OwnerFact(person_id, organisation_id, start_on, end_on))
    states: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for action_id, on, state in scope.rows(session, _ACTION_UPDATES):
        states[action_id].append((on, state or ""))
    rows = scope.rows(session, _ACTIONS)
    updated = _updates(session)
    return tuple(ActionFact(*row, tuple(owners[row.id]), tuple(states[row.id]), updated[row.id]) for row in rows)


def _updates(session: Session) -> Mapping[int, tuple[date, ...]]:
    """By action the days on which somebody said how it goes."""
    rows = scope.rows(session, _SAID)
    return grouped((action_id, on) for action_id, on, said, state in rows if state or said.strip())


def _meetings(session: Session) -> tuple[GatheringFact, ...]:
    there = attendance(session)
    rows = scope.rows(session, _MEETINGS)
    return tuple(
        GatheringFact(**day_of(row), present=frozenset(there[row.id, True]), absent=frozenset(there[row.id, False]))
        for row in rows
    )


def _confirmations(session: Session) -> tuple[tuple[int, date], ...]:
    """A report that they are wrong confirms nothing."""
    rows = scope.rows(session, _CONTACT_CONFIRMATIONS)
    return tuple((person_id, confirmed_on) for person_id, confirmed_on in rows)
