"""What hangs on the covenants of a network, by covenant: parties, webbers, agreements, approvals and evaluations."""

from collections.abc import Mapping

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data_model.read.groups import grouped
from data_model.rules.covenant_facts import (
    AgreementFact,
    AnnexFact,
    ApprovalFact,
    EvaluationFact,
    PartyFact,
    WebberFact,
)
from data_model.rules.covenant_organisations import Period
from data_model.tables.covenant import (
    AgreementReview,
    CovenantAnnex,
    CovenantParty,
    CovenantRevision,
    CovenantWebber,
    Evaluation,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.organisation import Organisation
from data_model.tables.webber import Webber, WebberDeputy
from data_model.vocabulary import Topic


def parties(session: Session, here: int) -> Mapping[int, tuple[PartyFact, ...]]:
    rows = session.execute(
        select(CovenantParty, Organisation.name)
        .join(
            Organisation,
            and_(Organisation.id == CovenantParty.organisation_id, Organisation.network_id == CovenantParty.network_id),
        )
        .where(CovenantParty.network_id == here)
        .order_by(Organisation.name, CovenantParty.id)
    )
    return grouped(
        (
            party.covenant_id,
            PartyFact(
                id=party.id,
                organisation_id=party.organisation_id,
                name=name,
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
        for party, name in rows
    )


def webbers(session: Session, here: int) -> Mapping[int, tuple[WebberFact, ...]]:
    deputies = grouped(
        (webber_id, Period(start_on, end_on))
        for webber_id, start_on, end_on in session.execute(
            select(WebberDeputy.webber_id, WebberDeputy.start_on, WebberDeputy.end_on).where(
                WebberDeputy.network_id == here
            )
        )
    )
    rows = session.execute(
        select(CovenantWebber.covenant_id, CovenantWebber.listed_on, CovenantWebber.unlisted_on, Webber)
        .join(Webber, and_(Webber.id == CovenantWebber.webber_id, Webber.network_id == CovenantWebber.network_id))
        .where(CovenantWebber.network_id == here)
        .order_by(CovenantWebber.id)
    )
    return grouped(
        (
            covenant_id,
            WebberFact(
                id=webber.id,
                organisation_id=webber.organisation_id,
                listed_on=listed_on,
                unlisted_on=unlisted_on,
                person_id=webber.person_id,
                confirmed_on=webber.confirmed_on,
                rejected_on=webber.rejected_on,
                ended_on=webber.ended_on,
                deputies=deputies[webber.id],
            ),
        )
        for covenant_id, listed_on, unlisted_on, webber in rows
    )


def agreements(session: Session, here: int) -> Mapping[int, tuple[AgreementFact, ...]]:
    reviews = grouped(
        (agreement_id, (reviewed_on, outcome))
        for agreement_id, reviewed_on, outcome in session.execute(
            select(AgreementReview.agreement_id, AgreementReview.reviewed_on, AgreementReview.outcome)
            .where(AgreementReview.network_id == here)
            .order_by(AgreementReview.reviewed_on, AgreementReview.id)
        )
    )
    rows = session.scalars(
        select(WorkingAgreement).where(WorkingAgreement.network_id == here).order_by(WorkingAgreement.id)
    )
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


def approvals(session: Session, here: int) -> Mapping[int, tuple[ApprovalFact, ...]]:
    rows = session.execute(
        select(ManagementApproval, Organisation.name)
        .join(
            Organisation,
            and_(
                Organisation.id == ManagementApproval.organisation_id,
                Organisation.network_id == ManagementApproval.network_id,
            ),
        )
        .where(ManagementApproval.network_id == here)
        .order_by(Organisation.name, ManagementApproval.id)
    )
    return grouped(
        (
            row.covenant_id,
            ApprovalFact(
                id=row.id,
                organisation_id=row.organisation_id,
                name=name,
                needed=row.needed == "yes",
                asked_on=row.asked_on,
                given_on=row.given_on,
                refused_on=row.refused_on,
                inform_every_months=row.inform_every_months,
                last_informed_on=row.last_informed_on,
            ),
        )
        for row, name in rows
    )


def annexes(session: Session, here: int) -> Mapping[int, tuple[AnnexFact, ...]]:
    rows = session.execute(
        select(CovenantAnnex.covenant_id, CovenantAnnex.agreed_on, CovenantAnnex.reason).where(
            CovenantAnnex.network_id == here
        )
    )
    return grouped((id, AnnexFact(agreed_on, bool((reason or "").strip()))) for id, agreed_on, reason in rows)


def revisions(session: Session, here: int) -> Mapping[int, tuple[Period, ...]]:
    rows = session.execute(
        select(CovenantRevision.covenant_id, CovenantRevision.started_on, CovenantRevision.finished_on).where(
            CovenantRevision.network_id == here
        )
    )
    return grouped((id, Period(started_on, finished_on)) for id, started_on, finished_on in rows)


def evaluations(session: Session, here: int) -> Mapping[int, tuple[EvaluationFact, ...]]:
    rows = session.execute(
        select(Evaluation.covenant_id, Evaluation.held_on, Evaluation.outcome, Evaluation.next_on)
        .where(Evaluation.network_id == here)
        .order_by(Evaluation.held_on, Evaluation.id)
    )
    return grouped((id, EvaluationFact(held_on, outcome, next_on)) for id, held_on, outcome, next_on in rows)
