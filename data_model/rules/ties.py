"""What ties a network together: who works where, the announced changes, and the map with the people who carry it."""

from dataclasses import dataclass
from datetime import date

from data_model.days import happened
from data_model.findings import Subject
from data_model.vocabulary import Domain, TurnoverKind

# After these changes a person no longer stands for the organisation, for good or for a time.
DEPARTURES = frozenset({TurnoverKind.LEAVES, TurnoverKind.OTHER_FUNCTION, TurnoverKind.AWAY})


@dataclass(frozen=True)
class MembershipFact:
    """A time in which an organisation takes part. `left_on` is its first day out."""

    joined_on: date | None
    left_on: date | None = None
    paused_on: date | None = None
    resumed_on: date | None = None

    def holds(self, day: date) -> bool:
        back = self.paused_on and self.resumed_on and self.resumed_on >= self.paused_on
        paused = happened(self.paused_on, day) and not (back and happened(self.resumed_on, day))
        return happened(self.joined_on, day) and not happened(self.left_on, day) and not paused


@dataclass(frozen=True)
class OrganisationFact:
    id: int
    name: str
    domain: str = Domain.OTHER
    memberships: tuple[MembershipFact, ...] = ()

    @property
    def subject(self) -> Subject:
        return Subject("organisation", self.id, self.name)


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
    """An announced change. `effective_on` is the first day without the person, `until_on` the last day away."""

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

    def known(self, day: date) -> bool:
        return self.reported_on <= day and not happened(self.withdrawn_on, day)

    def over(self, day: date) -> bool:
        """Whether somebody who was away for a time is back."""
        return self.kind == TurnoverKind.AWAY and self.until_on is not None and self.until_on < day


@dataclass(frozen=True)
class MapFact:
    """A version of the network map."""

    id: int
    made_on: date
    provisional_on: date | None = None
    agreed_on: date | None = None

    def standing_since(self, day: date) -> date:
        """The day it was agreed, else became provisional, else was drawn, as known on a day."""
        stages = (self.agreed_on, self.provisional_on)
        return next((on for on in stages if on is not None and on <= day), self.made_on)


@dataclass(frozen=True)
class CarrierFact:
    """A person carries a relation on the side of an organisation from the first to the last day."""

    organisation_id: int
    person_id: int
    start_on: date
    end_on: date | None = None


@dataclass(frozen=True)
class RelationFact:
    """A link between two organisations on a map, from the first to the last day."""

    id: int
    map_id: int
    a: int
    b: int
    start_on: date
    end_on: date | None = None
    carriers: tuple[CarrierFact, ...] = ()

    def other(self, organisation_id: int) -> int:
        return self.b if organisation_id == self.a else self.a


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
