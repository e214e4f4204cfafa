"""What the covenant question needs to know of a network."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data_model.days import add_months, days_after, happened, lasts
from data_model.findings import Subject
from data_model.rules.covenant_organisations import OrganisationFact, Period
from data_model.vocabulary import Topic

RENEWAL_MONTHS = 12  # what "renews by itself" means when the text names no period
SIGNING = "signing"
NOT_KEPT = "not_kept"


@dataclass(frozen=True, kw_only=True)
class WebberFact:
    """A webber task as the covenant lists it, from the day it is listed."""

    id: int
    organisation_id: int
    listed_on: date
    unlisted_on: date | None = None
    person_id: int | None = None
    confirmed_on: date | None = None
    rejected_on: date | None = None
    ended_on: date | None = None
    deputies: tuple[Period, ...] = ()

    def listed(self, day: date) -> bool:
        return self.listed_on <= day and not happened(self.unlisted_on, day)

    def confirmed(self, day: date) -> bool:
        return lasts(self.confirmed_on, self.ended_on, day) and not happened(self.rejected_on, day)


@dataclass(frozen=True)
class GoalFact:
    """The shared goal and the days on which the network stood behind it again."""

    text: str
    agreed_on: date
    replaced_on: date | None = None
    confirmed_on: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PartyFact:
    """An organisation in a covenant, with the day of each step towards its signature."""

    id: int
    organisation_id: int
    name: str = ""
    role: str = SIGNING
    joined_on: date
    left_on: date | None = None
    requested_on: date | None = None
    declined_on: date | None = None
    subject_to_mandate_on: date | None = None
    signed_on: date | None = None
    withdrawn_on: date | None = None

    def takes_part(self, day: date) -> bool:
        return lasts(self.joined_on, self.left_on, day)

    def turns(self) -> Iterator[date]:
        yield from Period(self.joined_on, self.left_on).turns()
        steps = (self.requested_on, self.declined_on, self.subject_to_mandate_on, self.signed_on, self.withdrawn_on)
        yield from (step for step in steps if step)


@dataclass(frozen=True, kw_only=True)
class ApprovalFact:
    """What the management of an organisation has to say and wants to hear."""

    id: int
    organisation_id: int
    name: str = ""
    needed: bool = False
    asked_on: date | None = None
    given_on: date | None = None
    refused_on: date | None = None
    inform_every_months: int | None = None
    last_informed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementFact:
    """A working agreement and what the network said of it: (day, active / kept / not_kept), oldest first."""

    id: int
    topic: Topic
    agreed_on: date
    text: str = ""
    owner_organisation_id: int | None = None
    review_on: date | None = None
    applies: bool = True
    dropped_on: date | None = None
    reviews: tuple[tuple[date, str], ...] = ()

    def stands(self, day: date) -> bool:
        return self.agreed_on <= day and not happened(self.dropped_on, day)

    def outcome(self, day: date) -> str:
        return next((said for on, said in reversed(self.reviews) if on <= day), "new")


@dataclass(frozen=True)
class EvaluationFact:
    """An evaluation. It counts only with a day, an outcome and a next day."""

    held_on: date
    outcome: str | None = None
    next_on: date | None = None


@dataclass(frozen=True)
class AnnexFact:
    """A change to the covenant, and whether it says why."""

    agreed_on: date
    explained: bool = True


@dataclass(frozen=True, kw_only=True)
class PromiseFact:
    """What an organisation promised to arrange in its own house."""

    id: int
    organisation_id: int
    promised_on: date
    contact_person_id: int | None = None
    discussed_on: date | None = None
    anchored_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CovenantFact:
    """A covenant with everything that hangs on it."""

    id: int
    title: str = ""
    drafted_on: date
    opened_on: date | None = None
    in_force_on: date | None = None
    end_on: date | None = None
    ended_on: date | None = None
    auto_renew: bool = False
    renew_months: int | None = None
    notice_days: int = 0
    evaluation_interval_months: int = 12
    first_evaluation_on: date | None = None
    approval_settled: bool = True
    replaces_id: int | None = None
    goal: GoalFact | None = None
    parties: tuple[PartyFact, ...] = ()
    webbers: tuple[WebberFact, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()
    approvals: tuple[ApprovalFact, ...] = ()
    annexes: tuple[AnnexFact, ...] = ()
    revisions: tuple[Period, ...] = ()
    evaluations: tuple[EvaluationFact, ...] = ()

    @property
    def subject(self) -> Subject:
        return Subject("covenant", self.id, self.title)

    @property
    def known_from(self) -> date:
        return min(on for on in (self.drafted_on, self.opened_on, self.in_force_on) if on)

    def signing(self, day: date) -> list[PartyFact]:
        """The parties that are asked for a signature. Organisations that are only named never count."""
        return [party for party in self.parties if party.role == SIGNING and party.takes_part(day)]

    def last_day(self, day: date) -> date | None:
        """The last day of the term that runs on this day, after every silent renewal so far."""
        if self.end_on is None or not self.auto_renew:
            return self.end_on
        months = self.renew_months or RENEWAL_MONTHS
        passed = max(0, (day.year - self.end_on.year) * 12 + day.month - self.end_on.month)
        times = passed // months
        last = add_months(self.end_on, times * months)
        return last if last >= day else add_months(self.end_on, (times + 1) * months)

    def last_days(self, day: date) -> Iterator[date]:
        """The last day of every term until the one that runs on this day."""
        last, passed = self.last_day(day), self.end_on
        while passed is not None and last is not None and passed <= last:
            yield passed
            passed = self.last_day(days_after(passed, 1)) if self.auto_renew else None


@dataclass(frozen=True, kw_only=True)
class CovenantFacts:
    """All that this question needs to know of a network."""

    network: Subject
    trajectory_ended_on: date
    covenants: tuple[CovenantFact, ...] = ()
    organisations: tuple[OrganisationFact, ...] = ()
    promises: tuple[PromiseFact, ...] = ()

    @cached_property
    def _by_id(self) -> dict[int, OrganisationFact]:
        return {one.id: one for one in self.organisations}

    def organisation(self, id: int) -> OrganisationFact:
        return self._by_id.get(id) or OrganisationFact(id, "")

    def successors(self, covenant: CovenantFact) -> list[CovenantFact]:
        return [one for one in self.covenants if one.replaces_id == covenant.id]
