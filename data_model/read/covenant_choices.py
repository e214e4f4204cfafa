"""What the forms on the covenant offer to choose from, limited to what the viewer may act on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require, require_any
from data_model.read.choices import Choice
from data_model.tables.covenant import AnchoringPromise, Covenant, ManagementApproval, WorkingAgreement
from data_model.tables.network import SharedGoal
from data_model.tables.organisation import Organisation


@dataclass(frozen=True)
class ApprovalChoice(Choice):
    """Managers who may still say something; `refused`: they did not agree before."""

    refused: bool = False


@scope.read
def open_covenants(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The covenants that have not ended on this day, the newest first."""
    require(viewer, Entity.COVENANT, Verb.EDIT)
    rows = session.execute(
        select(Covenant.id, Covenant.title, Covenant.version)
        .where(Covenant.network_id == viewer.network_id, _not_ended(day))
        .order_by(Covenant.drafted_on.desc(), Covenant.id)
    )
    return [Choice(row.id, row.title, version=row.version) for row in rows]


def _not_ended(day: date) -> ColumnElement[bool]:
    return or_(Covenant.ended_on.is_(None), Covenant.ended_on > day)


@scope.read
def goals(session: Session, viewer: Viewer, day: date) -> dict[int, Choice]:
    """The goal of each covenant that has not ended, where the network has no other goal by now."""
    require(viewer, Entity.COVENANT, Verb.EDIT)
    rows = session.execute(
        select(Covenant.id.label("covenant_id"), SharedGoal.id, SharedGoal.text, SharedGoal.version)
        .join(SharedGoal, and_(SharedGoal.id == Covenant.goal_id, SharedGoal.network_id == Covenant.network_id))
        .where(
            Covenant.network_id == viewer.network_id,
            _not_ended(day),
            or_(SharedGoal.replaced_on.is_(None), SharedGoal.replaced_on > day),
        )
    )
    return {row.covenant_id: Choice(row.id, row.text, version=row.version) for row in rows}


@scope.read
def agreements(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The working agreements that stand on this day, with the organisation that holds each."""
    require(viewer, Entity.COVENANT, Verb.EDIT)
    rows = session.execute(
        select(
            WorkingAgreement.id,
            WorkingAgreement.text,
            WorkingAgreement.version,
            WorkingAgreement.owner_organisation_id,
            Organisation.name,
        )
        .join(
            Covenant,
            and_(Covenant.id == WorkingAgreement.covenant_id, Covenant.network_id == WorkingAgreement.network_id),
        )
        .outerjoin(
            Organisation,
            and_(
                Organisation.id == WorkingAgreement.owner_organisation_id,
                Organisation.network_id == WorkingAgreement.network_id,
            ),
        )
        .where(
            WorkingAgreement.network_id == viewer.network_id,
            _not_ended(day),
            WorkingAgreement.dropped_on.is_(None),
            WorkingAgreement.agreed_on <= day,
            func.trim(func.coalesce(WorkingAgreement.not_applicable_reason, "")) == "",
        )
        .order_by(WorkingAgreement.id)
    )
    return [
        Choice(row.id, row.text, row.name or "", organisation_id=row.owner_organisation_id, version=row.version)
        for row in rows
    ]


@scope.read
def promises(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The promises that are not anchored yet, by organisation; first those not discussed. `on`: discussed since."""
    extent = require_any(viewer, Entity.COVENANT, Verb.EDIT)
    rows = session.execute(
        select(AnchoringPromise, Organisation.name)
        .join(
            Organisation,
            and_(
                Organisation.id == AnchoringPromise.organisation_id,
                Organisation.network_id == AnchoringPromise.network_id,
            ),
        )
        .where(
            AnchoringPromise.network_id == viewer.network_id,
            AnchoringPromise.promised_on <= day,
            AnchoringPromise.anchored_on.is_(None),
            *_own(extent, viewer, AnchoringPromise.organisation_id),
        )
        .order_by(Organisation.name, AnchoringPromise.discussed_on.is_not(None), AnchoringPromise.id)
    )
    return [
        Choice(
            promise.id,
            promise.text,
            name,
            on=promise.discussed_on,
            organisation_id=promise.organisation_id,
            version=promise.version,
        )
        for promise, name in rows
    ]


@scope.read
def approvals(session: Session, viewer: Viewer, day: date) -> list[ApprovalChoice]:
    """The managers whose approval is needed and who did not give it yet, by organisation. `on`: asked since."""
    return _approvals(
        session,
        viewer,
        day,
        ManagementApproval.needed == "yes",
        ManagementApproval.given_on.is_(None),
    )


@scope.read
def managers_to_inform(session: Session, viewer: Viewer, day: date) -> list[ApprovalChoice]:
    """The managers who asked to hear of the network every so many months, by organisation."""
    return _approvals(session, viewer, day, ManagementApproval.inform_every_months > 0)


def _approvals(session: Session, viewer: Viewer, day: date, *conditions: ColumnElement[bool]) -> list[ApprovalChoice]:
    extent = require_any(viewer, Entity.COVENANT, Verb.EDIT)
    rows = session.execute(
        select(ManagementApproval, Organisation.name, Covenant.title)
        .join(
            Covenant,
            and_(Covenant.id == ManagementApproval.covenant_id, Covenant.network_id == ManagementApproval.network_id),
        )
        .join(
            Organisation,
            and_(
                Organisation.id == ManagementApproval.organisation_id,
                Organisation.network_id == ManagementApproval.network_id,
            ),
        )
        .where(
            ManagementApproval.network_id == viewer.network_id,
            _not_ended(day),
            *conditions,
            *_own(extent, viewer, ManagementApproval.organisation_id),
        )
        .order_by(Organisation.name, ManagementApproval.id)
    )
    return [
        ApprovalChoice(
            approval.id,
            name,
            title,
            on=approval.asked_on,
            organisation_id=approval.organisation_id,
            version=approval.version,
            refused=approval.refused_on is not None,
        )
        for approval, name, title in rows
    ]


def _own(extent: Reach, viewer: Viewer, organisation_id: InstrumentedAttribute[int]) -> list[ColumnElement[bool]]:
    """The rows that lie within the viewer's reach. No right on the covenant is about a person."""
    return [] if extent is Reach.NETWORK else [organisation_id == viewer.organisation_id]
