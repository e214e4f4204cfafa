"""What an act on an organisation's time in the network checks before it writes."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.days import days_after, dutch_day
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.rules.membership_states import MembershipState, Stay
from data_model.tables.network import Network
from data_model.tables.organisation import Membership


def alone(session: Session, by: Viewer) -> None:
    """Let nobody else write in the network until this act is done, so that two people do not add the same."""
    session.execute(select(Network.id).where(Network.id == by.network_id).with_for_update())


def stay_of(membership: Membership) -> Stay:
    return Stay(
        joined_on=membership.joined_on,
        left_on=membership.left_on,
        paused_on=membership.paused_on,
        resumed_on=membership.resumed_on,
        invited_on=membership.invited_on,
        declined_on=membership.declined_on,
    )


def planned_anew(stay: Stay, today: date, *, only_return: bool = False) -> Stay:
    """The time without the pause, or only without the return, that is still to come."""
    if stay.paused_on and stay.paused_on > today and not only_return:
        return replace(stay, paused_on=None, resumed_on=None)
    return replace(stay, resumed_on=None) if stay.resumed_on and stay.resumed_on > today else stay


def check_from(on: date, field: str, earliest: date | None) -> None:
    if earliest is not None and on < earliest:
        raise Refusal("too_early", field, earliest=earliest)


def check_past(on: date, field: str, at: datetime) -> None:
    if on > (today := dutch_day(at)):
        raise Refusal("in_future", field, latest=today)


def check_step(stay: Stay, on: date, to: MembershipState) -> None:
    transitions.check("membership", stay.state(on) or MembershipState.INVITED, to)


def check_free(session: Session, organisation_id: int, on: date, field: str, by: Viewer) -> date | None:
    """The last day in the network so far. Refuses an organisation that takes part then, or whose answer is awaited."""
    last_on = None
    for membership in times_of(session, organisation_id, by):
        if membership.joined_on is not None:
            if membership.left_on is None or membership.joined_on <= on < membership.left_on:
                raise Refusal("member_already", field, joined_on=membership.joined_on)
            last_on = max(membership.left_on, last_on or membership.left_on)
        elif membership.declined_on is None:
            raise Refusal("invited_already", field, invited_on=membership.invited_on)
    return last_on


def last_day(session: Session, membership: Membership, by: Viewer) -> date | None:
    """The last day of the organisation's other times."""
    return max(filter(None, (other.left_on for other in others(session, membership, by))), default=None)


def last_state(membership: Membership) -> MembershipState:
    """Where everything that is written down leads to, whatever day it is."""
    return stay_of(membership).state(date.max) or MembershipState.INVITED


def others(session: Session, membership: Membership, by: Viewer) -> list[Membership]:
    """The organisation's other times."""
    return [other for other in times_of(session, membership.organisation_id, by) if other.id != membership.id]


def end_stay(
    session: Session,
    membership: Membership,
    left_on: date,
    at: datetime,
    by: Viewer,
    told_as: tuple[str, int] = ("left_on", 0),
) -> None:
    """Write down the last day of a time in the network. What was planned after that day falls away.

    `told_as`: the field in which the day was told, and how many days that is after the last day itself.
    """
    field, later = told_as
    today, stay = dutch_day(at), stay_of(membership)
    gone = stay.left_on is not None and stay.left_on < today
    takes_part = stay.joined_on is not None and not gone
    transitions.check(
        "membership", MembershipState.ACTIVE if takes_part else last_state(membership), MembershipState.LEFT
    )
    happened = [on for on in (stay.joined_on, stay.paused_on, stay.resumed_on) if on and on <= today]
    earliest = max(filter(None, (*happened, stay.joined_on)))
    check_from(days_after(left_on, later), field, days_after(earliest, later))
    for other in others(session, membership, by):
        if other.joined_on and stay.joined_on and stay.joined_on < other.joined_on <= left_on:
            raise Refusal("member_already", field, joined_on=other.joined_on)
    for planned in ("paused_on", "resumed_on"):
        if (turn := getattr(membership, planned)) and turn > left_on:
            setattr(membership, planned, None)
    membership.left_on = left_on


def times_of(session: Session, organisation_id: int, by: Viewer) -> list[Membership]:
    """Every time of an organisation in the network, the first written down first."""
    return list(
        session.scalars(
            select(Membership)
            .where(Membership.network_id == by.network_id, Membership.organisation_id == organisation_id)
            .order_by(Membership.id)
        )
    )
