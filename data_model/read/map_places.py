"""What the form that moves an organisation on the map offers: who stands where."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.read.choices import Choice, members
from data_model.read.map_facts import relations
from data_model.rules.layout import Point, layout
from data_model.tables.map import MapPosition

UNKEPT = 0  # versions start at 1


@dataclass(frozen=True)
class PlaceChoice(Choice):
    """An organisation with its place; `version` is that of the place."""

    x: float = 0.0
    y: float = 0.0


@scope.read
def places_to_move(session: Session, viewer: Viewer, map_version_id: int, day: date) -> list[PlaceChoice]:
    """Those who take part and their places on a map, by name."""
    require(viewer, Entity.REGISTER, Verb.EDIT)
    here = MapPosition.network_id == viewer.network_id, MapPosition.map_version_id == map_version_id
    kept = {one.organisation_id: one for one in session.scalars(select(MapPosition).where(*here))}
    there = members(session, viewer, day)
    drawn = [r for r in relations(session) if r.map_id == map_version_id]
    places = layout(
        [*(one.id for one in there), *(id for id in kept if id not in {one.id for one in there})],
        [(r.a, r.b) for r in drawn],
        {id: Point(one.x, one.y) for id, one in kept.items()},
    )
    return [
        PlaceChoice(
            one.id,
            one.name,
            organisation_id=one.id,
            version=kept[one.id].version if one.id in kept else UNKEPT,
            x=places[one.id].x,
            y=places[one.id].y,
        )
        for one in there
    ]
