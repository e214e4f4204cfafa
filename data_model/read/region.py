"""How do the networks stand over which somebody watches as a whole, the one that needs them most first?

The rows are counts of findings, of one network each, and of nobody. Whose they are to see is asked in the same
statement: only what a grant of the account that looks reaches today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import WHOLE, Viewer, require_whole
from data_model.findings import Urgency
from data_model.rules.counts import Counts, Trend, trend
from data_model.tables.account import Account, Grant
from data_model.tables.network import Network
from data_model.tables.standing import QuestionStanding, Standing

# Of so many networks there is an overview; who watches over one has its own pages.
SEVERAL = 2
PAGE = 50
# From here on it is cheaper to go through all networks, the worst first, than through those of the account.
MANY = 500

_NOW = (Standing.critical, Standing.high, Standing.attention)
_BEFORE = (Standing.critical_before, Standing.high_before, Standing.attention_before)
_RANK = tuple(column.desc() for column in (*_NOW, Standing.network_id))


@dataclass(frozen=True)
class Stand:
    """Counts on the day of the judgement, and since a month before it."""

    counts: Counts
    trend: Trend


@dataclass(frozen=True)
class NetworkLine:
    """One network, and the grant that leads there. Without `whole` it was never judged."""

    grant_id: int
    name: str
    judged_at: datetime | None
    whole: Stand | None
    questions: Mapping[str, Stand]


@dataclass(frozen=True)
class Region:
    """All networks together, and some of them by name. `found`: how many have a name like the one searched for."""

    networks: int
    by_worst: Mapping[Urgency, int]
    better: int
    worse: int
    found: int
    lines: tuple[NetworkLine, ...]

    @property
    def needing(self) -> int:
        return sum(self.by_worst.values())


@scope.read
def region(session: Session, viewer: Viewer, day: date, search: str = "", first: int = 0, most: int = PAGE) -> Region:
    """The networks of which a grant of this account shows all on this day, `most` of them from `first` on."""
    require_whole(viewer)
    grants = _grants(viewer, day)
    networks, critical, high, attention, better, worse = session.execute(_totals(viewer, day)).one()
    by_worst = {Urgency.CRITICAL: critical, Urgency.HIGH: high, Urgency.ATTENTION: attention}
    wanted = " ".join(search.split())
    shown: Sequence[Any] = ()
    if networks > MANY and not wanted and not first:
        shown = session.execute(_worst_of_all(viewer, day, most)).all()
    if len(shown) < most:
        shown = session.execute(_worst(grants.subquery(), wanted).offset(first).limit(most)).all()
    found = session.scalar(_found(grants.subquery(), wanted)) or 0 if wanted else networks
    lines = _lines(session, shown)
    return Region(networks, {k: n or 0 for k, n in by_worst.items()}, better or 0, worse or 0, found, lines)


def _mine(viewer: Viewer, day: date) -> tuple[ColumnElement[bool], ...]:
    """What holds of a grant that lets this account see all of a network."""
    return (
        Grant.account_id == viewer.account_id,
        Grant.role.in_(WHOLE),
        Grant.start_on <= day,
        or_(Grant.end_on.is_(None), Grant.end_on >= day),
        _open_account(viewer, day),
    )


def _open_account(viewer: Viewer, day: date) -> ColumnElement[bool]:
    unblocked = or_(Account.blocked_on.is_(None), Account.blocked_on > day)
    return select(Account.id).where(Account.id == viewer.account_id, unblocked).exists()


def _grants(viewer: Viewer, day: date) -> Select[int, int]:
    """One a network: the newest."""
    newest = func.max(Grant.id).label("grant_id")
    return select(Grant.network_id, newest).where(*_mine(viewer, day)).group_by(Grant.network_id)


def _totals(viewer: Viewer, day: date) -> Select[Any]:
    here = select(Grant.network_id).where(*_mine(viewer, day)).distinct().subquery()

    def many(of: ColumnElement[bool]) -> ColumnElement[Any]:
        return func.sum(case((of, 1), else_=0))

    critical, high, attention = (column > 0 for column in _NOW)
    return (
        select(
            func.count(),
            many(critical),
            many(~critical & high),
            many(~critical & ~high & attention),
            many(tuple_(*_NOW) < tuple_(*_BEFORE)),
            many(tuple_(*_NOW) > tuple_(*_BEFORE)),
        )
        .select_from(here)
        .outerjoin(Standing, Standing.network_id == here.c.network_id)
    )


def _worst(grants: Subquery, wanted: str) -> Select[Any]:
    """The worst networks of the account; those that were never judged come last."""
    asked = (
        select(grants.c.grant_id, Network.name, Standing.judged_at, *_NOW, *_BEFORE, Standing.network_id)
        .select_from(grants)
        .join(Network, Network.id == grants.c.network_id)
        .outerjoin(Standing, Standing.network_id == grants.c.network_id)
        .order_by(Standing.network_id.is_(None), *_RANK, Network.id)
    )
    return asked.where(_called(wanted)) if wanted else asked


def _worst_of_all(viewer: Viewer, day: date, most: int) -> Select[Any]:
    """The same, found by going through the ranking until there are enough that are the account's to see."""
    grant = (
        select(func.max(Grant.id))
        .where(*_mine(viewer, day), Grant.network_id == Standing.network_id)
        .correlate(Standing)
        .scalar_subquery()
    )
    ranked = (
        select(Standing.network_id, grant.label("grant_id"))
        .where(grant.is_not(None))
        .order_by(*_RANK)
        .limit(most)
        .subquery()
    )
    return (
        select(ranked.c.grant_id, Network.name, Standing.judged_at, *_NOW, *_BEFORE, Standing.network_id)
        .select_from(ranked)
        .join(Network, Network.id == ranked.c.network_id)
        .join(Standing, Standing.network_id == ranked.c.network_id)
        .order_by(*_RANK)
    )


def _found(grants: Subquery, wanted: str) -> Select[Any]:
    joined = select(func.count()).select_from(grants).join(Network, Network.id == grants.c.network_id)
    return joined.where(_called(wanted))


def _called(wanted: str) -> ColumnElement[bool]:
    return Network.name.icontains(wanted, autoescape=True)


def _lines(session: Session, shown: Sequence[Any]) -> tuple[NetworkLine, ...]:
    parts = _questions(session, [row[-1] for row in shown if row[-1] is not None])
    return tuple(
        NetworkLine(grant_id, name, judged_at, _stand(figures) if id else None, parts.get(id, {}))
        for grant_id, name, judged_at, *figures, id in shown
    )


def _questions(session: Session, networks: list[int]) -> dict[int, dict[str, Stand]]:
    """Of networks that were found to be the account's to see."""
    part = QuestionStanding
    now, before = (
        (part.critical, part.high, part.attention),
        (
            part.critical_before,
            part.high_before,
            part.attention_before,
        ),
    )
    found: dict[int, dict[str, Stand]] = {}
    asked = select(part.network_id, part.question, *now, *before).where(part.network_id.in_(networks))
    for id, question, *figures in session.execute(asked):
        found.setdefault(id, {})[question] = _stand(figures)
    return found


def _stand(figures: list[int]) -> Stand:
    now, before = Counts(*figures[:3]), Counts(*figures[3:])
    return Stand(now, trend(now, before))
