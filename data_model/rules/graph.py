"""How a network hangs together: its parts, the organisations, links and people on whom a part depends (3.E, T5).

Graphs are undirected: parallel links are one, self-loops and links to unknown nodes do not count.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from data_model.rules.pieces import Pieces

N = TypeVar("N", bound=Hashable)
P = TypeVar("P", bound=Hashable)


@dataclass(frozen=True)
class Link(Generic[N, P]):
    """A relation with the people who carry it now on either side. Nobody: not known who, so it never breaks."""

    a: N
    b: N
    carriers_a: frozenset[P] = frozenset()
    carriers_b: frozenset[P] = frozenset()

    def breaks_without(self, people: frozenset[P]) -> bool:
        """Whether these people are all the carriers it has on a side."""
        return any(side and side <= people for side in (self.carriers_a, self.carriers_b))


def edges(nodes: Iterable[N], links: Iterable[tuple[N, N]]) -> list[tuple[N, N]]:
    """The links as pairs in the order of the nodes, each pair once."""
    order = _order(nodes)
    names = list(order)
    return [(names[i], names[j]) for i, j in _pairs(order, links)]


def components(nodes: Iterable[N], links: Iterable[tuple[N, N]]) -> list[frozenset[N]]:
    """The parts that hang together, the largest first, then in the order of the nodes."""
    return _parts(_graph(_order(nodes), links))


def articulation_points(nodes: Iterable[N], links: Iterable[tuple[N, N]]) -> frozenset[N]:
    """The nodes without which a part falls apart."""
    import rustworkx

    graph = _graph(_order(nodes), links)
    return frozenset(graph[i] for i in rustworkx.articulation_points(graph))


def bridges(nodes: Iterable[N], links: Iterable[tuple[N, N]]) -> list[tuple[N, N]]:
    """The links without which a part falls apart, as pairs in the order of the nodes."""
    import rustworkx

    graph = _graph(_order(nodes), links)
    return [(graph[i], graph[j]) for i, j in sorted((min(pair), max(pair)) for pair in rustworkx.bridges(graph))]


def betweenness(nodes: Iterable[N], links: Iterable[tuple[N, N]]) -> dict[N, float]:
    """For each node the share of shortest paths between two others that run through it (0 to 1)."""
    import rustworkx

    graph = _graph(_order(nodes), links)
    shares = rustworkx.betweenness_centrality(graph, normalized=True)
    return {graph[i]: shares[i] for i in graph.node_indices()}


def isolated(nodes: Iterable[N], links: Iterable[tuple[N, N]]) -> frozenset[N]:
    """The nodes without any link."""
    every = list(nodes)
    return frozenset(every) - {end for pair in edges(every, links) for end in pair}


def breakpoint_people(
    nodes: Iterable[N], links: Iterable[Link[N, P]], anchors: frozenset[N] = frozenset()
) -> dict[P, frozenset[N]]:
    """The people whose absence splits a part, with the nodes that are then cut off (algorithm T5, steps 4 to 6)."""
    every = list(links)
    order = _order(nodes)
    graph = _graph(order, ((link.a, link.b) for link in every))
    whole = _parts(graph)
    found: dict[P, frozenset[N]] = {}
    for person, gone in _lost_pairs(order, every).items():
        thinned = graph.copy()
        thinned.remove_edges_from(gone)
        if lost := cut_off(whole, _parts(thinned), anchors):
            found[person] = lost
    return found


def breakpoint_nodes(
    nodes: Iterable[N], links: Iterable[tuple[N, N]], anchors: frozenset[N] = frozenset()
) -> dict[N, frozenset[N]]:
    """The nodes without which a part falls apart, with the nodes that are then cut off."""
    every = list(dict.fromkeys(nodes))
    pairs = edges(every, links)
    pieces, points = Pieces(every, pairs), articulation_points(every, pairs)
    return {node: frozenset[N]().union(*pieces.loose(node=node, anchors=anchors)) for node in every if node in points}


def breakpoint_links(
    nodes: Iterable[N], links: Iterable[tuple[N, N]], anchors: frozenset[N] = frozenset()
) -> dict[tuple[N, N], frozenset[N]]:
    """The pairs without whose link a part falls apart, with the nodes that are then cut off."""
    every = list(nodes)
    pairs = edges(every, links)
    pieces = Pieces(every, pairs)
    return {pair: frozenset[N]().union(*pieces.loose([pair], anchors=anchors)) for pair in bridges(every, pairs)}


def cut_off(
    before: Iterable[frozenset[N]], after: Iterable[frozenset[N]], anchors: frozenset[N] = frozenset()
) -> frozenset[N]:
    """The nodes that lost touch with the anchor of their part, or with its largest piece when it has no anchor."""
    pieces = list(after)
    lost: set[N] = set()
    for part in before:
        split = [piece for piece in pieces if piece <= part]
        if len(split) > 1:
            kept = max(split, key=lambda piece: (bool(piece & anchors), len(piece)))
            lost.update(*(piece for piece in split if piece is not kept))
    return frozenset(lost)


def _lost_pairs(order: dict[N, int], links: list[Link[N, P]]) -> dict[P, set[tuple[int, int]]]:
    """For each person the pairs of nodes that have no link left without him or her."""
    by_pair: dict[tuple[int, int], list[Link[N, P]]] = {}
    for link in links:
        for pair in _pairs(order, [(link.a, link.b)]):
            by_pair.setdefault(pair, []).append(link)
    lost: dict[P, set[tuple[int, int]]] = {}
    for pair, parallel in by_pair.items():
        for person in parallel[0].carriers_a | parallel[0].carriers_b:
            if all(link.breaks_without(frozenset({person})) for link in parallel):
                lost.setdefault(person, set()).add(pair)
    return lost


def _order(nodes: Iterable[N]) -> dict[N, int]:
    return {node: i for i, node in enumerate(dict.fromkeys(nodes))}


def _pairs(order: dict[N, int], links: Iterable[tuple[N, N]]) -> list[tuple[int, int]]:
    known = ((order[a], order[b]) for a, b in links if a in order and b in order)
    return sorted({(min(pair), max(pair)) for pair in known if pair[0] != pair[1]})


def _graph(order: dict[N, int], links: Iterable[tuple[N, N]]) -> Any:
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(order))
    graph.add_edges_from_no_data(_pairs(order, links))
    return graph


def _parts(graph: Any) -> list[frozenset[Any]]:
    import rustworkx

    parts = sorted(rustworkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return [frozenset(graph[i] for i in part) for part in parts]
