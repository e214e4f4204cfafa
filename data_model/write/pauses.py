"""Acts on pauses, such as a school holiday: days on which the agreed interval stands still."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day
from data_model.refusal import Refusal
from data_model.tables.meeting import Pause
from data_model.text import SHORT, free_text
from data_model.write.journal import act, note
from data_model.write.records import find, make, unchanged

LONGEST_DAYS = 183
FIELDS = ("starts_on", "ends_on", "label")


@act
def add_pause(session: Session, *, starts_on: date, ends_on: date, label: str, by: Viewer, at: datetime) -> Pause:
    """Let the interval stand still from the first through the last day, also of a pause that is past."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    values = _checked(session, None, starts_on, ends_on, label, by)
    pause = make(session, Pause, **values, by=by, at=at)
    note(session, "add_pause", pause, FIELDS, by=by, at=at)
    return pause


@act
def change_pause(
    session: Session,
    *,
    pause_id: int,
    starts_on: date,
    ends_on: date,
    label: str,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Pause:
    """Give a pause other days or another name. With an earlier last day it ends."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    pause = find(session, Pause, pause_id, by)
    unchanged(pause, seen_version)
    for name, value in _checked(session, pause, starts_on, ends_on, label, by).items():
        setattr(pause, name, value)
    note(session, "change_pause", pause, FIELDS, by=by, at=at)
    return pause


@act
def drop_pause(session: Session, *, pause_id: int, seen_version: int | None = None, by: Viewer, at: datetime) -> Pause:
    """Call off a pause that has not begun: no day of it ever counted. One that runs gets another last day instead."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    pause = find(session, Pause, pause_id, by)
    unchanged(pause, seen_version)
    if pause.starts_on <= dutch_day(at):
        raise Refusal("pause_began", "ends_on", starts_on=pause.starts_on)
    note(session, "drop_pause", pause, FIELDS, by=by, at=at)
    session.delete(pause)
    return pause


def _checked(
    session: Session, pause: Pause | None, starts_on: date, ends_on: date, label: str, by: Viewer
) -> dict[str, date | str | None]:
    if ends_on < starts_on:
        raise Refusal("too_early", "ends_on", earliest=starts_on)
    if ends_on > (latest := days_after(starts_on, LONGEST_DAYS - 1)):
        raise Refusal("pause_too_long", "ends_on", latest=latest)
    same = select(Pause.id).where(
        Pause.network_id == by.network_id,
        Pause.starts_on == starts_on,
        Pause.ends_on == ends_on,
        Pause.id != (pause.id if pause else 0),
    )
    if session.scalars(same.limit(1)).first() is not None:
        raise Refusal("pause_already", "starts_on", starts_on=starts_on)
    return {
        "starts_on": starts_on,
        "ends_on": ends_on,
        "label": free_text(label, "label", required=True, limit=SHORT),
    }
