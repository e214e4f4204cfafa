"""Everybody in the network on a day: where they work, what they do for the network, and how current the data are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require_any
from data_model.days import lasts
from data_model.read.consent import may_be_shown
from data_model.read.contacts import facts
from data_model.read.settings import norms_of
from data_model.rules.contacts_states import ContactState, contacts_on
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, NetworkRole, Person
from data_model.tables.webber import Webber, WebberDeputy

WEBBER, STANDS_IN = "webber", "webber_deputy"


@dataclass(frozen=True)
class Workplace:
    """An organisation somebody works for on the day. `fixed`: as the fixed participant."""

    organisation_id: int
    organisation: str
    function: str | None
    fixed: bool


@dataclass(frozen=True)
class PersonLine:
    """Somebody of the network. Without places: works nowhere on the day. `state` is that of the contact data."""

    person_id: int
    name: str
    places: tuple[Workplace, ...]
    tasks: tuple[str, ...]
    state: ContactState | None


@scope.read
def people_list(session: Session, viewer: Viewer, day: date) -> list[PersonLine]:
    """Everybody who is not erased, by name. A manager sees who works or worked for the own organisation."""
    extent = require_any(viewer, Entity.CONTACTS, Verb.SEE)
    contacts = contacts_on(facts(session, viewer), day, norms_of(session, viewer, day))
    tasks = _tasks(session, viewer, day)
    rows = session.execute(
        select(Person.id, Person.display_name, Affiliation, Organisation.name)
        .outerjoin(Affiliation, and_(Affiliation.person_id == Person.id, Affiliation.network_id == Person.network_id))
        .outerjoin(
            Organisation,
            and_(Organisation.id == Affiliation.organisation_id, Organisation.network_id == Affiliation.network_id),
        )
        .where(
            Person.network_id == viewer.network_id,
            Person.erased_on.is_(None),
            Affiliation.organisation_id == viewer.organisation_id if extent is Reach.ORGANISATION else true(),
        )
        .order_by(Person.display_name, Person.id, Organisation.name, Affiliation.id)
    )
    names: dict[int, str] = {}
    places: dict[int, list[Workplace]] = defaultdict(list)
    for id, name, work, organisation in rows:
        names[id] = name
        if work is not None and lasts(work.start_on, work.end_on, day):
            place = Workplace(work.organisation_id, organisation, work.function_title, work.fixed_participant)
            places[id].append(place)
    return [
        PersonLine(id, name, tuple(places[id]), tuple(tasks[id]), contacts[id].state if id in contacts else None)
        for id, name in names.items()
    ]


def _tasks(session: Session, viewer: Viewer, day: date) -> dict[int, list[str]]:
    """By person the tasks on a day, each once."""
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, task in (*_roles(session, viewer, day), *_webbers(session, viewer, day)):
        if task not in found[person_id]:
            found[person_id].append(task)
    return found


def _roles(session: Session, viewer: Viewer, day: date) -> Iterator[tuple[int, str]]:
    rows = session.execute(
        select(NetworkRole.person_id, NetworkRole.role)
        .where(
            NetworkRole.network_id == viewer.network_id,
            NetworkRole.start_on <= day,
            or_(NetworkRole.end_on.is_(None), NetworkRole.end_on >= day),
            may_be_shown(),
        )
        .order_by(NetworkRole.id)
    )
    return ((row.person_id, row.role) for row in rows)


def _webbers(session: Session, viewer: Viewer, day: date) -> Iterator[tuple[int, str]]:
    running = and_(
        Webber.network_id == viewer.network_id,
        Webber.confirmed_on <= day,
        or_(Webber.ended_on.is_(None), Webber.ended_on >= day),
    )
    for id in session.scalars(select(Webber.person_id).where(running).order_by(Webber.id)):
        if id is not None:
            yield id, WEBBER
    rows = session.execute(
        select(WebberDeputy.person_id, WebberDeputy.start_on, WebberDeputy.end_on)
        .join(Webber, and_(Webber.id == WebberDeputy.webber_id, Webber.network_id == WebberDeputy.network_id))
        .where(running)
        .order_by(WebberDeputy.id)
    )
    for id, start_on, end_on in rows:
        if lasts(start_on, end_on, day):
            yield id, STANDS_IN
