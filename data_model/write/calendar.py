"""Acts on the calendar: set a date for a meeting, move it, cancel it, and say who organises it."""

from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.meeting import Meeting
from data_model.tables.network import Network
from data_model.text import SHORT, free_text
from data_model.write.journal import act, note
from data_model.write.presence import check_there
from data_model.write.records import find, make, unchanged

KINDS = ("webber", "network")


@act
def plan_meeting(
    session: Session,
    *,
    kind: str,
    planned_on: date,
    organiser_person_id: int | None = None,
    location: str | None = None,
    by: Viewer,
    at: datetime,
) -> Meeting:
    """Put a meeting on the calendar. Refuses a day in the past and a second meeting of its kind on one day."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    if kind not in KINDS:
        raise Refusal("not_a_choice", "kind")
    _check_day(session, kind, planned_on, by, at)
    if organiser_person_id is not None:
        check_there(session, organiser_person_id, planned_on, by, field="organiser_person_id")
    meeting = make(
        session,
        Meeting,
        kind=kind,
        announced_on=dutch_day(at),
        planned_on=planned_on,
        organiser_person_id=organiser_person_id,
        location=free_text(location, "location", limit=SHORT),
        by=by,
        at=at,
    )
    note(session, "plan_meeting", meeting, ("kind", "planned_on", "organiser_person_id", "location"), by=by, at=at)
    return meeting


@act
def move_meeting(
    session: Session,
    *,
    meeting_id: int,
    planned_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Meeting:
    """Give a planned meeting another day: a new one takes its place, and the old one points to it."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    old = still_planned(session, meeting_id, by)
    unchanged(old, seen_version)
    _check_day(session, old.kind, planned_on, by, at)
    today = dutch_day(at)
    new = make(
        session,
        Meeting,
        kind=old.kind,
        announced_on=today,
        planned_on=planned_on,
        location=old.location,
        organiser_person_id=old.organiser_person_id,
        chair_person_id=old.chair_person_id,
        agenda=old.agenda,
        by=by,
        at=at,
    )
    session.flush()
    old.moved_on, old.moved_to_id = today, new.id
    note(session, "move_meeting", old, ("moved_on", "moved_to_id"), by=by, at=at)
    return new


@act
def cancel_meeting(
    session: Session, *, meeting_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Meeting:
    """Take a planned meeting off the calendar, also when its day passed without it."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    meeting = still_planned(session, meeting_id, by)
    unchanged(meeting, seen_version)
    meeting.cancelled_on = dutch_day(at)
    note(session, "cancel_meeting", meeting, ("cancelled_on",), by=by, at=at)
    return meeting


@act
def name_organiser(
    session: Session, *, meeting_id: int, person_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Meeting:
    """Say who organises a planned meeting. Refuses somebody who is no longer there on its day."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    meeting = still_planned(session, meeting_id, by)
    unchanged(meeting, seen_version)
    check_there(session, person_id, max(meeting.planned_on, dutch_day(at)), by)
    meeting.organiser_person_id = person_id
    note(session, "name_organiser", meeting, ("organiser_person_id",), by=by, at=at)
    return meeting


def still_planned(session: Session, meeting_id: int, by: Viewer) -> Meeting:
    """The meeting, while it can be held, moved or cancelled (docs/policy 2b)."""
    meeting = find(session, Meeting, meeting_id, by)
    if meeting.held_on is not None:
        raise Refusal("logged_already", "meeting_id", held_on=meeting.held_on)
    if meeting.cancelled_on is not None or meeting.moved_on is not None:
        raise Refusal("meeting_off", "meeting_id")
    return meeting


def _check_day(session: Session, kind: str, on: date, by: Viewer, at: datetime) -> None:
    today = dutch_day(at)
    if on < today:
        raise Refusal("too_early", "planned_on", earliest=today)
    # Locked until the act ends, so that two people cannot set the same day at once.
    session.execute(select(Network.id).where(Network.id == by.network_id).with_for_update())
    waiting = and_(Meeting.planned_on == on, Meeting.held_on.is_(None))
    twice = select(Meeting.id).where(
        Meeting.network_id == by.network_id,
        Meeting.kind == kind,
        Meeting.cancelled_on.is_(None),
        Meeting.moved_on.is_(None),
        or_(waiting, Meeting.held_on == on),
    )
    if session.scalars(twice.limit(1)).first() is not None:
        raise Refusal("planned_already", "planned_on", planned_on=on)
