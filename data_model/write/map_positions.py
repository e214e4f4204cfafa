"""Where organisations stand on a map: worked out once when it is drawn, and moved by hand while it is not agreed."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.rules.layout import Point, layout
from data_model.tables.map import MapPosition, MapVersion, Relation
from data_model.tables.organisation import Membership, Organisation
from data_model.write.journal import act, note
from data_model.write.records import find, make, unchanged


@act
def move_on_map(
    session: Session,
    *,
    map_version_id: int,
    organisation_id: int,
    x: float,
    y: float,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> MapPosition:
    """Put an organisation elsewhere on a map: from left to right and from top to bottom, both from 0 to 1.

    Refuses an agreed map, a place beside the map, and an organisation that is not on it.
    """
    require(by, Entity.REGISTER, Verb.EDIT)
    version = find(session, MapVersion, map_version_id, by)
    organisation = find(session, Organisation, organisation_id, by)
    if version.agreed_on is not None:
        raise Refusal("map_agreed", "map_version_id", agreed_on=version.agreed_on)
    if organisation_id not in _on_map(session, version, dutch_day(at), by):
        raise Refusal("not_on_map", "organisation_id", organisation=organisation.name)
    for field, share in (("x", x), ("y", y)):
        if not 0 <= share <= 1:
            raise Refusal("outside_map", field)
    here = (MapPosition.network_id == by.network_id, MapPosition.map_version_id == version.id)
    place = session.scalar(select(MapPosition).where(*here, MapPosition.organisation_id == organisation_id))
    if place is None:
        place = make(session, MapPosition, **_of(version, organisation_id, Point(x, y)), by=by, at=at)
    else:
        unchanged(place, seen_version)
        place.x, place.y = x, y
    note(session, "move_on_map", place, ("x", "y"), by=by, at=at)
    return place


def place_missing(session: Session, version: MapVersion, *, by: Viewer, at: datetime) -> None:
    """Give everybody on a map a place, within an act that draws. Who stood on the map before stays there."""
    session.flush()
    kept = _places(session, version.id, by)
    before = {} if kept else _places(session, _former(session, version, by), by)
    missing = [id for id in _on_map(session, version, dutch_day(at), by) if id not in kept]
    if missing:
        places = layout([*kept, *missing], _links(session, version, by), before | kept)
        for id in missing:
            make(session, MapPosition, **_of(version, id, places[id]), by=by, at=at)


def _of(version: MapVersion, organisation_id: int, place: Point) -> dict[str, object]:
    return {"map_version_id": version.id, "organisation_id": organisation_id, "x": place.x, "y": place.y}


def _places(session: Session, version_id: int | None, by: Viewer) -> dict[int, Point]:
    rows = session.execute(
        select(MapPosition.organisation_id, MapPosition.x, MapPosition.y)
        .where(MapPosition.network_id == by.network_id, MapPosition.map_version_id == (version_id or 0))
        .order_by(MapPosition.id)
    )
    return {id: Point(x, y) for id, x, y in rows}


def _former(session: Session, version: MapVersion, by: Viewer) -> int | None:
    """The latest other map on which places are kept."""
    return session.scalar(
        select(MapVersion.id)
        .join(MapPosition, MapPosition.map_version_id == MapVersion.id)
        .where(
            MapVersion.network_id == by.network_id,
            MapPosition.network_id == by.network_id,
            MapVersion.id != version.id,
        )
        .order_by(MapVersion.made_on.desc(), MapVersion.id.desc())
        .limit(1)
    )


def _on_map(session: Session, version: MapVersion, today: date, by: Viewer) -> Mapping[int, None]:
    """Who takes part, and who has a link on the map, in the order of their names."""
    there = {end for pair in _links(session, version, by) for end in pair}
    there |= set(
        session.scalars(
            select(Membership.organisation_id).where(
                Membership.network_id == by.network_id,
                Membership.joined_on <= today,
                or_(Membership.left_on.is_(None), Membership.left_on >= today),
            )
        )
    )
    ordered = select(Organisation.id).where(Organisation.network_id == by.network_id)
    return dict.fromkeys(
        id for id in session.scalars(ordered.order_by(Organisation.name, Organisation.id)) if id in there
    )


def _links(session: Session, version: MapVersion, by: Viewer) -> list[tuple[int, int]]:
    rows = session.execute(
        select(Relation.organisation_a_id, Relation.organisation_b_id)
        .where(Relation.network_id == by.network_id, Relation.map_version_id == version.id)
        .order_by(Relation.id)
    )
    return [(a, b) for a, b in rows]
