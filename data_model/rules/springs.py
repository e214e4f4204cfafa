"""How does a part of the network look with its links as springs? Fans around the middle first, then let loose."""

from collections.abc import Hashable, Sequence
from math import cos, pi, sin, sqrt
from typing import Any, TypeVar

N = TypeVar("N", bound=Hashable)

SEED = 7
ROUNDS = 300
LENGTH = 1.6  # of a spring, for as many as there are


def sprung(part: Sequence[N], pairs: Sequence[tuple[N, N]]) -> dict[N, tuple[float, float]]:
    """The places of nodes that hang together, in shares of the frame from 0 to 1. The same each time."""
    import rustworkx

    order = {node: n for n, node in enumerate(part)}
    drawn = rustworkx.PyGraph(multigraph=False)
    drawn.add_nodes_from(list(part))
    drawn.add_edges_from_no_data([(order[a], order[b]) for a, b in pairs if a in order and b in order])
    length = LENGTH / sqrt(len(part))
    loose = rustworkx.spring_layout(drawn, pos=_fanned(drawn), k=length, num_iter=ROUNDS, seed=SEED)
    across, down = (_shares([loose[n][axis] for n in range(len(part))]) for axis in (0, 1))
    return {node: (across[n], down[n]) for node, n in order.items()}


def _fanned(drawn: Any) -> dict[int, tuple[float, float]]:
    """Rings around the one that is closest to all, each with those it leads to in its own direction."""
    import rustworkx

    closeness = rustworkx.closeness_centrality(drawn)
    middle = max(drawn.node_indices(), key=lambda n: (closeness[n], -n))
    ring, leads_to, order = {middle: 0}, {n: list[int]() for n in drawn.node_indices()}, [middle]
    for one in order:
        for other in sorted(set(drawn.neighbors(one)) - set(ring)):
            ring[other] = ring[one] + 1
            leads_to[one].append(other)
            order.append(other)
    room: dict[int, int] = {}
    for one in reversed(order):
        room[one] = max(1, sum(room[other] for other in leads_to[one]))
    starts, found = {middle: 0.0}, {}
    for one in order:
        start, outer = starts[one], ring[one] / max(ring.values())
        angle = 2 * pi * (start + room[one] / 2) / room[middle]
        found[one] = (outer * cos(angle), outer * sin(angle))
        for other in leads_to[one]:
            starts[other] = start
            start += room[other]
    return found


def _shares(places: Sequence[float]) -> list[float]:
    first, last = min(places), max(places)
    return [(place - first) / (last - first) if last > first else 0.5 for place in places]
