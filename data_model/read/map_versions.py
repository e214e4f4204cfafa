"""The versions of the map by a day: where each stands, how old it is, and who tried it out."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.days import happened
from data_model.read.map_facts import maps, relations
from data_model.rules.map_difference import MapState, map_state
from data_model.rules.map_facts import in_use
from data_model.tables.map import MapVersion


@dataclass(frozen=True)
class VersionLine:
    """A version as the list shows it. Days after the day asked for are left out: they were not known."""

    id: int
    state: MapState
    in_use: bool
    made_on: date
    provisional_on: date | None
    agreed_on: date | None
    tested_on: date | None
    tested_by: str | None
    tool: str | None
    note: str | None
    links: int
    age_days: int


@scope.read
def version_lines(session: Session, viewer: Viewer, day: date) -> list[VersionLine]:
    """The latest drawn first. `links`: how many were drawn on it by that day, also those that ended since."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    here = viewer.network_id
    known = {version.id: version for version in maps(session)}
    used = in_use(known.values(), day)
    drawn = relations(session)
    rows = session.scalars(
        select(MapVersion)
        .where(MapVersion.network_id == here, MapVersion.made_on <= day)
        .order_by(MapVersion.made_on.desc(), MapVersion.id.desc())
    )
    return [
        VersionLine(
            id=row.id,
            state=map_state(known.values(), known[row.id], day),
            in_use=used is not None and used.id == row.id,
            made_on=row.made_on,
            provisional_on=row.provisional_on if happened(row.provisional_on, day) else None,
            agreed_on=row.agreed_on if happened(row.agreed_on, day) else None,
            tested_on=row.tested_on if happened(row.tested_on, day) else None,
            tested_by=row.tested_by if happened(row.tested_on, day) else None,
            tool=row.tool,
            note=row.note,
            links=sum(r.map_id == row.id and r.start_on <= day and r.a != r.b for r in drawn),
            age_days=(day - row.made_on).days,
        )
        for row in rows
    ]
