"""Whether somebody is there to take something on; refused in words when not.

What is done on a day (an action, organising a meeting, keeping a link) asks who is there that day: `check_there`.
What is held from then on (webber, stand-in, a task in the network) also asks who is not known to go: `check_stays`.
"""

from datetime import date

from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.refusal import Refusal
from data_model.rules.ties import DEPARTURES
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.write.records import affiliations_on, find
from data_model.write.turnover import announced_for


def check_there(
    session: Session,
    person_id: int,
    on: date,
    by: Viewer,
    organisation_id: int | None = None,
    field: str = "person_id",
) -> None:
    """Refuse who does not work there on a day, at this organisation or at any, or is announced to be gone by then."""
    gone_on = _gone_on(session, person_id, on, by, organisation_id, field)
    if gone_on is not None and gone_on <= on:
        raise Refusal("leaves", field, effective_on=gone_on)


def check_stays(
    session: Session,
    person_id: int,
    on: date,
    by: Viewer,
    organisation_id: int | None = None,
    field: str = "person_id",
) -> None:
    """Refuse who does not work there on a day, and who is announced to go everywhere, be it later."""
    gone_on = _gone_on(session, person_id, on, by, organisation_id, field)
    if gone_on is not None:
        raise Refusal("leaves", field, effective_on=gone_on)


def _gone_on(
    session: Session, person_id: int, on: date, by: Viewer, organisation_id: int | None, field: str
) -> date | None:
    """The first announced day on which none of the places is left; None when the person stays at one."""
    person = find(session, Person, person_id, by)
    if organisation_id is not None:
        find(session, Organisation, organisation_id, by)
    places = affiliations_on(session, person_id, on, by, organisation_id) if person.erased_on is None else []
    if not places:
        raise Refusal("not_active" if organisation_id is not None else "not_around", field, on=on)
    days = [_goes_on(session, place, on, by) for place in places]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _goes_on(session: Session, place: Affiliation, on: date, by: Viewer) -> date | None:
    """The first announced day without this person there."""
    for event in announced_for(session, place.person_id, place.organisation_id, by):
        back = event.until_on is not None and event.until_on < on
        if event.kind in DEPARTURES and event.effective_on > place.start_on and not back:
            return event.effective_on
    return None
