"""Acts on an organisation's time in the network: invite, answer, join, pause, take up again and leave."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.rules.membership_states import MembershipState
from data_model.tables.organisation import Membership, Organisation
from data_model.write.journal import act, note
from data_model.write.membership_checks import (
    alone,
    check_free,
    check_from,
    check_past,
    check_step,
    end_stay,
    last_day,
    last_state,
    planned_anew,
    stay_of,
)
from data_model.write.records import find, make, unchanged


@act
def invite(session: Session, *, organisation_id: int, invited_on: date, by: Viewer, at: datetime) -> Membership:
    """Write down that an organisation was asked to take part, for the first time or again.

    Refuses one that takes part or was invited already, a day to come, and a day before it left.
    """
    require(by, Entity.REGISTER, Verb.EDIT)
    organisation = find(session, Organisation, organisation_id, by)
    check_past(invited_on, "invited_on", at)
    alone(session, by)
    last_on = check_free(session, organisation.id, invited_on, "invited_on", by)
    check_from(invited_on, "invited_on", last_on)
    membership = make(session, Membership, organisation_id=organisation.id, invited_on=invited_on, by=by, at=at)
    note(session, "invite", membership, ("invited_on",), by=by, at=at)
    return membership


@act
def join(session: Session, *, organisation_id: int, joined_on: date, by: Viewer, at: datetime) -> Membership:
    """Write down that an organisation takes part from a day on. Coming back after leaving is a new time.

    Refuses one that takes part, one whose answer to an invitation is still open, and a day before it left.
    """
    require(by, Entity.REGISTER, Verb.EDIT)
    organisation = find(session, Organisation, organisation_id, by)
    alone(session, by)
    last_on = check_free(session, organisation.id, joined_on, "joined_on", by)
    check_from(joined_on, "joined_on", last_on and days_after(last_on, 1))
    membership = make(session, Membership, organisation_id=organisation.id, joined_on=joined_on, by=by, at=at)
    note(session, "join", membership, ("joined_on",), by=by, at=at)
    return membership


@act
def record_answer(
    session: Session,
    *,
    membership_id: int,
    joins: bool,
    answered_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Membership:
    """Write down that an invited organisation joins from a day on, or that it declined on that day.

    Refuses an answer when there is no open invitation, a day before the invitation, and a refusal in the future.
    """
    membership = _open(session, membership_id, seen_version, by)
    state = MembershipState.ACTIVE if joins else MembershipState.DECLINED
    transitions.check("membership", last_state(membership), state)
    earliest = membership.invited_on
    if joins:
        last_on = last_day(session, membership, by)
        earliest = max(filter(None, (earliest, last_on and days_after(last_on, 1))), default=None)
    else:
        check_past(answered_on, "answered_on", at)
    check_from(answered_on, "answered_on", earliest)
    field = "joined_on" if joins else "declined_on"
    setattr(membership, field, answered_on)
    note(session, "record_answer", membership, (field,), by=by, at=at)
    return membership


@act
def pause(
    session: Session,
    *,
    membership_id: int,
    paused_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Membership:
    """Write down that an organisation stands still from a day on. A pause still to come is planned anew.

    A row holds one pause: at a second one the time so far ends and a new one starts on that day, so that
    the first pause stays known. Refuses an organisation that is not active then.
    """
    membership, today = _open(session, membership_id, seen_version, by), dutch_day(at)
    stay = planned_anew(stay_of(membership), today)
    check_from(paused_on, "paused_on", stay.joined_on)
    check_step(stay, paused_on, MembershipState.PAUSED)
    if stay.paused_on is None:
        membership.paused_on, membership.resumed_on = paused_on, None
    elif stay.paused_on > paused_on:
        raise Refusal("paused_already", "paused_on", paused_on=stay.paused_on)
    else:
        check_from(paused_on, "paused_on", stay.resumed_on and days_after(stay.resumed_on, 1))
        membership = _second_pause(session, membership, paused_on, by, at)
    note(session, "pause", membership, ("paused_on",), by=by, at=at)
    return membership


@act
def resume(
    session: Session,
    *,
    membership_id: int,
    resumed_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Membership:
    """Write down from which day on an organisation takes part again; a pause that never began falls away.

    Refuses one that does not pause then.
    """
    membership, today = _open(session, membership_id, seen_version, by), dutch_day(at)
    check_from(resumed_on, "resumed_on", membership.paused_on)
    check_step(planned_anew(stay_of(membership), today, only_return=True), resumed_on, MembershipState.ACTIVE)
    if resumed_on == membership.paused_on:
        membership.paused_on = membership.resumed_on = None
    else:
        membership.resumed_on = resumed_on
    note(session, "resume", membership, ("resumed_on",), by=by, at=at)
    return membership


@act
def leave(
    session: Session,
    *,
    membership_id: int,
    left_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Membership:
    """Write down the last day of an organisation in the network. A last day still to come is planned anew.

    A pause or return that was planned after that day falls away. Refuses an organisation that left, and a day
    before it joined, before what happened already, or after it comes back.
    """
    membership = _open(session, membership_id, seen_version, by)
    end_stay(session, membership, left_on, at, by)
    note(session, "leave", membership, ("left_on",), by=by, at=at)
    return membership


def _open(session: Session, membership_id: int, seen_version: int | None, by: Viewer) -> Membership:
    require(by, Entity.REGISTER, Verb.EDIT)
    membership = find(session, Membership, membership_id, by)
    unchanged(membership, seen_version)
    return membership


def _second_pause(session: Session, membership: Membership, paused_on: date, by: Viewer, at: datetime) -> Membership:
    follows = {"joined_on": paused_on, "paused_on": paused_on, "left_on": membership.left_on}
    membership.left_on = days_after(paused_on, -1)
    return make(session, Membership, organisation_id=membership.organisation_id, **follows, by=by, at=at)
