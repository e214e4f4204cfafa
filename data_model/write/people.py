"""Acts on people: a new contact person for an organisation, and who stands in for the coordinator."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, NetworkRole, Person
from data_model.text import SHORT, free_text
from data_model.write.contacts import email, phone
from data_model.write.journal import note
from data_model.write.presence import check_there
from data_model.write.records import affiliations_on, find, make

COORDINATOR, DEPUTY = "coordinator", "deputy_coordinator"


def add_person(
    session: Session,
    *,
    display_name: str,
    organisation_id: int,
    function_title: str | None = None,
    work_email: str | None = None,
    work_phone: str | None = None,
    by: Viewer,
    at: datetime,
) -> Person:
    """Write down somebody who is there for an organisation from today.

    Contact data that come along count as confirmed. Refuses a name that the organisation has already, and what
    is no e-mail address or telephone number.
    """
    require(by, Entity.CONTACTS, Verb.EDIT, organisation_id=organisation_id)
    find(session, Organisation, organisation_id, by)
    name = one_line(free_text(display_name, "display_name", required=True, limit=SHORT) or "")
    function = free_text(function_title, "function_title", limit=SHORT)
    channels = {
        "work_email": email(work_email or "", "work_email"),
        "work_phone": phone(work_phone or "", "work_phone"),
    }
    today = dutch_day(at)
    _check_name(session, name, organisation_id, today, by)
    person = make(session, Person, display_name=name, basis_recorded_on=today, by=by, at=at)
    session.flush()
    work = {"organisation_id": organisation_id, "function_title": function, "start_on": today}
    make(session, Affiliation, person_id=person.id, **work, by=by, at=at)
    given = {kind: value for kind, value in channels.items() if value}
    _add_channels(session, person, given, by.organisation_id == organisation_id, by, at)
    note(session, "add_person", person, ("display_name", "function_title", *given), by=by, at=at)
    return person


def name_coordinator_deputy(session: Session, *, person_id: int, by: Viewer, at: datetime) -> NetworkRole:
    """Write down who stands in for the coordinator from today.

    A manager may when the coordinator is of the own organisation. Refuses the coordinator and who stands in already.
    """
    require_any(by, Entity.TURNOVER, Verb.EDIT)
    today = dutch_day(at)
    holders = _holders(session, COORDINATOR, today, by)
    places = {a.organisation_id for holder in holders for a in affiliations_on(session, holder, today, by)}
    own = by.organisation_id if by.organisation_id in places else None
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=own)
    check_there(session, person_id, today, by)
    if person_id in holders:
        raise Refusal("deputy_is_coordinator", "person_id")
    if person_id in _holders(session, DEPUTY, today, by):
        raise Refusal("deputy_already", "person_id")
    role = make(session, NetworkRole, person_id=person_id, role=DEPUTY, start_on=today, by=by, at=at)
    note(session, "name_coordinator_deputy", role, ("person_id", "start_on"), by=by, at=at)
    return role


def one_line(text: str) -> str:
    return " ".join(text.split())


def _check_name(session: Session, name: str, organisation_id: int, today: date, by: Viewer) -> None:
    names = session.scalars(
        select(Person.display_name)
        .join(Affiliation, (Affiliation.person_id == Person.id) & (Affiliation.network_id == Person.network_id))
        .where(
            Person.network_id == by.network_id,
            Person.erased_on.is_(None),
            Affiliation.organisation_id == organisation_id,
            or_(Affiliation.end_on.is_(None), Affiliation.end_on >= today),
        )
    )
    if name.casefold() in {one_line(known).casefold() for known in names}:
        raise Refusal("name_taken", "display_name")


def _add_channels(
    session: Session, person: Person, given: dict[str, str], same_house: bool, by: Viewer, at: datetime
) -> None:
    today = dutch_day(at)
    for kind, value in given.items():
        make(session, ContactChannel, person_id=person.id, kind=kind, value=value, added_on=today, by=by, at=at)
    if given:
        told = {"confirmed_by": "organisation" if same_house else "coordinator", "result": "changed"}
        make(session, ContactConfirmation, person_id=person.id, confirmed_on=today, **told, by=by, at=at)


def _holders(session: Session, role: str, today: date, by: Viewer) -> set[int]:
    return set(
        session.scalars(
            select(NetworkRole.person_id).where(
                NetworkRole.network_id == by.network_id,
                NetworkRole.role == role,
                NetworkRole.start_on <= today,
                or_(NetworkRole.end_on.is_(None), NetworkRole.end_on >= today),
            )
        )
    )
