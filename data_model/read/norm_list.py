"""All limits of the network: what holds on a day, what the default is, and who set it, when and why."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.norms import NORMS, Norms
from data_model.read.settings import norms_of
from data_model.tables.account import Account
from data_model.tables.network import NormOverride


@dataclass(frozen=True)
class NormLine:
    """One limit. Nobody set it: no day. Set by the command line or an account that is gone: a day without a name."""

    name: str
    value: float
    default: float
    reason: str | None = None
    set_on: date | None = None
    set_by: str | None = None

    @property
    def is_own(self) -> bool:
        return self.value != self.default


@scope.read
def norm_list(session: Session, viewer: Viewer, day: date) -> list[NormLine]:
    """In the order of the policy."""
    require(viewer, Entity.OFFICE, Verb.SEE)
    rows = session.execute(
        select(NormOverride.name, NormOverride.reason, NormOverride.set_on, Account.display_name)
        .outerjoin(Account, Account.id == NormOverride.created_by)
        .where(NormOverride.network_id == viewer.network_id, NormOverride.set_on <= day)
        .order_by(NormOverride.set_on, NormOverride.id)
    )
    newest = {row.name: row for row in rows}
    now = norms_of(session, viewer, day)
    return [_line(name, getattr(now, name), newest.get(name)) for name in NORMS]


def _line(name: str, value: float, newest: Any) -> NormLine:
    default: float = getattr(Norms(), name)
    if newest is None:
        return NormLine(name, value, default)
    return NormLine(name, value, default, newest.reason or None, newest.set_on, newest.display_name)
