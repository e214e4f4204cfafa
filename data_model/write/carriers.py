"""Acts on who keeps a link: somebody more, or somebody no longer."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import dutch_day, lasts
from data_model.refusal import Refusal
from data_model.tables.map import Relation, RelationCarrier
from data_model.write.journal import act, note
from data_model.write.presence import check_there
from data_model.write.records import find, make, unchanged


@act
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
    check_there(session, person_id, today, by, organisation_id)
    own = {"relation_id": relation.id, "organisation_id": organisation_id, "person_id": person_id}
    same = (
        c for c in keepers(session, relation.id, by) if (c.organisation_id, c.person_id) == (organisation_id, person_id)
    )
    if any(lasts(c.start_on, c.end_on, today) for c in same):
        raise Refusal("carries_already", "person_id")
    carrier = make(session, RelationCarrier, **own, start_on=today, by=by, at=at)
    note(session, "add_carrier", carrier, ("person_id", "start_on"), by=by, at=at)
    return carrier


@act
def end_carrier(
    session: Session,
    *,
    carrier_id: int,
    last_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> RelationCarrier:
    """Write down the last day on which somebody keeps a link; today when no day is told.

    Refuses a day before the first one, and somebody who stopped already.
    """
    require_any(by, Entity.TURNOVER, Verb.EDIT)
    carrier, today = find(session, RelationCarrier, carrier_id, by), dutch_day(at)
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=carrier.organisation_id)
    unchanged(carrier, seen_version)
    if carrier.end_on is not None and carrier.end_on < today:
        raise Refusal("carried_until", "carrier_id", last_on=carrier.end_on)
    last_on = last_on or today
    if last_on < carrier.start_on:
        raise Refusal("too_early", "last_on", earliest=carrier.start_on)
    carrier.end_on = last_on
    note(session, "end_carrier", carrier, ("last_on",), by=by, at=at)
    return carrier


def keepers(session: Session, relation_id: int, by: Viewer) -> Sequence[RelationCarrier]:
    """Everybody who keeps or kept a link, on either side."""
    return session.scalars(
        select(RelationCarrier)
        .where(RelationCarrier.network_id == by.network_id, RelationCarrier.relation_id == relation_id)
        .order_by(RelationCarrier.id)
    ).all()
