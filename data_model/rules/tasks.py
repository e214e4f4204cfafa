"""Who holds which task in the network, so that a personnel change can be seen to touch it."""

from dataclasses import dataclass, field
from datetime import date

from data_model.days import add_months, happened, lasts
from data_model.rules.meeting_days import MeetingDay
from data_model.rules.ties import Ties
from data_model.vocabulary import ActionState


@dataclass(frozen=True)
class TaskFact:
    """A person holds a task from the first to the last day: coordinator, manager, deputy of a webber ..."""

    person_id: int
    start_on: date
    end_on: date | None = None
    role: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class WebberFact:
    """A confirmed webber task of an organisation, with its last day. Nobody: the organisation as a whole."""

    id: int
    organisation_id: int
    person_id: int | None
    confirmed_on: date
    ended_on: date | None = None
    area: str | None = None
    domain: str | None = None
    deputies: tuple[TaskFact, ...] = ()

    def holds(self, day: date) -> bool:
        return lasts(self.confirmed_on, self.ended_on, day)


@dataclass(frozen=True)
class MandateFact:
    """A person gave the signature or the approval of an organisation."""

    person_id: int
    given_on: date


@dataclass(frozen=True)
class PartyFact:
    """An organisation in a covenant, with who gave its mandate and the dates at which that matters."""

    organisation_id: int
    covenant: str
    joined_on: date
    left_on: date | None = None
    mandates: tuple[MandateFact, ...] = ()
    mandate_confirmed_on: date | None = None
    evaluation_on: date | None = None
    end_on: date | None = None
    ended_on: date | None = None
    renew_months: int = 0
    id: int = field(default=0, compare=False)

    def term_ends_on(self, day: date) -> date | None:
        """The last day of the term that runs on a day, after any silent renewals."""
        end = self.end_on
        while end is not None and end < day and self.renew_months > 0:
            end = add_months(end, self.renew_months)
        return end

    def holds(self, day: date) -> bool:
        end = self.term_ends_on(day)
        over = happened(self.left_on, day) or happened(self.ended_on, day) or (end is not None and end < day)
        return self.joined_on <= day and not over


@dataclass(frozen=True)
class OwnerFact:
    """A person holds an action for an organisation from the first to the last day."""

    person_id: int
    organisation_id: int
    start_on: date
    end_on: date | None = None


@dataclass(frozen=True)
class ActionFact:
    """An individual action: who holds it when, when its state changed (oldest first), and when there was an update."""

    id: int
    created_on: date
    due_on: date | None = None
    meeting_kind: str | None = None
    owners: tuple[OwnerFact, ...] = ()
    states: tuple[tuple[date, str], ...] = ()
    updated_on: tuple[date, ...] = ()

    def open(self, day: date) -> bool:
        state = next((state for on, state in reversed(self.states) if on <= day), ActionState.OPEN)
        return self.created_on <= day and state in (ActionState.OPEN, ActionState.IN_PROGRESS)

    def held_for(self, organisation_id: int, day: date) -> bool:
        return any(
            owner.organisation_id == organisation_id and lasts(owner.start_on, owner.end_on, day)
            for owner in self.owners
        )

    def held_by(self, person_id: int, organisation_id: int, day: date) -> bool:
        return any(
            (owner.person_id, owner.organisation_id) == (person_id, organisation_id)
            and lasts(owner.start_on, owner.end_on, day)
            for owner in self.owners
        )


@dataclass(frozen=True)
class GatheringFact(MeetingDay):
    """A meeting with the organisations that were there (or sent a stand-in) and those that were not."""

    present: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()


@dataclass(frozen=True)
class TurnoverFacts:
    """All that this question needs to know of a network."""

    ties: Ties
    trajectory_ended_on: date
    roles: tuple[TaskFact, ...] = ()
    webbers: tuple[WebberFact, ...] = ()
    parties: tuple[PartyFact, ...] = ()
    actions: tuple[ActionFact, ...] = ()
    meetings: tuple[GatheringFact, ...] = ()
    confirmations: tuple[tuple[int, date], ...] = ()  # a person, and a day on which the contact data were made right

    def in_role(self, role: str, day: date) -> frozenset[int]:
        return frozenset(r.person_id for r in self.roles if r.role == role and lasts(r.start_on, r.end_on, day))
