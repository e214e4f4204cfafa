"""A measured ratio with its goal: medians of turns taken side by side, never a single time."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Ratio:
    """`value` is ours divided by the floor, or a figure in the unit its name ends with. `spread` is its lowest and
    highest round. Without a goal it is shown and not judged.
    """

    name: str
    value: float
    goal: float | None
    spread: tuple[float, float]
    at_least: bool = False

    @property
    def reached(self) -> bool:
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal


def ratio(
    name: str, ours: Sequence[float], floor: Sequence[float], goal: float | None, *, at_least: bool = False
) -> Ratio:
    """Of as many turns on either side, taken in pairs."""
    rounds = [own / other for own, other in zip(ours, floor, strict=True)]
    return _of(name, median(ours) / median(floor), rounds, goal, at_least)


def figure(name: str, values: Sequence[float], goal: float | None, *, at_least: bool = False) -> Ratio:
    """What is measured by itself. The name says in what."""
    return _of(name, median(values), values, goal, at_least)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share (0 to 1) of the values lies, or the nearest that was measured."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _of(name: str, value: float, rounds: Sequence[float], goal: float | None, at_least: bool) -> Ratio:
    return Ratio(name, round(value, 2), goal, (round(min(rounds), 2), round(max(rounds), 2)), at_least)
