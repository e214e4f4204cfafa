"""Into which pieces does a network fall without some links or one node? Nodes are bits of a number, for speed."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

N = TypeVar("N", bound=Hashable)
Pair = tuple[N, N]


class Pieces(Generic[N]):
    """A network of pairs, ready to be asked what comes loose."""

    def __init__(self, nodes: Iterable[N], pairs: Iterable[Pair[N]]) -> None:
        self._nodes = list(dict.fromkeys(nodes))
        self._place = {node: n for n, node in enumerate(self._nodes)}
        self._near = [0] * len(self._nodes)
        for a, b in pairs:
            self._near[self._place[a]] |= 1 << self._place[b]
            self._near[self._place[b]] |= 1 << self._place[a]
        self._part: dict[int, int] = {}
        for n in range(len(self._nodes)):
            if n not in self._part:
                part = _reach(n, self._near)
                self._part |= dict.fromkeys(_bits(part), part)

    def part(self, node: N) -> frozenset[N]:
        """All that hang together with a node."""
        return self._named(self._part[self._place[node]])

    def loose(
        self, pairs: Iterable[Pair[N]] = (), node: N | None = None, anchors: frozenset[N] = frozenset()
    ) -> list[frozenset[N]]:
        """The pieces that come loose without these links, or without a node.

        Of the pieces of a part the one with an anchor stays, else the largest, else the one with the first node.
        """
        near, touched, gone = self._near.copy(), list[int](), 0
        for a, b in pairs:
            one, other = self._place[a], self._place[b]
            near[one] &= ~(1 << other)
            near[other] &= ~(1 << one)
            touched += [one, other]
        if node is not None:
            gone = 1 << self._place[node]
            touched += _bits(near[self._place[node]])
        split: dict[int, list[int]] = {}
        seen = gone
        for n in touched:
            if not seen >> n & 1:
                piece = _reach(n, near, gone)
                seen |= piece
                split.setdefault(self._part[n], []).append(piece)
        kept = self._mask(anchors) & ~gone
        return [
            self._named(piece)
            for pieces in split.values()
            for piece in sorted(pieces, key=lambda one: (not one & kept, -one.bit_count(), one & -one))[1:]
        ]

    def _mask(self, nodes: Iterable[N]) -> int:
        return sum(1 << self._place[node] for node in set(nodes) if node in self._place)

    def _named(self, mask: int) -> frozenset[N]:
        return frozenset(self._nodes[n] for n in _bits(mask))


def _reach(start: int, near: list[int], gone: int = 0) -> int:
    """All that can be reached from a place, without what is gone."""
    found = new = 1 << start
    while new:
        lowest = new & -new
        more = near[lowest.bit_length() - 1] & ~found & ~gone
        found |= more
        new = (new ^ lowest) | more
    return found


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
