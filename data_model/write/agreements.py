"""Acts on what a covenant asks in between: review an agreement, anchor a promise, keep a manager informed."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.tables.covenant import AgreementReview, AnchoringPromise, ManagementApproval, WorkingAgreement
from data_model.text import free_text
from data_model.write import journal
from data_model.write.covenants import open_covenant, within
from data_model.write.records import find, make, unchanged

OUTCOMES = ("active", "kept", "not_kept")


@journal.act
def review_agreement(
    session: Session,
    *,
    agreement_id: int,
    reviewed_on: date,
    outcome: str,
    note: str | None = None,
    by: Viewer,
    at: datetime,
) -> AgreementReview:
    """Record what the network said of an agreement: "active", "kept" or "not_kept".

    A review takes the agreement up again, so each outcome may follow any other. Refuses an agreement that was
    dropped or does not apply, a day in the future or before the last review, and a covenant that ended.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    agreement = find(session, WorkingAgreement, agreement_id, by)
    open_covenant(session, agreement.covenant_id, by, at)
    if (agreement.not_applicable_reason or "").strip():
        raise Refusal("not_a_choice", "agreement_id")
    if outcome not in OUTCOMES:
        raise Refusal("not_a_choice", "review_outcome")
    last_on, before = _standing(session, agreement)
    if before != "active":
        transitions.check("working_agreement", before, "active")
    if outcome != "active":
        transitions.check("working_agreement", "active", outcome)
    within(reviewed_on, "reviewed_on", earliest=last_on, at=at)
    review = make(
        session,
        AgreementReview,
        agreement_id=agreement.id,
        reviewed_on=reviewed_on,
        outcome=outcome,
        note=free_text(note, "note"),
        by=by,
        at=at,
    )
    journal.note(session, "review_agreement", review, ("reviewed_on", "outcome", "note"), by=by, at=at)
    return review


def _standing(session: Session, agreement: WorkingAgreement) -> tuple[date, str]:
    """The day something was last said of the agreement, and what."""
    last = session.scalars(
        select(AgreementReview)
        .where(AgreementReview.network_id == agreement.network_id, AgreementReview.agreement_id == agreement.id)
        .order_by(AgreementReview.reviewed_on.desc(), AgreementReview.id.desc())
        .limit(1)
    ).first()
    state = "dropped" if agreement.dropped_on is not None else last.outcome if last else "new"
    return (last.reviewed_on if last else agreement.agreed_on), state


@journal.act
def discuss_promise(
    session: Session,
    *,
    promise_id: int,
    discussed_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> AnchoringPromise:
    """Record that an organisation discussed its promise in its own house.

    Refuses a promise that was discussed already, and a day in the future or before the promise.
    """
    promise = _promise(session, promise_id, seen_version, by)
    # Falling back from anchored is never somebody's choice: it follows when the contact leaves.
    state = "discussed" if promise.anchored_on else _state(promise)
    transitions.check("anchoring_promise", state, "discussed")
    within(discussed_on, "discussed_on", earliest=promise.promised_on, at=at)
    promise.discussed_on = discussed_on
    journal.note(session, "discuss_promise", promise, ("discussed_on",), by=by, at=at)
    return promise


@journal.act
def anchor_promise(
    session: Session,
    *,
    promise_id: int,
    anchored_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> AnchoringPromise:
    """Record that an organisation anchored its promise. What was not discussed on record, was so on that day.

    Refuses a promise that is anchored already, and a day in the future or before the promise or its discussion.
    """
    promise = _promise(session, promise_id, seen_version, by)
    fields = ["anchored_on"]
    state = _state(promise)
    if state == "not_discussed":
        transitions.check("anchoring_promise", state, "discussed")
        state = "discussed"
        promise.discussed_on = anchored_on
        fields.append("discussed_on")
    transitions.check("anchoring_promise", state, "anchored")
    within(anchored_on, "anchored_on", earliest=max(promise.promised_on, promise.discussed_on or anchored_on), at=at)
    promise.anchored_on = anchored_on
    journal.note(session, "anchor_promise", promise, fields, by=by, at=at)
    return promise


def _promise(session: Session, promise_id: int, seen_version: int | None, by: Viewer) -> AnchoringPromise:
    promise = find(session, AnchoringPromise, promise_id, by)
    require(by, Entity.COVENANT, Verb.EDIT, organisation_id=promise.organisation_id)
    unchanged(promise, seen_version)
    return promise


def _state(promise: AnchoringPromise) -> str:
    if promise.anchored_on is not None:
        return "anchored"
    return "not_discussed" if promise.discussed_on is None else "discussed"


@journal.act
def inform_manager(
    session: Session,
    *,
    approval_id: int,
    informed_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> ManagementApproval:
    """Record that the management of an organisation heard how the network is doing.

    Refuses a day in the future or before the last time, and a covenant that ended.
    """
    approval = find(session, ManagementApproval, approval_id, by)
    require(by, Entity.COVENANT, Verb.EDIT, organisation_id=approval.organisation_id)
    unchanged(approval, seen_version)
    covenant = open_covenant(session, approval.covenant_id, by, at)
    within(informed_on, "informed_on", earliest=approval.last_informed_on or covenant.drafted_on, at=at)
    approval.last_informed_on = informed_on
    journal.note(session, "inform_manager", approval, ("last_informed_on",), by=by, at=at)
    return approval
