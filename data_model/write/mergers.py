"""What moves when an organisation merges into another: its people, and its links on the map with who keeps them."""

from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.days import days_after, lasts
from data_model.refusal import Refusal
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.turnover import TurnoverEvent
from data_model.vocabulary import TurnoverKind
from data_model.write.carriers import keepers
from data_model.write.map_positions import place_missing
from data_model.write.maps import in_use
from data_model.write.records import make
from data_model.write.turnover import announced_for

M = TypeVar("M", Affiliation, Relation, RelationCarrier)


def move(session: Session, event: TurnoverEvent, into: Organisation, by: Viewer, at: datetime) -> None:
    """People and links go on at the other organisation from the first day of the change."""
    _move_people(session, event, into, by, at)
    session.flush()
    version = in_use(session, event.reported_on, by)
    if version is not None:
        _move_links(session, event, into, version, by, at)
        place_missing(session, version, by=by, at=at)


def check_not_begun(session: Session, event: TurnoverEvent, today: date, by: Viewer) -> None:
    """Refuse to take back what has taken place, or what a map that was started since was drawn from."""
    if event.effective_on <= today:
        raise Refusal("merged_already", "event_id", effective_on=event.effective_on)
    since = select(MapVersion.id).where(
        MapVersion.network_id == by.network_id, MapVersion.created_at > event.created_at
    )
    if session.scalars(since).first() is not None:
        raise Refusal("map_since", "event_id")


def move_back(session: Session, event: TurnoverEvent, by: Viewer) -> None:
    """What the announcement wrote for the days to come goes, and what it ended runs on as it did."""
    last = days_after(event.effective_on, -1)
    made, links = _made_work(session, event, by), _made_links(session, event, by)
    kept = {work.person_id: work.end_on for work in made}
    for work in _work_of(session, event.organisation_id, by):
        if work.end_on == last and not _leaves_then(session, work, event, by):
            work.end_on = kept.get(work.person_id)
    ends = {_known_as(link, event.into_organisation_id): link.end_on for link in links}
    for link in _links_of(session, event.organisation_id, by):
        if link.end_on == last:
            link.end_on = ends.get(_known_as(link, event.organisation_id))
    for carrier in _made(session, RelationCarrier, event, by):
        session.delete(carrier)
    session.flush()
    for row in (*made, *links):
        session.delete(row)


def _move_people(session: Session, event: TurnoverEvent, into: Organisation, by: Viewer, at: datetime) -> None:
    """Who works at both already goes on with the one."""
    first = event.effective_on
    there = {work.person_id for work in _work_of(session, into.id, by) if work.end_on is None or work.end_on >= first}
    for work in _work_of(session, event.organisation_id, by):
        if work.end_on is not None and work.end_on < first:
            continue
        if work.start_on >= first:
            name = session.scalars(select(Person.display_name).where(Person.id == work.person_id)).one()
            raise Refusal("starts_after", "effective_on", person=name, start_on=work.start_on)
        if work.person_id not in there:
            there.add(work.person_id)
            same = {"function_title": work.function_title, "fixed_participant": work.fixed_participant}
            own = {"person_id": work.person_id, "organisation_id": into.id, "end_on": work.end_on}
            make(session, Affiliation, **own, **same, start_on=first, by=by, at=at)
        work.end_on = days_after(first, -1)


def _move_links(
    session: Session, event: TurnoverEvent, into: Organisation, version: MapVersion, by: Viewer, at: datetime
) -> None:
    """A link between the two vanishes; one that runs there already gets the keepers besides its own."""
    first, old = event.effective_on, event.organisation_id
    running = [link for link in _links_of(session, old, by, version) if link.end_on is None or link.end_on >= first]
    targets = {
        _known_as(link, into.id): link
        for link in _links_of(session, into.id, by, version)
        if lasts(link.start_on, link.end_on, first)
    }
    for link in running:
        if into.id not in (link.organisation_a_id, link.organisation_b_id):
            name = _known_as(link, old)
            if name not in targets:
                targets[name] = _drawn_again(session, link, event, into, by, at)
                session.flush()
            _move_keepers(session, link, targets[name], event, into, by, at)
        link.end_on = max(link.start_on, days_after(first, -1))


def _drawn_again(
    session: Session, link: Relation, event: TurnoverEvent, into: Organisation, by: Viewer, at: datetime
) -> Relation:
    kept = {name: getattr(link, name) for name in ("kind", "description", "strength", "end_on", "last_confirmed_on")}
    ends = {
        name: into.id if getattr(link, name) == event.organisation_id else getattr(link, name)
        for name in ("organisation_a_id", "organisation_b_id")
    }
    own = {"map_version_id": link.map_version_id, "start_on": event.effective_on}
    return make(session, Relation, **own, **ends, **kept, by=by, at=at)


def _move_keepers(
    session: Session,
    link: Relation,
    target: Relation,
    event: TurnoverEvent,
    into: Organisation,
    by: Viewer,
    at: datetime,
) -> None:
    """Whoever keeps the link on its first day there, and is not written down yet."""
    first = event.effective_on
    staff = {w.person_id for w in _work_of(session, into.id, by) if lasts(w.start_on, w.end_on, first)}
    known = {
        (c.organisation_id, c.person_id) for c in keepers(session, target.id, by) if lasts(c.start_on, c.end_on, first)
    }
    for keeper in keepers(session, link.id, by):
        moves = keeper.organisation_id == event.organisation_id
        side = into.id if moves else keeper.organisation_id
        if not lasts(keeper.start_on, keeper.end_on, first) or (moves and keeper.person_id not in staff):
            continue
        if (side, keeper.person_id) not in known:
            known.add((side, keeper.person_id))
            own = {"organisation_id": side, "person_id": keeper.person_id, "end_on": keeper.end_on}
            make(session, RelationCarrier, relation_id=target.id, start_on=first, **own, by=by, at=at)


def _known_as(link: Relation, side: int | None) -> tuple[int, str]:
    """With whom, and of which kind."""
    other = link.organisation_b_id if link.organisation_a_id == side else link.organisation_a_id
    return other, (link.kind or "").strip().casefold()


def _work_of(session: Session, organisation_id: int | None, by: Viewer) -> list[Affiliation]:
    """Of people who were not erased."""
    return list(
        session.scalars(
            select(Affiliation)
            .join(Person, (Person.id == Affiliation.person_id) & (Person.network_id == Affiliation.network_id))
            .where(
                Affiliation.network_id == by.network_id,
                Affiliation.organisation_id == organisation_id,
                Person.erased_on.is_(None),
            )
            .order_by(Affiliation.start_on, Affiliation.id)
        )
    )


def _links_of(
    session: Session, organisation_id: int | None, by: Viewer, version: MapVersion | None = None
) -> list[Relation]:
    drawn = select(Relation).where(
        Relation.network_id == by.network_id,
        or_(Relation.organisation_a_id == organisation_id, Relation.organisation_b_id == organisation_id),
    )
    on_map = drawn.where(Relation.map_version_id == version.id) if version else drawn
    return [
        link
        for link in session.scalars(on_map.order_by(Relation.id))
        if link.organisation_a_id != link.organisation_b_id
    ]


def _made_work(session: Session, event: TurnoverEvent, by: Viewer) -> list[Affiliation]:
    into = event.into_organisation_id
    return [work for work in _made(session, Affiliation, event, by) if work.organisation_id == into]


def _made_links(session: Session, event: TurnoverEvent, by: Viewer) -> list[Relation]:
    into = event.into_organisation_id
    return [
        link for link in _made(session, Relation, event, by) if into in (link.organisation_a_id, link.organisation_b_id)
    ]


def _made(session: Session, table: type[M], event: TurnoverEvent, by: Viewer) -> list[M]:
    """What was written with the announcement, to begin on its first day."""
    return list(
        session.scalars(
            select(table).where(
                table.network_id == by.network_id,
                table.start_on == event.effective_on,
                table.created_at == event.created_at,
            )
        )
    )


def _leaves_then(session: Session, work: Affiliation, event: TurnoverEvent, by: Viewer) -> bool:
    """Whether this work ended that day anyhow."""
    announced = announced_for(session, work.person_id, work.organisation_id, by)
    return any(one.kind == TurnoverKind.LEAVES and one.effective_on == event.effective_on for one in announced)
