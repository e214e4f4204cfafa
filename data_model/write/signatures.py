"""Acts on signatures: what an organisation did about the covenant, and what its management said."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day, happened
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.rules.covenant_facts import SIGNING, PartyFact
from data_model.rules.covenant_signed import signature_state
from data_model.tables.covenant import Covenant, CovenantParty, ManagementApproval
from data_model.tables.person import Person
from data_model.text import SHORT, free_text
from data_model.vocabulary import SignatureState
from data_model.write.journal import act, note
from data_model.write.records import find, unchanged

# The column that keeps the day of each step.
STEPS = {
    SignatureState.ASKED: "requested_on",
    SignatureState.SUBJECT_TO_MANDATE: "subject_to_mandate_on",
    SignatureState.SIGNED: "signed_on",
    SignatureState.DECLINED: "declined_on",
    SignatureState.WITHDRAWN: "withdrawn_on",
}
ANSWERS = {"asked": "asked_on", "given": "given_on", "refused": "refused_on"}
BY_A_PERSON = (SignatureState.SUBJECT_TO_MANDATE, SignatureState.SIGNED)


@act
def record_signature(
    session: Session,
    *,
    party_id: int,
    state: SignatureState | str,
    signed_on: date,
    signatory_function: str | None = None,
    signatory_person_id: int | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> CovenantParty:
    """Record the next step of an organisation towards its signature.

    Who answers without being asked on record, was asked on that day. Refuses a step that may not follow
    the present one, an organisation that is only named or has left, a covenant that ended, a day in the
    future, and a day before the organisation joined or before the step it follows.
    """
    party = find(session, CovenantParty, party_id, by)
    require(by, Entity.COVENANT, Verb.EDIT, organisation_id=party.organisation_id)
    unchanged(party, seen_version)
    step = _step(state)
    fields = _take(session, party, step, signed_on, by, at)
    if step in BY_A_PERSON:
        fields += _signatory(session, party, signatory_function, signatory_person_id, by)
    note(session, "record_signature", party, fields, by=by, at=at)
    return party


@act
def sign_together(
    session: Session, *, covenant_id: int, parties: Collection[int], signed_on: date, by: Viewer, at: datetime
) -> Covenant:
    """Record that these parties of a covenant signed it on one day, each with its mandate.

    Refuses when nobody signs, and when one of them cannot: then nobody's signature is written.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    covenant = find(session, Covenant, covenant_id, by)
    if not parties:
        raise Refusal("required", "parties")
    for party_id in parties:
        party = find(session, CovenantParty, party_id, by)
        if party.covenant_id != covenant.id:
            raise Refusal("not_a_choice", "parties")
        _take(session, party, SignatureState.SIGNED, signed_on, by, at)
    note(session, "sign_together", covenant, ("signed_on",), by=by, at=at)
    return covenant


def _take(
    session: Session, party: CovenantParty, step: SignatureState, on: date, by: Viewer, at: datetime
) -> list[str]:
    """Take the step and name the fields it changed."""
    today = dutch_day(at)
    _still_open(session, party, today, by)
    before = signature_state(_fact(party), today)
    unasked = before is SignatureState.NOT_ASKED and step is not SignatureState.ASKED
    transitions.check("covenant_party", SignatureState.ASKED if unasked else before, step)
    _in_order(party, on, today)
    if unasked:
        party.requested_on = on
    setattr(party, STEPS[step], on)
    if step is SignatureState.SIGNED and party.subject_to_mandate_on is not None:
        party.mandate_confirmed_on = on
        return [STEPS[step], "mandate_confirmed_on"]
    return [STEPS[step]]


def _step(state: SignatureState | str) -> SignatureState:
    if state not in set(STEPS):
        raise Refusal("transition", "state", entity="covenant_party", from_state=None, to_state=str(state))
    return SignatureState(state)


def _fact(party: CovenantParty) -> PartyFact:
    return PartyFact(
        id=party.id,
        organisation_id=party.organisation_id,
        joined_on=party.joined_on,
        requested_on=party.requested_on,
        declined_on=party.declined_on,
        subject_to_mandate_on=party.subject_to_mandate_on,
        signed_on=party.signed_on,
        withdrawn_on=party.withdrawn_on,
    )


def _still_open(session: Session, party: CovenantParty, today: date, by: Viewer) -> None:
    covenant = find(session, Covenant, party.covenant_id, by)
    if party.role != SIGNING:
        raise Refusal("only_named", "party_id")
    if happened(covenant.ended_on, today) or (party.left_on is not None and party.left_on < today):
        raise Refusal("covenant_closed", "party_id")


def _in_order(party: CovenantParty, on: date, today: date) -> None:
    """Each step lies on or after the day of joining and of the steps before it."""
    if on > today:
        raise Refusal("in_future", "signed_on", latest=today)
    taken = (party.requested_on, party.subject_to_mandate_on, party.signed_on)
    earliest = max(day for day in (party.joined_on, *taken) if day is not None)
    if on < earliest:
        raise Refusal("too_early", "signed_on", earliest=earliest)


def _signatory(
    session: Session, party: CovenantParty, function: str | None, person_id: int | None, by: Viewer
) -> list[str]:
    """Keep who signed, where it is told: confirming a mandate later need not repeat it."""
    fields = []
    if person_id is not None:
        party.signatory_person_id = find(session, Person, person_id, by).id
        fields.append("signatory_person_id")
    if told := free_text(function, "signatory_function", limit=SHORT):
        party.signatory_function = told
        fields.append("signatory_function")
    return fields


@act
def confirm_mandate(
    session: Session,
    *,
    party_id: int,
    confirmed_on: date,
    signatory_function: str | None = None,
    signatory_person_id: int | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> CovenantParty:
    """Record that the present management stands behind a signature that was given before.

    Refuses a party without a signature, and a day in the future or before the signature.
    """
    party = find(session, CovenantParty, party_id, by)
    require(by, Entity.COVENANT, Verb.EDIT, organisation_id=party.organisation_id)
    unchanged(party, seen_version)
    today = dutch_day(at)
    _still_open(session, party, today, by)
    if signature_state(_fact(party), today) not in BY_A_PERSON:
        raise Refusal("not_signed", "party_id")
    _in_order(party, confirmed_on, today)
    party.mandate_confirmed_on = confirmed_on
    fields = ["mandate_confirmed_on", *_signatory(session, party, signatory_function, signatory_person_id, by)]
    note(session, "confirm_mandate", party, fields, by=by, at=at)
    return party


@act
def record_approval(
    session: Session,
    *,
    approval_id: int,
    outcome: str,
    on: date,
    by_function: str | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> ManagementApproval:
    """Record that the management of an organisation was "asked", and that it agreed ("given") or not ("refused").

    Who did not agree may agree later. Refuses an answer to what was not asked or was answered already, and a day
    in the future, before the question or before an earlier answer.
    """
    approval = find(session, ManagementApproval, approval_id, by)
    require(by, Entity.COVENANT, Verb.EDIT, organisation_id=approval.organisation_id)
    unchanged(approval, seen_version)
    today = dutch_day(at)
    if outcome not in ANSWERS:
        raise Refusal("transition", "outcome", entity="management_approval", from_state=None, to_state=outcome)
    transitions.check("management_approval", _approval_state(approval), outcome)
    if on > today:
        raise Refusal("in_future", "on", latest=today)
    earliest = approval.refused_on or approval.asked_on
    if earliest is not None and on < earliest:
        raise Refusal("too_early", "on", earliest=earliest)
    setattr(approval, ANSWERS[outcome], on)
    approval.given_by_function = free_text(by_function, "by_function", limit=SHORT)
    note(session, "record_approval", approval, (ANSWERS[outcome], "given_by_function"), by=by, at=at)
    return approval


def _approval_state(approval: ManagementApproval) -> str:
    if approval.given_on is not None:
        return "given"
    if approval.refused_on is not None:
        return "refused"
    if approval.needed != "yes":
        return "not_needed" if approval.needed == "no" else "unknown"
    return "needed" if approval.asked_on is None else "asked"
