"""What an act on an organisation's time in the network checks before it writes."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.days import dutch_day
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
    for membership in _of(session, organisation_id, by):
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
    return [other for other in _of(session, membership.organisation_id, by) if other.id != membership.id]


def _of(session: Session, organisation_id: int, by: Viewer) -> list[Membership]:
    return list(
        session.scalars(
            select(Membership)
            .where(Membership.network_id == by.network_id, Membership.organisation_id == organisation_id)
            .order_by(Membership.id)
        )
    )
