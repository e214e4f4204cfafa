"""What the contacts question needs to know of a network, and which people are critical on a day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from data_model.days import days_after, lasts
from data_model.findings import Subject
from data_model.rules.map_facts import CarrierFact, MapFact, RelationFact, standing
from data_model.rules.membership import MemberFact

Stay = tuple[int, date, date | None]  # a person, the first and the last day


class CriticalRole(StrEnum):
    """Why a person's data must be fresher than those of others."""

    WEBBER = "webber"
    DEPUTY = "deputy"
    MANDATE = "mandate"
    COORDINATOR = "coordinator"
    SOLE_CONTACT = "sole_contact"
    SOLE_CARRIER = "sole_carrier"


@dataclass(frozen=True)
class AffiliationFact:
    """When a person works for an organisation, and whether the function there is known."""

    organisation_id: int
    start_on: date
    end_on: date | None = None
    has_function: bool = True


@dataclass(frozen=True)
class ChannelFact:
    """A way to reach a person and the sharing choice. The value itself is not needed here."""

    kind: str
    visibility: str
    added_on: date


@dataclass(frozen=True)
class ConfirmationFact:
    """What was said of a person's contact data on a day: correct, changed or wrong."""

    confirmed_on: date
    result: str = "correct"


@dataclass(frozen=True)
class RoleFact:
    """A critical role with its first and last day."""

    role: CriticalRole
    start_on: date
    end_on: date | None = None


@dataclass(frozen=True)
class RoundFact:
    """A confirmation round: started, with a last day to answer, and perhaps closed before or after that day."""

    started_on: date
    answer_by_on: date
    closed_on: date | None = None

    @property
    def over_on(self) -> date:
        """The first day on which nobody waits for answers any more."""
        ends = (days_after(self.answer_by_on, 1), self.closed_on)
        return min(end for end in ends if end)

    def waits(self, day: date) -> bool:
        return self.started_on <= day < self.over_on


@dataclass(frozen=True)
class PersonFact:
    """One person. Confirmations come oldest first."""

    id: int
    name: str
    affiliations: tuple[AffiliationFact, ...] = ()
    channels: tuple[ChannelFact, ...] = ()
    confirmations: tuple[ConfirmationFact, ...] = ()
    roles: tuple[RoleFact, ...] = ()

    def known_channels(self, day: date) -> list[ChannelFact]:
        return [channel for channel in self.channels if channel.added_on <= day]

    def visible(self, day: date) -> bool:
        return any(channel.visibility != "withheld" for channel in self.known_channels(day))

    def confirmed_on(self, day: date) -> date | None:
        """The last day on which the data were found or made right."""
        return max(
            (c.confirmed_on for c in self.confirmations if c.result != "wrong" and c.confirmed_on <= day), default=None
        )

    def wrong_since(self, day: date) -> date | None:
        """The day of the report that has not been answered by a confirmation since."""
        since: date | None = None
        for said in self.confirmations:
            if said.confirmed_on <= day:
                since = (since or said.confirmed_on) if said.result == "wrong" else None
        return since


@dataclass(frozen=True)
class ContactFacts:
    """All that this question needs to know of a network."""

    network: Subject
    people: tuple[PersonFact, ...] = ()
    organisations: tuple[MemberFact, ...] = ()
    maps: tuple[MapFact, ...] = ()
    relations: tuple[RelationFact, ...] = ()
    rounds: tuple[RoundFact, ...] = ()

    @cached_property
    def people_by_organisation(self) -> Mapping[int, tuple[PersonFact, ...]]:
        """Everybody who ever worked for an organisation."""
        groups: dict[int, dict[int, PersonFact]] = defaultdict(dict)
        for person in self.people:
            for affiliation in person.affiliations:
                groups[affiliation.organisation_id][person.id] = person
        return {id: tuple(group.values()) for id, group in groups.items()}


def critical_people(facts: ContactFacts, day: date) -> dict[int, dict[CriticalRole, date]]:
    """Who is critical on a day, in which roles, each with the first day of it."""
    active = active_people(facts, day)
    critical: dict[int, dict[CriticalRole, date]] = defaultdict(dict)
    for person in facts.people:
        for role in person.roles:
            if lasts(role.start_on, role.end_on, day):
                _since(critical[person.id], role.role, role.start_on)
    for organisation in facts.organisations:
        for person_id, since in _alone(_stays(facts, organisation), day):
            if organisation.id in active.get(person_id, ()):
                _since(critical[person_id], CriticalRole.SOLE_CONTACT, since)
    for side in _carried_sides(facts, day):
        working = [c for c in side if c.organisation_id in active.get(c.person_id, ())]
        for person_id, since in _alone([(c.person_id, c.start_on, c.end_on) for c in working], day):
            _since(critical[person_id], CriticalRole.SOLE_CARRIER, since)
    return dict(critical)


def _since(roles: dict[CriticalRole, date], role: CriticalRole, day: date) -> None:
    """Who has a role twice, has it since the first of both."""
    roles[role] = min(day, roles.get(role, day))


def active_people(facts: ContactFacts, day: date) -> dict[int, dict[int, AffiliationFact]]:
    """For each active person the affiliations to active members, by organisation."""
    members = {organisation.id for organisation in facts.organisations if organisation.active(day)}
    active: dict[int, dict[int, AffiliationFact]] = {}
    for person in facts.people:
        for affiliation in person.affiliations:
            if affiliation.organisation_id in members and lasts(affiliation.start_on, affiliation.end_on, day):
                active.setdefault(person.id, {})[affiliation.organisation_id] = affiliation
    return active


def _stays(facts: ContactFacts, organisation: MemberFact) -> list[Stay]:
    return [
        (person.id, affiliation.start_on, affiliation.end_on)
        for person in facts.people_by_organisation.get(organisation.id, ())
        for affiliation in person.affiliations
        if affiliation.organisation_id == organisation.id
    ]


def _alone(stays: list[Stay], day: date) -> Iterator[tuple[int, date]]:
    """The one person whose stay contains the day, with the first day alone; nobody when there are more or none."""
    present = {person_id for person_id, start, end in stays if lasts(start, end, day)}
    if len(present) == 1:
        own = min(start for person_id, start, end in stays if person_id in present and lasts(start, end, day))
        left = [days_after(end, 1) for person_id, _, end in stays if end and end < day and person_id not in present]
        yield present.pop(), max([own, *left])


def _carried_sides(facts: ContactFacts, day: date) -> Iterator[list[CarrierFact]]:
    holding = standing(facts.maps, day)
    for relation in (r for r in facts.relations if holding and r.map_id == holding.id):
        if lasts(relation.start_on, relation.end_on, day):
            sides: dict[int, list[CarrierFact]] = defaultdict(list)
            for carrier in relation.carriers:
                sides[carrier.organisation_id].append(carrier)
            yield from sides.values()
