"""How do two versions of the map differ, and where does each of them stand? (docs/policy 3.E)"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.days import happened
from data_model.rules.map_facts import MapFact, standing


class MapState(StrEnum):
    """Where a version of the map stands. The words are those of `transitions`."""

    DRAFT = "draft"
    PROVISIONAL = "provisional"
    AGREED = "agreed"
    OUTDATED = "outdated"


@dataclass(frozen=True, order=True)
class DrawnLink:
    """A link as it is known on any version: the same two organisations and the same kind."""

    a: int
    b: int
    kind: str = ""

    @property
    def pair(self) -> tuple[int, int]:
        return min(self.a, self.b), max(self.a, self.b)

    @property
    def known_as(self) -> tuple[tuple[int, int], str]:
        return self.pair, self.kind.strip().casefold()


@dataclass(frozen=True)
class Difference:
    """What came, went and stayed between an earlier version and a later one."""

    organisations_came: frozenset[int] = frozenset()
    organisations_went: frozenset[int] = frozenset()
    organisations_stayed: frozenset[int] = frozenset()
    came: tuple[DrawnLink, ...] = ()
    went: tuple[DrawnLink, ...] = ()
    stayed: tuple[DrawnLink, ...] = ()
    changed: tuple[tuple[DrawnLink, DrawnLink], ...] = ()

    @property
    def none(self) -> bool:
        return not (self.came or self.went or self.changed)


def map_state(maps: Iterable[MapFact], version: MapFact, day: date) -> MapState:
    """Outdated: another version took its place. A newer one that is not agreed yet leaves an agreed one standing."""
    stands = standing(maps, day)
    agreed, provisional = (happened(on, day) for on in (version.agreed_on, version.provisional_on))
    if stands is not None and stands.id == version.id:
        return MapState.AGREED if agreed else MapState.PROVISIONAL
    newer_agreed = (
        stands is not None
        and happened(stands.agreed_on, day)
        and (stands.made_on, stands.id) > (version.made_on, version.id)
    )
    replaced = stands is not None and provisional and not happened(stands.agreed_on, day)
    if agreed or newer_agreed or replaced:
        return MapState.OUTDATED
    return MapState.PROVISIONAL if provisional else MapState.DRAFT


def difference(earlier: Iterable[DrawnLink], later: Iterable[DrawnLink]) -> Difference:
    """Links from an organisation to itself do not count. A pair of which only the kind differs has changed."""
    before, after = _by_name(earlier), _by_name(later)
    left, new = _without(before, after), _without(after, before)
    went: list[DrawnLink] = []
    came: list[DrawnLink] = []
    changed: list[tuple[DrawnLink, DrawnLink]] = []
    for pair in sorted({link.pair for link in (*left, *new)}):
        gone = sorted((link for link in left if link.pair == pair), key=_order)
        fresh = sorted((link for link in new if link.pair == pair), key=_order)
        both = min(len(gone), len(fresh))
        changed += zip(gone[:both], fresh[:both], strict=True)
        went += gone[both:]
        came += fresh[both:]
    there, here = _organisations(before), _organisations(after)
    return Difference(
        organisations_came=here - there,
        organisations_went=there - here,
        organisations_stayed=here & there,
        came=tuple(came),
        went=tuple(went),
        stayed=tuple(sorted(_common(before, after), key=_order)),
        changed=tuple(changed),
    )


_Named = Mapping[tuple[tuple[int, int], str], list[DrawnLink]]


def _by_name(links: Iterable[DrawnLink]) -> _Named:
    named: dict[tuple[tuple[int, int], str], list[DrawnLink]] = {}
    for link in links:
        if link.a != link.b:
            named.setdefault(link.known_as, []).append(link)
    return named


def _without(links: _Named, others: _Named) -> list[DrawnLink]:
    """Those of which the other version has fewer."""
    return [link for name, same in links.items() for link in same[len(others.get(name, ())) :]]


def _common(before: _Named, after: _Named) -> list[DrawnLink]:
    return [link for name, same in after.items() for link in same[: len(before.get(name, ()))]]


def _organisations(links: _Named) -> frozenset[int]:
    return frozenset(id for pair, _ in links for id in pair)


def _order(link: DrawnLink) -> tuple[tuple[int, int], str]:
    return link.known_as
