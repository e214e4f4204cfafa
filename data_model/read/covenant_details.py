"""What the page on the covenant tells besides the facts: names of contacts, promises, annexes and arrangements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, allows, require
from data_model.read.groups import grouped
from data_model.tables.covenant import (
    AnchoringPromise,
    Covenant,
    CovenantAnnex,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.person import Person


@dataclass(frozen=True)
class Paper:
    """What a covenant is and where its text is kept."""

    kind: str
    document_ref: str | None
    approval_needed: str
    approval_route: str | None


@dataclass(frozen=True)
class AnnexLine:
    """A change of the covenant with its reason."""

    title: str
    reason: str | None
    agreed_on: date


@dataclass(frozen=True)
class Spoken:
    """The words of a promise and the name of whom to call about it, where the viewer may know it."""

    text: str
    contact: str | None


@dataclass(frozen=True)
class Arrangement:
    """What is known of the approval of managers, and how and how often they hear of the network."""

    needed: str
    informed_how: str | None
    inform_every_months: int | None
    last_informed_on: date | None


@dataclass(frozen=True)
class Details:
    """All by the id of the record. `contacts` and `set_aside` are of working agreements."""

    papers: Mapping[int, Paper]
    annexes: Mapping[int, tuple[AnnexLine, ...]]
    contacts: Mapping[int, str]
    set_aside: Mapping[int, str]
    promises: Mapping[int, Spoken]
    arrangements: Mapping[int, Arrangement]


@scope.read
def details(session: Session, viewer: Viewer) -> Details:
    """What everybody who may see the covenant may read of it. Names of contacts follow the right to see contacts."""
    require(viewer, Entity.COVENANT, Verb.SEE)
    here = viewer.network_id
    covenants = session.scalars(select(Covenant).where(Covenant.network_id == here))
    annexes = session.scalars(
        select(CovenantAnnex).where(CovenantAnnex.network_id == here).order_by(CovenantAnnex.agreed_on)
    )
    approvals = session.scalars(select(ManagementApproval).where(ManagementApproval.network_id == here))
    return Details(
        papers={
            one.id: Paper(one.kind, one.document_ref, one.management_approval_needed, one.approval_route)
            for one in covenants
        },
        annexes=grouped((one.covenant_id, AnnexLine(one.title, one.reason, one.agreed_on)) for one in annexes),
        contacts=_contacts(session, viewer),
        set_aside=_set_aside(session, here),
        promises=_promises(session, viewer),
        arrangements={
            one.id: Arrangement(one.needed, one.informed_how, one.inform_every_months, one.last_informed_on)
            for one in approvals
        },
    )


def _contacts(session: Session, viewer: Viewer) -> dict[int, str]:
    rows = session.execute(
        select(WorkingAgreement.id, WorkingAgreement.owner_organisation_id, Person.id, Person.display_name)
        .join(
            Person,
            and_(Person.id == WorkingAgreement.contact_person_id, Person.network_id == WorkingAgreement.network_id),
        )
        .where(WorkingAgreement.network_id == viewer.network_id, Person.erased_on.is_(None))
    )
    return {id: name for id, owner, person_id, name in rows if _may_know(viewer, owner, person_id)}


def _may_know(viewer: Viewer, organisation_id: int | None, person_id: int) -> bool:
    return allows(viewer, Entity.CONTACTS, Verb.SEE, organisation_id=organisation_id, person_id=person_id)


def _set_aside(session: Session, here: int) -> dict[int, str]:
    rows = session.execute(
        select(WorkingAgreement.id, WorkingAgreement.not_applicable_reason).where(
            WorkingAgreement.network_id == here, WorkingAgreement.not_applicable_reason.is_not(None)
        )
    )
    return {id: reason for id, reason in rows if reason}


def _promises(session: Session, viewer: Viewer) -> dict[int, Spoken]:
    rows = session.execute(
        select(AnchoringPromise, Person.display_name, Person.erased_on)
        .outerjoin(
            Person,
            and_(Person.id == AnchoringPromise.contact_person_id, Person.network_id == AnchoringPromise.network_id),
        )
        .where(AnchoringPromise.network_id == viewer.network_id)
    )
    return {
        row.id: Spoken(
            row.text,
            name
            if row.contact_person_id
            and erased_on is None
            and _may_know(viewer, row.organisation_id, row.contact_person_id)
            else None,
        )
        for row, name, erased_on in rows
    }
