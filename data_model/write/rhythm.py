"""The act of agreeing how often the network meets."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after
from data_model.refusal import Refusal
from data_model.tables.meeting import Rhythm
from data_model.write.calendar import KINDS
from data_model.write.journal import act, note
from data_model.write.records import make

LONGEST = {"week": 52, "month": 24}


@act
def agree_rhythm(
    session: Session,
    *,
    meeting_kind: str,
    interval_value: int,
    interval_unit: str,
    valid_from: date,
    by: Viewer,
    at: datetime,
) -> Rhythm:
    """Set the interval that holds from a day. The rhythm that held ends the day before; one from that very day is
    corrected. Refuses a day before the present rhythm began: what held then is history."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    if meeting_kind not in KINDS:
        raise Refusal("not_a_choice", "meeting_kind")
    if interval_unit not in LONGEST:
        raise Refusal("not_a_choice", "interval_unit")
    if not 1 <= interval_value <= LONGEST[interval_unit]:
        raise Refusal("out_of_range", "interval_value", low=1, high=LONGEST[interval_unit])
    rhythm = _from(session, meeting_kind, valid_from, by)
    if rhythm is None:
        interval = {"interval_value": interval_value, "interval_unit": interval_unit}
        rhythm = make(session, Rhythm, meeting_kind=meeting_kind, **interval, valid_from=valid_from, by=by, at=at)
    else:
        rhythm.interval_value, rhythm.interval_unit, rhythm.valid_to = interval_value, interval_unit, None
    note(session, "agree_rhythm", rhythm, ("interval_value", "interval_unit", "valid_from"), by=by, at=at)
    return rhythm


def _from(session: Session, meeting_kind: str, valid_from: date, by: Viewer) -> Rhythm | None:
    """The rhythm that began on this day. Ends those that began before it."""
    agreed = session.scalars(
        select(Rhythm)
        .where(Rhythm.network_id == by.network_id, Rhythm.meeting_kind == meeting_kind)
        .order_by(Rhythm.valid_from.desc(), Rhythm.id.desc())
        .with_for_update()
    ).all()
    if agreed and agreed[0].valid_from > valid_from:
        raise Refusal("too_early", "valid_from", earliest=agreed[0].valid_from)
    for rhythm in agreed:
        if rhythm.valid_from < valid_from and (rhythm.valid_to is None or rhythm.valid_to >= valid_from):
            rhythm.valid_to = days_after(valid_from, -1)
    return agreed[0] if agreed and agreed[0].valid_from == valid_from else None
