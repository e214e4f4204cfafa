"""The network as a picture on a day: who stands where, what runs between them, and whom each holds together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, reach, require
from data_model.days import happened, lasts
from data_model.read.choices import webber_organisation_ids
from data_model.read.groups import grouped
from data_model.read.link_list import Keeper
from data_model.read.map import ties
from data_model.rules import graph
from data_model.rules.layout import Point, layout
from data_model.rules.link_states import LinkStanding, LinkState, SideStanding, link_standings, worst
from data_model.rules.map_facts import RelationFact
from data_model.rules.outlook import Outlook
from data_model.tables.map import MapPosition, MapVersion, Relation
from data_model.tables.organisation import Organisation

# Who is cut off without an organisation, or without all that runs between two.
Without = Mapping[int, frozenset[int]]
WithoutLink = Mapping[tuple[int, int], frozenset[int]]


@dataclass(frozen=True)
class PlacedOrganisation:
    """`cuts_off`: who is not reached any more without it; nobody for who may not see that."""

    id: int
    name: str
    domain: str
    formality: str
    webber: bool
    people: int
    place: Point
    cuts_off: tuple[int, ...] = ()


@dataclass(frozen=True)
class Run:
    """One link between two organisations. The state is None when it is not the viewer's to see."""

    relation_id: int
    kind: str | None
    state: LinkState | None


@dataclass(frozen=True)
class Tie:
    """All that runs between two organisations. `keepers` are those the viewer may see, by their organisation."""

    a: int
    b: int
    runs: tuple[Run, ...]
    keepers: tuple[tuple[int, Keeper], ...] = ()
    cuts_off: tuple[int, ...] = ()

    @property
    def state(self) -> LinkState | None:
        """That of the link of which most is asked."""
        return worst(known) if (known := [run.state for run in self.runs if run.state]) else None

    @property
    def ends(self) -> tuple[int, int]:
        return self.a, self.b

    def other(self, organisation_id: int) -> int:
        return self.b if organisation_id == self.a else self.a


@dataclass(frozen=True)
class DrawnMap:
    """Which map it is, and how far."""

    id: int
    made_on: date
    provisional_on: date | None
    agreed_on: date | None
    tested_on: date | None
    age_days: int


@dataclass(frozen=True)
class NetworkPicture:
    """`watches`: whether the viewer sees on whom the whole network depends."""

    map: DrawnMap | None
    organisations: tuple[PlacedOrganisation, ...]
    ties: tuple[Tie, ...]
    parts: int
    watches: bool

    @cached_property
    def by_id(self) -> Mapping[int, PlacedOrganisation]:
        return {one.id: one for one in self.organisations}

    def names(self, ids: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(self.by_id[id].name for id in ids)

    @cached_property
    def _by_end(self) -> Mapping[int, tuple[Tie, ...]]:
        return grouped((end, tie) for tie in self.ties for end in tie.ends)

    def ties_of(self, organisation_id: int) -> tuple[Tie, ...]:
        return self._by_end[organisation_id]

    def around(self, organisation_id: int, steps: int) -> set[int]:
        """Who is reached from an organisation in so many steps, itself included."""
        found = {organisation_id}
        for _ in range(steps):
            found |= {end for tie in self.ties if found & set(tie.ends) for end in tie.ends}
        return found


@scope.read
def network_picture(session: Session, viewer: Viewer, day: date) -> NetworkPicture:
    """Who takes part and what runs between them on the map in use; who left, or never came, is not on it.

    How links stand, and who keeps them, only for who may see changes: all, or those of the own side.
    """
    require(viewer, Entity.REGISTER, Verb.SEE)
    outlook = Outlook(ties(session, viewer), day)
    drawn, nodes = outlook.drawn(day), outlook.active(day)
    watches = reach(viewer, Entity.TURNOVER, Verb.WATCH) is Reach.NETWORK
    whole = [(r.a, r.b) for r in outlook.unbroken(day)]
    seen, hubs = nodes if watches else [], outlook.hubs(day)
    return NetworkPicture(
        map=_map(session, viewer, outlook, day),
        organisations=tuple(_organisations(session, viewer, outlook, graph.breakpoint_nodes(seen, whole, hubs))),
        ties=tuple(_ties(session, viewer, outlook, graph.breakpoint_links(seen, whole, hubs))),
        parts=len(graph.components(nodes, whole if watches else [(r.a, r.b) for r in drawn])),
        watches=watches,
    )


def _map(session: Session, viewer: Viewer, outlook: Outlook, day: date) -> DrawnMap | None:
    used = outlook.map
    if used is None:
        return None
    tested_on = session.scalar(
        select(MapVersion.tested_on).where(MapVersion.network_id == viewer.network_id, MapVersion.id == used.id)
    )
    return DrawnMap(
        id=used.id,
        made_on=used.made_on,
        provisional_on=used.provisional_on if happened(used.provisional_on, day) else None,
        agreed_on=used.agreed_on if happened(used.agreed_on, day) else None,
        tested_on=tested_on if happened(tested_on, day) else None,
        age_days=outlook.map_days,
    )


def _organisations(session: Session, viewer: Viewer, outlook: Outlook, lost: Without) -> Iterator[PlacedOrganisation]:
    day, places = outlook.today, _places(session, viewer, outlook)
    webbers = webber_organisation_ids(session, viewer, day)
    rows = session.execute(
        select(Organisation.id, Organisation.formality).where(Organisation.network_id == viewer.network_id)
    )
    formality = {row.id: row.formality for row in rows}
    for id in outlook.active(day):
        known = outlook.organisations[id]
        staff = {a.person_id for a in outlook.affiliations.get(id, ()) if lasts(a.start_on, a.end_on, day)}
        yield PlacedOrganisation(
            id=id,
            name=known.name,
            domain=known.domain,
            formality=formality[id],
            webber=id in webbers,
            people=len(staff),
            place=places[id],
            cuts_off=_ordered(lost.get(id, frozenset()), outlook),
        )


def _places(session: Session, viewer: Viewer, outlook: Outlook) -> dict[int, Point]:
    """As they are kept. Who has none stands where the next act that draws would put him or her."""
    rows = session.execute(
        select(MapPosition.organisation_id, MapPosition.x, MapPosition.y)
        .where(
            MapPosition.network_id == viewer.network_id,
            MapPosition.map_version_id == (outlook.map.id if outlook.map else 0),
        )
        .order_by(MapPosition.id)
    )
    kept, nodes = {id: Point(x, y) for id, x, y in rows}, outlook.active(outlook.today)
    return layout([*nodes, *(id for id in kept if id not in set(nodes))], [(r.a, r.b) for r in outlook.relations], kept)


def _ties(session: Session, viewer: Viewer, outlook: Outlook, lost: WithoutLink) -> Iterator[Tie]:
    extent = reach(viewer, Entity.TURNOVER, Verb.SEE)
    rows = session.execute(select(Relation.id, Relation.kind).where(Relation.network_id == viewer.network_id))
    kinds = {row.id: row.kind for row in rows}
    standings = {one.relation.id: one for one in link_standings(outlook)} if extent is not Reach.NONE else {}
    only = None if extent is Reach.NETWORK else viewer.organisation_id
    order = {id: n for n, id in enumerate(outlook.active(outlook.today))}
    between: dict[tuple[int, int], list[RelationFact]] = defaultdict(list)
    for relation in outlook.drawn(outlook.today):
        a, b = sorted((relation.a, relation.b), key=order.__getitem__)
        between[a, b].append(relation)
    for (a, b), relations in sorted(between.items(), key=lambda one: (order[one[0][0]], order[one[0][1]])):
        shown = {r.id: _shown(standings.get(r.id), only) for r in relations}
        yield Tie(
            a,
            b,
            tuple(Run(r.id, kinds[r.id], _state(shown[r.id])) for r in relations),
            _keepers([side for sides in shown.values() for side in sides], outlook),
            _ordered(lost.get((a, b), frozenset()), outlook),
        )


def _shown(standing: LinkStanding | None, only: int | None) -> list[SideStanding]:
    """The sides of a link of which the viewer may see how they stand."""
    sides = (standing.a, standing.b) if standing else ()
    return [side for side in sides if only is None or side.organisation_id == only]


def _state(sides: list[SideStanding]) -> LinkState | None:
    return worst(side.state for side in sides) if sides else None


def _keepers(sides: list[SideStanding], outlook: Outlook) -> tuple[tuple[int, Keeper], ...]:
    people = {(side.organisation_id, person) for side in sides for person in side.carriers}
    found = [(at, Keeper(person, outlook.people[person].name)) for at, person in people]
    return tuple(sorted(found, key=lambda one: (one[0], one[1].name, one[1].person_id)))


def _ordered(ids: frozenset[int], outlook: Outlook) -> tuple[int, ...]:
    return tuple(sorted(ids, key=lambda id: (outlook.organisations[id].name, id)))
