"""What the forms on people offer: everybody, namesakes, whom one can change, and work and tasks to end."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require, require_any
from data_model.read.choices import Choice, people
from data_model.read.register import people as registered
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, NetworkRole, Person


@dataclass(frozen=True)
class PlaceChoice(Choice):
    """Somebody's work at an organisation; `name` is the organisation, `note` the person, `on` the last day."""

    person_id: int = 0
    function: str | None = None
    fixed: bool = False


@dataclass(frozen=True)
class TaskChoice(Choice):
    """A task for the network; `name` is the person, `on` the last day."""

    person_id: int = 0
    role: str = ""


@scope.read
def everybody(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """Each person once, by name, with the organisations they work for on this day, if any."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    found: dict[int, Choice] = {}
    for entry in registered(session, viewer, day):
        before = found.get(entry.id)
        houses = [before.note, entry.organisation] if before else [entry.organisation]
        found[entry.id] = Choice(entry.id, entry.name, ", ".join(houses), organisation_id=entry.organisation_id)
    return list(found.values())


@scope.read
def namesakes(session: Session, viewer: Viewer, name: str, day: date, organisation_id: int | None) -> list[Choice]:
    """Who has this name already and does not work for the organisation on this day."""
    wanted = " ".join(name.split()).casefold()
    here = {entry.id for entry in registered(session, viewer, day) if entry.organisation_id == organisation_id}
    known = (one for one in everybody(session, viewer, day) if one.id not in here)
    return [one for one in known if " ".join(one.name.split()).casefold() == wanted]


@scope.read
def people_to_change(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """Whose name the viewer may change, each once, with the version that was on the screen."""
    if require_any(viewer, Entity.CONTACTS, Verb.EDIT) is not Reach.NETWORK:
        return list({one.id: one for one in people(session, viewer, day, Entity.CONTACTS)}.values())
    rows = session.execute(select(Person.id, Person.version).where(Person.network_id == viewer.network_id))
    versions = {row.id: row.version for row in rows}
    return [Choice(one.id, one.name, one.note, version=versions[one.id]) for one in everybody(session, viewer, day)]


@scope.read
def places_to_change(session: Session, viewer: Viewer, day: date) -> list[PlaceChoice]:
    """The work that has not ended by this day and that the viewer may change, by organisation and person."""
    extent = require_any(viewer, Entity.CONTACTS, Verb.EDIT)
    mine = {
        Reach.ORGANISATION: Affiliation.organisation_id == viewer.organisation_id,
        Reach.OWN: Affiliation.person_id == viewer.person_id,
    }
    rows = session.execute(
        select(Affiliation, Person.display_name, Organisation.name)
        .join(Person, and_(Person.id == Affiliation.person_id, Person.network_id == Affiliation.network_id))
        .join(
            Organisation,
            and_(Organisation.id == Affiliation.organisation_id, Organisation.network_id == Affiliation.network_id),
        )
        .where(
            Affiliation.network_id == viewer.network_id,
            Person.erased_on.is_(None),
            or_(Affiliation.end_on.is_(None), Affiliation.end_on >= day),
            mine.get(extent, true()),
        )
        .order_by(Organisation.name, Person.display_name, Affiliation.start_on, Affiliation.id)
    )
    return [
        PlaceChoice(
            work.id,
            organisation,
            person,
            on=work.end_on,
            organisation_id=work.organisation_id,
            version=work.version,
            person_id=work.person_id,
            function=work.function_title,
            fixed=work.fixed_participant,
        )
        for work, person, organisation in rows
    ]


@scope.read
def tasks_to_end(session: Session, viewer: Viewer, day: date) -> list[TaskChoice]:
    """The tasks for the network that have not ended by this day, by person."""
    require(viewer, Entity.REGISTER, Verb.EDIT)
    rows = session.execute(
        select(NetworkRole, Person.display_name)
        .join(Person, and_(Person.id == NetworkRole.person_id, Person.network_id == NetworkRole.network_id))
        .where(
            NetworkRole.network_id == viewer.network_id,
            or_(NetworkRole.end_on.is_(None), NetworkRole.end_on >= day),
        )
        .order_by(Person.display_name, NetworkRole.id)
    )
    return [
        TaskChoice(task.id, name, on=task.end_on, version=task.version, person_id=task.person_id, role=task.role)
        for task, name in rows
    ]
