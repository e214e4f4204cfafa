"""How few people would have to leave before an organisation is cut off or a task has nobody? (docs/policy 2b)"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from data_model.findings import Subject
from data_model.rules.cuts import Cuts, Group
from data_model.rules.graph import Link
from data_model.rules.held_tasks import HeldTask
from data_model.rules.outlook import Outlook

N = TypeVar("N", bound=Hashable)
P = TypeVar("P", bound=Hashable)
T = TypeVar("T", bound=Hashable)

EXACT = 3  # larger sets are only bounded
WORK = 60_000  # groups of people looked at before giving up
MANY = 200  # sets told


@dataclass(frozen=True)
class Fall(Generic[N, P, T]):
    """Some people, and what falls when all of them leave: the organisations cut off and the tasks left with nobody."""

    people: frozenset[P]
    cut_off: frozenset[N] = frozenset()
    tasks: frozenset[T] = frozenset()


@dataclass(frozen=True)
class Smallest(Generic[N, P, T]):
    """The size of the smallest set, or its bounds; both None when nothing falls whoever leaves.

    `falls` are the sets of that size, those without which most falls first; only when `whole` there are no others.
    """

    at_least: int | None = None
    at_most: int | None = None
    falls: tuple[Fall[N, P, T], ...] = ()
    whole: bool = True

    @property
    def exact(self) -> bool:
        return self.at_least == self.at_most


def bus_factor(outlook: Outlook, tasks: Iterable[HeldTask], cuts: Cuts[int, int]) -> Smallest[int, int, Subject]:
    held = {task.about: task.people for task in tasks if task.people}
    return smallest(cuts, held, outlook.hubs(outlook.today))


def map_links(outlook: Outlook) -> list[Link[int, int]]:
    """The links that hold today, with who keeps them."""
    return [outlook.link(relation, outlook.today) for relation in outlook.unbroken(outlook.today)]


def smallest(
    cuts: Cuts[N, P], tasks: Mapping[T, Group[P]], anchors: frozenset[N] = frozenset(), work: int = WORK
) -> Smallest[N, P, T]:
    """By growing size; beyond `EXACT` people or too much `work`, a set found step by step bounds it from above."""
    everyone = cuts.people.union(*tasks.values())
    if not _falls(cuts, tasks, everyone):
        return Smallest()
    left = work
    for size in range(1, EXACT + 1):
        found = {people for people in tasks.values() if len(people) == size}
        for group in unions(cuts.groups(size), size):
            left -= 1
            if left < 0:
                break
            if group is not None and cuts.split(group):
                found.add(group)
        if found:
            return Smallest(size, size, *_told(cuts, tasks, anchors, found, left >= 0))
        if left < 0:
            break
    else:
        size = EXACT + 1
    one = _small(cuts, tasks, everyone)
    return Smallest(size, len(one), *_told(cuts, tasks, anchors, {one}, False))


def unions(groups: Iterable[Group[P]], size: int) -> Iterator[Group[P] | None]:
    """All unions of groups that count so many people, each once; None for each step that led nowhere yet."""
    every = sorted(groups, key=lambda group: (len(group), sorted(map(repr, group))))
    shared: dict[P, list[Group[P]]] = {}
    for group in every:
        for person in group:
            shared.setdefault(person, []).append(group)
    seen: set[Group[P]] = set()
    waiting: list[Group[P]] = [frozenset()]
    while waiting:
        chosen = waiting.pop()
        room = size - len(chosen)
        fitting = [group for group in every if len(group) <= room]
        fitting += [group for person in chosen for group in shared[person] if len(group) > room]
        for group in fitting:
            union = chosen | group
            if len(union) > size or union in seen:
                yield None
                continue
            seen.add(union)
            if len(union) == size:
                yield union
            else:
                waiting.append(union)
                yield None


def _falls(cuts: Cuts[N, P], tasks: Mapping[T, Group[P]], people: Group[P]) -> bool:
    return any(held <= people for held in tasks.values()) or cuts.split(people)


def _small(cuts: Cuts[N, P], tasks: Mapping[T, Group[P]], everyone: Group[P]) -> Group[P]:
    """A small set without which something falls: a task, or everybody around one organisation, made no larger than
    needed. Not always the smallest."""
    tried = [*tasks.values(), *(_isolating(cuts, node) for node in cuts.nodes)]
    falling = [people for people in tried if people and _falls(cuts, tasks, people)]
    people = min([*falling, everyone], key=lambda group: (len(group), sorted(map(repr, group))))
    for person in sorted(people, key=repr):
        if _falls(cuts, tasks, people - {person}):
            people -= {person}
    return people


def _isolating(cuts: Cuts[N, P], node: N) -> Group[P]:
    """Who keeps the links of one node, on the side of each that takes fewest more people."""
    people: Group[P] = frozenset()
    for link in cuts.around(node):
        sides = [side for side in (link.carriers_a, link.carriers_b) if side]
        people |= min((side - people for side in sides), key=len, default=frozenset())
    return people


def _told(
    cuts: Cuts[N, P], tasks: Mapping[T, Group[P]], anchors: frozenset[N], found: set[Group[P]], whole: bool
) -> tuple[tuple[Fall[N, P, T], ...], bool]:
    first = sorted(found, key=lambda people: sorted(map(repr, people)))[:MANY]
    falls = [
        Fall(
            people,
            cuts.lost(people, anchors),
            frozenset(task for task, held in tasks.items() if held <= people),
        )
        for people in first
    ]
    falls.sort(key=lambda fall: (-len(fall.cut_off), -len(fall.tasks)))
    return tuple(falls), whole and len(found) <= MANY
