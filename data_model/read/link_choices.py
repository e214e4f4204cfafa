"""What the forms about links and maps offer: links to adjust, who can stop keeping one, and the versions of the map."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require, require_any
from data_model.read.choices import Choice
from data_model.read.map_facts import maps
from data_model.rules.map_facts import in_use
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person


@dataclass(frozen=True)
class RelationChoice(Choice):
    """A link on the map in use; `on` is its last day."""

    kind: str | None = None
    description: str | None = None
    start_on: date | None = None
    sides: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class MapChoice(Choice):
    """A version of the map; `on` is the day it was drawn, `name` the tool it was drawn with."""

    provisional_on: date | None = None
    agreed_on: date | None = None
    tested_on: date | None = None
    remark: str | None = None
    links: int = 0
    in_use: bool = False


@scope.read
def relations_to_edit(session: Session, viewer: Viewer, day: date) -> list[RelationChoice]:
    """The links on the map in use that have not ended on a day, by the names of their organisations."""
    require(viewer, Entity.REGISTER, Verb.EDIT)
    one, other, here = aliased(Organisation), aliased(Organisation), viewer.network_id
    drawn_on = in_use(maps(session), day)
    rows = session.execute(
        select(Relation, one.name, other.name)
        .join(one, and_(one.id == Relation.organisation_a_id, one.network_id == Relation.network_id))
        .join(other, and_(other.id == Relation.organisation_b_id, other.network_id == Relation.network_id))
        .where(
            Relation.network_id == here,
            Relation.map_version_id == (drawn_on.id if drawn_on else 0),
            or_(Relation.end_on.is_(None), Relation.end_on >= day),
        )
        .order_by(one.name, other.name, Relation.id)
    )
    return [
        RelationChoice(
            relation.id,
            f"{a} – {b}",
            relation.kind or "",
            on=relation.end_on,
            version=relation.version,
            kind=relation.kind,
            description=relation.description,
            start_on=relation.start_on,
            sides=(relation.organisation_a_id, relation.organisation_b_id),
        )
        for relation, a, b in rows
    ]


@scope.read
def keepers_to_end(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """Who keeps a link of the map in use and can stop with it, by name; `on` is a last day that was told."""
    extent, here = require_any(viewer, Entity.TURNOVER, Verb.EDIT), viewer.network_id
    if extent is Reach.OWN:
        return []
    one, other = aliased(Organisation), aliased(Organisation)
    drawn_on = in_use(maps(session), day)
    rows = session.execute(
        select(RelationCarrier, Person.display_name, one.name, other.name)
        .join(
            Relation,
            and_(Relation.id == RelationCarrier.relation_id, Relation.network_id == RelationCarrier.network_id),
        )
        .join(Person, and_(Person.id == RelationCarrier.person_id, Person.network_id == RelationCarrier.network_id))
        .join(one, and_(one.id == Relation.organisation_a_id, one.network_id == Relation.network_id))
        .join(other, and_(other.id == Relation.organisation_b_id, other.network_id == Relation.network_id))
        .where(
            RelationCarrier.network_id == here,
            Relation.map_version_id == (drawn_on.id if drawn_on else 0),
            Person.erased_on.is_(None),
            or_(Relation.end_on.is_(None), Relation.end_on >= day),
            RelationCarrier.start_on <= day,
            or_(RelationCarrier.end_on.is_(None), RelationCarrier.end_on >= day),
            RelationCarrier.organisation_id == viewer.organisation_id if extent is Reach.ORGANISATION else true(),
        )
        .order_by(Person.display_name, one.name, other.name, RelationCarrier.id)
    )
    return [
        Choice(
            carrier.id,
            person,
            f"{a} – {b}",
            on=carrier.end_on,
            organisation_id=carrier.organisation_id,
            version=carrier.version,
        )
        for carrier, person, a, b in rows
    ]


@scope.read
def map_versions(session: Session, viewer: Viewer, day: date) -> list[MapChoice]:
    """The maps drawn by a day, the latest first, with how many links run on them."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    here = viewer.network_id
    drawn_on = in_use(maps(session), day)
    running = (
        select(Relation.map_version_id, func.count().label("n"))
        .where(
            Relation.network_id == here,
            Relation.start_on <= day,
            or_(Relation.end_on.is_(None), Relation.end_on >= day),
        )
        .group_by(Relation.map_version_id)
        .subquery()
    )
    rows = session.execute(
        select(MapVersion, func.coalesce(running.c.n, 0))
        .outerjoin(running, running.c.map_version_id == MapVersion.id)
        .where(MapVersion.network_id == here, MapVersion.made_on <= day)
        .order_by(MapVersion.made_on.desc(), MapVersion.id.desc())
    )
    return [
        MapChoice(
            version.id,
            version.tool or "",
            on=version.made_on,
            version=version.version,
            provisional_on=version.provisional_on,
            agreed_on=version.agreed_on,
            tested_on=version.tested_on,
            remark=version.note,
            links=links,
            in_use=drawn_on is not None and version.id == drawn_on.id,
        )
        for version, links in rows
    ]
