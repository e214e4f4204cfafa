"""Who is there for one organisation on a day: the people, their webber tasks, and the links on the map."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, allows, require
from data_model.days import happened, lasts
from data_model.read.groups import grouped
from data_model.read.last_days import shown_last_day
from data_model.read.map import ties
from data_model.rules.outlook import Outlook
from data_model.tables.map import Relation
from data_model.tables.person import Affiliation, Person
from data_model.tables.webber import Webber, WebberDeputy


@dataclass(frozen=True)
class Colleague:
    """Somebody who works there. `links`: how many links he or she keeps, None when the viewer may not see that."""

    person_id: int
    name: str
    function: str | None
    fixed: bool
    since: date
    last_on: date | None
    links: int | None


@dataclass(frozen=True)
class TaskLine:
    """A webber task: `proposed`, `confirmed` or `ended`, with who holds it and who stands in."""

    webber_id: int
    state: str
    person_id: int | None
    person: str | None
    area: str | None
    domain: str | None
    since: date
    ended_on: date | None
    deputies: tuple[str, ...]


@dataclass(frozen=True)
class LinkLine:
    """A link on the map in use. `keepers`: who keeps it on this side, None when the viewer may not see that."""

    relation_id: int
    other_id: int
    other: str
    kind: str | None
    keepers: tuple[tuple[int, str], ...] | None


@scope.read
def colleagues(
    session: Session, viewer: Viewer, organisation_id: int, day: date, links: Iterable[LinkLine]
) -> tuple[Colleague, ...]:
    """The people of an organisation on a day, by name. `links` are those of the organisation."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    rows = session.execute(
        select(Person.id, Person.display_name, Affiliation)
        .join(Affiliation, and_(Affiliation.person_id == Person.id, Affiliation.network_id == Person.network_id))
        .where(
            Person.network_id == viewer.network_id,
            Affiliation.organisation_id == organisation_id,
            Affiliation.start_on <= day,
            or_(Affiliation.end_on.is_(None), Affiliation.end_on >= day),
            or_(Person.erased_on.is_(None), Person.erased_on > day),
        )
        .order_by(Person.display_name, Person.id, Affiliation.start_on)
    )
    shown = _sees_keepers(viewer, organisation_id)
    kept = [person_id for link in links for person_id, _ in link.keepers or ()]
    return tuple(
        Colleague(
            person_id=id,
            name=name,
            function=work.function_title,
            fixed=work.fixed_participant,
            since=work.start_on,
            last_on=shown_last_day(viewer, work.end_on, day, organisation_id=organisation_id, person_id=id),
            links=kept.count(id) if shown else None,
        )
        for id, name, work in rows
    )


@scope.read
def task_lines(session: Session, viewer: Viewer, organisation_id: int, day: date) -> tuple[TaskLine, ...]:
    """The webber tasks an organisation has or had, the running ones first."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    here = viewer.network_id
    deputies = grouped(
        (webber_id, name)
        for webber_id, name, start_on, end_on in session.execute(
            select(WebberDeputy.webber_id, Person.display_name, WebberDeputy.start_on, WebberDeputy.end_on)
            .join(Person, and_(Person.id == WebberDeputy.person_id, Person.network_id == WebberDeputy.network_id))
            .where(WebberDeputy.network_id == here, Person.erased_on.is_(None))
            .order_by(Person.display_name)
        )
        if lasts(start_on, end_on, day)
    )
    rows = session.execute(
        select(Webber, Person.id, Person.display_name)
        .outerjoin(
            Person,
            and_(Person.id == Webber.person_id, Person.network_id == Webber.network_id, Person.erased_on.is_(None)),
        )
        .where(
            Webber.network_id == here,
            Webber.organisation_id == organisation_id,
            Webber.proposed_on <= day,
            or_(Webber.rejected_on.is_(None), Webber.rejected_on > day),
        )
        .order_by(Webber.proposed_on.desc(), Webber.id)
    )
    lines = [_task(viewer, webber, person_id, name, deputies[webber.id], day) for webber, person_id, name in rows]
    return tuple(sorted(lines, key=lambda line: line.state == "ended"))


def _task(
    viewer: Viewer, webber: Webber, person_id: int | None, name: str | None, deputies: tuple[str, ...], day: date
) -> TaskLine:
    whose = {"organisation_id": webber.organisation_id, "person_id": person_id}
    confirmed = happened(webber.confirmed_on, day)
    ended = webber.ended_on is not None and webber.ended_on < day
    return TaskLine(
        webber_id=webber.id,
        state="ended" if ended else "confirmed" if confirmed else "proposed",
        person_id=person_id,
        person=name,
        area=webber.area,
        domain=webber.domain,
        since=webber.confirmed_on if confirmed and webber.confirmed_on else webber.proposed_on,
        ended_on=shown_last_day(viewer, webber.ended_on, day, **whose),
        deputies=() if ended else deputies,
    )


@scope.read
def link_lines(session: Session, viewer: Viewer, organisation_id: int, day: date) -> tuple[LinkLine, ...]:
    """The links of an organisation on the map in use, by the name of the other side."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    outlook = Outlook(ties(session, viewer), day)
    kinds = {
        row.id: row.kind
        for row in session.execute(select(Relation.id, Relation.kind).where(Relation.network_id == viewer.network_id))
    }
    shown, lines = _sees_keepers(viewer, organisation_id), []
    for relation in outlook.drawn(day):
        if organisation_id not in (relation.a, relation.b):
            continue
        other = outlook.organisations[relation.other(organisation_id)]
        keepers = [(id, outlook.people[id].name) for id in outlook.carriers(relation, organisation_id, day)]
        named = tuple(sorted(keepers, key=lambda one: one[1]))
        lines.append(LinkLine(relation.id, other.id, other.name, kinds[relation.id], named if shown else None))
    return tuple(sorted(lines, key=lambda line: (line.other, line.relation_id)))


def _sees_keepers(viewer: Viewer, organisation_id: int) -> bool:
    """Who keeps a link says on whom it depends: that is for those who see changes of people here."""
    return allows(viewer, Entity.TURNOVER, Verb.SEE, organisation_id=organisation_id)
