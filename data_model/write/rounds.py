"""Acts on a confirmation round: start one, and close it."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day
from data_model.refusal import Refusal
from data_model.tables.network import Network
from data_model.tables.person import ConfirmationRound
from data_model.write.journal import act, note
from data_model.write.records import find, make, unchanged

LONGEST_DAYS = 90  # while a round runs, nobody is asked to start one


@act
def start_confirmation_round(session: Session, *, answer_by_on: date, by: Viewer, at: datetime) -> ConfirmationRound:
    """Ask everybody from today whether their contact data are still right.

    Refuses a second round beside an open one, and a last day that is not within the next 90 days.
    """
    require(by, Entity.CONTACTS, Verb.EDIT)
    today = dutch_day(at)
    if (running := _open(session, today, by)) is not None:
        raise Refusal("round_open", started_on=running.started_on)
    if answer_by_on <= today:
        raise Refusal("too_early", "answer_by_on", earliest=days_after(today, 1))
    if answer_by_on > (latest := days_after(today, LONGEST_DAYS)):
        raise Refusal("too_late", "answer_by_on", latest=latest)
    started = make(session, ConfirmationRound, started_on=today, answer_by_on=answer_by_on, by=by, at=at)
    note(session, "start_confirmation_round", started, ("started_on", "answer_by_on"), by=by, at=at)
    return started


@act
def close_confirmation_round(
    session: Session, *, round_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> ConfirmationRound:
    """Stop asking, from today. Refuses a round that was closed before."""
    require(by, Entity.CONTACTS, Verb.EDIT)
    found = find(session, ConfirmationRound, round_id, by)
    unchanged(found, seen_version)
    if found.closed_on is not None:
        raise Refusal("round_closed", closed_on=found.closed_on)
    found.closed_on = dutch_day(at)
    note(session, "close_confirmation_round", found, ("closed_on",), by=by, at=at)
    return found


def _open(session: Session, today: date, by: Viewer) -> ConfirmationRound | None:
    """The network is held until the act ends, so that two rounds cannot start beside each other."""
    session.execute(select(Network.id).where(Network.id == by.network_id).with_for_update())
    return session.scalars(
        select(ConfirmationRound)
        .where(
            ConfirmationRound.network_id == by.network_id,
            or_(ConfirmationRound.closed_on.is_(None), ConfirmationRound.closed_on > today),
        )
        .order_by(ConfirmationRound.id)
    ).first()
