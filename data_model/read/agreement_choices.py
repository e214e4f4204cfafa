"""What the forms on agreements, promises and managers start from, limited to what the viewer may act on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, allows, require, require_any
from data_model.days import happened
from data_model.read.choices import Choice, members
from data_model.read.covenant import facts as read_facts
from data_model.rules.covenant_state import GONE, state
from data_model.tables.covenant import AnchoringPromise, Covenant, ManagementApproval, WorkingAgreement
from data_model.tables.organisation import Organisation


@dataclass(frozen=True)
class AgreementChoice(Choice):
    """A working agreement that stands, or a topic that does not apply (then `name` is the reason)."""

    covenant_id: int = 0
    topic: str = ""
    contact_person_id: int | None = None
    applies: bool = True


@dataclass(frozen=True)
class PromiseChoice(Choice):
    """What an organisation promised, and whom to call about it."""

    contact_person_id: int | None = None


@dataclass(frozen=True)
class ManagementChoice(Choice):
    """An organisation of a covenant and what is arranged with its managers. Version 0: nothing is recorded yet."""

    covenant_id: int = 0
    needed: str = "unknown"
    informed_how: str = ""
    inform_every_months: int | None = None


@scope.read
def standing_agreements(session: Session, viewer: Viewer, day: date) -> list[AgreementChoice]:
    """The agreements of covenants that have not ended, in the order in which they were made."""
    require(viewer, Entity.COVENANT, Verb.EDIT)
    rows = session.execute(
        select(WorkingAgreement, Covenant.ended_on)
        .join(
            Covenant,
            and_(Covenant.id == WorkingAgreement.covenant_id, Covenant.network_id == WorkingAgreement.network_id),
        )
        .where(WorkingAgreement.network_id == viewer.network_id, WorkingAgreement.dropped_on.is_(None))
        .order_by(WorkingAgreement.id)
    )
    return [
        AgreementChoice(
            row.id,
            row.not_applicable_reason or row.text,
            on=row.review_on,
            organisation_id=row.owner_organisation_id,
            version=row.version,
            covenant_id=row.covenant_id,
            topic=row.topic,
            contact_person_id=row.contact_person_id,
            applies=not row.not_applicable_reason,
        )
        for row, ended_on in rows
        if not happened(ended_on, day)
    ]


@scope.read
def promises_made(session: Session, viewer: Viewer, day: date) -> list[PromiseChoice]:
    """The promises that were made by this day, by organisation."""
    require_any(viewer, Entity.COVENANT, Verb.EDIT)
    rows = session.execute(
        select(AnchoringPromise, Organisation.name)
        .join(
            Organisation,
            and_(
                Organisation.id == AnchoringPromise.organisation_id,
                Organisation.network_id == AnchoringPromise.network_id,
            ),
        )
        .where(AnchoringPromise.network_id == viewer.network_id, AnchoringPromise.promised_on <= day)
        .order_by(Organisation.name, AnchoringPromise.id)
    )
    return [
        PromiseChoice(
            row.id,
            row.text,
            name,
            organisation_id=row.organisation_id,
            version=row.version,
            contact_person_id=row.contact_person_id,
        )
        for row, name in rows
        if _editable(viewer, row.organisation_id)
    ]


@scope.read
def promisers(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The organisations for which the viewer may write down a promise."""
    require_any(viewer, Entity.COVENANT, Verb.EDIT)
    return [one for one in members(session, viewer, day) if _editable(viewer, one.id)]


@scope.read
def managements(session: Session, viewer: Viewer, day: date) -> list[ManagementChoice]:
    """Each organisation in a covenant that still counts, with what is arranged with its managers."""
    require_any(viewer, Entity.COVENANT, Verb.EDIT)
    facts = read_facts(session, viewer)
    known = {
        (row.covenant_id, row.organisation_id): row
        for row in session.scalars(select(ManagementApproval).where(ManagementApproval.network_id == viewer.network_id))
    }
    found = []
    for covenant in facts.covenants:
        if state(facts, covenant, day) in GONE:
            continue
        present = {party.organisation_id: party.name for party in covenant.parties if party.takes_part(day)}
        present |= {one.organisation_id: one.name for one in covenant.approvals}
        for organisation_id, name in present.items():
            if _editable(viewer, organisation_id):
                whose = Choice(-organisation_id, name, covenant.title, organisation_id=organisation_id, version=0)
                found.append(_management(known.get((covenant.id, organisation_id)), whose, covenant.id))
    return sorted(found, key=lambda one: (one.name, one.covenant_id))


def _management(row: ManagementApproval | None, whose: Choice, covenant_id: int) -> ManagementChoice:
    return ManagementChoice(
        row.id if row else whose.id,
        whose.name,
        whose.note,
        organisation_id=whose.organisation_id,
        version=row.version if row else 0,
        covenant_id=covenant_id,
        needed=row.needed if row else "unknown",
        informed_how=(row.informed_how if row else None) or "",
        inform_every_months=row.inform_every_months if row else None,
    )


def _editable(viewer: Viewer, organisation_id: int) -> bool:
    return allows(viewer, Entity.COVENANT, Verb.EDIT, organisation_id=organisation_id)
