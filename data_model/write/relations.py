"""Acts on the links of the map: a new one, a better description, that it still works, and its last day."""

from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.map import MapVersion, Relation
from data_model.tables.organisation import Membership, Organisation
from data_model.text import SHORT, free_text
from data_model.write.journal import act, note
from data_model.write.map_positions import place_missing
from data_model.write.maps import in_use
from data_model.write.records import find, make, unchanged


@act
def add_relation(
    session: Session,
    *,
    organisation_a_id: int,
    organisation_b_id: int,
    kind: str | None = None,
    link_description: str | None = None,
    start_on: date | None = None,
    map_version_id: int | None = None,
    confirmed: bool = False,
    by: Viewer,
    at: datetime,
) -> Relation:
    """Draw a link between two organisations on a map: the one in use when no map is named, from today when no day is.

    Refuses a link to itself, an organisation that does not take part, a first day in the future, a network without a
    map and, until `confirmed`, a second link of this kind between the same two.
    """
    require(by, Entity.REGISTER, Verb.EDIT)
    today = dutch_day(at)
    ends = {"organisation_a_id": organisation_a_id, "organisation_b_id": organisation_b_id}
    if organisation_a_id == organisation_b_id:
        raise Refusal("link_to_itself", "organisation_b_id")
    for field, organisation_id in ends.items():
        _check_member(session, field, organisation_id, today, by)
    start_on = start_on or today
    if start_on > today:
        raise Refusal("in_future", "start_on", latest=today)
    drawn_on = find(session, MapVersion, map_version_id, by) if map_version_id else in_use(session, today, by)
    if drawn_on is None:
        raise Refusal("no_map")
    kind = free_text(kind, "link_kind", limit=SHORT)
    described = free_text(link_description, "link_description")
    if not confirmed and _double(session, drawn_on, frozenset(ends.values()), kind, today):
        raise Refusal("link_known", "link_kind")
    relation = make(
        session,
        Relation,
        map_version_id=drawn_on.id,
        kind=kind,
        description=described,
        start_on=start_on,
        last_confirmed_on=today,
        **ends,
        by=by,
        at=at,
    )
    place_missing(session, drawn_on, by=by, at=at)
    note(session, "add_relation", relation, ("link_kind", "link_description", "start_on", *ends), by=by, at=at)
    return relation


@act
def change_relation(
    session: Session,
    *,
    relation_id: int,
    kind: str | None = None,
    link_description: str | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Relation:
    """Say better what a link is about. Refuses a link that ended."""
    relation = _running(session, relation_id, seen_version, by, at)
    relation.kind = free_text(kind, "link_kind", limit=SHORT)
    relation.description = free_text(link_description, "link_description")
    note(session, "change_relation", relation, ("link_kind", "link_description"), by=by, at=at)
    return relation


@act
def confirm_relation(
    session: Session, *, relation_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Relation:
    """Write down that a link still works, as of today. Refuses a link that ended."""
    relation = _running(session, relation_id, seen_version, by, at)
    relation.last_confirmed_on = dutch_day(at)
    note(session, "confirm_relation", relation, ("last_confirmed_on",), by=by, at=at)
    return relation


@act
def end_relation(
    session: Session,
    *,
    relation_id: int,
    last_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Relation:
    """Write down the last day of a link, today when none is told. Refuses a day before its first, and an ended link."""
    relation = _running(session, relation_id, seen_version, by, at)
    last_on = last_on or dutch_day(at)
    if last_on < relation.start_on:
        raise Refusal("too_early", "last_on", earliest=relation.start_on)
    relation.end_on = last_on
    note(session, "end_relation", relation, ("last_on",), by=by, at=at)
    return relation


def _running(session: Session, relation_id: int, seen_version: int | None, by: Viewer, at: datetime) -> Relation:
    require(by, Entity.REGISTER, Verb.EDIT)
    relation = find(session, Relation, relation_id, by)
    unchanged(relation, seen_version)
    if relation.end_on is not None and relation.end_on < dutch_day(at):
        raise Refusal("relation_ended", "relation_id")
    return relation


def _check_member(session: Session, field: str, organisation_id: int, today: date, by: Viewer) -> None:
    organisation = find(session, Organisation, organisation_id, by)
    takes_part = session.scalars(
        select(Membership.id).where(
            Membership.network_id == by.network_id,
            Membership.organisation_id == organisation.id,
            Membership.joined_on <= today,
            or_(Membership.left_on.is_(None), Membership.left_on >= today),
        )
    ).first()
    if takes_part is None:
        raise Refusal("not_a_member", field, organisation=organisation.name)


def _double(session: Session, drawn_on: MapVersion, ends: frozenset[int], kind: str | None, today: date) -> bool:
    """Whether the two organisations have a running link of this kind, in either direction."""
    one, other = sorted(ends)
    kinds = session.scalars(
        select(Relation.kind).where(
            Relation.network_id == drawn_on.network_id,
            Relation.map_version_id == drawn_on.id,
            or_(
                and_(Relation.organisation_a_id == one, Relation.organisation_b_id == other),
                and_(Relation.organisation_a_id == other, Relation.organisation_b_id == one),
            ),
            or_(Relation.end_on.is_(None), Relation.end_on >= today),
        )
    )
    return (kind or "").casefold() in {(known or "").casefold() for known in kinds}
