"""Which people, leaving together, make a part of the network fall apart? Quick to ask for many groups of people.

Each pair of linked nodes gets a signature: the circles in the network it lies on. Some pairs, lost together, split a
part exactly when the signatures of some of them cancel out (cuts and circles share an even number of links).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from data_model.rules.graph import Link, edges
from data_model.rules.pieces import Pieces

N = TypeVar("N", bound=Hashable)
P = TypeVar("P", bound=Hashable)
Pair = tuple[N, N]
Group = frozenset[P]


class Cuts(Generic[N, P]):
    """A network, ready to be asked what would break without some people."""

    def __init__(self, nodes: Iterable[N], links: Iterable[Link[N, P]]) -> None:
        self.nodes = list(dict.fromkeys(nodes))
        every = list(links)
        self.pairs: list[Pair[N]] = edges(self.nodes, ((link.a, link.b) for link in every))
        self._place = {node: n for n, node in enumerate(self.nodes)}
        self._links: dict[Pair[N], list[Link[N, P]]] = defaultdict(list)
        for link in every:
            if link.a != link.b and link.a in self._place and link.b in self._place:
                self._links[self._pair(link.a, link.b)].append(link)
        self.signatures = signatures(self.nodes, self.pairs)

    def _pair(self, a: N, b: N) -> Pair[N]:
        return (a, b) if self._place[a] < self._place[b] else (b, a)

    @cached_property
    def _kept(self) -> Mapping[P, set[Pair[N]]]:
        found: dict[P, set[Pair[N]]] = defaultdict(set)
        for pair, links in self._links.items():
            for link in links:
                for person in link.carriers_a | link.carriers_b:
                    found[person].add(pair)
        return found

    @property
    def people(self) -> frozenset[P]:
        """Everybody who keeps a link."""
        return frozenset(self._kept)

    def broken(self, people: Group[P]) -> set[Pair[N]]:
        """The pairs that have no link left without these people."""
        kept = {pair for person in people for pair in self._kept.get(person, ())}
        return {pair for pair in kept if all(link.breaks_without(people) for link in self._links[pair])}

    def split(self, people: Group[P]) -> bool:
        """Whether a part falls apart without these people."""
        return dependent(self.signatures[pair] for pair in self.broken(people))

    @cached_property
    def pieces(self) -> Pieces[N]:
        return Pieces(self.nodes, self.pairs)

    def loose(self, people: Group[P], anchors: frozenset[N] = frozenset()) -> list[frozenset[N]]:
        """The pieces that come loose without these people."""
        return self.pieces.loose(self.broken(people), anchors=anchors)

    def lost(self, people: Group[P], anchors: frozenset[N] = frozenset()) -> frozenset[N]:
        """The nodes that are cut off without these people."""
        return frozenset[N]().union(*self.loose(people, anchors)) if self.split(people) else frozenset()

    def left(self, people: Group[P]) -> list[Pair[N]]:
        """The pairs that stay linked without these people."""
        gone = self.broken(people)
        return [pair for pair in self.pairs if pair not in gone]

    def groups(self, most: int) -> set[Group[P]]:
        """The smallest groups, of at most so many people, that break a pair on their own."""
        return {group for links in self._links.values() for group in breaking(links, most)}

    def around(self, node: N) -> list[Link[N, P]]:
        """All links of a node."""
        return [link for pair, links in self._links.items() if node in pair for link in links]


def breaking(links: Iterable[Link[N, P]], most: int) -> set[Group[P]]:
    """The groups of at most so many people without whom none of these links is left, none larger than needed."""
    found: set[Group[P]] = {frozenset()}
    for link in links:
        sides = [side for side in (link.carriers_a, link.carriers_b) if side]
        longer = {group | side for group in found for side in sides if len(group | side) <= most}
        found = {group for group in longer if not any(other < group for other in longer)}
    return found


def signatures(nodes: Iterable[N], pairs: Iterable[Pair[N]]) -> dict[Pair[N], int]:
    """For each pair a number whose bits are the circles it lies on, one for each link outside a spanning tree."""
    neighbours: dict[N, list[tuple[N, Pair[N]]]] = defaultdict(list)
    every = list(pairs)
    for pair in every:
        a, b = pair
        neighbours[a].append((b, pair))
        neighbours[b].append((a, pair))
    seen: set[N] = set()
    walked: list[tuple[N, N, Pair[N]]] = []
    for start in nodes:
        waiting = [] if start in seen else [start]
        seen.add(start)
        for node in waiting:
            for other, pair in neighbours[node]:
                if other not in seen:
                    seen.add(other)
                    walked.append((node, other, pair))
                    waiting.append(other)
    tree = {pair for _, _, pair in walked}
    found: dict[Pair[N], int] = {}
    ends: dict[N, int] = defaultdict(int)
    for n, pair in enumerate(pair for pair in every if pair not in tree):
        found[pair] = 1 << n
        for node in pair:
            ends[node] ^= 1 << n
    for parent, node, pair in reversed(walked):
        found[pair] = ends[node]
        ends[parent] ^= ends[node]
    return found


def dependent(numbers: Iterable[int]) -> bool:
    """Whether some of the numbers cancel each other out, bit by bit; a zero does so alone."""
    leading: dict[int, int] = {}
    for number in numbers:
        while number:
            place = number.bit_length()
            if place not in leading:
                leading[place] = number
                break
            number ^= leading[place]
        else:
            return True
    return False
