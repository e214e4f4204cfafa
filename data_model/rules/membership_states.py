"""Where an organisation stands in the network on a day: invited, active, paused, declined or left (docs/policy 2b)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.days import happened
from data_model.rules.membership import MembershipFact


class MembershipState(StrEnum):
    """Where an organisation stands. The words are those of `transitions`."""

    INVITED = "invited"
    ACTIVE = "active"
    PAUSED = "paused"
    DECLINED = "declined"
    LEFT = "left"


MEMBER = (MembershipState.ACTIVE, MembershipState.PAUSED)


@dataclass(frozen=True)
class Stay(MembershipFact):
    """One time in the network, from the invitation on."""

    invited_on: date | None = None
    declined_on: date | None = None

    def state(self, day: date) -> MembershipState | None:
        """None as long as there is nothing to know of it."""
        if self.lasts(day):
            return MembershipState.ACTIVE if self.active(day) else MembershipState.PAUSED
        if happened(self.joined_on, day):
            return MembershipState.LEFT
        if happened(self.declined_on, day):
            return MembershipState.DECLINED
        return MembershipState.INVITED if happened(self.invited_on, day) else None

    def since(self, day: date) -> date | None:
        """The first day of the state on this day; for one that left: its last day."""
        match self.state(day):
            case MembershipState.ACTIVE:
                return self.resumed_on if happened(self.resumed_on, day) else self.joined_on
            case MembershipState.PAUSED:
                return self.paused_on
            case MembershipState.LEFT:
                return self.left_on
            case MembershipState.DECLINED:
                return self.declined_on
            case MembershipState.INVITED:
                return self.invited_on
            case None:
                return None


def stay_on(stays: Iterable[Stay], day: date) -> Stay | None:
    """The time that counts on a day: the one that runs, else the one of which something was heard last."""
    known = [stay for stay in stays if stay.state(day) is not None]
    running = [stay for stay in known if stay.state(day) in MEMBER]
    return max(running or known, key=lambda stay: stay.since(day) or date.min, default=None)
