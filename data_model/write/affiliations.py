"""Acts on who works where: a person starts at an organisation, holds another function there, or stops."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day
from data_model.refusal import Forbidden, Refusal
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.text import SHORT, free_text
from data_model.vocabulary import TurnoverKind
from data_model.write.journal import act, note
from data_model.write.records import find, make, unchanged
from data_model.write.turnover import announced_for


@act
def add_affiliation(
    session: Session,
    *,
    person_id: int,
    organisation_id: int,
    function_title: str | None = None,
    fixed_participant: bool = False,
    start_on: date | None = None,
    by: Viewer,
    at: datetime,
) -> Affiliation:
    """Write down that somebody known works for an organisation too, from today or another day.

    Refuses who works there already, or will, and a first day within an earlier time there.
    """
    require(by, Entity.CONTACTS, Verb.EDIT, organisation_id=organisation_id)
    find(session, Organisation, organisation_id, by)
    person, today = _person(session, person_id, by), dutch_day(at)
    function = free_text(function_title, "function_title", limit=SHORT)
    start = start_on or today
    for other in _times(session, person, organisation_id, by):
        if other.end_on is None or other.end_on >= max(start, today):
            raise Refusal("works_there", "person_id", start_on=other.start_on)
        if other.end_on >= start:
            raise Refusal("too_early", "start_on", earliest=days_after(other.end_on, 1))
    own = {"function_title": function, "fixed_participant": fixed_participant, "start_on": start}
    work = make(session, Affiliation, person_id=person.id, organisation_id=organisation_id, **own, by=by, at=at)
    note(session, "add_affiliation", work, own, by=by, at=at)
    return work


@act
def change_affiliation(
    session: Session,
    *,
    affiliation_id: int,
    function_title: str | None,
    fixed_participant: bool,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Affiliation:
    """Write down somebody's function at an organisation, and whether it is the fixed participant.

    People may correct their own function; who the fixed participant is, the organisation says.
    """
    work = find(session, Affiliation, affiliation_id, by)
    person = _person(session, work.person_id, by)
    require(by, Entity.CONTACTS, Verb.EDIT, organisation_id=work.organisation_id, person_id=person.id)
    if fixed_participant != work.fixed_participant:
        require(by, Entity.CONTACTS, Verb.EDIT, organisation_id=work.organisation_id)
    unchanged(work, seen_version)
    work.function_title = free_text(function_title, "function_title", limit=SHORT)
    work.fixed_participant = fixed_participant
    note(session, "change_affiliation", work, ("function_title", "fixed_participant"), by=by, at=at)
    return work


@act
def end_affiliation(
    session: Session, *, affiliation_id: int, end_on: date, seen_version: int | None = None, by: Viewer, at: datetime
) -> Affiliation:
    """End somebody's work for an organisation; `end_on` is the last day, which may still come.

    Refuses a day before the first one, work that has ended, and a departure that was announced: that is adjusted.
    """
    work = find(session, Affiliation, affiliation_id, by)
    require(by, Entity.CONTACTS, Verb.EDIT, organisation_id=work.organisation_id)
    person = _person(session, work.person_id, by)
    unchanged(work, seen_version)
    if work.end_on is not None and work.end_on < dutch_day(at):
        raise Refusal("ended_already", "end_on", end_on=work.end_on)
    if end_on < work.start_on:
        raise Refusal("too_early", "end_on", earliest=work.start_on)
    for event in announced_for(session, person.id, work.organisation_id, by):
        if event.kind == TurnoverKind.LEAVES and event.effective_on > work.start_on:
            raise Refusal("departure_announced", "end_on", effective_on=event.effective_on)
    for other in _times(session, person, work.organisation_id, by):
        if work.start_on < other.start_on <= end_on:
            raise Refusal("works_there", "end_on", start_on=other.start_on)
    work.end_on = end_on
    note(session, "end_affiliation", work, ("end_on",), by=by, at=at)
    return work


def _person(session: Session, person_id: int, by: Viewer) -> Person:
    """Locked until the act ends, so that two people cannot write down the same work at once."""
    person = find(session, Person, person_id, by)
    session.refresh(person, with_for_update=True)
    if person.erased_on is not None:
        raise Forbidden
    return person


def _times(session: Session, person: Person, organisation_id: int, by: Viewer) -> list[Affiliation]:
    return list(
        session.scalars(
            select(Affiliation)
            .where(
                Affiliation.network_id == by.network_id,
                Affiliation.person_id == person.id,
                Affiliation.organisation_id == organisation_id,
            )
            .order_by(Affiliation.start_on, Affiliation.id)
        )
    )
