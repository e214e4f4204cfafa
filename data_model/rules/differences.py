"""What did a network lose since a day, what came, and since when? (docs/policy 3.G)"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

from data_model.days import days_after, lasts
from data_model.rules.covenant_facts import CovenantFacts
from data_model.rules.drift import Pair, Standing, signers
from data_model.rules.outlook import Outlook, since
from data_model.rules.tasks import TurnoverFacts


class What(StrEnum):
    """What can be lost, or come."""

    LINK = "link"
    ORGANISATION = "organisation"
    PARTY = "party"


class Difference(NamedTuple):
    """What is otherwise than before, by the organisations it is about, and the first day on which it was so."""

    what: What
    organisations: tuple[int, ...]
    since: date


@dataclass(frozen=True)
class Course:
    """What happened between two days, each day seen as it was known then."""

    facts: TurnoverFacts
    covenants: CovenantFacts

    def lost(self, before: Standing, now: Standing) -> list[Difference]:
        return list(self._only_in(before, now, before.stood_on, now.stood_on, there=False))

    def came(self, before: Standing, now: Standing) -> list[Difference]:
        return list(self._only_in(now, before, before.stood_on, now.stood_on, there=True))

    def _only_in(
        self, one: Standing, other: Standing, first: date, today: date, *, there: bool
    ) -> Iterator[Difference]:
        """What one has and the other has not, and since when it is, or is not, `there`."""

        def began(holds: Callable[[date], bool], turns: set[date]) -> date:
            return max(first, since(lambda day: holds(day) is there, turns, today))

        for pair in sorted(one.links - other.links):
            yield Difference(What.LINK, pair, began(self._works(pair), self._link_turns(pair)))
        for id in sorted(one.organisations - other.organisations):
            yield Difference(What.ORGANISATION, (id,), began(self._takes_part(id), self._member_turns(id)))
        for id in sorted(one.signed - other.signed):
            yield Difference(What.PARTY, (id,), began(self._signed(id), self._covenant_turns))

    def _works(self, pair: Pair) -> Callable[[date], bool]:
        def works(day: date) -> bool:
            outlook = self._outlook(day)
            return all(outlook.takes_part(side, day) for side in pair) and any(
                {r.a, r.b} == {*pair}
                and lasts(r.start_on, r.end_on, day)
                and all(outlook.holds(r, side, day) for side in pair)
                for r in outlook.relations
            )

        return works

    def _takes_part(self, id: int) -> Callable[[date], bool]:
        return lambda day: self._outlook(day).takes_part(id, day)

    def _signed(self, id: int) -> Callable[[date], bool]:
        return lambda day: id in signers(self.covenants, day)

    @cached_property
    def _outlook(self) -> Callable[[date], Outlook]:
        return cache(lambda day: Outlook(self.facts.ties, day))

    def _member_turns(self, id: int) -> set[date]:
        """The days on which it can change whether an organisation takes part, or who is there for it."""
        organisation = next(one for one in self.facts.ties.organisations if one.id == id)
        turns = {day for membership in organisation.memberships for day in membership.turns()}
        for event in self.facts.ties.events:
            if event.organisation_id == id:
                known = (event.reported_on, event.effective_on, event.withdrawn_on, event.handover.completed_on)
                turns |= {on for on in known if on}
                turns |= {days_after(event.until_on, 1)} if event.until_on else set()
        return turns

    def _link_turns(self, pair: Pair) -> set[date]:
        turns = {on for m in self.facts.ties.maps for on in (m.made_on, m.provisional_on, m.agreed_on) if on}
        for side in pair:
            turns |= self._member_turns(side)
        people = {a.person_id for a in self.facts.ties.affiliations if a.organisation_id in pair}
        turns |= {p.erased_on for p in self.facts.ties.people if p.id in people and p.erased_on}
        periods = [(a.start_on, a.end_on) for a in self.facts.ties.affiliations if a.organisation_id in pair]
        for relation in self.facts.ties.relations:
            if {relation.a, relation.b} == {*pair}:
                periods += [(relation.start_on, relation.end_on)]
                periods += [(carrier.start_on, carrier.end_on) for carrier in relation.carriers]
        return turns | {day for period in periods for day in _ends(*period)}

    @cached_property
    def _covenant_turns(self) -> set[date]:
        turns: set[date] = set()
        for covenant in self.covenants.covenants:
            dates = (covenant.known_from, covenant.in_force_on, covenant.ended_on)
            turns |= {on for on in dates if on}
            turns |= {on for party in covenant.parties for on in party.turns()}
        return turns


def _ends(start: date, end: date | None) -> Iterator[date]:
    """The day on which a period begins, and the one on which it is over."""
    yield start
    if end:
        yield days_after(end, 1)
