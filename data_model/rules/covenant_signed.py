"""Has every party signed, and do the managers agree? (docs/policy 3.B C2)"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from data_model.days import days_after, happened
from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.rules.covenant_facts import SIGNING, ApprovalFact, CovenantFact, PartyFact
from data_model.rules.covenant_state import began
from data_model.vocabulary import SignatureState

WAITING = (SignatureState.NOT_ASKED, SignatureState.ASKED)
NOT_REQUIRED = (SignatureState.DECLINED, SignatureState.WITHDRAWN)


def signature_state(party: PartyFact, day: date) -> SignatureState:
    """The latest step on this day. It belongs to the organisation: who signed may leave."""
    steps = (
        (party.subject_to_mandate_on, 0, SignatureState.SUBJECT_TO_MANDATE),
        (party.signed_on, 1, SignatureState.SIGNED),
        (party.declined_on, 2, SignatureState.DECLINED),
        (party.withdrawn_on, 3, SignatureState.WITHDRAWN),
    )
    taken = [(on, order, state) for on, order, state in steps if on is not None and on <= day]
    if taken:
        return max(taken)[2]
    return SignatureState.ASKED if happened(party.requested_on, day) else SignatureState.NOT_ASKED


class Signed(StrEnum):
    """How far the signatures of a covenant are."""

    SIGNED = "signed"
    SUBJECT_TO_MANDATE = "signed_subject_to_mandate"
    PARTLY = "partly_signed"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True)
class SignedSummary:
    """The counts of a day. `required` leaves out who declined or withdrew, and who is only named."""

    state: Signed
    signed: int
    subject: int
    required: int
    declined: int
    withdrawn: int
    approvals_pending: int


Summaries = Callable[[date], SignedSummary]


def signed_summary(covenant: CovenantFact, day: date) -> SignedSummary:
    states = [signature_state(party, day) for party in covenant.signing(day)]
    signed, subject = states.count(SignatureState.SIGNED), states.count(SignatureState.SUBJECT_TO_MANDATE)
    declined, withdrawn = states.count(SignatureState.DECLINED), states.count(SignatureState.WITHDRAWN)
    required = len(states) - declined - withdrawn
    pending = sum(approval.needed and not given(approval, day) for approval in covenant.approvals)
    if required and signed == required and not pending:
        state = Signed.SIGNED
    elif subject and signed + subject == required:
        state = Signed.SUBJECT_TO_MANDATE
    else:
        state = Signed.PARTLY if signed else Signed.NOT_SIGNED
    return SignedSummary(state, signed, subject, required, declined, withdrawn, pending)


def given(approval: ApprovalFact, day: date) -> bool:
    return happened(approval.given_on, day) and not refused(approval, day)


def refused(approval: ApprovalFact, day: date) -> bool:
    """Refused, and not given later."""
    if approval.refused_on is None or approval.refused_on > day:
        return False
    return approval.given_on is None or not approval.refused_on <= approval.given_on <= day


def first_request(covenant: CovenantFact, day: date) -> date | None:
    """The day the first party was asked, or else the day the covenant was opened for signature."""
    asked = [party.requested_on for party in covenant.parties if party.role == SIGNING and party.requested_on]
    first = min(asked, default=covenant.opened_on)
    return first if happened(first, day) else None


def judge_signed(covenant: CovenantFact, today: date, norms: Norms) -> Iterator[Finding]:
    """What the signatures of one covenant ask for today."""

    @cache
    def now(day: date) -> SignedSummary:
        return signed_summary(covenant, day)

    turns = _turns(covenant, norms)
    yield from _nobody_signed(covenant, now, turns, today, norms)
    yield from _subject_to_mandate(covenant, now, turns, today, norms)
    for party in covenant.signing(today):
        yield from _party_unsigned(covenant, party, now, turns, today, norms)
        yield from _party_out(covenant, party, today)
    for approval in covenant.approvals:
        yield from _approval(covenant, approval, turns, today, norms)


def _turns(covenant: CovenantFact, norms: Norms) -> set[date]:
    """The days on which anything about the signatures may change."""
    turns = {turn for party in covenant.parties for turn in party.turns()}
    for approval in covenant.approvals:
        turns |= {on for on in (approval.asked_on, approval.given_on, approval.refused_on) if on}
    if covenant.opened_on:
        turns.add(covenant.opened_on)
    limits = (norms.covenant_unsigned_days, norms.covenant_mandate_days)
    return turns | {days_after(on, limit + 1) for on in turns for limit in limits}


def _overdue(asked_on: date | None, day: date, norms: Norms) -> bool:
    return asked_on is not None and (day - asked_on).days > norms.covenant_unsigned_days


def _nobody_signed(
    covenant: CovenantFact, now: Summaries, turns: set[date], today: date, norms: Norms
) -> Iterator[Finding]:
    def holds(day: date) -> bool:
        waiting = now(day).state is Signed.NOT_SIGNED and now(day).required > 0
        return waiting and _overdue(first_request(covenant, day), day, norms)

    if holds(today):
        yield Finding(
            kind="covenant.not_signed",
            about=covenant.subject,
            urgency=Urgency.ATTENTION,
            since=began(today, turns, holds),
            values={
                "covenant": covenant.title,
                "required": now(today).required,
                "first_request_on": first_request(covenant, today),
            },
        )


def _subject_to_mandate(
    covenant: CovenantFact, now: Summaries, turns: set[date], today: date, norms: Norms
) -> Iterator[Finding]:
    def pending(day: date) -> list[PartyFact]:
        return [p for p in covenant.signing(day) if signature_state(p, day) is SignatureState.SUBJECT_TO_MANDATE]

    def holds(day: date) -> bool:
        if now(day).state is not Signed.SUBJECT_TO_MANDATE:
            return False
        first = min(party.subject_to_mandate_on or day for party in pending(day))
        return (day - first).days > norms.covenant_mandate_days

    if holds(today):
        waiting = pending(today)
        yield Finding(
            kind="covenant.mandate_pending",
            about=covenant.subject,
            urgency=Urgency.ATTENTION,
            since=began(today, turns, holds),
            values={
                "covenant": covenant.title,
                "signed": now(today).signed,
                "required": now(today).required,
                "organisations": tuple(party.name for party in waiting),
            },
            organisation_id=waiting[0].organisation_id if len(waiting) == 1 else None,
        )


def _party_unsigned(
    covenant: CovenantFact, party: PartyFact, now: Summaries, turns: set[date], today: date, norms: Norms
) -> Iterator[Finding]:
    def asked_on(day: date) -> date | None:
        """Who joins later gets as much time as the first parties had."""
        first = first_request(covenant, day)
        return max(first, party.joined_on) if first else None

    def holds(day: date) -> bool:
        waiting = party.takes_part(day) and signature_state(party, day) in WAITING
        return waiting and now(day).state is Signed.PARTLY and _overdue(asked_on(day), day, norms)

    if holds(today):
        yield Finding(
            kind="covenant.party_unsigned",
            about=Subject("covenant_party", party.id, party.name),
            urgency=Urgency.ATTENTION,
            since=began(today, turns, holds),
            values={
                "organisation": party.name,
                "covenant": covenant.title,
                "signed": now(today).signed,
                "required": now(today).required,
                "asked_on": asked_on(today),
            },
            organisation_id=party.organisation_id,
        )


def _party_out(covenant: CovenantFact, party: PartyFact, today: date) -> Iterator[Finding]:
    """An organisation that does not sign is always shown, so that no count hides it."""
    state = signature_state(party, today)
    on = {SignatureState.DECLINED: party.declined_on, SignatureState.WITHDRAWN: party.withdrawn_on}.get(state)
    if on is not None:
        yield Finding(
            kind="covenant.party_declined" if state is SignatureState.DECLINED else "covenant.party_withdrew",
            about=Subject("covenant_party", party.id, party.name),
            urgency=Urgency.ATTENTION,
            since=max(on, party.joined_on),
            values={"organisation": party.name, "covenant": covenant.title, "said_on": on},
            organisation_id=party.organisation_id,
        )


def _approval(
    covenant: CovenantFact, approval: ApprovalFact, turns: set[date], today: date, norms: Norms
) -> Iterator[Finding]:
    def asked_on(day: date) -> date | None:
        return approval.asked_on or first_request(covenant, day)

    def no(day: date) -> bool:
        return refused(approval, day)

    def silent(day: date) -> bool:
        return _overdue(asked_on(day), day, norms) and not refused(approval, day) and not given(approval, day)

    for kind, holds in (("covenant.approval_refused", no), ("covenant.approval_missing", silent)):
        if approval.needed and holds(today):
            yield Finding(
                kind=kind,
                about=Subject("management_approval", approval.id, approval.name),
                urgency=Urgency.ATTENTION,
                since=began(today, turns, holds),
                values={
                    "organisation": approval.name,
                    "asked_on": asked_on(today),
                    "refused_on": approval.refused_on,
                },
                organisation_id=approval.organisation_id,
            )
