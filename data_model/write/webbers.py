"""Acts on webbers: confirm a webber, end a task, name a stand-in or end that. The person of a task never changes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day, happened, lasts
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.tables.organisation import Organisation
from data_model.tables.webber import Webber, WebberDeputy
from data_model.text import SHORT, free_text
from data_model.vocabulary import Domain
from data_model.write.journal import act, note
from data_model.write.presence import check_stays
from data_model.write.records import find, make, unchanged


class Place(NamedTuple):
    """For which part of town and which domain a webber is called; empty is everything."""

    area: str | None
    domain: str | None


@act
def name_deputy(
    session: Session, *, webber_id: int, person_id: int, end_on: date | None = None, by: Viewer, at: datetime
) -> WebberDeputy:
    """Write down who stands in from today, until a last day when that is told. The task itself goes on.

    Refuses the webber, somebody who goes, a last day in the past, and a task that is not running.
    """
    deputy = stand_in(session, editable(session, webber_id, by), person_id, end_on, by, at)
    note(session, "name_deputy", deputy, ("person_id", "start_on", "end_on"), by=by, at=at)
    return deputy


def stand_in(
    session: Session, webber: Webber, person_id: int, end_on: date | None, by: Viewer, at: datetime
) -> WebberDeputy:
    """Who stands in from today, within an act."""
    today = dutch_day(at)
    if state(webber, today) != "confirmed":
        raise Refusal("not_a_webber", "webber_id")
    if person_id == webber.person_id:
        raise Refusal("deputy_is_webber", "person_id")
    if end_on is not None and end_on < today:
        raise Refusal("too_early", "end_on", earliest=today)
    check_stays(session, person_id, today, by)
    deputies = session.scalars(
        select(WebberDeputy).where(
            WebberDeputy.network_id == by.network_id,
            WebberDeputy.webber_id == webber.id,
            WebberDeputy.person_id == person_id,
        )
    )
    if any(lasts(deputy.start_on, deputy.end_on, today) for deputy in deputies):
        raise Refusal("deputy_already", "person_id")
    period = {"start_on": today, "end_on": end_on}
    return make(session, WebberDeputy, webber_id=webber.id, person_id=person_id, **period, by=by, at=at)


@act
def end_deputy(
    session: Session, *, deputy_id: int, end_on: date, seen_version: int | None = None, by: Viewer, at: datetime
) -> WebberDeputy:
    """End standing in; `end_on` is the last day, which may still come. Refuses what has ended before today."""
    deputy = find(session, WebberDeputy, deputy_id, by)
    editable(session, deputy.webber_id, by)
    unchanged(deputy, seen_version)
    if deputy.end_on is not None and deputy.end_on < dutch_day(at):
        raise Refusal("stand_in_ended", "deputy_id", end_on=deputy.end_on)
    if end_on < deputy.start_on:
        raise Refusal("too_early", "end_on", earliest=deputy.start_on)
    deputy.end_on = end_on
    note(session, "end_deputy", deputy, ("end_on",), by=by, at=at)
    return deputy


@act
def confirm_webber(
    session: Session,
    *,
    organisation_id: int,
    person_id: int,
    area: str | None = None,
    domain: str | None = None,
    former_id: int | None = None,
    former_ends_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Webber:
    """Confirm somebody as webber from today, and end the task of `former_id` where that still runs.

    The last day of the former webber is yesterday unless it is told. Who was proposed for this is confirmed by it.
    Refuses somebody who does not work there or goes, who holds this task already, and a last day before the former
    one was confirmed.
    """
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=organisation_id)
    find(session, Organisation, organisation_id, by)
    place = Place(free_text(area, "area", limit=SHORT), checked_domain(domain))
    webber = confirmed(session, organisation_id, person_id, place, by, at)
    if former_id is not None:
        _succeed(editable(session, former_id, by), former_ends_on, seen_version, dutch_day(at))
    note(session, "confirm_webber", webber, ("person_id", "confirmed_on"), by=by, at=at)
    return webber


def confirmed(session: Session, organisation_id: int, person_id: int, place: Place, by: Viewer, at: datetime) -> Webber:
    """Who is webber from today, within an act: the proposal that waited for it, or a new task."""
    today = dutch_day(at)
    check_stays(session, person_id, today, by, organisation_id)
    proposal = free_place(session, organisation_id, person_id, place, today, by)
    own = {"organisation_id": organisation_id, "person_id": person_id, "proposed_on": today}
    webber = proposal or make(session, Webber, **own, **place._asdict(), by=by, at=at)
    webber.confirmed_on = today
    return webber


@act
def end_webber(
    session: Session,
    *,
    webber_id: int,
    ended_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Webber:
    """End a task; `ended_on` is its last day, which may still come."""
    webber = editable(session, webber_id, by)
    unchanged(webber, seen_version)
    end(webber, ended_on, dutch_day(at), "ended_on")
    note(session, "end_webber", webber, ("ended_on",), by=by, at=at)
    return webber


def state(webber: Webber, day: date) -> str:
    """Where a task stands on a day, in the words of `transitions`."""
    if happened(webber.rejected_on, day):
        return "rejected"
    if not happened(webber.confirmed_on, day):
        return "proposed"
    return "confirmed" if lasts(webber.confirmed_on, webber.ended_on, day) else "ended"


def editable(session: Session, webber_id: int, by: Viewer) -> Webber:
    webber = find(session, Webber, webber_id, by)
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=webber.organisation_id, person_id=webber.person_id)
    return webber


def _succeed(former: Webber, ends_on: date | None, seen_version: int | None, today: date) -> None:
    unchanged(former, seen_version)
    if state(former, today) == "confirmed":
        yesterday = days_after(today, -1)
        end(former, ends_on or max(yesterday, former.confirmed_on or yesterday), today, "former_ends_on")


def end(webber: Webber, on: date, today: date, field: str) -> None:
    transitions.check("webber", state(webber, today), "ended")
    if webber.confirmed_on is not None and on < webber.confirmed_on:
        raise Refusal("too_early", field, earliest=webber.confirmed_on)
    webber.ended_on = on


def checked_domain(domain: str | None) -> str | None:
    if domain and domain not in set(Domain):
        raise Refusal("not_a_choice", "domain")
    return domain or None


def free_place(
    session: Session, organisation_id: int, person_id: int | None, place: Place, today: date, by: Viewer
) -> Webber | None:
    """Refuse who holds this task already; gives the proposal that waits for it, if there is one."""
    tasks: Sequence[Webber] = session.scalars(
        select(Webber)
        .where(
            Webber.network_id == by.network_id,
            Webber.organisation_id == organisation_id,
            Webber.person_id == person_id if person_id is not None else Webber.person_id.is_(None),
        )
        .order_by(Webber.id)
    ).all()
    same = [task for task in tasks if (task.area, task.domain) == place]
    if any(state(task, today) == "confirmed" for task in same):
        raise Refusal("webber_already", "person_id")
    return next((task for task in same if state(task, today) == "proposed"), None)
