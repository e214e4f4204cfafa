"""Acts on the map itself: start a new version, call it provisional, note that it was tried out, agree on it."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.rules import map_facts, transitions
from data_model.rules.map_facts import MapFact
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.text import SHORT, free_text
from data_model.write.journal import act, note
from data_model.write.map_positions import place_missing
from data_model.write.records import find, make, unchanged


@act
def start_map(
    session: Session,
    *,
    made_on: date | None = None,
    provisional: bool = False,
    tested_on: date | None = None,
    tested_by: str | None = None,
    tool: str | None = None,
    map_note: str | None = None,
    with_links: bool = True,
    by: Viewer,
    at: datetime,
) -> MapVersion:
    """A new version of the map, drawn today unless a day is told: a draft, or provisional at once.

    It takes along the links of the map in use that run, with who keeps them. Refuses days in the future, a day of
    trying out before the map was drawn, and who tried it out without that day.
    """
    require(by, Entity.REGISTER, Verb.EDIT)
    today = dutch_day(at)
    made_on = made_on or today
    _check_day(made_on, "made_on", date.min, today)
    if tested_on is not None:
        _check_day(tested_on, "tested_on", made_on, today)
    tried_by = free_text(tested_by, "tested_by", limit=SHORT)
    if tried_by and tested_on is None:
        raise Refusal("required", "tested_on")
    former = in_use(session, today, by) if with_links else None
    version = make(
        session,
        MapVersion,
        made_on=made_on,
        provisional_on=made_on if provisional else None,
        tested_on=tested_on,
        tested_by=tried_by,
        tool=free_text(tool, "tool", limit=SHORT),
        note=free_text(map_note, "map_note"),
        by=by,
        at=at,
    )
    session.flush()
    if former is not None:
        _take_along(session, former, version, today, by, at)
    place_missing(session, version, by=by, at=at)
    fields = (
        "made_on",
        "provisional_on",
        "tested_on",
        "tested_by",
        "tool",
        "map_note",
        *(("links",) if former else ()),
    )
    note(session, "start_map", version, fields, by=by, at=at)
    return version


@act
def make_provisional(
    session: Session,
    *,
    map_version_id: int,
    provisional_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> MapVersion:
    """Write down since when a draft is the provisional map. Refuses another state, and a day before it was drawn."""
    version, today = _editable(session, map_version_id, seen_version, by), dutch_day(at)
    transitions.check("map_version", _state(session, version, by), "provisional")
    provisional_on = provisional_on or today
    _check_day(provisional_on, "provisional_on", version.made_on, today)
    version.provisional_on = provisional_on
    note(session, "make_provisional", version, ("provisional_on",), by=by, at=at)
    return version


@act
def note_tested(
    session: Session,
    *,
    map_version_id: int,
    tested_on: date | None = None,
    tested_by: str | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> MapVersion:
    """Write down the day a map was tried out with a case, and by which organisations. The case itself is never kept."""
    version, today = _editable(session, map_version_id, seen_version, by), dutch_day(at)
    tested_on = tested_on or today
    _check_day(tested_on, "tested_on", version.made_on, today)
    version.tested_on, version.tested_by = tested_on, free_text(tested_by, "tested_by", limit=SHORT)
    note(session, "note_tested", version, ("tested_on", "tested_by"), by=by, at=at)
    return version


@act
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
    version = _editable(session, map_version_id, seen_version, by)
    transitions.check("map_version", _state(session, version, by), "agreed")
    earliest = max(version.made_on, version.provisional_on or version.made_on)
    _check_day(agreed_on, "agreed_on", earliest, dutch_day(at))
    version.agreed_on = agreed_on
    note(session, "agree_map", version, ("agreed_on",), by=by, at=at)
    return version


def in_use(session: Session, day: date, by: Viewer) -> MapVersion | None:
    """The map that holds on a day; None when none was drawn."""
    versions = list(session.scalars(select(MapVersion).where(MapVersion.network_id == by.network_id)))
    facts = [MapFact(v.id, v.made_on, v.provisional_on, v.agreed_on) for v in versions]
    found = map_facts.in_use(facts, day)
    return next((v for v in versions if found and v.id == found.id), None)


def _editable(session: Session, map_version_id: int, seen_version: int | None, by: Viewer) -> MapVersion:
    require(by, Entity.REGISTER, Verb.EDIT)
    version = find(session, MapVersion, map_version_id, by)
    unchanged(version, seen_version)
    return version


def _check_day(on: date, field: str, earliest: date, latest: date) -> None:
    if on > latest:
        raise Refusal("in_future", field, latest=latest)
    if on < earliest:
        raise Refusal("too_early", field, earliest=earliest)


def _take_along(
    session: Session, former: MapVersion, version: MapVersion, today: date, by: Viewer, at: datetime
) -> None:
    """The running links of a map on a new one, with the people who keep them, and since when."""
    kept = ("organisation_a_id", "organisation_b_id", "kind", "description", "strength", "start_on", "end_on")
    running = session.scalars(
        select(Relation)
        .where(
            Relation.network_id == by.network_id,
            Relation.map_version_id == former.id,
            or_(Relation.end_on.is_(None), Relation.end_on >= today),
        )
        .order_by(Relation.id)
    ).all()
    drawn = {}
    for old in running:
        values = {name: getattr(old, name) for name in (*kept, "last_confirmed_on")}
        drawn[old.id] = make(session, Relation, map_version_id=version.id, **values, by=by, at=at)
    session.flush()
    for carrier in session.scalars(
        select(RelationCarrier)
        .where(
            RelationCarrier.network_id == by.network_id,
            RelationCarrier.relation_id.in_(drawn),
            or_(RelationCarrier.end_on.is_(None), RelationCarrier.end_on >= today),
        )
        .order_by(RelationCarrier.id)
    ).all():
        own = {name: getattr(carrier, name) for name in ("organisation_id", "person_id", "start_on", "end_on")}
        make(session, RelationCarrier, relation_id=drawn[carrier.relation_id].id, **own, by=by, at=at)


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
