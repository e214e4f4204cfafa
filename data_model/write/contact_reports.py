"""The act of saying that somebody else's contact data are not right, for whoever may see them."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, channel_visible, require, require_any
from data_model.days import dutch_day
from data_model.refusal import Forbidden, Refusal
from data_model.tables.person import ContactChannel, ContactConfirmation, Person
from data_model.write.journal import act, note
from data_model.write.records import affiliations_on, find, make, unchanged

NETWORK = "network"  # said by somebody else than the person, the own organisation or the coordinator


@act
def report_wrong(
    session: Session, *, person_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> ContactConfirmation:
    """Say that contact data one can see are not right. They count as out of date until somebody confirms them.

    Refuses data of which the actor sees nothing, and what was reported and not answered yet.
    """
    require_any(by, Entity.CONTACTS, Verb.SEE)
    person = find(session, Person, person_id, by)
    if person.erased_on is not None:
        raise Forbidden
    today = dutch_day(at)
    places = {affiliation.organisation_id for affiliation in affiliations_on(session, person.id, today, by)}
    own = by.organisation_id if by.organisation_id in places else None
    require(by, Entity.CONTACTS, Verb.SEE, organisation_id=own, person_id=person.id)
    unchanged(person, seen_version)
    _check_seen(session, person, places or {None}, by)
    if reported_on := _unanswered(session, person, by):
        raise Refusal("reported_already", "person_id", reported_on=reported_on)
    report = make(
        session,
        ContactConfirmation,
        person_id=person.id,
        confirmed_on=today,
        confirmed_by=_whose(by, person, own),
        result="wrong",
        by=by,
        at=at,
    )
    note(session, "report_wrong", person, ("confirmed_on",), by=by, at=at)
    return report


def _whose(by: Viewer, person: Person, own: int | None) -> str:
    if by.person_id == person.id:
        return "self"
    if own is not None:
        return "organisation"
    return "coordinator" if by.role == "coordinator" else NETWORK


def _check_seen(session: Session, person: Person, places: Iterable[int | None], by: Viewer) -> None:
    choices = session.scalars(
        select(ContactChannel.visibility).where(
            ContactChannel.network_id == by.network_id, ContactChannel.person_id == person.id
        )
    ).all()
    if not any(
        channel_visible(
            by, choice, organisation_id=place, person_id=person.id, restricted=person.restricted_on is not None
        )
        for choice in choices
        for place in places
    ):
        raise Refusal("nothing_shown", "person_id")


def _unanswered(session: Session, person: Person, by: Viewer) -> date | None:
    """The day of the last word on these data, when it was that they are wrong."""
    last = session.execute(
        select(ContactConfirmation.confirmed_on, ContactConfirmation.result)
        .where(ContactConfirmation.network_id == by.network_id, ContactConfirmation.person_id == person.id)
        .order_by(ContactConfirmation.confirmed_on.desc(), ContactConfirmation.id.desc())
    ).first()
    return last.confirmed_on if last is not None and last.result == "wrong" else None
