"""Acts on people: somebody new for an organisation, and the name somebody goes by."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, Person
from data_model.text import SHORT, free_text
from data_model.write.contacts import editable, email, phone
from data_model.write.journal import act, note
from data_model.write.private_channels import CONSENT, WORK, Ground, check_given, consent_day
from data_model.write.records import find, make, unchanged


@act
def add_person(
    session: Session,
    *,
    display_name: str,
    organisation_id: int,
    function_title: str | None = None,
    work_email: str | None = None,
    work_phone: str | None = None,
    private: Collection[str] = (),
    consent_on: date | None = None,
    another: bool = False,
    by: Viewer,
    at: datetime,
) -> Person:
    """Write down somebody who is there for an organisation from today.

    Contact data that come along count as confirmed; the `private` ones are for the webbers at most, with the day on
    which the person gave consent. Refuses a name that the organisation has already, the name of
    somebody known in the network unless it is `another` person, and what is no e-mail address or telephone number.
    """
    require(by, Entity.CONTACTS, Verb.EDIT, organisation_id=organisation_id)
    find(session, Organisation, organisation_id, by)
    name = _name(display_name)
    function = free_text(function_title, "function_title", limit=SHORT)
    channels = {
        "work_email": email(work_email or "", "work_email"),
        "work_phone": phone(work_phone or "", "work_phone"),
    }
    today = dutch_day(at)
    check_given(consent_on, today)
    namesakes = _namesakes(session, name, by)
    _check_name(namesakes, {organisation_id}, today)
    if namesakes and not another:
        places = tuple(sorted({known.organisation for known in namesakes if known.organisation}))
        raise Refusal("known_at" if places else "known", "display_name", organisations=places)
    person = make(session, Person, display_name=name, basis_recorded_on=today, by=by, at=at)
    session.flush()
    work = {"organisation_id": organisation_id, "function_title": function, "start_on": today}
    make(session, Affiliation, person_id=person.id, **work, by=by, at=at)
    given = {kind: value for kind, value in channels.items() if value}
    grounds = {kind: Ground(kind in private, consent_on) for kind in given}
    _add_channels(session, person, given, grounds, by.organisation_id == organisation_id, by, at)
    note(session, "add_person", person, ("display_name", "function_title", *given), by=by, at=at)
    return person


@act
def change_person(
    session: Session,
    *,
    person_id: int,
    display_name: str,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Person:
    """Write down how somebody is called. Refuses a name that a colleague in one of the organisations has."""
    person, organisation_ids = editable(session, person_id, by, at)
    unchanged(person, seen_version)
    name = _name(display_name)
    others = [known for known in _namesakes(session, name, by) if known.person_id != person.id]
    _check_name(others, organisation_ids, dutch_day(at))
    person.display_name = name
    note(session, "change_person", person, ("display_name",), by=by, at=at)
    return person


def one_line(text: str) -> str:
    return " ".join(text.split())


def _name(typed: str) -> str:
    return one_line(free_text(typed, "display_name", required=True, limit=SHORT) or "")


class _Known(NamedTuple):
    """Somebody in the network, once for each time at an organisation."""

    person_id: int
    name: str
    organisation_id: int | None
    end_on: date | None
    organisation: str | None


def _namesakes(session: Session, name: str, by: Viewer) -> list[_Known]:
    rows = session.execute(
        select(Person.id, Person.display_name, Affiliation.organisation_id, Affiliation.end_on, Organisation.name)
        .outerjoin(Affiliation, (Affiliation.person_id == Person.id) & (Affiliation.network_id == Person.network_id))
        .outerjoin(
            Organisation,
            (Organisation.id == Affiliation.organisation_id) & (Organisation.network_id == Affiliation.network_id),
        )
        .where(Person.network_id == by.network_id, Person.erased_on.is_(None))
    )
    everybody = (_Known(*row) for row in rows)
    return [known for known in everybody if one_line(known.name).casefold() == name.casefold()]


def _check_name(namesakes: list[_Known], organisation_ids: Collection[int], today: date) -> None:
    for known in namesakes:
        if known.organisation_id in organisation_ids and (known.end_on is None or known.end_on >= today):
            raise Refusal("name_taken", "display_name")


def _add_channels(
    session: Session,
    person: Person,
    given: Mapping[str, str],
    grounds: Mapping[str, Ground],
    same_house: bool,
    by: Viewer,
    at: datetime,
) -> None:
    today = dutch_day(at)
    for kind, value in given.items():
        private, seen_by = grounds[kind].private, "webbers" if grounds[kind].private else "network"
        consent_on = consent_day(grounds[kind], kind, seen_by, None, person, by, today)
        basis = {"legal_basis": CONSENT if private else WORK, "consent_on": consent_on, "visibility": seen_by}
        values = {"kind": kind, "value": value, "added_on": today, **basis}
        make(session, ContactChannel, person_id=person.id, **values, by=by, at=at)
    if given:
        told = {"confirmed_by": "organisation" if same_house else "coordinator", "result": "changed"}
        make(session, ContactConfirmation, person_id=person.id, confirmed_on=today, **told, by=by, at=at)
