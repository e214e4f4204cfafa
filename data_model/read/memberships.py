"""The times of each organisation in a network, for reads that demanded the right to them."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.read.groups import grouped
from data_model.rules.membership import MembershipFact
from data_model.scope import HERE
from data_model.tables.organisation import Membership

_MEMBERSHIPS = (
    select(
        Membership.organisation_id,
        Membership.joined_on,
        Membership.left_on,
        Membership.paused_on,
        Membership.resumed_on,
    )
    .where(Membership.network_id == HERE)
    .order_by(Membership.id)
)


@scope.once
def memberships(session: Session) -> Mapping[int, tuple[MembershipFact, ...]]:
    """By organisation, also of those that were invited and never joined."""
    rows = scope.rows(session, _MEMBERSHIPS)
    return grouped((organisation_id, MembershipFact(*days)) for organisation_id, *days in rows)
