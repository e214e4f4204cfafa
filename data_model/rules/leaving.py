"""What is known of a network as it would be once people or organisations had left: just what the acts would write.

Somebody who leaves is announced today, at every organisation they work for; an announcement for later is taken back
first. An organisation that leaves has its last day the day before, and so has everybody who works for it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, singledispatch
from typing import Any, TypeVar

from data_model.days import days_after, happened, lasts
from data_model.refusal import Refusal
from data_model.rules import actions_facts, contacts_facts
from data_model.rules.actions_facts import ActionFacts
from data_model.rules.contacts_facts import ContactFacts
from data_model.rules.covenant_facts import CovenantFacts
from data_model.rules.membership import MemberFact, MembershipFact
from data_model.rules.rhythm_facts import RhythmFacts
from data_model.rules.tasks import TurnoverFacts
from data_model.rules.ties import AffiliationFact, EventFact, Ties
from data_model.vocabulary import TurnoverKind

M = TypeVar("M", bound=MemberFact)


@dataclass(frozen=True)
class Departure:
    """The work of one person for one organisation that ends; `start_on` tells which time there.

    `withdrawn` are the announcements that are taken back for it.
    """

    person_id: int
    organisation_id: int
    start_on: date
    withdrawn: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Leaving:
    """Who goes, announced on a day; `on` is the first day without them."""

    announced_on: date
    on: date
    departures: tuple[Departure, ...] = ()
    organisations: frozenset[int] = frozenset()

    @property
    def last_on(self) -> date:
        return days_after(self.on, -1)

    @cached_property
    def ended(self) -> frozenset[tuple[int, int, date]]:
        return frozenset((d.person_id, d.organisation_id, d.start_on) for d in self.departures)

    @cached_property
    def places(self) -> frozenset[tuple[int, int]]:
        """Who goes where."""
        return frozenset((d.person_id, d.organisation_id) for d in self.departures)

    def end_on(self, person_id: int, organisation_id: int, start_on: date, end_on: date | None) -> date | None:
        return self.last_on if (person_id, organisation_id, start_on) in self.ended else end_on


def planned(ties: Ties, people: Collection[int], organisations: Collection[int], on: date, today: date) -> Leaving:
    """Refuses a day that is over, and who is not there yet or not any more on that day."""
    if on < today:
        raise Refusal("too_early", "on", earliest=today)
    names = {one.id: one.name for one in ties.people}
    departures: dict[tuple[int, int], Departure] = {}
    for person in sorted(people):
        own = [a for a in ties.affiliations if a.person_id == person]
        found = list(_departures(ties, own, on, today))
        if not found:
            raise _not_there(names[person], [a.start_on for a in own], on)
        departures |= {(one.person_id, one.organisation_id): one for one in found}
    for organisation in ties.organisations:
        if organisation.id in organisations and running(organisation, on, today) is None:
            joined = [stay.joined_on for stay in organisation.memberships if stay.joined_on]
            raise _not_there(organisation.name, joined, on)
    for organisation_id in sorted(organisations):
        staff = [a for a in ties.affiliations if a.organisation_id == organisation_id]
        departures |= {(one.person_id, one.organisation_id): one for one in _departures(ties, staff, on, today)}
    return Leaving(today, on, tuple(departures.values()), frozenset(organisations))


def there(ties: Ties, on: date, today: date) -> frozenset[tuple[int, int]]:
    """The people who can leave on a day, each with the organisation that they would leave."""
    return frozenset((one.person_id, one.organisation_id) for one in _departures(ties, ties.affiliations, on, today))


def running(organisation: MemberFact, on: date, today: date) -> MembershipFact | None:
    """The time in the network that would end, of an organisation that is there the day before as well."""
    for stay in organisation.memberships:
        turns = (stay.joined_on, *(turn for turn in (stay.paused_on, stay.resumed_on) if happened(turn, today)))
        if stay.lasts(on) and all(turn is None or turn < on for turn in turns):
            return stay
    return None


def _not_there(name: str, started: Iterable[date], on: date) -> Refusal:
    start_on = max(started, default=None)
    if start_on is not None and start_on >= on:
        return Refusal("not_there_yet", "on", name=name, start_on=start_on)
    return Refusal("not_there_any_more", "on", name=name, day=on)


def _departures(ties: Ties, affiliations: Iterable[AffiliationFact], on: date, today: date) -> Iterator[Departure]:
    """Of each person at each organisation the last time there that has begun, when it runs on the day."""
    known = {person.id for person in ties.people if person.erased_on is None}
    last: dict[tuple[int, int], AffiliationFact] = {}
    for one in sorted(affiliations, key=lambda a: a.start_on):
        if one.start_on < on and (one.end_on is None or one.end_on >= today) and one.person_id in known:
            last[one.person_id, one.organisation_id] = one
    for (person_id, organisation_id), one in sorted(last.items()):
        announced = [e for e in ties.events if _ends(e, one)]
        if lasts(one.start_on, one.end_on, on) and all(event.effective_on > on for event in announced):
            yield Departure(person_id, organisation_id, one.start_on, frozenset(event.id for event in announced))


def _ends(event: EventFact, work: AffiliationFact) -> bool:
    return (
        event.kind == TurnoverKind.LEAVES
        and event.withdrawn_on is None
        and (event.person_id, event.organisation_id) == (work.person_id, work.organisation_id)
        and event.effective_on > work.start_on
    )


@singledispatch
def without(facts: Any, leaving: Leaving) -> Any:
    """The facts of one question once these people and organisations had left."""
    raise TypeError(type(facts))


@without.register
def _(facts: RhythmFacts, leaving: Leaving) -> RhythmFacts:
    """Meetings, and which organisations were there, stay what they are."""
    return facts


@without.register
def _(facts: CovenantFacts, leaving: Leaving) -> CovenantFacts:
    def shorter(one: Any) -> Any:
        staff = tuple(
            replace(s, end_on=leaving.end_on(s.person_id, one.id, s.start_on, s.end_on)) if s.start_on else s
            for s in one.staff
        )
        return replace(one, staff=staff)

    return replace(facts, organisations=tuple(shorter(one) for one in _left(facts.organisations, leaving)))


@without.register
def _(facts: ActionFacts, leaving: Leaving) -> ActionFacts:
    def owner(one: actions_facts.OwnerFact) -> actions_facts.OwnerFact:
        where = one.person_id, one.organisation_id
        if where not in leaving.places:
            return one
        work = tuple((start, leaving.end_on(*where, start, end)) for start, end in one.affiliations)
        return replace(one, affiliations=work, departures=(*one.departures, (leaving.announced_on, None)))

    actions = (replace(one, owners=tuple(owner(person) for person in one.owners)) for one in facts.actions)
    return replace(facts, actions=tuple(actions))


@without.register
def _(facts: ContactFacts, leaving: Leaving) -> ContactFacts:
    def person(one: contacts_facts.PersonFact) -> contacts_facts.PersonFact:
        work = tuple(
            replace(a, end_on=leaving.end_on(one.id, a.organisation_id, a.start_on, a.end_on)) for a in one.affiliations
        )
        return replace(one, affiliations=work)

    going = {person_id for person_id, _ in leaving.places}
    return replace(
        facts,
        people=tuple(person(one) if one.id in going else one for one in facts.people),
        organisations=tuple(_left(facts.organisations, leaving)),
    )


@without.register
def _(facts: TurnoverFacts, leaving: Leaving) -> TurnoverFacts:
    ties, back = facts.ties, {id for departure in leaving.departures for id in departure.withdrawn}
    work = (
        replace(a, end_on=leaving.end_on(a.person_id, a.organisation_id, a.start_on, a.end_on))
        for a in ties.affiliations
    )
    kept = (replace(e, withdrawn_on=leaving.announced_on) if e.id in back else e for e in ties.events)
    new = max((event.id for event in ties.events), default=0) + 1
    announced = (
        EventFact(new + n, TurnoverKind.LEAVES, one.organisation_id, one.person_id, leaving.on, leaving.announced_on)
        for n, one in enumerate(leaving.departures)
    )
    return replace(
        facts,
        ties=replace(
            ties,
            organisations=tuple(_left(ties.organisations, leaving)),
            affiliations=tuple(work),
            events=(*kept, *announced),
        ),
    )


def _left(members: Iterable[M], leaving: Leaving) -> Iterator[M]:
    """With the last day of those that leave; a pause or return planned after it falls away."""
    last = leaving.last_on
    for one in members:
        ends = running(one, leaving.on, leaving.announced_on) if one.id in leaving.organisations else None
        if ends is None:
            yield one
        else:
            turns = {name: None for name in ("paused_on", "resumed_on") if (getattr(ends, name) or last) > last}
            ended = replace(ends, left_on=last, **turns)
            yield replace(one, memberships=tuple(ended if stay is ends else stay for stay in one.memberships))
