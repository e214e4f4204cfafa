"""Where does every organisation stand on the map? At the same place each time, close to those it works with."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, dist
from typing import TypeVar

from data_model.rules import graph
from data_model.rules.spots import Places, minimum
from data_model.rules.spots import Point as Point
from data_model.rules.springs import sprung

N = TypeVar("N", bound=Hashable)

WIDE = 1.7  # a map is shown so many times wider than high
IN_A_ROW = 9  # who has no links
ROW_HIGH = 0.1
MOST_ROWS_HIGH = 0.5
ELSEWHERE, EDGE = Point(0, 0), Point(0, 1)  # for a new part, and for who has no links
EASING = 40  # rounds of pushing those apart that stand too close


@dataclass(frozen=True)
class _Box:
    x: float
    y: float
    wide: float
    high: float

    def split(self, share: float) -> tuple["_Box", "_Box"]:
        """Two boxes beside each other, or one above the other when it is shown higher than wide."""
        if self.wide * WIDE >= self.high:
            first = self.wide * share
            return _Box(self.x, self.y, first, self.high), _Box(self.x + first, self.y, self.wide - first, self.high)
        first = self.high * share
        return _Box(self.x, self.y, self.wide, first), _Box(self.x, self.y + first, self.wide, self.high - first)

    def fitted(self, x: float, y: float) -> Point:
        """A point given in shares of the box, which keeps a margin."""
        return Point(self.x + self.wide * (0.03 + 0.94 * x), self.y + self.high * (0.03 + 0.94 * y))


def layout(nodes: Iterable[N], links: Iterable[tuple[N, N]], kept: Mapping[N, Point]) -> dict[N, Point]:
    """Everybody's place. Those that are kept stay; the others stand near their neighbours, or in a row at the edge."""
    every = list(dict.fromkeys(nodes))
    if all(node in kept for node in every):
        return {node: kept[node] for node in every}
    pairs, gap = graph.edges(every, links), minimum(len(every))
    places = Places(gap)
    placed = {node: places.take(kept[node]) for node in every if node in kept}
    if placed:
        return _joined(every, pairs, placed, places)
    wished = _eased(_fresh(every, pairs), gap)
    return {node: places.take_wished(wished[node]) for node in every}


def _fresh(every: Sequence[N], pairs: Sequence[tuple[N, N]]) -> dict[N, Point]:
    """The parts beside each other, each in its share of the frame, and below them who has no links."""
    parts = graph.components(every, pairs)
    joined, alone = (
        [part for part in parts if len(part) > 1],
        [node for part in parts if len(part) == 1 for node in part],
    )
    rows = ceil(len(alone) / IN_A_ROW)
    high = min(rows * ROW_HIGH, MOST_ROWS_HIGH) if joined else 1.0
    found: dict[N, Point] = {}
    rest, left = _Box(0, 0, 1, 1 - high), sum(len(part) for part in joined)
    for part in joined:
        own, rest = rest.split(len(part) / left)
        left -= len(part)
        members = [node for node in every if node in part]
        found |= {node: own.fitted(*place) for node, place in sprung(members, pairs).items()}
    for n, node in enumerate(alone):
        row, column = divmod(n, IN_A_ROW)
        in_this_row = min(len(alone) - row * IN_A_ROW, IN_A_ROW)
        found[node] = Point((column + 0.5) / in_this_row, 1 - high * row / rows if joined else (row + 0.5) / rows)
    return found


def _eased(wished: Mapping[N, Point], gap: float) -> dict[N, Point]:
    """Those that stand too close pushed apart, bit by bit, so that all keep about their places."""
    places = {node: (point.x, point.y) for node, point in wished.items()}
    for _ in range(EASING):
        moved = False
        for one, other in _close(places, 1.5 * gap):
            (ax, ay), (bx, by) = places[one], places[other]
            apart = dist((ax, ay), (bx, by))
            push = (1.5 * gap - apart) / 2 / apart if apart else 0.0
            moved = moved or bool(push)
            places[one] = _within(ax + (ax - bx) * push, ay + (ay - by) * push)
            places[other] = _within(bx + (bx - ax) * push, by + (by - ay) * push)
        if not moved:
            break
    return {node: Point(*place) for node, place in places.items()}


def _close(places: Mapping[N, tuple[float, float]], gap: float) -> list[tuple[N, N]]:
    """The pairs nearer to each other than `gap`, looked for among neighbours alone."""
    cells: dict[tuple[int, int], list[N]] = defaultdict(list)
    found = []
    for node, (x, y) in places.items():
        column, row = int(x / gap), int(y / gap)
        for right, down in product((-1, 0, 1), repeat=2):
            others = cells.get((column + right, row + down), ())
            found += [(node, other) for other in others if dist((x, y), places[other]) < gap]
        cells[column, row].append(node)
    return found


def _within(x: float, y: float) -> tuple[float, float]:
    return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)


def _joined(every: Sequence[N], pairs: Sequence[tuple[N, N]], placed: dict[N, Point], places: Places) -> dict[N, Point]:
    """New ones beside those that stand already: first who has most neighbours there, last who has no links."""
    near: dict[N, list[N]] = {node: [] for node in every}
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    waiting = [node for node in every if node not in placed]
    while waiting:
        node = max(waiting, key=lambda one: (sum(other in placed for other in near[one]), len(near[one])))
        waiting.remove(node)
        known = [placed[other] for other in near[node] if other in placed]
        placed[node] = places.take_near(_middle(known) if known else ELSEWHERE if near[node] else EDGE)
    return {node: placed[node] for node in every}


def _middle(points: Sequence[Point]) -> Point:
    return Point(sum(point.x for point in points) / len(points), sum(point.y for point in points) / len(points))
