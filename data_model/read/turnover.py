"""The facts about personnel changes: who is where, what was announced, and which tasks people hold."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import add_months, days_after, dutch_day, earliest
from data_model.read.groups import grouped
from data_model.read.map import ties
from data_model.read.meeting_days import attendance, day_of
from data_model.read.statements import (
    ACTION_OWNERS,
    ACTION_UPDATES,
    ACTIONS,
    CONFIRMATIONS,
    COVENANT_PARTIES,
    COVENANTS,
    EVALUATIONS,
    MANAGEMENT_APPROVALS,
    MEETINGS,
    NETWORK,
    NETWORK_ROLES,
    WEBBER_DEPUTIES,
    WEBBERS,
)
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


@scope.read
def facts(session: Session, viewer: Viewer) -> TurnoverFacts:
    """Everything about turnover in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.TURNOVER, Verb.SEE)
    return known(session, viewer)


@scope.read
def known(session: Session, viewer: Viewer) -> TurnoverFacts:
    """The same for a read of one change, which demands a right of its own. What is shown of it is filtered."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    (network,) = scope.rows(session, NETWORK)
    roles = scope.rows(session, NETWORK_ROLES)
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
    for deputy in scope.rows(session, WEBBER_DEPUTIES):
        held = TaskFact(deputy.person_id, deputy.start_on, deputy.end_on, id=deputy.id)
        deputies[deputy.webber_id].append(held)
    rows = scope.rows(session, WEBBERS)
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
        for a in scope.rows(session, MANAGEMENT_APPROVALS)
        if a.given_by_person_id and a.given_on
    }
    evaluations = _evaluations(session)
    covenants = {covenant.id: covenant for covenant in scope.rows(session, COVENANTS)}
    rows = sorted(scope.rows(session, COVENANT_PARTIES), key=lambda row: row.id)
    return tuple(
        _party(
            row,
            covenants[row.covenant_id],
            approvals.get((row.covenant_id, row.organisation_id)),
            evaluations.get(row.covenant_id),
        )
        for row in rows
    )


def _party(party: Any, covenant: Any, approval: MandateFact | None, evaluated: date | None) -> PartyFact:
    signed_on = party.signed_on or party.subject_to_mandate_on
    signature = MandateFact(party.signatory_person_id, signed_on) if party.signatory_person_id and signed_on else None
    first = covenant.first_evaluation_on or (
        add_months(covenant.start_on, covenant.evaluation_interval_months) if covenant.start_on else None
    )
    return PartyFact(
        organisation_id=party.organisation_id,
        covenant=covenant.title,
        joined_on=party.joined_on,
        left_on=earliest(party.left_on and days_after(party.left_on, 1), party.declined_on, party.withdrawn_on),
        mandates=tuple(mandate for mandate in (signature, approval) if mandate),
        mandate_confirmed_on=party.mandate_confirmed_on,
        evaluation_on=evaluated or first,
        end_on=covenant.end_on,
        ended_on=covenant.ended_on,
        renew_months=(covenant.renew_months or 0) if covenant.auto_renew else 0,
        id=party.id,
    )


def _evaluations(session: Session) -> dict[int, date]:
    """By covenant the latest day that an evaluation set for the next."""
    found: dict[int, date] = {}
    for row in scope.rows(session, EVALUATIONS):
        if row.next_on:
            found[row.covenant_id] = max(row.next_on, found.get(row.covenant_id, row.next_on))
    return found


def _actions(session: Session) -> tuple[ActionFact, ...]:
    owners: dict[int, list[OwnerFact]] = defaultdict(list)
    for action_id, person_id, organisation_id, start_on, end_on in scope.rows(session, ACTION_OWNERS):
        owners[action_id].append(OwnerFact(person_id, organisation_id, start_on, end_on))
    said = scope.rows(session, ACTION_UPDATES)
    states = grouped((action_id, (on, state)) for action_id, on, _, state in said if state)
    updated = grouped((action_id, on) for action_id, on, text, state in said if state or text.strip())
    rows = sorted(scope.rows(session, ACTIONS), key=lambda row: row.id)
    return tuple(
        ActionFact(row.id, row.created_on, row.due_on, row.kind, tuple(owners[row.id]), states[row.id], updated[row.id])
        for row in rows
    )


def _meetings(session: Session) -> tuple[GatheringFact, ...]:
    there = attendance(session)
    rows = sorted(scope.rows(session, MEETINGS), key=lambda row: row.id)
    return tuple(
        GatheringFact(**day_of(row), present=frozenset(there[row.id, True]), absent=frozenset(there[row.id, False]))
        for row in rows
    )


def _confirmations(session: Session) -> tuple[tuple[int, date], ...]:
    """A report that they are wrong confirms nothing."""
    rows = scope.rows(session, CONFIRMATIONS)
    return tuple((person_id, confirmed_on) for person_id, confirmed_on, result in rows if result != "wrong")
