"""Whom does the network no longer reach without one organisation, or without one link? (3.E, T5)"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from data_model.rules import graph

N = TypeVar("N", bound=Hashable)


@dataclass(frozen=True)
class Dependence(Generic[N]):
    """Who is cut off without each organisation and without each link (a pair in the order of the nodes)."""

    without: Mapping[N, frozenset[N]]
    without_link: Mapping[tuple[N, N], frozenset[N]]


def dependence(nodes: Iterable[N], links: Iterable[tuple[N, N]], anchors: frozenset[N] = frozenset()) -> Dependence[N]:
    """Seen from the anchors, else from the largest piece that is left. Only what cuts somebody off is named."""
    every = list(dict.fromkeys(nodes))
    place = {node: n for n, node in enumerate(every)}
    without, without_link = {}, {}
    for walk in _walks(every, graph.edges(every, links)):
        part = frozenset(walk.order)
        for node in walk.order:
            below = [walk.below(child) for child in walk.children[node] if walk.apart(child, node)]
            rest = part - {node}.union(*below)
            if lost := _lost(part, [*below, rest], anchors - {node}, place):
                without[node] = lost
        for child, node in walk.parent.items():
            if walk.alone(child, node):
                pieces = [walk.below(child), part - walk.below(child)]
                pair = (node, child) if place[node] < place[child] else (child, node)
                without_link[pair] = _lost(part, pieces, anchors, place)
    return Dependence(without, without_link)


def _lost(
    part: frozenset[N], pieces: Iterable[frozenset[N]], anchors: frozenset[N], place: Mapping[N, int]
) -> frozenset[N]:
    """As `graph.cut_off`, which looks at the largest first and of equals at the one with the first node."""
    left = [piece for piece in pieces if piece]
    ordered = sorted(left, key=lambda piece: (-len(piece), min(place[node] for node in piece)))
    return graph.cut_off([part], ordered, anchors)


@dataclass(frozen=True)
class _Walk(Generic[N]):
    """A walk in depth through one part. Whoever lies below a node follows it at once in the order."""

    order: Sequence[N]
    number: Mapping[N, int]
    parent: Mapping[N, N]
    children: Mapping[N, Sequence[N]]
    size: Mapping[N, int]
    highest: Mapping[N, int]  # the first number reached from below a node without its own way back

    def below(self, node: N) -> frozenset[N]:
        """The node and all below it."""
        first = self.number[node]
        return frozenset(self.order[first : first + self.size[node]])

    def apart(self, child: N, node: N) -> bool:
        """Whether what lies below has no other way up than through the node."""
        return self.highest[child] >= self.number[node]

    def alone(self, child: N, node: N) -> bool:
        """Whether what lies below has no other way up than this link."""
        return self.highest[child] > self.number[node]


def _walks(every: Sequence[N], pairs: Sequence[tuple[N, N]]) -> Iterator[_Walk[N]]:
    near: dict[N, list[N]] = {node: [] for node in every}
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    seen: set[N] = set()
    for start in every:
        if start not in seen:
            walk = _walk(start, near)
            seen.update(walk.order)
            yield walk


def _walk(start: N, near: Mapping[N, Sequence[N]]) -> _Walk[N]:
    order, number, parent, open_ways = [start], {start: 0}, dict[N, N](), [(start, iter(near[start]))]
    children: dict[N, list[N]] = {start: []}
    while open_ways:
        node, ways = open_ways[-1]
        for other in ways:
            if other not in number:
                number[other], parent[other], children[other] = len(order), node, []
                order.append(other)
                children[node].append(other)
                open_ways.append((other, iter(near[other])))
                break
        else:
            open_ways.pop()
    size, highest = dict.fromkeys(order, 1), dict[N, int]()
    for node in reversed(order):
        size[node] += sum(size[child] for child in children[node])
        ways_up = [number[other] for other in near[node] if other != parent.get(node)]
        highest[node] = min([number[node], *ways_up, *(highest[child] for child in children[node])])
    return _Walk(order, number, parent, children, size, highest)
