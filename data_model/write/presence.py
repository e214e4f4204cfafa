"""Whether somebody is there, and stays, to take on a task; refused in words when not."""

from datetime import date

from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.refusal import Forbidden, Refusal
from data_model.rules.ties import DEPARTURES
from data_model.tables.person import Affiliation, Person
from data_model.write.records import affiliations_on, find
from data_model.write.turnover import announced_for


def check_there(
    session: Session, person_id: int, on: date, by: Viewer, organisation_id: int | None = None, *, stays: bool = True
) -> None:
    """Refuse who is not there on a day or, when it matters that he or she stays, is announced to go everywhere."""
    person = find(session, Person, person_id, by)
    if person.erased_on is not None:
        raise Forbidden
    places = affiliations_on(session, person_id, on, by, organisation_id)
    if not places:
        raise Refusal("not_active" if organisation_id else "not_around", "person_id", on=on)
    goes = [_goes_on(session, place, on, by) for place in places]
    known = [day for day in goes if day is not None]
    if len(known) == len(goes) and (stays or max(known) <= on):
        raise Refusal("leaves", "person_id", effective_on=max(known))


def _goes_on(session: Session, place: Affiliation, on: date, by: Viewer) -> date | None:
    """The first announced day without this person there."""
    for event in announced_for(session, place.person_id, place.organisation_id, by):
        back = event.until_on is not None and event.until_on < on
        if event.kind in DEPARTURES and event.effective_on > place.start_on and not back:
            return event.effective_on
    return None
