"""What hangs on one person on a day: webber tasks, links on the map, actions, the covenant and announced changes."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, allows, reach, require
from data_model.read.action_list import ActionLine, action_list
from data_model.read.changes import ChangeLine, changes
from data_model.read.last_days import shown_last_day
from data_model.read.map import ties
from data_model.rules.actions_facts import RUNNING
from data_model.rules.outlook import Outlook
from data_model.tables.map import Relation
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.tables.webber import Webber, WebberDeputy


@dataclass(frozen=True)
class WebberLine:
    """A webber task: held, or stood in for `holder`."""

    organisation_id: int
    organisation: str
    area: str | None
    domain: str | None
    start_on: date | None
    end_on: date | None
    holder: str | None = None


@dataclass(frozen=True)
class LinkKept:
    """A link on the map in use that somebody keeps, from the own organisation to the other."""

    relation_id: int
    organisation_id: int
    organisation: str
    other_id: int
    other: str
    kind: str | None


@scope.read
def webber_tasks(session: Session, viewer: Viewer, person_id: int, day: date) -> tuple[WebberLine, ...]:
    """The confirmed tasks that somebody holds on a day, then those in which he or she stands in."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    person = aliased(Person)
    same_house = and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id)
    running = (
        Webber.network_id == viewer.network_id,
        Webber.confirmed_on <= day,
        or_(Webber.ended_on.is_(None), Webber.ended_on >= day),
    )
    held = session.execute(
        select(Organisation.id, Organisation.name, Webber.area, Webber.domain, Webber.confirmed_on, Webber.ended_on)
        .join(Organisation, same_house)
        .where(*running, Webber.person_id == person_id)
        .order_by(Webber.id)
    )
    stood_in = session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Webber.area,
            Webber.domain,
            WebberDeputy.start_on,
            WebberDeputy.end_on,
            person.display_name,
        )
        .join(WebberDeputy, and_(WebberDeputy.webber_id == Webber.id, WebberDeputy.network_id == Webber.network_id))
        .join(Organisation, same_house)
        .outerjoin(person, and_(person.id == Webber.person_id, person.network_id == Webber.network_id))
        .where(
            *running,
            WebberDeputy.person_id == person_id,
            WebberDeputy.start_on <= day,
            or_(WebberDeputy.end_on.is_(None), WebberDeputy.end_on >= day),
        )
        .order_by(Webber.id)
    )
    lines = (
        *(WebberLine(*row) for row in held),
        *(
            WebberLine(id, house, area, domain, start_on, end_on, holder or house)
            for id, house, area, domain, start_on, end_on, holder in stood_in
        ),
    )
    return tuple(replace(line, end_on=_last_day(viewer, line, person_id, day)) for line in lines)


def _last_day(viewer: Viewer, line: WebberLine, person_id: int, day: date) -> date | None:
    return shown_last_day(viewer, line.end_on, day, organisation_id=line.organisation_id, person_id=person_id)


@scope.read
def links_kept(session: Session, viewer: Viewer, person_id: int, day: date) -> tuple[LinkKept, ...] | None:
    """The links that somebody keeps on a day; None for who may not know on whom links depend.

    That is for those who see changes of people, of a manager at the own organisation; and everybody knows their own.
    """
    if reach(viewer, Entity.TURNOVER, Verb.SEE) is Reach.NONE and person_id != viewer.person_id:
        return None
    outlook = Outlook(ties(session, viewer), day)
    rows = session.execute(select(Relation.id, Relation.kind).where(Relation.network_id == viewer.network_id))
    kinds = {row.id: row.kind for row in rows}
    found = [
        LinkKept(
            relation.id,
            side,
            outlook.organisations[side].name,
            relation.other(side),
            outlook.organisations[relation.other(side)].name,
            kinds[relation.id],
        )
        for relation in outlook.drawn(day)
        for side in (relation.a, relation.b)
        if person_id in outlook.carriers(relation, side, day)
        and (allows(viewer, Entity.TURNOVER, Verb.SEE, organisation_id=side) or person_id == viewer.person_id)
    ]
    return tuple(sorted(found, key=lambda link: (link.organisation, link.other, link.relation_id)))


@scope.read
def running_actions(session: Session, viewer: Viewer, person_id: int, day: date) -> tuple[ActionLine, ...] | None:
    """The actions that somebody holds and that are not closed; None for who sees no actions."""
    if reach(viewer, Entity.ACTIONS, Verb.SEE) is Reach.NONE:
        return None
    lines = action_list(session, viewer, day)
    return tuple(line for line in lines if line.person_id == person_id and line.state in RUNNING)


@scope.read
def announced_changes(session: Session, viewer: Viewer, person_id: int, day: date) -> tuple[ChangeLine, ...] | None:
    """The changes that were reported of somebody; None for who sees none."""
    if reach(viewer, Entity.TURNOVER, Verb.SEE) is Reach.NONE:
        return None
    return tuple(changes(session, viewer, day, person_id))
