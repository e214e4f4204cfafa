"""Whether an organisation takes part in the network on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data_model.days import days_after, happened, lasts
from data_model.findings import Subject


@dataclass(frozen=True)
class MembershipFact:
    """A time in the network with its first and last day, when it stood still and took up again."""

    joined_on: date | None
    left_on: date | None = None
    paused_on: date | None = None
    resumed_on: date | None = None

    def lasts(self, day: date) -> bool:
        return lasts(self.joined_on, self.left_on, day)

    def active(self, day: date) -> bool:
        back = self.paused_on and self.resumed_on and self.resumed_on >= self.paused_on
        paused = happened(self.paused_on, day) and not (back and happened(self.resumed_on, day))
        return self.lasts(day) and not paused

    def turns(self) -> Iterator[date]:
        """The days on which it can change whether it lasts or is active."""
        out_on = days_after(self.left_on, 1) if self.left_on else None
        yield from (on for on in (self.joined_on, out_on, self.paused_on, self.resumed_on) if on)


@dataclass(frozen=True)
class MemberFact:
    """An organisation that is or was in the network, or was invited to it."""

    id: int
    name: str
    memberships: tuple[MembershipFact, ...] = ()

    @property
    def subject(self) -> Subject:
        return Subject("organisation", self.id, self.name)

    def active(self, day: date) -> bool:
        return any(membership.active(day) for membership in self.memberships)

    def member(self, day: date) -> bool:
        """Active or paused."""
        return any(membership.lasts(day) for membership in self.memberships)
