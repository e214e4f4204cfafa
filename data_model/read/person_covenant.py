"""What one person signed, approved or promised for an organisation, and for which agreements one can ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, allows, require
from data_model.tables.base import NetworkRecord
from data_model.tables.covenant import (
    AnchoringPromise,
    Covenant,
    CovenantParty,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.organisation import Organisation

SIGNED, SUBJECT, APPROVED, AGREEMENT, PROMISE = (
    "signed",
    "signed_subject_to_mandate",
    "approved",
    "agreement",
    "promise",
)


@dataclass(frozen=True)
class CovenantLine:
    """`kind` is one of the words above; `text` the covenant, agreement or promise; `on` the day it was done or made."""

    kind: str
    text: str
    on: date
    organisation_id: int | None
    organisation: str | None


@scope.read
def covenant_lines(session: Session, viewer: Viewer, person_id: int, day: date) -> tuple[CovenantLine, ...]:
    """Known on a day, of covenants that have not ended; signatures first. A manager sees those of the own organisation.

    For whom one can be asked follows the right to see contacts, as on the page of the covenant.
    """
    require(viewer, Entity.COVENANT, Verb.SEE)
    lines = (
        *_signatures(session, viewer, person_id, day),
        *_approvals(session, viewer, person_id, day),
        *_agreements(session, viewer, person_id, day),
        *_promises(session, viewer, person_id, day),
    )
    return tuple(
        line
        for line in lines
        if allows(viewer, Entity.CONTACTS, Verb.SEE, organisation_id=line.organisation_id, person_id=person_id)
    )


def _house(
    organisation_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], table: type[NetworkRecord]
) -> ColumnElement[bool]:
    return and_(Organisation.id == organisation_id, Organisation.network_id == table.network_id)


def _of(covenant_id: InstrumentedAttribute[int], table: type[NetworkRecord]) -> ColumnElement[bool]:
    return and_(Covenant.id == covenant_id, Covenant.network_id == table.network_id)


def _stands(ended_on: InstrumentedAttribute[date | None], day: date) -> ColumnElement[bool]:
    return or_(ended_on.is_(None), ended_on > day)


def _signatures(session: Session, viewer: Viewer, person_id: int, day: date) -> Iterator[CovenantLine]:
    rows = session.execute(
        select(CovenantParty, Covenant.title, Organisation.name)
        .join(Covenant, _of(CovenantParty.covenant_id, CovenantParty))
        .join(Organisation, _house(CovenantParty.organisation_id, CovenantParty))
        .where(
            CovenantParty.network_id == viewer.network_id,
            CovenantParty.signatory_person_id == person_id,
            or_(CovenantParty.left_on.is_(None), CovenantParty.left_on >= day),
            _stands(CovenantParty.withdrawn_on, day),
            _stands(Covenant.ended_on, day),
        )
        .order_by(CovenantParty.id)
    )
    for party, title, name in rows:
        steps = ((SIGNED, party.signed_on), (SUBJECT, party.subject_to_mandate_on))
        kind, on = next(((kind, on) for kind, on in steps if on is not None and on <= day), ("", None))
        if on is not None:
            yield CovenantLine(kind, title, on, party.organisation_id, name)


def _approvals(session: Session, viewer: Viewer, person_id: int, day: date) -> Iterator[CovenantLine]:
    rows = session.execute(
        select(Covenant.title, ManagementApproval.given_on, Organisation.id, Organisation.name)
        .join(Covenant, _of(ManagementApproval.covenant_id, ManagementApproval))
        .join(Organisation, _house(ManagementApproval.organisation_id, ManagementApproval))
        .where(
            ManagementApproval.network_id == viewer.network_id,
            ManagementApproval.given_by_person_id == person_id,
            ManagementApproval.given_on <= day,
            _stands(Covenant.ended_on, day),
        )
        .order_by(ManagementApproval.id)
    )
    return (CovenantLine(APPROVED, title, on, id, name) for title, on, id, name in rows if on is not None)


def _agreements(session: Session, viewer: Viewer, person_id: int, day: date) -> Iterator[CovenantLine]:
    rows = session.execute(
        select(WorkingAgreement.text, WorkingAgreement.agreed_on, Organisation.id, Organisation.name)
        .join(Covenant, _of(WorkingAgreement.covenant_id, WorkingAgreement))
        .outerjoin(Organisation, _house(WorkingAgreement.owner_organisation_id, WorkingAgreement))
        .where(
            WorkingAgreement.network_id == viewer.network_id,
            WorkingAgreement.contact_person_id == person_id,
            WorkingAgreement.agreed_on <= day,
            _stands(WorkingAgreement.dropped_on, day),
            _stands(Covenant.ended_on, day),
        )
        .order_by(WorkingAgreement.id)
    )
    return (CovenantLine(AGREEMENT, *row) for row in rows)


def _promises(session: Session, viewer: Viewer, person_id: int, day: date) -> Iterator[CovenantLine]:
    rows = session.execute(
        select(AnchoringPromise.text, AnchoringPromise.promised_on, Organisation.id, Organisation.name)
        .join(Organisation, _house(AnchoringPromise.organisation_id, AnchoringPromise))
        .where(
            AnchoringPromise.network_id == viewer.network_id,
            AnchoringPromise.contact_person_id == person_id,
            AnchoringPromise.promised_on <= day,
        )
        .order_by(AnchoringPromise.id)
    )
    return (CovenantLine(PROMISE, *row) for row in rows)
