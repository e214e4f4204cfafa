"""Which introductions would take away most single points: people, organisations and links on which others depend?

An introduction is somebody who comes to keep a link that one colleague keeps alone, or a new link between two
organisations. Each next one is found as if those before it were made.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from data_model.rules.cuts import dependent
from data_model.rules.graph import Link, components
from data_model.rules.outlook import Outlook
from data_model.rules.single_points import Picture, Points

TOP = 5
ENDS = 60  # organisations between which a new link is looked for: those that most single points cut off
PAIR = 2  # people on either side of a new link, where there are as many


class Sort(StrEnum):
    """Two sorts of introductions: who is there gets to know a partner, or two organisations get to know each other."""

    SECOND_KEEPER = "second_keeper"
    NEW_LINK = "new_link"


@dataclass(frozen=True)
class Introduction:
    """Who would come to keep which link, and the single points before and after.

    `relation_id` is the link that gets a second keeper; without one it is a new link. `people` are pairs of
    organisation and person: the second keeper, or who would keep the new link on either side.
    """

    ends: tuple[int, int]
    people: tuple[tuple[int, int], ...]
    before: Points
    after: Points
    relation_id: int | None = None

    @property
    def sort(self) -> Sort:
        return Sort.NEW_LINK if self.relation_id is None else Sort.SECOND_KEEPER

    @property
    def drop(self) -> int:
        """How many single points fewer."""
        return len(self.before) - len(self.after)

    @property
    def freed_people(self) -> frozenset[int]:
        """Without whom nobody is cut off any more."""
        return self.before.people - self.after.people

    @property
    def freed_organisations(self) -> frozenset[int]:
        """Which do not depend on one other organisation any more."""
        return self.before.dependents - self.after.dependents


@dataclass(frozen=True)
class _Step:
    """An introduction under consideration. `weight` is how many organisations hang on who keeps the link alone."""

    gain: int
    link: Link[int, int]
    people: tuple[tuple[int, int], ...]
    weight: int = 0
    relation_id: int | None = None


def best_introductions(
    picture: Picture, top: int = TOP, sorts: Collection[Sort] = tuple(Sort)
) -> Iterator[Introduction]:
    """The ones that take away most, one after the other. Among equals a second keeper goes before a new link."""
    for _ in range(top):
        made = next(_made(picture, sorts), None)
        if made is None:
            return
        picture, introduction = made
        yield introduction


def _made(picture: Picture, sorts: Collection[Sort]) -> Iterator[tuple[Picture, Introduction]]:
    """The picture after each introduction that takes something away, the best first."""
    weights = _cut_off_by_people(picture)
    looked = {Sort.SECOND_KEEPER: _second_keepers, Sort.NEW_LINK: _new_links}
    steps = [step for sort in sorts for step in looked[sort](picture, weights)]
    for step in sorted(steps, key=lambda step: (-step.gain, step.relation_id is None, -step.weight)):
        after = picture.linked(step.link)
        if step.relation_id is not None:
            ((side, person),) = step.people
            after = picture.joined(step.relation_id, side, person)
        ends = (step.link.a, step.link.b)
        introduction = Introduction(ends, step.people, picture.points, after.points, step.relation_id)
        if introduction.drop > 0:
            yield after, introduction


def _cut_off_by_people(picture: Picture) -> dict[int, list[frozenset[int]]]:
    """By person without whom a part falls apart the pieces that come loose."""
    people = sorted(picture.points.people)
    return {person: picture.cuts.loose(frozenset({person}), picture.hubs) for person in people}


def _second_keepers(picture: Picture, weights: Mapping[int, list[frozenset[int]]]) -> Iterator[_Step]:
    place = {node: n for n, node in enumerate(picture.nodes)}
    sides = sorted(picture.alone(), key=lambda one: (place[one[1]], one[0]))
    for id, side, keeper in sides:
        link = picture.links[id]
        free = next((person for person in picture.free.get(side, ()) if person != keeper), None)
        if free is not None:
            frees = keeper in weights and _frees(picture, link, side, keeper)
            weight = sum(map(len, weights.get(keeper, ())))
            yield _Step(1 + frees, link, ((side, free),), weight, id)


def _frees(picture: Picture, link: Link[int, int], side: int, keeper: int) -> bool:
    """Whether nobody is cut off without the keeper any more once a colleague keeps this link as well."""
    other = link.carriers_b if side == link.a else link.carriers_a
    broken = picture.cuts.broken(frozenset({keeper}))
    saved = set() if other == {keeper} else {(link.a, link.b), (link.b, link.a)}
    return not dependent(picture.cuts.signatures[pair] for pair in broken - saved)


def _new_links(picture: Picture, weights: Mapping[int, list[frozenset[int]]]) -> Iterator[_Step]:
    """Links between organisations of one part that are not linked yet and have people to keep it."""
    loose = _loose(picture)
    times = Counter(node for pieces in loose.values() for piece in pieces for node in piece)
    depth = times + Counter(node for pieces in weights.values() for piece in pieces for node in piece)
    ends = sorted((node for node in picture.nodes if picture.free.get(node)), key=lambda node: -depth[node])[:ENDS]
    part = {node: n for n, nodes in enumerate(components(picture.nodes, picture.cuts.pairs)) for node in nodes}
    known = set(picture.cuts.pairs)
    without = {a: {node: piece for piece in pieces for node in piece} for a, pieces in loose.items()}
    inside = {end: {a for a, lost in without.items() if end in lost} for end in ends}
    alone = {person: pieces[0] for person, pieces in weights.items() if len(pieces) == 1}
    tied = {end: {person for person, piece in alone.items() if end in piece} for end in ends}
    crew = {end: frozenset(picture.free[end][:PAIR]) for end in ends}
    for one, other in combinations(ends, 2):
        if not depth[one] + depth[other] or part[one] != part[other] or {(one, other), (other, one)} & known:
            continue
        single = [crew[end] for end in (one, other) if len(crew[end]) == 1]
        changed = (inside[one] ^ inside[other]) - {one, other}
        saved = Counter(node for a in changed for node in without[a].get(one) or without[a][other])
        gain = sum(n == times[node] for node, n in saved.items()) - len(single)
        gain += len((tied[one] ^ tied[other]).difference(*single))
        if gain > 0:
            people = [(end, person) for end in (one, other) for person in picture.free[end][:PAIR]]
            yield _Step(gain, Link(one, other, crew[one], crew[other]), tuple(people))


def _loose(picture: Picture) -> dict[int, list[frozenset[int]]]:
    """By organisation on which others depend the pieces that come loose without it."""
    pieces = picture.cuts.pieces
    return {node: pieces.loose(node=node, anchors=picture.hubs) for node in picture.cut_off_by}


def introductions(outlook: Outlook, top: int = TOP) -> dict[Sort, list[Introduction]]:
    """The best next introductions of today of either sort. Only who is there and is not announced to go is proposed."""
    picture = drawn(outlook)
    return {sort: list(best_introductions(picture, top, (sort,))) for sort in Sort}


def drawn(outlook: Outlook) -> Picture:
    today = outlook.today
    nodes = tuple(outlook.active(today))
    links = {relation.id: outlook.link(relation, today) for relation in outlook.unbroken(today)}
    return Picture(nodes, links, {node: tuple(_stay(outlook, node)) for node in nodes}, outlook.hubs(today))


def _stay(outlook: Outlook, organisation_id: int) -> list[int]:
    """Who is there for an organisation and stays as far as is known, by name."""
    coming = [day for day in outlook.staff_changes(organisation_id) if day > outlook.today]
    there = [outlook.people_of(organisation_id, day) for day in (outlook.today, *coming)]
    leaving = {event.person_id for event in outlook.departures}
    names = ((outlook.people[person].name, person) for person in frozenset.intersection(*there) - leaving)
    return [person for _, person in sorted(names)]
