"""Acts on working agreements: make one, change or drop it, and say that a topic does not apply."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day, happened
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.tables.covenant import AgreementReview, Covenant, WorkingAgreement
from data_model.tables.organisation import Organisation
from data_model.text import free_text
from data_model.vocabulary import REQUIRED_TOPICS, Topic
from data_model.write.covenants import open_covenant, within
from data_model.write.journal import act, note
from data_model.write.presence import check_there
from data_model.write.records import find, make, unchanged


@act
def add_agreement(
    session: Session,
    *,
    covenant_id: int,
    topic: str,
    text: str,
    agreed_on: date,
    owner_organisation_id: int | None = None,
    contact_person_id: int | None = None,
    review_on: date | None = None,
    by: Viewer,
    at: datetime,
) -> WorkingAgreement:
    """Write down what the network agreed on a topic. A topic that was said not to apply, applies again.

    Refuses an empty agreement, a day in the future or before the covenant was drafted, a review before the
    agreement, and a contact who does not work for the organisation that owns it.
    """
    covenant = _editable(session, covenant_id, by, at)
    if topic not in set(Topic):
        raise Refusal("not_a_choice", "topic")
    words = free_text(text, "agreement_text", required=True)
    within(agreed_on, "agreed_on", earliest=covenant.drafted_on, at=at)
    _check_review(review_on, agreed_on)
    _check_owner(session, owner_organisation_id, contact_person_id, dutch_day(at), by)
    for one in _of_topic(session, covenant, topic, agreed_on):
        if one.not_applicable_reason:
            one.dropped_on = agreed_on
    agreement = make(
        session,
        WorkingAgreement,
        covenant_id=covenant.id,
        topic=topic,
        text=words,
        owner_organisation_id=owner_organisation_id,
        contact_person_id=contact_person_id,
        agreed_on=agreed_on,
        review_on=review_on,
        by=by,
        at=at,
    )
    fields = ("topic", "text", "owner_organisation_id", "contact_person_id", "agreed_on", "review_on")
    note(session, "add_agreement", agreement, fields, by=by, at=at)
    return agreement


@act
def change_agreement(
    session: Session,
    *,
    agreement_id: int,
    text: str,
    owner_organisation_id: int | None = None,
    contact_person_id: int | None = None,
    review_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> WorkingAgreement:
    """Correct an agreement: its words, who owns it, whom to call and when it is discussed.

    Refuses what `add_agreement` refuses, an agreement that was dropped or does not apply, and changes that change
    nothing.
    """
    agreement = _standing(session, agreement_id, seen_version, by, at)
    if agreement.not_applicable_reason:
        raise Refusal("not_a_choice", "agreement_id")
    new = {
        "text": free_text(text, "agreement_text", required=True),
        "owner_organisation_id": owner_organisation_id,
        "contact_person_id": contact_person_id,
        "review_on": review_on,
    }
    _check_review(review_on, agreement.agreed_on)
    _check_owner(session, owner_organisation_id, contact_person_id, dutch_day(at), by)
    fields = [name for name, value in new.items() if getattr(agreement, name) != value]
    if not fields:
        raise Refusal("nothing_changes")
    for name in fields:
        setattr(agreement, name, new[name])
    note(session, "change_agreement", agreement, fields, by=by, at=at)
    return agreement


@act
def drop_agreement(
    session: Session, *, agreement_id: int, dropped_on: date, seen_version: int | None = None, by: Viewer, at: datetime
) -> WorkingAgreement:
    """Record from which day an agreement no longer stands, or a topic applies again.

    Refuses an agreement that was dropped, and a day in the future or before it was made or last discussed.
    """
    agreement = _standing(session, agreement_id, seen_version, by, at)
    last = session.scalars(
        select(AgreementReview)
        .where(AgreementReview.network_id == by.network_id, AgreementReview.agreement_id == agreement.id)
        .order_by(AgreementReview.reviewed_on.desc(), AgreementReview.id.desc())
    ).first()
    transitions.check("working_agreement", last.outcome if last else "new", "dropped")
    within(dropped_on, "dropped_on", earliest=last.reviewed_on if last else agreement.agreed_on, at=at)
    agreement.dropped_on = dropped_on
    note(session, "drop_agreement", agreement, ("dropped_on",), by=by, at=at)
    return agreement


@act
def set_aside_topic(
    session: Session, *, covenant_id: int, topic: str, reason: str, agreed_on: date, by: Viewer, at: datetime
) -> WorkingAgreement:
    """Record that one of the six topics does not apply here, and why.

    Refuses it without a reason, for a topic that need not be there or has agreements, and a day in the future or
    before the covenant was drafted.
    """
    covenant = _editable(session, covenant_id, by, at)
    if topic not in REQUIRED_TOPICS:
        raise Refusal("not_a_choice", "topic")
    why = free_text(reason, "not_applicable_reason", required=True)
    within(agreed_on, "agreed_on", earliest=covenant.drafted_on, at=at)
    if _of_topic(session, covenant, topic, dutch_day(at)):
        raise Refusal("topic_taken", "topic")
    told = {"topic": topic, "text": "", "agreed_on": agreed_on, "not_applicable_reason": why}
    agreement = make(session, WorkingAgreement, covenant_id=covenant.id, **told, by=by, at=at)
    note(session, "set_aside_topic", agreement, ("topic", "not_applicable_reason", "agreed_on"), by=by, at=at)
    return agreement


def _editable(session: Session, covenant_id: int, by: Viewer, at: datetime) -> Covenant:
    require(by, Entity.COVENANT, Verb.EDIT)
    return open_covenant(session, covenant_id, by, at)


def _standing(
    session: Session, agreement_id: int, seen_version: int | None, by: Viewer, at: datetime
) -> WorkingAgreement:
    require(by, Entity.COVENANT, Verb.EDIT)
    agreement = find(session, WorkingAgreement, agreement_id, by)
    unchanged(agreement, seen_version)
    open_covenant(session, agreement.covenant_id, by, at)
    if agreement.dropped_on is not None:
        transitions.check("working_agreement", "dropped", "dropped")
    return agreement


def _of_topic(session: Session, covenant: Covenant, topic: str, day: date) -> list[WorkingAgreement]:
    agreements = session.scalars(
        select(WorkingAgreement).where(
            WorkingAgreement.network_id == covenant.network_id,
            WorkingAgreement.covenant_id == covenant.id,
            WorkingAgreement.topic == topic,
        )
    )
    return [one for one in agreements if not happened(one.dropped_on, day)]


def _check_review(review_on: date | None, agreed_on: date) -> None:
    if review_on is not None and review_on <= agreed_on:
        raise Refusal("review_not_later", "review_on", agreed_on=agreed_on)


def _check_owner(session: Session, organisation_id: int | None, person_id: int | None, today: date, by: Viewer) -> None:
    if organisation_id is not None:
        find(session, Organisation, organisation_id, by)
    if person_id is not None:
        check_there(session, person_id, today, by, organisation_id, "contact_person_id")
