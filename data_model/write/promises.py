"""Acts on what organisations promise to arrange in their own house: make a promise, and put it in other words."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.covenant import AnchoringPromise
from data_model.tables.organisation import Organisation
from data_model.text import free_text
from data_model.write.covenants import within
from data_model.write.journal import act, note
from data_model.write.presence import check_there
from data_model.write.records import find, make, unchanged

EARLIEST = date(1900, 1, 1)


@act
def make_promise(
    session: Session,
    *,
    organisation_id: int,
    text: str,
    promised_on: date,
    contact_person_id: int | None = None,
    by: Viewer,
    at: datetime,
) -> AnchoringPromise:
    """Write down what an organisation promised. Refuses an empty promise, a day in the future, and a stranger."""
    require(by, Entity.COVENANT, Verb.EDIT, organisation_id=organisation_id)
    find(session, Organisation, organisation_id, by)
    words = free_text(text, "promise_text", required=True)
    within(promised_on, "promised_on", earliest=EARLIEST, at=at)
    _check_contact(session, contact_person_id, organisation_id, dutch_day(at), by)
    what = {"organisation_id": organisation_id, "contact_person_id": contact_person_id}
    promise = make(session, AnchoringPromise, **what, text=words, promised_on=promised_on, by=by, at=at)
    note(session, "make_promise", promise, ("text", "contact_person_id", "promised_on"), by=by, at=at)
    return promise


@act
def change_promise(
    session: Session,
    *,
    promise_id: int,
    text: str,
    contact_person_id: int | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> AnchoringPromise:
    """Put a promise in other words, or name another contact. Refuses changes that change nothing, and a stranger."""
    promise = find(session, AnchoringPromise, promise_id, by)
    require(by, Entity.COVENANT, Verb.EDIT, organisation_id=promise.organisation_id)
    unchanged(promise, seen_version)
    new = {"text": free_text(text, "promise_text", required=True), "contact_person_id": contact_person_id}
    fields = [name for name, value in new.items() if getattr(promise, name) != value]
    if not fields:
        raise Refusal("nothing_changes")
    if "contact_person_id" in fields:
        _check_contact(session, contact_person_id, promise.organisation_id, dutch_day(at), by)
    for name in fields:
        setattr(promise, name, new[name])
    note(session, "change_promise", promise, fields, by=by, at=at)
    return promise


def _check_contact(session: Session, person_id: int | None, organisation_id: int, today: date, by: Viewer) -> None:
    if person_id is not None:
        check_there(session, person_id, today, by, organisation_id, "contact_person_id")
