"""The single points of a network: people, sides of links and organisations on which others depend alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from data_model.rules.cuts import Cuts
from data_model.rules.graph import Link, breakpoint_nodes


@dataclass(frozen=True)
class Points:
    """`people` without whom a part is cut off, `sides` (link and organisation) that rest on one person, and
    `dependents`: the organisations that are cut off when some one other organisation is not there."""

    people: frozenset[int]
    sides: frozenset[tuple[int, int]]
    dependents: frozenset[int]

    def __len__(self) -> int:
        return len(self.people) + len(self.sides) + len(self.dependents)


@dataclass(frozen=True)
class Picture:
    """Organisations by name, links by their number, and who could keep a link for each organisation, by name."""

    nodes: tuple[int, ...]
    links: Mapping[int, Link[int, int]]
    free: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    hubs: frozenset[int] = frozenset()

    @cached_property
    def cuts(self) -> Cuts[int, int]:
        return Cuts(self.nodes, self.links.values())

    @cached_property
    def cut_off_by(self) -> dict[int, frozenset[int]]:
        """By organisation on which others depend, who would be cut off."""
        return breakpoint_nodes(self.nodes, self.cuts.pairs, self.hubs)

    @cached_property
    def points(self) -> Points:
        return Points(
            frozenset(person for person in self.cuts.people if self.cuts.split(frozenset({person}))),
            frozenset((id, side) for id, side, _ in self.alone()),
            frozenset[int]().union(*self.cut_off_by.values()),
        )

    def alone(self) -> Iterator[tuple[int, int, int]]:
        """Each side of a link that one person keeps: the link, the organisation and the person."""
        for id, link in self.links.items():
            if link.a != link.b:
                for side, carriers in ((link.a, link.carriers_a), (link.b, link.carriers_b)):
                    if len(carriers) == 1:
                        yield id, side, min(carriers)

    def joined(self, id: int, side: int, person: int) -> "Picture":
        """With one more person who keeps a link on a side."""
        link = self.links[id]
        if side == link.a:
            link = replace(link, carriers_a=link.carriers_a | {person})
        else:
            link = replace(link, carriers_b=link.carriers_b | {person})
        return replace(self, links={**self.links, id: link})

    def linked(self, link: Link[int, int]) -> "Picture":
        """With a new link, which has a number below zero."""
        return replace(self, links={**self.links, min([0, *self.links]) - 1: link})
