"""What the covenant question needs to know of organisations: their time in the network and who works there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data_model.days import days_after, lasts
from data_model.rules.membership import MemberFact


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
class StaffFact(Period):
    """Somebody works for an organisation."""

    person_id: int = 0


@dataclass(frozen=True)
class OrganisationFact(MemberFact):
    """An organisation, its time in the network and the people who work for it."""

    informal: bool = False
    staff: tuple[StaffFact, ...] = ()

    def left(self, day: date) -> bool:
        return bool(self.memberships) and not self.member(day)

    def reachable(self, day: date) -> bool:
        return any(one.lasts(day) for one in self.staff)

    def lost(self, person_id: int, day: date) -> bool:
        """Whether this person used to work here and no longer does."""
        spells = [one for one in self.staff if one.person_id == person_id]
        over = any(one.end_on is not None and one.end_on < day for one in spells)
        return over and not any(one.lasts(day) for one in spells)
