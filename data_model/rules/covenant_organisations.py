"""What the covenant question needs to know of organisations: their time in the network and who works there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data_model.days import days_after, happened, lasts
from data_model.findings import Subject


@dataclass(frozen=True)
class Period:
    """First and last day."""

    start_on: date | None
    end_on: date | None = None

    def lasts(self, day: date) -> bool:
        return lasts(self.start_on, self.end_on, day)

    def turns(self) -> Iterator[date]:
        """The days on which it begins and on which it is over."""
        if self.start_on:
            yield self.start_on
        if self.end_on:
            yield days_after(self.end_on, 1)


@dataclass(frozen=True)
class MembershipFact(Period):
    """An organisation's time in the network, with the days it stood still and took up again."""

    paused_on: date | None = None
    resumed_on: date | None = None

    def active(self, day: date) -> bool:
        paused = happened(self.paused_on, day) and not happened(self.resumed_on, day)
        return self.lasts(day) and not paused


@dataclass(frozen=True)
class StaffFact(Period):
    """Somebody works for an organisation."""

    person_id: int = 0


@dataclass(frozen=True)
class OrganisationFact:
    """An organisation, its time in the network and the people who work for it."""

    id: int
    name: str
    informal: bool = False
    memberships: tuple[MembershipFact, ...] = ()
    staff: tuple[StaffFact, ...] = ()

    @property
    def subject(self) -> Subject:
        return Subject("organisation", self.id, self.name)

    def active(self, day: date) -> bool:
        return any(membership.active(day) for membership in self.memberships)

    def member(self, day: date) -> bool:
        """Active or paused."""
        return any(membership.lasts(day) for membership in self.memberships)

    def left(self, day: date) -> bool:
        return bool(self.memberships) and not self.member(day)

    def reachable(self, day: date) -> bool:
        return any(one.lasts(day) for one in self.staff)

    def lost(self, person_id: int, day: date) -> bool:
        """Whether this person used to work here and no longer does."""
        spells = [one for one in self.staff if one.person_id == person_id]
        over = any(one.end_on is not None and one.end_on < day for one in spells)
        return over and not any(one.lasts(day) for one in spells)
