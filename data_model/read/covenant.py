"""The facts about covenants: ingredients, signatures, term, evaluations, agreements and promises."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require_any
from data_model.days import dutch_day
from data_model.findings import Subject
from data_model.read import covenant_parts as parts
from data_model.read.affiliations import spells
from data_model.read.groups import grouped
from data_model.read.memberships import memberships
from data_model.read.statements import COVENANTS, NETWORK, ORGANISATIONS
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts, GoalFact, PromiseFact
from data_model.rules.covenant_organisations import OrganisationFact, StaffFact
from data_model.scope import HERE
from data_model.tables.covenant import AnchoringPromise
from data_model.tables.network import GoalConfirmation, SharedGoal

_SHARED_GOALS = select(SharedGoal.id, SharedGoal.text, SharedGoal.agreed_on, SharedGoal.replaced_on).where(
    SharedGoal.network_id == HERE
)
_GOAL_CONFIRMATIONS = select(GoalConfirmation.goal_id, GoalConfirmation.confirmed_on).where(
    GoalConfirmation.network_id == HERE
)
_ANCHORING_PROMISES = (
    select(
        AnchoringPromise.id,
        AnchoringPromise.organisation_id,
        AnchoringPromise.promised_on,
        AnchoringPromise.contact_person_id,
        AnchoringPromise.discussed_on,
        AnchoringPromise.anchored_on,
    )
    .where(AnchoringPromise.network_id == HERE)
    .order_by(AnchoringPromise.id)
)


@scope.read
def facts(session: Session, viewer: Viewer) -> CovenantFacts:
    """Everything about covenants in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.COVENANT, Verb.SEE)
    (network,) = scope.rows(session, NETWORK)
    return CovenantFacts(
        network=Subject("network", network.id, network.name),
        trajectory_ended_on=network.trajectory_ended_on or dutch_day(network.created_at),
        covenants=_covenants(session),
        organisations=_organisations(session),
        promises=_promises(session),
    )


def _covenants(session: Session) -> tuple[CovenantFact, ...]:
    goals = _goals(session)
    parties, webbers = parts.parties(session), parts.webbers(session)
    agreements, approvals = parts.agreements(session), parts.approvals(session)
    annexes, revisions = parts.annexes(session), parts.revisions(session)
    evaluations = parts.evaluations(session)
    rows = scope.rows(session, COVENANTS)
    return tuple(
        CovenantFact(
            id=row.id,
            title=row.title,
            drafted_on=row.drafted_on,
            opened_on=row.opened_on,
            in_force_on=row.in_force_on,
            end_on=row.end_on,
            ended_on=row.ended_on,
            auto_renew=row.auto_renew,
            renew_months=row.renew_months,
            notice_days=row.notice_days,
            evaluation_interval_months=row.evaluation_interval_months,
            first_evaluation_on=row.first_evaluation_on,
            approval_settled=row.management_approval_needed in ("yes", "no"),
            replaces_id=row.replaces_id,
            goal=goals.get(row.goal_id) if row.goal_id else None,
            parties=parties[row.id],
            webbers=webbers[row.id],
            agreements=agreements[row.id],
            approvals=approvals[row.id],
            annexes=annexes[row.id],
            revisions=revisions[row.id],
            evaluations=evaluations[row.id],
        )
        for row in rows
    )


def _goals(session: Session) -> dict[int, GoalFact]:
    confirmed = grouped((goal_id, confirmed_on) for goal_id, confirmed_on in scope.rows(session, _GOAL_CONFIRMATIONS))
    rows = scope.rows(session, _SHARED_GOALS)
    return {id: GoalFact(text, agreed_on, replaced_on, confirmed[id]) for id, text, agreed_on, replaced_on in rows}


def _organisations(session: Session) -> tuple[OrganisationFact, ...]:
    times = memberships(session)
    staff = grouped(
        (one.organisation_id, StaffFact(one.start_on, one.end_on, one.person_id)) for one in spells(session)
    )
    rows = scope.rows(session, ORGANISATIONS)
    return tuple(
        OrganisationFact(one.id, one.name, times[one.id], one.formality == "informal", staff[one.id]) for one in rows
    )


def _promises(session: Session) -> tuple[PromiseFact, ...]:
    return tuple(PromiseFact(**row._asdict()) for row in scope.rows(session, _ANCHORING_PROMISES))
