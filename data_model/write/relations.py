"""Acts on the map: who keeps a link, and that the network agrees on the map."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day, lasts
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.write.journal import note
from data_model.write.presence import check_there
from data_model.write.records import find, make, unchanged


def add_carrier(
    session: Session, *, relation_id: int, organisation_id: int, person_id: int, by: Viewer, at: datetime
) -> RelationCarrier:
    """Write down one more person who keeps a link on the side of an organisation, from today.

    Refuses an organisation at neither end, a link that ended, somebody who is not there and who keeps it already.
    Who leaves later may be written down: also that is good to know.
    """
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=organisation_id)
    relation, today = find(session, Relation, relation_id, by), dutch_day(at)
    if organisation_id not in (relation.organisation_a_id, relation.organisation_b_id):
        raise Refusal("not_a_side", "person_id")
    if relation.end_on is not None and relation.end_on < today:
        raise Refusal("relation_ended", "relation_id")
    check_there(session, person_id, today, by, organisation_id, stays=False)
    own = {"relation_id": relation.id, "organisation_id": organisation_id, "person_id": person_id}
    if any(lasts(c.start_on, c.end_on, today) for c in _carriers(session, by, **own)):
        raise Refusal("carries_already", "person_id")
    carrier = make(session, RelationCarrier, **own, start_on=today, by=by, at=at)
    note(session, "add_carrier", carrier, ("person_id", "start_on"), by=by, at=at)
    return carrier


def agree_map(
    session: Session,
    *,
    map_version_id: int,
    agreed_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> MapVersion:
    """Write down that the network agrees on a provisional map.

    Refuses a draft, a map that was agreed or replaced, and a day in the future or before it was provisional.
    """
    require(by, Entity.REGISTER, Verb.EDIT)
    version = find(session, MapVersion, map_version_id, by)
    unchanged(version, seen_version)
    transitions.check("map_version", _state(session, version, by), "agreed")
    if agreed_on > (today := dutch_day(at)):
        raise Refusal("in_future", "agreed_on", latest=today)
    earliest = max(version.made_on, version.provisional_on or version.made_on)
    if agreed_on < earliest:
        raise Refusal("too_early", "agreed_on", earliest=earliest)
    version.agreed_on = agreed_on
    note(session, "agree_map", version, ("agreed_on",), by=by, at=at)
    return version


def _carriers(
    session: Session, by: Viewer, *, relation_id: int, organisation_id: int, person_id: int
) -> list[RelationCarrier]:
    return list(
        session.scalars(
            select(RelationCarrier).where(
                RelationCarrier.network_id == by.network_id,
                RelationCarrier.relation_id == relation_id,
                RelationCarrier.organisation_id == organisation_id,
                RelationCarrier.person_id == person_id,
            )
        )
    )


def _state(session: Session, version: MapVersion, by: Viewer) -> str:
    """Where a map stands, in the words of `transitions`. A newer agreed one makes the older ones outdated."""
    newer = session.scalars(
        select(MapVersion.id).where(
            MapVersion.network_id == by.network_id,
            MapVersion.agreed_on.is_not(None),
            MapVersion.made_on > version.made_on,
        )
    ).first()
    if newer is not None:
        return "outdated"
    if version.agreed_on is not None:
        return "agreed"
    return "draft" if version.provisional_on is None else "provisional"
