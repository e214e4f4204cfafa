"""Which spots on a map are still free, so that no two stand on top of each other?"""

from dataclasses import dataclass
from itertools import product
from math import ceil, dist, floor, sqrt


@dataclass(frozen=True)
class Point:
    """From left to right and from top to bottom, both from 0 to 1."""

    x: float
    y: float

    def to(self, other: "Point") -> float:
        return dist((self.x, self.y), (other.x, other.y))


def minimum(many: int) -> float:
    """How close two of so many may stand. There are more spots than so many can take, so one is always left."""
    return 1 / (2 * ceil(sqrt(max(many, 1))) + 1)


class Spots:
    """A grid of places of which those too near to somebody are gone."""

    def __init__(self, gap: float) -> None:
        self._gap, self._steps = gap, 2 * floor(1 / gap)
        grid = product(range(self._steps + 1), repeat=2)
        self._free = {(x, y): Point(x / self._steps, y / self._steps) for x, y in grid}

    def take(self, point: Point) -> None:
        for x, y in product(self._around(point.x), self._around(point.y)):
            if (x, y) in self._free and self._free[x, y].to(point) < self._gap:
                del self._free[x, y]

    def nearest(self, wished: Point) -> Point | None:
        return min(self._free.values(), key=wished.to, default=None)

    def _around(self, at: float) -> range:
        return range(floor((at - self._gap) * self._steps), ceil((at + self._gap) * self._steps) + 1)


class Places:
    """Who stands where, as they come."""

    def __init__(self, gap: float) -> None:
        self._gap, self._taken = gap, list[Point]()
        self._roomy, self._tight = Spots(1.5 * gap), Spots(gap)

    def take(self, point: Point) -> Point:
        self._taken.append(point)
        self._roomy.take(point)
        self._tight.take(point)
        return point

    def take_near(self, wished: Point) -> Point:
        """The free spot that is nearest, with some room around it while there is any."""
        found = self._roomy.nearest(wished) or self._tight.nearest(wished)
        assert found is not None, "more stand here than was told"
        return self.take(found)

    def take_wished(self, wished: Point) -> Point:
        """The very place, unless somebody stands there."""
        free = all(wished.to(other) >= self._gap for other in self._taken)
        return self.take(wished) if free else self.take_near(wished)
