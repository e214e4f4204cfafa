"""Acts on what people ask about their own data: ask, take longer, decide, take back, and take a copy along."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.days import add_months, dutch_day
from data_model.read.own_everything import Everything, everything_about
from data_model.refusal import Forbidden, Refusal
from data_model.rules.privacy import answer_by
from data_model.tables.person import Person
from data_model.tables.privacy import PrivacyRequest
from data_model.text import free_text
from data_model.write.erasure import forget, network_stays_coordinated
from data_model.write.journal import act, note
from data_model.write.records import find, make, unchanged
from data_model.write.restriction import own_person

KINDS = ("access", "correct", "restrict", "object", "erase")
OUTCOMES = ("granted", "refused")
LATE_MONTHS = 12  # that a letter may have lain about; what is older is a mistake in typing
RESTRICTING = ("restrict", "object")


@act
def make_privacy_request(
    session: Session,
    *,
    person_id: int,
    kind: str,
    text: str | None = None,
    received_on: date | None = None,
    by: Viewer,
    at: datetime,
) -> PrivacyRequest:
    """Ask something about one's own data; the coordinator also for somebody who wrote or called.

    Refuses the same question while it is still open.
    """
    person = own_person(session, person_id, by)
    today = dutch_day(at)
    asked_on = received_on or today
    if kind not in KINDS:
        raise Refusal("not_a_choice", "kind")
    said = free_text(text, "text")
    if asked_on > today:
        raise Refusal("in_future", "received_on", latest=today)
    if asked_on < (earliest := add_months(today, -LATE_MONTHS) if _answers_for_all(by) else today):
        raise Refusal("too_early", "received_on", earliest=earliest)
    same = PrivacyRequest.person_id == person.id, PrivacyRequest.kind == kind, PrivacyRequest.decided_on.is_(None)
    session.scalar(select(Person.id).where(Person.id == person.id).with_for_update())
    if (waiting := session.scalar(select(PrivacyRequest).where(*same))) is not None:
        raise Refusal("asked_already", "kind", received_on=waiting.received_on)
    asked = {"kind": kind, "text": said, "received_on": asked_on, "answer_by_on": answer_by(asked_on)}
    request = make(session, PrivacyRequest, person_id=person.id, **asked, by=by, at=at)
    note(session, "make_privacy_request", request, ("kind", "received_on"), by=by, at=at)
    return request


@act
def extend_request(
    session: Session,
    *,
    request_id: int,
    told_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> PrivacyRequest:
    """Take two months more. The person was told on `told_on`, which is within the first month."""
    request = _open(session, request_id, seen_version, by)
    today = dutch_day(at)
    on = told_on or today
    if request.extended_on is not None:
        raise Refusal("extended_already", extended_on=request.extended_on)
    if on < request.received_on:
        raise Refusal("too_early", "told_on", earliest=request.received_on)
    if on > (latest := min(today, request.answer_by_on)):
        raise Refusal("too_late", "told_on", latest=latest)
    request.extended_on, request.answer_by_on = on, answer_by(request.received_on, extended=True)
    note(session, "extend_request", request, ("extended_on", "answer_by_on"), by=by, at=at)
    return request


@act
def decide_request(
    session: Session,
    *,
    request_id: int,
    outcome: str,
    reason: str | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> PrivacyRequest:
    """Answer a request from today; a refusal says why.

    What is granted is done: who asked to be restricted, or objected, is shielded, and who asked for it is erased.
    """
    request = _open(session, request_id, seen_version, by)
    if outcome not in OUTCOMES:
        raise Refusal("not_a_choice", "outcome")
    said = free_text(reason, "refusal_reason", required=outcome == "refused")
    today = dutch_day(at)
    request.decided_on, request.outcome, request.reason = today, outcome, said
    if outcome == "granted":
        _fulfil(session, request, today, by, at)
    note(session, "decide_request", request, ("outcome",), by=by, at=at)
    return request


@act
def withdraw_request(
    session: Session, *, request_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> PrivacyRequest:
    """Take a request back from today."""
    request = find(session, PrivacyRequest, request_id, by)
    own_person(session, request.person_id, by)
    unchanged(request, seen_version)
    _undecided(request)
    request.decided_on, request.outcome = dutch_day(at), "withdrawn"
    note(session, "withdraw_request", request, ("outcome",), by=by, at=at)
    return request


@act
def take_copy(session: Session, *, person_id: int, by: Viewer, at: datetime) -> Everything:
    """All that is kept about somebody, to take along. That it was taken is in the log."""
    person = own_person(session, person_id, by)
    everything = everything_about(session, by, person.id)
    note(session, "take_copy", person, by=by, at=at)
    return everything


def _fulfil(session: Session, request: PrivacyRequest, today: date, by: Viewer, at: datetime) -> None:
    person = find(session, Person, request.person_id, by)
    if request.kind in RESTRICTING:
        person.restricted_on = person.restricted_on or today
    elif request.kind == "erase":
        network_stays_coordinated(session, person, today, by)
        forget(session, person, today, by, at)


def _answers_for_all(by: Viewer) -> bool:
    return reach(by, Entity.PRIVACY, Verb.EDIT) is Reach.NETWORK


def _open(session: Session, request_id: int, seen_version: int | None, by: Viewer) -> PrivacyRequest:
    """A request that waits for an answer, for who answers for the network."""
    if not _answers_for_all(by):
        raise Forbidden
    request = find(session, PrivacyRequest, request_id, by)
    own_person(session, request.person_id, by)
    unchanged(request, seen_version)
    _undecided(request)
    return request


def _undecided(request: PrivacyRequest) -> None:
    if request.decided_on is not None:
        raise Refusal("decided_already", decided_on=request.decided_on)
