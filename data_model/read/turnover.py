"""The facts about personnel changes: who is where, what was announced, and which tasks people hold."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

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
from data_model.tables.action import Action, ActionOwner, ActionUpdate
from data_model.tables.covenant import Covenant, CovenantParty, Evaluation, ManagementApproval
from data_model.tables.meeting import Meeting
from data_model.tables.network import Network
from data_model.tables.person import ContactConfirmation, NetworkRole
from data_model.tables.webber import Webber, WebberDeputy


@scope.read
def facts(session: Session, viewer: Viewer) -> TurnoverFacts:
    """Everything about turnover in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.TURNOVER, Verb.SEE)
    return known(session, viewer)


@scope.read
def known(session: Session, viewer: Viewer) -> TurnoverFacts:
    """The same for a read of one change, which demands a right of its own. What is shown of it is filtered."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    here = viewer.network_id
    network = session.execute(select(Network.trajectory_ended_on, Network.created_at).where(Network.id == here)).one()
    roles = session.execute(
        select(NetworkRole.person_id, NetworkRole.start_on, NetworkRole.end_on, NetworkRole.role, NetworkRole.id).where(
            NetworkRole.network_id == here
        )
    )
    return TurnoverFacts(
        ties=ties(session, viewer),
        trajectory_ended_on=network.trajectory_ended_on or dutch_day(network.created_at),
        roles=tuple(TaskFact(*row) for row in roles),
        webbers=_webbers(session, here),
        parties=_parties(session, here),
        actions=_actions(session, here),
        meetings=_meetings(session, here),
        confirmations=_confirmations(session, here),
    )


def _webbers(session: Session, here: int) -> tuple[WebberFact, ...]:
    deputies: dict[int, list[TaskFact]] = defaultdict(list)
    for deputy in session.scalars(select(WebberDeputy).where(WebberDeputy.network_id == here)):
        held = TaskFact(deputy.person_id, deputy.start_on, deputy.end_on, id=deputy.id)
        deputies[deputy.webber_id].append(held)
    rows = session.scalars(
        select(Webber).where(Webber.network_id == here, Webber.confirmed_on.is_not(None)).order_by(Webber.id)
    )
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


def _parties(session: Session, here: int) -> tuple[PartyFact, ...]:
    approvals = {
        (a.covenant_id, a.organisation_id): MandateFact(a.given_by_person_id, a.given_on)
        for a in session.scalars(select(ManagementApproval).where(ManagementApproval.network_id == here))
        if a.given_by_person_id and a.given_on
    }
    evaluations = _evaluations(session, here)
    rows = session.execute(
        select(CovenantParty, Covenant)
        .join(Covenant, (Covenant.id == CovenantParty.covenant_id) & (Covenant.network_id == CovenantParty.network_id))
        .where(CovenantParty.network_id == here)
        .order_by(CovenantParty.id)
    )
    return tuple(
        _party(party, covenant, approvals.get((covenant.id, party.organisation_id)), evaluations.get(covenant.id))
        for party, covenant in rows
    )


def _party(party: CovenantParty, covenant: Covenant, approval: MandateFact | None, evaluated: date | None) -> PartyFact:
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


def _evaluations(session: Session, here: int) -> dict[int, date]:
    """By covenant the latest day that an evaluation set for the next."""
    rows = session.execute(
        select(Evaluation.covenant_id, Evaluation.next_on)
        .where(Evaluation.network_id == here, Evaluation.next_on.is_not(None))
        .order_by(Evaluation.next_on)
    )
    return {covenant_id: next_on for covenant_id, next_on in rows if next_on}


def _actions(session: Session, here: int) -> tuple[ActionFact, ...]:
    owners: dict[int, list[OwnerFact]] = defaultdict(list)
    for action_id, person_id, organisation_id, start_on, end_on in session.execute(
        select(
            ActionOwner.action_id,
            ActionOwner.person_id,
            ActionOwner.organisation_id,
            ActionOwner.start_on,
            ActionOwner.end_on,
        ).where(ActionOwner.network_id == here)
    ):
        owners[action_id].append(OwnerFact(person_id, organisation_id, start_on, end_on))
    states: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for action_id, on, state in session.execute(
        select(ActionUpdate.action_id, ActionUpdate.updated_on, ActionUpdate.new_state)
        .where(ActionUpdate.network_id == here, ActionUpdate.new_state.is_not(None))
        .order_by(ActionUpdate.updated_on, ActionUpdate.id)
    ):
        states[action_id].append((on, state or ""))
    rows = session.execute(
        select(Action.id, Action.created_on, Action.due_on, Meeting.kind)
        .outerjoin(Meeting, (Meeting.id == Action.meeting_id) & (Meeting.network_id == Action.network_id))
        .where(Action.network_id == here)
        .order_by(Action.id)
    )
    updated = _updates(session, here)
    return tuple(ActionFact(*row, tuple(owners[row.id]), tuple(states[row.id]), updated[row.id]) for row in rows)


def _updates(session: Session, here: int) -> Mapping[int, tuple[date, ...]]:
    """By action the days on which somebody said how it goes."""
    rows = session.execute(
        select(ActionUpdate.action_id, ActionUpdate.updated_on, ActionUpdate.text, ActionUpdate.new_state)
        .where(ActionUpdate.network_id == here)
        .order_by(ActionUpdate.updated_on, ActionUpdate.id)
    )
    return grouped((action_id, on) for action_id, on, said, state in rows if state or said.strip())


def _meetings(session: Session, here: int) -> tuple[GatheringFact, ...]:
    there = attendance(session, here)
    rows = session.execute(select(*DAY).where(Meeting.network_id == here).order_by(Meeting.id))
    return tuple(
        GatheringFact(**day_of(row), present=frozenset(there[row.id, True]), absent=frozenset(there[row.id, False]))
        for row in rows
    )


def _confirmations(session: Session, here: int) -> tuple[tuple[int, date], ...]:
    """A report that they are wrong confirms nothing."""
    rows = session.execute(
        select(ContactConfirmation.person_id, ContactConfirmation.confirmed_on)
        .where(ContactConfirmation.network_id == here, ContactConfirmation.result != "wrong")
        .order_by(ContactConfirmation.confirmed_on, ContactConfirmation.id)
    )
    return tuple((person_id, confirmed_on) for person_id, confirmed_on in rows)
