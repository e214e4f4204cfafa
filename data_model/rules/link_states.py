"""How does each link on the map stand: does it work, does it hang on one person, or is it about to break? (3.E, T5)"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from data_model.days import days_after
from data_model.rules.map_facts import RelationFact
from data_model.rules.outlook import Outlook
from data_model.vocabulary import TurnoverKind


class LinkState(StrEnum):
    """What a link asks for, the most pressing first."""

    BROKEN = "broken"
    AT_RISK = "at_risk"
    SINGLE_CARRIED = "single_carried"
    CARRIER_UNKNOWN = "carrier_unknown"
    WORKS = "works"


@dataclass(frozen=True)
class SideStanding:
    """One end of a link: who keeps it there today, and the first day known on which nobody does any more."""

    organisation_id: int
    state: LinkState
    carriers: frozenset[int] = frozenset()
    breaks_on: date | None = None


@dataclass(frozen=True)
class LinkStanding:
    """A link with its two ends."""

    relation: RelationFact
    a: SideStanding
    b: SideStanding

    @property
    def state(self) -> LinkState:
        return worst((self.a.state, self.b.state))


def worst(states: Iterable[LinkState]) -> LinkState:
    return min(states, key=tuple(LinkState).index)


def link_standings(outlook: Outlook) -> Iterator[LinkStanding]:
    """Every link on the map in use between organisations that take part today."""

    @cache
    def turns(organisation_id: int) -> frozenset[date]:
        return frozenset(_turns(outlook, organisation_id))

    for relation in outlook.drawn(outlook.today):
        yield _standing(outlook, relation, turns)


def link_standing(outlook: Outlook, relation_id: int) -> LinkStanding | None:
    """The same of one link; None when it is not drawn today."""
    drawn = (relation for relation in outlook.drawn(outlook.today) if relation.id == relation_id)
    found = next(drawn, None)
    return _standing(outlook, found, lambda id: frozenset(_turns(outlook, id))) if found else None


def turns_of(outlook: Outlook, relation: RelationFact, side: int) -> list[date]:
    """The days to come on which it can change who keeps a side of a link, until its own last day."""
    coming = sorted({*_turns(outlook, side), *_ends(relation, side)})
    return [day for day in coming if _still_to_come(relation, day, outlook.today)]


def _standing(outlook: Outlook, relation: RelationFact, turns: Callable[[int], frozenset[date]]) -> LinkStanding:
    return LinkStanding(relation, *(_side(outlook, relation, side, turns) for side in (relation.a, relation.b)))


def _side(outlook: Outlook, relation: RelationFact, side: int, turns: Callable[[int], frozenset[date]]) -> SideStanding:
    """Broken before anything else, then what is announced; a side of which nobody is known is never broken."""
    today, carriers = outlook.today, outlook.carriers(relation, side, outlook.today)
    if not outlook.holds(relation, side, today):
        return SideStanding(side, LinkState.BROKEN)
    coming = [day for day in sorted(turns(side) | _ends(relation, side)) if _still_to_come(relation, day, today)]
    lost = (d for d in coming if not (outlook.takes_part(side, d) and outlook.holds(relation, side, d)))
    if breaks_on := next(lost, None):
        return SideStanding(side, LinkState.AT_RISK, carriers, breaks_on)
    if not carriers:
        return SideStanding(side, LinkState.CARRIER_UNKNOWN)
    fewest = min(len(outlook.carriers(relation, side, day)) for day in (today, *coming))
    return SideStanding(side, LinkState.SINGLE_CARRIED if fewest <= 1 else LinkState.WORKS, carriers)


def _still_to_come(relation: RelationFact, day: date, today: date) -> bool:
    """What comes after the last day of a link does not touch it: that end was agreed."""
    return day > today and (relation.end_on is None or day <= relation.end_on)


def _ends(relation: RelationFact, side: int) -> set[date]:
    return {days_after(c.end_on, 1) for c in relation.carriers if c.organisation_id == side and c.end_on}


def _turns(outlook: Outlook, organisation_id: int) -> Iterator[date]:
    """The days on which it can change who is there for an organisation, or whether it takes part."""
    yield from outlook.staff_changes(organisation_id)
    for membership in outlook.organisations[organisation_id].memberships:
        yield from membership.turns()
    for event in outlook.events:
        if event.kind == TurnoverKind.ORGANISATION_STOPS and event.organisation_id == organisation_id:
            yield event.effective_on
