"""The chain of each task: after who held it, who follows in it and since when nobody holds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data_model.days import days_after, lasts
from data_model.read.task_history import HeldTask, Task

# Of these somebody always has to be there; nobody has to stand in.
ALWAYS = (Task.COORDINATOR, Task.WEBBER)


@dataclass(frozen=True)
class Turn:
    """What comes in the chain of a task on a day: somebody follows, or without a name it is vacant since."""

    held: HeldTask
    on: date
    person: str | None = None


def turns(held: Sequence[HeldTask], day: date) -> Iterator[Turn]:
    """Who was named to follow from a day still to come, and tasks nobody holds on the day, after their last holder."""
    places: dict[object, list[HeldTask]] = {}
    for one in held:
        places.setdefault(one.place, []).append(one)
    for chain in places.values():
        for one in chain:
            if one.follower and one.last_on and one.last_on >= day:
                yield Turn(one, days_after(one.last_on, 1), one.follower)
        last = max(chain, key=lambda one: (one.last_on or date.max, one.first_on))
        begun = [one for one in chain if one.first_on <= day]
        if last.task in ALWAYS and begun and not any(lasts(one.first_on, one.last_on, day) for one in chain):
            latest = max(begun, key=lambda one: one.last_on or date.max)
            if latest.last_on:
                yield Turn(latest, days_after(latest.last_on, 1))
