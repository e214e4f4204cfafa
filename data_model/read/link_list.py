"""The links between organisations on a day: who keeps each of them on either side, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require_any
from data_model.read.map import ties
from data_model.rules.link_states import LinkStanding, LinkState, SideStanding, link_standings, worst
from data_model.rules.outlook import Outlook
from data_model.tables.map import Relation


@dataclass(frozen=True)
class Keeper:
    person_id: int
    name: str


@dataclass(frozen=True)
class End:
    """One side of a link. `keepers` and `state` are None when they are not the viewer's to see."""

    organisation_id: int
    organisation: str
    keepers: tuple[Keeper, ...] | None
    state: LinkState | None
    breaks_on: date | None


@dataclass(frozen=True)
class LinkLine:
    """A link as the list shows it; `state` is that of the side of which most is asked."""

    relation_id: int
    version: int
    a: End
    b: End
    kind: str | None
    description: str | None
    start_on: date
    end_on: date | None
    last_confirmed_on: date | None
    state: LinkState

    @property
    def name(self) -> str:
        return f"{self.a.organisation} – {self.b.organisation}"

    @property
    def ends(self) -> tuple[End, End]:
        return self.a, self.b

    @property
    def breaks_on(self) -> date | None:
        return min((end.breaks_on for end in self.ends if end.breaks_on), default=None)

    @property
    def asking(self) -> End:
        """The side of which most is asked."""
        return next(end for end in self.ends if end.state is self.state)


@scope.read
def link_list(session: Session, viewer: Viewer, day: date) -> list[LinkLine]:
    """The links on the map in use, those that ask most first. A manager sees those of the own organisation.

    Who keeps the other side, and how it stands, is for those who see the changes of the whole network.
    """
    extent = require_any(viewer, Entity.TURNOVER, Verb.SEE)
    outlook = Outlook(ties(session, viewer), day)
    rows = {row.id: row for row in session.scalars(select(Relation).where(Relation.network_id == viewer.network_id))}
    lines = [
        _line(standing, rows, outlook, viewer.organisation_id if extent is Reach.ORGANISATION else None)
        for standing in link_standings(outlook)
        if extent is Reach.NETWORK or viewer.organisation_id in (standing.relation.a, standing.relation.b)
    ]
    order = tuple(LinkState)
    return sorted(
        lines, key=lambda line: (order.index(line.state), line.breaks_on or date.max, line.name, line.relation_id)
    )


def _line(standing: LinkStanding, rows: Mapping[int, Relation], outlook: Outlook, only: int | None) -> LinkLine:
    row = rows[standing.relation.id]
    a, b = (_end(side, outlook, only) for side in (standing.a, standing.b))
    return LinkLine(
        relation_id=row.id,
        version=row.version,
        a=a,
        b=b,
        kind=row.kind,
        description=row.description,
        start_on=row.start_on,
        end_on=row.end_on,
        last_confirmed_on=row.last_confirmed_on,
        state=worst(end.state for end in (a, b) if end.state),
    )


def _end(side: SideStanding, outlook: Outlook, only: int | None) -> End:
    shown = only is None or only == side.organisation_id
    keepers = sorted((outlook.people[person].name, person) for person in side.carriers)
    return End(
        organisation_id=side.organisation_id,
        organisation=outlook.organisations[side.organisation_id].name,
        keepers=tuple(Keeper(person, name) for name, person in keepers) if shown else None,
        state=side.state if shown else None,
        breaks_on=side.breaks_on if shown else None,
    )
