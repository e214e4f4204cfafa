"""What is known today about any day, past or coming: who is there, which organisations take part, which links hold."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from data_model.days import days_after, happened, lasts
from data_model.norms import Norms
from data_model.rules.graph import Link
from data_model.rules.map_facts import MapFact, RelationFact, in_use
from data_model.rules.ties import (
    DEPARTURES,
    AffiliationFact,
    EventFact,
    OrganisationFact,
    PersonFact,
    Ties,
)
from data_model.vocabulary import Domain, TurnoverKind


def since(true_on: Callable[[date], bool], changes: Iterable[date], today: date) -> date:
    """The first day of the run up to today in which it was true, given the days on which that can change."""
    first = today
    for day in sorted({day for day in changes if day <= today}, reverse=True):
        if not true_on(day):
            break
        first = day
    return first


@dataclass(frozen=True)
class Outlook:
    """Facts seen from today. Announcements made after today, or taken back by then, do not exist."""

    ties: Ties
    today: date

    @cached_property
    def organisations(self) -> Mapping[int, OrganisationFact]:
        return {organisation.id: organisation for organisation in self.ties.organisations}

    @cached_property
    def people(self) -> Mapping[int, PersonFact]:
        return {person.id: person for person in self.ties.people}

    @cached_property
    def events(self) -> tuple[EventFact, ...]:
        """The changes that count today: known, and nobody is back yet."""
        return tuple(e for e in self.ties.events if e.known(self.today) and not e.over(self.today))

    @cached_property
    def departures(self) -> tuple[EventFact, ...]:
        """The changes after which a person is not there any more, or not for a time."""
        return tuple(e for e in self.events if e.kind in DEPARTURES and e.person_id is not None)

    @cached_property
    def _absences(self) -> Mapping[tuple[int, int], list[EventFact]]:
        found = defaultdict(list)
        for event in self.ties.events:
            if event.kind in DEPARTURES and event.person_id is not None and event.known(self.today):
                found[event.person_id, event.organisation_id].append(event)
        return found

    @cached_property
    def affiliations(self) -> Mapping[int, list[AffiliationFact]]:
        """By organisation."""
        found = defaultdict(list)
        for affiliation in self.ties.affiliations:
            found[affiliation.organisation_id].append(affiliation)
        return found

    @cached_property
    def _by_person(self) -> Mapping[int, list[AffiliationFact]]:
        found = defaultdict(list)
        for affiliation in self.ties.affiliations:
            found[affiliation.person_id].append(affiliation)
        return found

    def effect_on(self, event: EventFact) -> date:
        """The day to judge a change by: today, or its first day when that is still to come."""
        return max(self.today, event.effective_on)

    def day_before(self, event: EventFact) -> date:
        """The last day known on which the change had no effect yet."""
        return min(self.today, days_after(event.effective_on, -1))

    def changes_on(self, event: EventFact) -> date | None:
        """The day an announced change becomes a fact; None once it is."""
        return event.effective_on if event.effective_on > self.today else None

    def _present(self, affiliation: AffiliationFact, day: date) -> bool:
        if not lasts(affiliation.start_on, affiliation.end_on, day):
            return False
        person = self.people.get(affiliation.person_id)
        return (
            person is not None
            and not happened(person.erased_on, day)
            and not any(
                affiliation.start_on < event.effective_on <= day and not event.over(day)
                for event in self._absences.get((affiliation.person_id, affiliation.organisation_id), ())
            )
        )

    def people_of(self, organisation_id: int, day: date) -> frozenset[int]:
        """Who is there for an organisation on a day."""
        staff = self.affiliations.get(organisation_id, ())
        return frozenset(affiliation.person_id for affiliation in staff if self._present(affiliation, day))

    def works(self, person_id: int, organisation_id: int, day: date) -> bool:
        return any(a.organisation_id == organisation_id and self._present(a, day) for a in self._by_person[person_id])

    def around(self, person_id: int, day: date) -> bool:
        """Whether a person is there for any organisation. People without one are as long as they are known."""
        mine = self._by_person.get(person_id, ())
        person = self.people.get(person_id)
        known = person is not None and not happened(person.erased_on, day)
        return known and (not mine or any(self._present(affiliation, day) for affiliation in mine))

    @cached_property
    def _stops(self) -> frozenset[tuple[int, date]]:
        return frozenset(
            (e.organisation_id, e.effective_on) for e in self.events if e.kind == TurnoverKind.ORGANISATION_STOPS
        )

    def takes_part(self, organisation_id: int, day: date) -> bool:
        memberships = self.organisations[organisation_id].memberships
        stopped = max((on for id, on in self._stops if id == organisation_id and on <= day), default=date.min)
        return any(m.active(day) and m.joined_on is not None and m.joined_on >= stopped for m in memberships)

    @cached_property
    def active(self) -> Callable[[date], list[int]]:
        """The organisations that take part on a day, in the order of their names."""
        return cache(self._active)

    def _active(self, day: date) -> list[int]:
        ordered = sorted(self.organisations.values(), key=lambda o: (o.name, o.id))
        return [o.id for o in ordered if self.takes_part(o.id, day)]

    def hubs(self, day: date) -> frozenset[int]:
        """The municipality, from which one looks at who is cut off."""
        return frozenset(id for id in self.active(day) if self.organisations[id].domain == Domain.MUNICIPALITY)

    def staff_changes(self, organisation_id: int) -> set[date]:
        """The days on which it can change who is there for an organisation."""
        days: set[date] = {m.joined_on for m in self.organisations[organisation_id].memberships if m.joined_on}
        for affiliation in self.affiliations.get(organisation_id, ()):
            days.add(affiliation.start_on)
            days |= {days_after(affiliation.end_on, 1)} if affiliation.end_on else set()
            for event in self._absences.get((affiliation.person_id, organisation_id), ()):
                days.add(event.effective_on)
                days |= {days_after(event.until_on, 1)} if event.until_on else set()
        return days

    @cached_property
    def map(self) -> MapFact | None:
        return in_use(self.ties.maps, self.today)

    def map_is_soft(self, norms: Norms) -> bool:
        """Whether the map is too old, or not agreed, to raise more than a high urgency."""
        return self.map is None or not happened(self.map.agreed_on, self.today) or self.map_days > norms.map_age_days

    @property
    def map_days(self) -> int:
        """The age of the map."""
        return (self.today - self.map.made_on).days if self.map else 0

    def since_map(self, day: date) -> date:
        """The day, but not before there was a map to read it from."""
        return max(day, self.map.standing_since(self.today)) if self.map else day

    @cached_property
    def relations(self) -> tuple[RelationFact, ...]:
        """The relations of the map in use."""
        return tuple(r for r in self.ties.relations if self.map and r.map_id == self.map.id and r.a != r.b)

    @cached_property
    def carried(self) -> Mapping[tuple[int, int], list[RelationFact]]:
        """By person and side the relations they carry or carried."""
        found: dict[tuple[int, int], list[RelationFact]] = defaultdict(list)
        for relation in self.relations:
            for own in sorted({(c.person_id, c.organisation_id) for c in relation.carriers}):
                found[own].append(relation)
        return found

    @cached_property
    def _handed_over(self) -> frozenset[tuple[int, int]]:
        return frozenset(
            (e.person_id, e.organisation_id)
            for e in self.departures
            if e.person_id is not None and happened(e.handover.completed_on, self.today)
        )

    def recorded(self, relation: RelationFact, side: int, day: date) -> frozenset[int]:
        """Everybody who is or was written down as carrier on a side."""
        return frozenset(c.person_id for c in relation.carriers if c.organisation_id == side and c.start_on <= day)

    def carriers(self, relation: RelationFact, side: int, day: date) -> frozenset[int]:
        """Who carries a relation on a side on a day."""
        return frozenset(
            c.person_id
            for c in relation.carriers
            if c.organisation_id == side and lasts(c.start_on, c.end_on, day) and self.works(c.person_id, side, day)
        )

    def holds(self, relation: RelationFact, side: int, day: date) -> bool:
        """Whether a side is carried, or not known to be broken: nobody was written down, or it was handed over."""
        recorded = self.recorded(relation, side, day)
        return (
            not recorded
            or bool(self.carriers(relation, side, day))
            or any((person, side) in self._handed_over for person in recorded)
        )

    @cached_property
    def drawn(self) -> Callable[[date], list[RelationFact]]:
        """The relations on the map between organisations that take part on a day, broken or not."""
        return cache(self._drawn)

    def _drawn(self, day: date) -> list[RelationFact]:
        active = set(self.active(day))
        return [r for r in self.relations if lasts(r.start_on, r.end_on, day) and r.a in active and r.b in active]

    @cached_property
    def unbroken(self) -> Callable[[date], list[RelationFact]]:
        return cache(self._unbroken)

    def _unbroken(self, day: date) -> list[RelationFact]:
        return [r for r in self.drawn(day) if self.holds(r, r.a, day) and self.holds(r, r.b, day)]

    def link(self, relation: RelationFact, day: date) -> Link[int, int]:
        return Link(
            relation.a, relation.b, self.carriers(relation, relation.a, day), self.carriers(relation, relation.b, day)
        )
