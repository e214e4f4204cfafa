"""What ties a network together: who works where, the announced changes, and the map."""

from dataclasses import dataclass
from datetime import date

from data_model.days import happened
from data_model.findings import Subject
from data_model.rules.map_facts import MapFact, RelationFact
from data_model.rules.membership import MemberFact
from data_model.vocabulary import Domain, TurnoverKind

# After these changes a person no longer stands for the organisation, for good or for a time.
DEPARTURES = frozenset({TurnoverKind.LEAVES, TurnoverKind.OTHER_FUNCTION, TurnoverKind.AWAY})


@dataclass(frozen=True)
class OrganisationFact(MemberFact):
    domain: str = Domain.OTHER


@dataclass(frozen=True)
class PersonFact:
    id: int
    name: str
    erased_on: date | None = None

    @property
    def subject(self) -> Subject:
        return Subject("person", self.id, self.name)


@dataclass(frozen=True)
class AffiliationFact:
    """A person works for an organisation from the first to the last day."""

    person_id: int
    organisation_id: int
    start_on: date
    end_on: date | None = None


@dataclass(frozen=True)
class HandoverFact:
    """How far the transfer that belongs to a change is."""

    planned_on: date | None = None
    started_on: date | None = None
    completed_on: date | None = None
    not_possible_on: date | None = None

    def taken_up(self, day: date) -> bool:
        return happened(self.planned_on, day) or happened(self.started_on, day)

    def settled(self, day: date) -> bool:
        return happened(self.completed_on, day) or happened(self.not_possible_on, day)


@dataclass(frozen=True)
class EventFact:
    """An announced change. `effective_on` is the first day without the person, `until_on` the last day away.

    `into_organisation_id`: with which one an organisation that stops goes on.
    """

    id: int
    kind: str
    organisation_id: int
    person_id: int | None
    effective_on: date
    reported_on: date
    until_on: date | None = None
    successor_person_id: int | None = None
    withdrawn_on: date | None = None
    handover: HandoverFact = HandoverFact()
    followers: tuple[tuple[str, int, int], ...] = ()  # task (entity and number) and the person who will follow in it
    into_organisation_id: int | None = None

    def known(self, day: date) -> bool:
        return self.reported_on <= day and not happened(self.withdrawn_on, day)

    def over(self, day: date) -> bool:
        """Whether somebody who was away for a time is back."""
        return self.kind == TurnoverKind.AWAY and self.until_on is not None and self.until_on < day

    def follower(self, entity: str, id: int) -> int | None:
        return next((person for of, number, person in self.followers if (of, number) == (entity, id)), None)


@dataclass(frozen=True)
class Ties:
    """All that is known of who works where and which organisations are connected."""

    network: Subject
    organisations: tuple[OrganisationFact, ...] = ()
    people: tuple[PersonFact, ...] = ()
    affiliations: tuple[AffiliationFact, ...] = ()
    events: tuple[EventFact, ...] = ()
    maps: tuple[MapFact, ...] = ()
    relations: tuple[RelationFact, ...] = ()
