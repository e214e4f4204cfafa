"""What the actions question needs to know of a network, and what the dates alone say of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data_model.days import days_after, happened, lasts
from data_model.rules.meeting_days import MeetingDay
from data_model.vocabulary import ActionState

Period = tuple[date, date | None]
RUNNING = (ActionState.OPEN, ActionState.IN_PROGRESS)


@dataclass(frozen=True)
class UpdateFact:
    """What somebody said of an action on a day. Without text or a new state it says nothing."""

    updated_on: date
    has_text: bool = True
    new_state: ActionState | None = None

    @property
    def counts(self) -> bool:
        return self.has_text or self.new_state is not None


@dataclass(frozen=True)
class OwnerFact:
    """Who held an action when, when this person worked for that organisation, and which departures were reported."""

    person_id: int
    name: str
    organisation_id: int
    organisation: str
    start_on: date
    end_on: date | None = None
    affiliations: tuple[Period, ...] = ()
    departures: tuple[Period, ...] = ()

    def gone_since(self, day: date) -> date | None:
        """The first day without this person at the organisation; empty when still there or never known to be."""
        ended = [end for start, end in self.affiliations if start <= day and end is not None and end < day]
        still = any(lasts(start, end, day) for start, end in self.affiliations)
        return None if still or not ended else days_after(max(ended), 1)

    def departure_reported(self, day: date) -> bool:
        return any(reported <= day and not happened(withdrawn, day) for reported, withdrawn in self.departures)


@dataclass(frozen=True)
class ActionFact:
    """One step with its owners and updates, the oldest first. `series` is the kind of meeting it is reported to."""

    id: int
    description: str
    created_on: date
    due_on: date | None = None
    series: str = "network"
    agreement_id: int | None = None
    owners: tuple[OwnerFact, ...] = ()
    updates: tuple[UpdateFact, ...] = ()


@dataclass(frozen=True)
class AgreementFact:
    """What the group agreed in a meeting."""

    id: int
    name: str
    meeting_id: int
    sent_round_on: date | None = None


@dataclass(frozen=True)
class ActionFacts:
    """All that this question needs to know of a network."""

    actions: tuple[ActionFact, ...] = ()
    meetings: tuple[MeetingDay, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()

    @cached_property
    def held_by_series(self) -> Mapping[str, list[tuple[date, MeetingDay]]]:
        """The meetings that were ever held, with their day, the oldest first."""
        series: dict[str, list[tuple[date, MeetingDay]]] = defaultdict(list)
        for meeting in self.meetings:
            if meeting.held_on:
                series[meeting.kind].append((meeting.held_on, meeting))
        return {kind: sorted(held, key=lambda pair: (pair[0], pair[1].id)) for kind, held in series.items()}

    @cached_property
    def by_agreement(self) -> Mapping[int, list[ActionFact]]:
        """The actions that came out of an agreement."""
        found: dict[int, list[ActionFact]] = defaultdict(list)
        for action in self.actions:
            if action.agreement_id:
                found[action.agreement_id].append(action)
        return found


def state_on(action: ActionFact, day: date) -> ActionState:
    changes = [u.new_state for u in action.updates if u.new_state and u.updated_on <= day]
    return changes[-1] if changes else ActionState.OPEN


def owner_on(action: ActionFact, day: date) -> OwnerFact | None:
    holding = [owner for owner in action.owners if lasts(owner.start_on, owner.end_on, day)]
    return max(holding, key=lambda owner: owner.start_on, default=None)
