"""Acts that keep somebody's contact data from everybody else, and show them again (AVG 18)."""

from datetime import datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import dutch_day
from data_model.refusal import Forbidden, Refusal
from data_model.tables.person import Person
from data_model.write.journal import act, note
from data_model.write.records import find, unchanged


@act
def restrict_person(
    session: Session, *, person_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Person:
    """From today nobody but the person sees the contact data. Refuses when that is so already."""
    person = own_person(session, person_id, by)
    unchanged(person, seen_version)
    if person.restricted_on is not None:
        raise Refusal("restricted_already", restricted_on=person.restricted_on)
    person.restricted_on = dutch_day(at)
    note(session, "restrict_person", person, ("restricted_on",), by=by, at=at)
    return person


@act
def lift_restriction(
    session: Session, *, person_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Person:
    """Show the contact data again to those the sharing choices name. Refuses when nothing was restricted."""
    person = own_person(session, person_id, by)
    unchanged(person, seen_version)
    if person.restricted_on is None:
        raise Refusal("not_restricted")
    person.restricted_on = None
    note(session, "lift_restriction", person, ("restricted_on",), by=by, at=at)
    return person


def own_person(session: Session, person_id: int, by: Viewer) -> Person:
    """Somebody whose privacy rights the actor may use: themselves, or anybody for the coordinator."""
    require_any(by, Entity.PRIVACY, Verb.EDIT)
    person = find(session, Person, person_id, by)
    require(by, Entity.PRIVACY, Verb.EDIT, person_id=person.id)
    if person.erased_on is not None:
        raise Forbidden
    return person
