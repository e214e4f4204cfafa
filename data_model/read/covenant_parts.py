"""What hangs on the covenants of a network, by covenant: parties, webbers, agreements, approvals and evaluations."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.read.groups import grouped
from data_model.read.statements import (
    COVENANT_PARTIES,
    EVALUATIONS,
    MANAGEMENT_APPROVALS,
    WEBBER_DEPUTIES,
    WEBBERS,
    WORKING_AGREEMENTS,
)
from data_model.rules.covenant_facts import (
    AgreementFact,
    AnnexFact,
    ApprovalFact,
    EvaluationFact,
    PartyFact,
    WebberFact,
)
from data_model.rules.covenant_organisations import Period
from data_model.scope import HERE
from data_model.tables.covenant import AgreementReview, CovenantAnnex, CovenantRevision, CovenantWebber
from data_model.vocabulary import Topic

_COVENANT_WEBBERS = (
    select(CovenantWebber.covenant_id, CovenantWebber.webber_id, CovenantWebber.listed_on, CovenantWebber.unlisted_on)
    .where(CovenantWebber.network_id == HERE)
    .order_by(CovenantWebber.id)
)
_AGREEMENT_REVIEWS = (
    select(AgreementReview.agreement_id, AgreementReview.reviewed_on, AgreementReview.outcome)
    .where(AgreementReview.network_id == HERE)
    .order_by(AgreementReview.reviewed_on, AgreementReview.id)
)
_COVENANT_ANNEXS = select(CovenantAnnex.covenant_id, CovenantAnnex.agreed_on, CovenantAnnex.reason).where(
    CovenantAnnex.network_id == HERE
)
_COVENANT_REVISIONS = select(
    CovenantRevision.covenant_id, CovenantRevision.started_on, CovenantRevision.finished_on
).where(CovenantRevision.network_id == HERE)


def parties(session: Session) -> Mapping[int, tuple[PartyFact, ...]]:
    rows = scope.rows(session, COVENANT_PARTIES)
    return grouped(
        (
            party.covenant_id,
            PartyFact(
                id=party.id,
                organisation_id=party.organisation_id,
                name=party.name,
                role=party.role,
                joined_on=party.joined_on,
                left_on=party.left_on,
                requested_on=party.requested_on,
                declined_on=party.declined_on,
                subject_to_mandate_on=party.subject_to_mandate_on,
                signed_on=party.signed_on,
                withdrawn_on=party.withdrawn_on,
            ),
        )
        for party in rows
    )


def webbers(session: Session) -> Mapping[int, tuple[WebberFact, ...]]:
    deputies = grouped(
        (one.webber_id, Period(one.start_on, one.end_on)) for one in scope.rows(session, WEBBER_DEPUTIES)
    )
    known = {webber.id: webber for webber in scope.rows(session, WEBBERS)}
    listed = ((one, known[one.webber_id]) for one in scope.rows(session, _COVENANT_WEBBERS))
    return grouped(
        (
            one.covenant_id,
            WebberFact(
                id=webber.id,
                organisation_id=webber.organisation_id,
                listed_on=one.listed_on,
                unlisted_on=one.unlisted_on,
                person_id=webber.person_id,
                confirmed_on=webber.confirmed_on,
                rejected_on=webber.rejected_on,
                ended_on=webber.ended_on,
                deputies=deputies[webber.id],
            ),
        )
        for one, webber in listed
    )


def agreements(session: Session) -> Mapping[int, tuple[AgreementFact, ...]]:
    reviews = grouped(
        (agreement_id, (reviewed_on, outcome))
        for agreement_id, reviewed_on, outcome in scope.rows(session, _AGREEMENT_REVIEWS)
    )
    rows = scope.rows(session, WORKING_AGREEMENTS)
    return grouped(
        (
            row.covenant_id,
            AgreementFact(
                id=row.id,
                topic=Topic(row.topic) if row.topic in set(Topic) else Topic.OTHER,
                agreed_on=row.agreed_on,
                text=row.text,
                owner_organisation_id=row.owner_organisation_id,
                review_on=row.review_on,
                applies=not (row.not_applicable_reason or "").strip(),
                dropped_on=row.dropped_on,
                reviews=reviews[row.id],
            ),
        )
        for row in rows
    )


def approvals(session: Session) -> Mapping[int, tuple[ApprovalFact, ...]]:
    rows = scope.rows(session, MANAGEMENT_APPROVALS)
    return grouped(
        (
            row.covenant_id,
            ApprovalFact(
                id=row.id,
                organisation_id=row.organisation_id,
                name=row.name,
                needed=row.needed == "yes",
                asked_on=row.asked_on,
                given_on=row.given_on,
                refused_on=row.refused_on,
                inform_every_months=row.inform_every_months,
                last_informed_on=row.last_informed_on,
            ),
        )
        for row in rows
    )


def annexes(session: Session) -> Mapping[int, tuple[AnnexFact, ...]]:
    rows = scope.rows(session, _COVENANT_ANNEXS)
    return grouped((id, AnnexFact(agreed_on, bool((reason or "").strip()))) for id, agreed_on, reason in rows)


def revisions(session: Session) -> Mapping[int, tuple[Period, ...]]:
    rows = scope.rows(session, _COVENANT_REVISIONS)
    return grouped((id, Period(started_on, finished_on)) for id, started_on, finished_on in rows)


def evaluations(session: Session) -> Mapping[int, tuple[EvaluationFact, ...]]:
    rows = scope.rows(session, EVALUATIONS)
    return grouped((id, EvaluationFact(held_on, outcome, next_on)) for id, held_on, outcome, next_on in rows)
