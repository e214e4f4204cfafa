"""What is known of a map of the network: its versions, the links on it and the people who carry them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MapFact:
    """A version of the network map."""

    id: int
    made_on: date
    provisional_on: date | None = None
    agreed_on: date | None = None

    def standing_since(self, day: date) -> date:
        """The day it was agreed, else became provisional, else was drawn, as known on a day."""
        stages = (self.agreed_on, self.provisional_on)
        return next((on for on in stages if on is not None and on <= day), self.made_on)


@dataclass(frozen=True)
class CarrierFact:
    """A person carries a relation on the side of an organisation from the first to the last day."""

    organisation_id: int
    person_id: int
    start_on: date
    end_on: date | None = None


@dataclass(frozen=True)
class RelationFact:
    """A link between two organisations on a map, from the first to the last day."""

    id: int
    map_id: int
    a: int
    b: int
    start_on: date
    end_on: date | None = None
    carriers: tuple[CarrierFact, ...] = ()
    last_confirmed_on: date | None = None

    def other(self, organisation_id: int) -> int:
        return self.b if organisation_id == self.a else self.a


def standing(maps: Iterable[MapFact], day: date) -> MapFact | None:
    """The latest agreed map, else the latest provisional one."""
    every = list(maps)
    return _latest(every, lambda m: m.agreed_on, day) or _latest(every, lambda m: m.provisional_on, day)


def in_use(maps: Iterable[MapFact], day: date) -> MapFact | None:
    """The map that stands, else the latest drawn."""
    every = list(maps)
    return standing(every, day) or _latest(every, lambda m: m.made_on, day)


def _latest(maps: Iterable[MapFact], reached_on: Callable[[MapFact], date | None], day: date) -> MapFact | None:
    reached = [(on, m.id, m) for m in maps if (on := reached_on(m)) is not None and on <= day]
    return max(reached, key=lambda one: one[:2])[2] if reached else None
