"""Who represents the viewer's own organisation in the network, and who stands in."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.read.last_days import shown_last_day
from data_model.tables.person import Affiliation, Person
from data_model.tables.webber import Webber, WebberDeputy


@dataclass(frozen=True)
class Face:
    """Somebody who works for the organisation, with the tasks in the network.

    `last_on`: the last day, when known, for who sees changes of people there.
    """

    person_id: int
    name: str
    function: str | None
    fixed: bool
    last_on: date | None
    webber: bool = False
    stands_in: bool = False


@dataclass(frozen=True)
class OwnPeople:
    """`lacks_stand_in`: the organisation has a webber for whom nobody stands in."""

    faces: tuple[Face, ...] = ()
    lacks_stand_in: bool = False


@scope.read
def own_people(session: Session, viewer: Viewer, day: date) -> OwnPeople:
    """Nobody for an account without an organisation."""
    if viewer.organisation_id is None:
        return OwnPeople()
    require(viewer, Entity.CONTACTS, Verb.SEE, organisation_id=viewer.organisation_id)
    webbers, stand_ins, lacks = _webbers(session, viewer, day)
    return OwnPeople(_faces(session, viewer, day, webbers, stand_ins), lacks)


def _webbers(session: Session, viewer: Viewer, day: date) -> tuple[set[int], set[int], bool]:
    """Who is webber for the organisation, who stands in for such a webber, and whether somebody is missing there."""
    deputy = and_(
        WebberDeputy.webber_id == Webber.id,
        WebberDeputy.network_id == Webber.network_id,
        WebberDeputy.start_on <= day,
        or_(WebberDeputy.end_on.is_(None), WebberDeputy.end_on >= day),
    )
    rows = session.execute(
        select(Webber.person_id, WebberDeputy.person_id.label("deputy_id"))
        .outerjoin(WebberDeputy, deputy)
        .where(
            Webber.network_id == viewer.network_id,
            Webber.organisation_id == viewer.organisation_id,
            Webber.confirmed_on <= day,
            or_(Webber.ended_on.is_(None), Webber.ended_on >= day),
        )
    ).all()
    stand_ins = {row.deputy_id for row in rows if row.deputy_id}
    return {row.person_id for row in rows if row.person_id}, stand_ins, any(row.deputy_id is None for row in rows)


def _faces(session: Session, viewer: Viewer, day: date, webbers: set[int], stand_ins: set[int]) -> tuple[Face, ...]:
    """First the fixed participants, then the others by name."""
    rows = session.execute(
        select(
            Person.id,
            Person.display_name,
            Affiliation.function_title,
            Affiliation.fixed_participant,
            Affiliation.end_on,
        )
        .join(Affiliation, and_(Affiliation.person_id == Person.id, Affiliation.network_id == Person.network_id))
        .where(
            Person.network_id == viewer.network_id,
            Person.erased_on.is_(None),
            Affiliation.organisation_id == viewer.organisation_id,
            Affiliation.start_on <= day,
            or_(Affiliation.end_on.is_(None), Affiliation.end_on >= day),
        )
        .order_by(Affiliation.fixed_participant.desc(), Person.display_name, Person.id)
    )
    return tuple(
        Face(
            person_id=id,
            name=name,
            function=function,
            fixed=fixed,
            last_on=shown_last_day(viewer, end_on, day, organisation_id=viewer.organisation_id, person_id=id),
            webber=id in webbers,
            stands_in=id in stand_ins,
        )
        for id, name, function, fixed, end_on in rows
    )
