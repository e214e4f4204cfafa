"""A measured ratio with its goal: medians of turns taken side by side, never a single time."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Ratio:
    """`value` is ours divided by the floor; `spread` the quartiles of ours divided by the floor's median."""

    name: str
    value: float
    goal: float
    spread: tuple[float, float]

    @property
    def reached(self) -> bool:
        return self.value <= self.goal


def ratio(name: str, ours: Sequence[float], floor: Sequence[float], goal: float) -> Ratio:
    low, _, high = (share / median(floor) for share in quantiles(ours, n=4))
    return Ratio(name, round(median(ours) / median(floor), 2), goal, (round(low, 2), round(high, 2)))
