"""What a form offers to choose from, limited to what the viewer may act on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require_any
from data_model.tables.covenant import Covenant, CovenantParty
from data_model.tables.meeting import Meeting
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.webber import Webber


@dataclass(frozen=True)
class Choice:
    """A record to choose, with what tells it apart from others, and the version that was on the screen."""

    id: int
    name: str
    note: str = ""
    on: date | None = None
    organisation_id: int | None = None
    version: int = 1


def _lasting(
    start: InstrumentedAttribute[date] | InstrumentedAttribute[date | None],
    end: InstrumentedAttribute[date | None],
    day: date,
) -> ColumnElement[bool]:
    return and_(start <= day, or_(end.is_(None), end >= day))


@scope.read
def meetings_to_log(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """Meetings on the calendar until this day of which nobody said whether they were held, the latest first."""
    require_any(viewer, Entity.MEETINGS, Verb.EDIT)
    rows = session.execute(
        select(Meeting.id, Meeting.kind, Meeting.planned_on, Meeting.version)
        .where(
            Meeting.network_id == viewer.network_id,
            Meeting.planned_on <= day,
            Meeting.held_on.is_(None),
            Meeting.cancelled_on.is_(None),
            Meeting.moved_on.is_(None),
        )
        .order_by(Meeting.planned_on.desc(), Meeting.id)
    )
    return [Choice(row.id, row.kind, on=row.planned_on, version=row.version) for row in rows]


@scope.read
def members(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The organisations that take part on this day, by name."""
    require_any(viewer, Entity.REGISTER, Verb.SEE)
    rows = session.execute(
        select(Organisation.id, Organisation.name, Organisation.version)
        .join(
            Membership,
            and_(Membership.organisation_id == Organisation.id, Membership.network_id == Organisation.network_id),
        )
        .where(Organisation.network_id == viewer.network_id, _lasting(Membership.joined_on, Membership.left_on, day))
        .order_by(Organisation.name)
        .distinct()
    )
    return [Choice(row.id, row.name, organisation_id=row.id, version=row.version) for row in rows]


@scope.read
def webber_organisation_ids(session: Session, viewer: Viewer, day: date) -> set[int]:
    """The organisations that hold a confirmed webber task on this day."""
    require_any(viewer, Entity.REGISTER, Verb.SEE)
    return set(
        session.scalars(
            select(Webber.organisation_id).where(
                Webber.network_id == viewer.network_id, _lasting(Webber.confirmed_on, Webber.ended_on, day)
            )
        )
    )


@scope.read
def people(session: Session, viewer: Viewer, day: date, entity: Entity = Entity.REGISTER) -> list[Choice]:
    """The people active on this day, once for each organisation, by name.

    With an entity other than the register: only those on whom the viewer may act.
    """
    verb = Verb.SEE if entity is Entity.REGISTER else Verb.EDIT
    extent = require_any(viewer, entity, verb)
    rows = session.execute(
        _within(
            select(
                Person.id,
                Person.display_name,
                Person.version,
                Affiliation.organisation_id,
                Organisation.name.label("at"),
            )
            .join(Affiliation, and_(Affiliation.person_id == Person.id, Affiliation.network_id == Person.network_id))
            .join(
                Organisation,
                and_(Organisation.id == Affiliation.organisation_id, Organisation.network_id == Affiliation.network_id),
            )
            .where(
                Person.network_id == viewer.network_id,
                Person.erased_on.is_(None),
                _lasting(Affiliation.start_on, Affiliation.end_on, day),
            )
            .order_by(Person.display_name, Organisation.name),
            extent,
            viewer,
            Affiliation.organisation_id,
            Person.id,
        )
    )
    return [
        Choice(row.id, row.display_name, row.at, organisation_id=row.organisation_id, version=row.version)
        for row in rows
    ]


@scope.read
def parties(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The signing parties of covenants that have not ended, whose signature the viewer may record."""
    extent = require_any(viewer, Entity.COVENANT, Verb.EDIT)
    rows = session.execute(
        _within(
            select(
                CovenantParty.id,
                CovenantParty.version,
                CovenantParty.organisation_id,
                Organisation.name,
                Covenant.title,
            )
            .join(
                Covenant,
                and_(Covenant.id == CovenantParty.covenant_id, Covenant.network_id == CovenantParty.network_id),
            )
            .join(
                Organisation,
                and_(
                    Organisation.id == CovenantParty.organisation_id,
                    Organisation.network_id == CovenantParty.network_id,
                ),
            )
            .where(
                CovenantParty.network_id == viewer.network_id,
                CovenantParty.role == "signing",
                Covenant.ended_on.is_(None),
                _lasting(CovenantParty.joined_on, CovenantParty.left_on, day),
            )
            .order_by(Organisation.name, CovenantParty.id),
            extent,
            viewer,
            CovenantParty.organisation_id,
            CovenantParty.signatory_person_id,
        )
    )
    return [
        Choice(row.id, row.name, row.title, organisation_id=row.organisation_id, version=row.version) for row in rows
    ]


def _within(
    statement: Select[*tuple[object, ...]],
    extent: Reach,
    viewer: Viewer,
    organisation_id: InstrumentedAttribute[int],
    person_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> Select[*tuple[object, ...]]:
    """The rows that lie within the viewer's reach."""
    if extent is Reach.ORGANISATION:
        return statement.where(organisation_id == viewer.organisation_id)
    if extent is Reach.OWN:
        return statement.where(person_id == viewer.person_id)
    return statement
