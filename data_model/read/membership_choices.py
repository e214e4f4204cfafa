"""What the forms about an organisation's time in the network offer: the times in a state, or who has none."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.read.choices import Choice
from data_model.read.organisation_list import stays
from data_model.rules.membership_states import MEMBER, MembershipState, Stay, stay_on
from data_model.tables.organisation import Membership, Organisation


@dataclass(frozen=True)
class OrganisationChoice(Choice):
    """An organisation with what is known of it, to change."""

    formality: str = "formal"
    domain: str = "other"
    website: str = ""
    general_phone: str = ""
    general_email: str = ""


@scope.read
def times_in(session: Session, viewer: Viewer, day: date, *states: MembershipState) -> list[Choice]:
    """The times in the network that are in one of these states on a day, by organisation; `on`: since when."""
    require(viewer, Entity.REGISTER, Verb.EDIT)
    rows = session.execute(
        select(Membership, Organisation.name)
        .join(
            Organisation,
            and_(Organisation.id == Membership.organisation_id, Organisation.network_id == Membership.network_id),
        )
        .where(Membership.network_id == viewer.network_id)
        .order_by(Organisation.name, Membership.id)
    )
    found = []
    for row, name in rows:
        stay = Stay(row.joined_on, row.left_on, row.paused_on, row.resumed_on, row.invited_on, row.declined_on)
        if stay.state(day) in states:
            found.append(
                Choice(row.id, name, on=stay.since(day), organisation_id=row.organisation_id, version=row.version)
            )
    return found


@scope.read
def outsiders(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The organisations that do not take part on a day and whose answer is not awaited, by name."""
    require(viewer, Entity.REGISTER, Verb.EDIT)
    times = stays(session, viewer)
    taken = (*MEMBER, MembershipState.INVITED)
    found = []
    for one in organisations_to_change(session, viewer):
        stay = stay_on(times[one.id], day)
        if stay is None or stay.state(day) not in taken:
            found.append(one)
    return list(found)


@scope.read
def organisations_to_change(session: Session, viewer: Viewer) -> list[OrganisationChoice]:
    """All organisations by name, with the fields of the form."""
    require(viewer, Entity.REGISTER, Verb.EDIT)
    rows = session.scalars(
        select(Organisation)
        .where(Organisation.network_id == viewer.network_id)
        .order_by(Organisation.name, Organisation.id)
    )
    return [
        OrganisationChoice(
            row.id,
            row.name,
            organisation_id=row.id,
            version=row.version,
            formality=row.formality,
            domain=row.domain,
            website=row.website or "",
            general_phone=row.general_phone or "",
            general_email=row.general_email or "",
        )
        for row in rows
    ]
