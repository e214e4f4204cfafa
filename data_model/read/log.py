"""What was done in the network, by whom and with which result? For whoever answers for it."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.days import DUTCH_TIME, dutch_day
from data_model.logged import about_number
from data_model.tables.account import Account, Grant
from data_model.tables.log import LogDetail, LogEntry

A_PAGE = 50
# In the place of an account: who has none, because they hold the database.
COMMAND_LINE = 0


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which lines: of which days, the last one included, by which account, of which act and result, on what."""

    from_on: date | None = None
    until_on: date | None = None
    account_id: int | None = None
    action: str | None = None
    result: str | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One act. `name` or `on` say on what, as long as that is kept; `why` is the kind of refusal."""

    number: int
    at: datetime
    day: date
    who: str | None
    origin: str
    action: str
    entity: str
    entity_id: int | None
    done: bool
    fields: tuple[str, ...] = ()
    name: str | None = None
    on: date | None = None
    why: str | None = None


@dataclass(frozen=True)
class LogPage:
    lines: tuple[LogLine, ...]
    more: bool


@scope.read
def log_lines(session: Session, viewer: Viewer, asked: Asked, page: int = 0) -> LogPage:
    """The newest first, a page at a time."""
    require(viewer, Entity.OFFICE, Verb.SEE)
    rows = session.execute(
        select(LogEntry, LogDetail.detail, Account.display_name)
        .outerjoin(LogDetail, LogDetail.entry_id == LogEntry.id)
        .outerjoin(Account, Account.id == LogEntry.account_id)
        .where(LogEntry.network_id == viewer.network_id, *_limits(asked))
        .order_by(LogEntry.id.desc())
        .offset(max(page, 0) * A_PAGE)
        .limit(A_PAGE + 1)
    ).all()
    return LogPage(tuple(_line(session, *row) for row in rows[:A_PAGE]), len(rows) > A_PAGE)


@scope.read
def log_accounts(session: Session, viewer: Viewer) -> list[tuple[int, str]]:
    """Who has or had a role in the network, by name."""
    require(viewer, Entity.OFFICE, Verb.SEE)
    rows = session.execute(
        select(Account.id, Account.display_name)
        .where(Account.id.in_(select(Grant.account_id).where(Grant.network_id == viewer.network_id)))
        .order_by(Account.display_name, Account.id)
    )
    return [(id, name) for id, name in rows]


@scope.read
def log_actions(session: Session, viewer: Viewer) -> list[str]:
    """The names of the acts that were ever done in the network, or refused."""
    require(viewer, Entity.OFFICE, Verb.SEE)
    return list(session.scalars(select(LogEntry.action).where(LogEntry.network_id == viewer.network_id).distinct()))


def _limits(asked: Asked) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = []
    if asked.from_on:
        limits.append(LogEntry.at >= _midnight(asked.from_on))
    if asked.until_on:
        limits.append(LogEntry.at < _midnight(asked.until_on + timedelta(days=1)))
    if asked.account_id == COMMAND_LINE:
        limits.append(LogEntry.account_id.is_(None))
    elif asked.account_id:
        limits.append(LogEntry.account_id == asked.account_id)
    if asked.action:
        limits.append(LogEntry.action == asked.action)
    if asked.result:
        limits.append(LogEntry.result == asked.result)
    if text := asked.text.strip():
        limits.append(LogDetail.detail.ilike(f'%"name": "%{_literal(text)}%', escape="/"))
    return limits


def _literal(text: str) -> str:
    """As it stands in the detail, with nothing that stands for other text."""
    stored = json.dumps(text, ensure_ascii=False)[1:-1]
    return stored.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), DUTCH_TIME)


def _line(session: Session, entry: LogEntry, detail: str | None, who: str | None) -> LogLine:
    told = json.loads(detail) if detail else {}
    if not {"name", "on"} & told.keys():
        told |= about_number(session, entry.entity, entry.entity_id, entry.network_id or 0)
    return LogLine(
        number=entry.id,
        at=entry.at,
        day=dutch_day(entry.at),
        who=who,
        origin=entry.origin,
        action=entry.action,
        entity=entry.entity,
        entity_id=entry.entity_id,
        done=entry.result == "done",
        fields=tuple(entry.fields.split()),
        name=told.get("name"),
        on=date.fromisoformat(told["on"]) if "on" in told else None,
        why=told.get("refused"),
    )
