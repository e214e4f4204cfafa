"""The maps of a network with the relations on them, for reads that demanded the right to them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.read.groups import grouped
from data_model.rules.map_facts import CarrierFact, MapFact, RelationFact
from data_model.scope import HERE
from data_model.tables.map import MapVersion, Relation, RelationCarrier

_MAP_VERSIONS = (
    select(MapVersion.id, MapVersion.made_on, MapVersion.provisional_on, MapVersion.agreed_on)
    .where(MapVersion.network_id == HERE)
    .order_by(MapVersion.made_on, MapVersion.id)
)
_RELATIONS = (
    select(
        Relation.id,
        Relation.map_version_id,
        Relation.organisation_a_id,
        Relation.organisation_b_id,
        Relation.start_on,
        Relation.end_on,
        Relation.last_confirmed_on,
    )
    .where(Relation.network_id == HERE)
    .order_by(Relation.id)
)
_RELATION_CARRIERS = select(
    RelationCarrier.relation_id,
    RelationCarrier.organisation_id,
    RelationCarrier.person_id,
    RelationCarrier.start_on,
    RelationCarrier.end_on,
).where(RelationCarrier.network_id == HERE)


@scope.once
def maps(session: Session) -> tuple[MapFact, ...]:
    rows = scope.rows(session, _MAP_VERSIONS)
    return tuple(MapFact(*row) for row in rows)


@scope.once
def relations(session: Session) -> tuple[RelationFact, ...]:
    """Of every map, with the people who carry or carried them."""
    carriers = grouped(
        (relation_id, CarrierFact(side, person_id, start_on, end_on))
        for relation_id, side, person_id, start_on, end_on in scope.rows(session, _RELATION_CARRIERS)
    )
    rows = scope.rows(session, _RELATIONS)
    return tuple(
        RelationFact(id, version, a, b, start_on, end_on, carriers[id], confirmed_on)
        for id, version, a, b, start_on, end_on, confirmed_on in rows
    )
