"""How each network stands, worked out anew from its rows: no act of anybody, so no line in the log and no new version.

Whoever judges first is right; whoever judges the same again changes nothing; an older judgement gives way to a newer.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, case, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from data_model.access import command_line
from data_model.database import reading, writing
from data_model.days import add_months
from data_model.read.acceptances import acceptances
from data_model.read.judged import Known, known
from data_model.read.settings import data_version, norms_of
from data_model.rules.acceptance import marked
from data_model.rules.counts import Counts, added, counted
from data_model.tables.network import Network
from data_model.tables.standing import QuestionStanding, Standing

# A clock can be a little ahead of another. A judgement of a later day than this was made with a wrong one.
_AHEAD = timedelta(days=1)


@dataclass(frozen=True)
class Judgement:
    """What was found in one network on a day and a month before it, question by question, in this version."""

    network_id: int
    day: date
    data_version: int
    now: dict[str, Counts]
    before: dict[str, Counts]


def judge(engine: Engine, network_id: int, day: date, at: datetime) -> bool:
    """Judge one network and keep it, in two short transactions. False when it was judged so already."""
    with reading(engine) as session:
        if not _is_behind(session, network_id, day):
            return False
        judgement = _judged(session, network_id, day)
    with writing(engine) as session:
        return keep(session, judgement, at)


def behind(session: Session, day: date, *, after: int = 0, most: int = 100) -> list[int]:
    """Networks that were written in since they were judged, or were judged for another day; the first of them."""
    asked = _behind(day).where(Network.id > after).order_by(Network.id).limit(most)
    return list(session.scalars(asked))


def wanted(session: Session, day: date, most: int = 1) -> list[int]:
    """The same for who goes on as long as there are any: first where somebody wrote, then the newest network.

    So whoever goes through all of them, from the first one on, is met halfway.
    """
    written = case((Standing.judged_on == day, 0), else_=1)
    return list(session.scalars(_behind(day).order_by(written, Network.id.desc()).limit(most)))


def keep(session: Session, judgement: Judgement, at: datetime) -> bool:
    """False when a newer judgement is kept already, or the same."""
    whole = {
        "network_id": judgement.network_id,
        "judged_on": judgement.day,
        "judged_at": at,
        "data_version": judgement.data_version,
        **_columns(added(judgement.now.values()), added(judgement.before.values())),
    }
    if not _put(session, Standing, whole, _older(judgement.data_version, judgement.day)):
        return False
    for question, now in judgement.now.items():
        part = {"network_id": judgement.network_id, "question": question}
        _put(session, QuestionStanding, part | _columns(now, judgement.before[question]))
    return True


def _judged(session: Session, network_id: int, day: date) -> Judgement:
    """The version is read first: what is written meanwhile shows that this was judged before it."""
    viewer = command_line(network_id)
    version = data_version(session, viewer)
    facts = known(session, viewer)
    now, before = (_counts(session, facts, on) for on in (day, add_months(day, -1)))
    return Judgement(network_id, day, version, now, before)


def _counts(session: Session, facts: Known, day: date) -> dict[str, Counts]:
    viewer = facts.viewer
    found = facts.judged(day, norms_of(session, viewer, day))
    found = marked(found, acceptances(session, viewer, day))
    names = (question.name for question, _ in facts.facts)
    return {name: counted(finding for finding in found if finding.question == name) for name in names}


def _behind(day: date) -> Any:
    newer = or_(Standing.network_id.is_(None), _older(Network.data_version, day))
    return select(Network.id).outerjoin(Standing, Standing.network_id == Network.id).where(newer)


def _is_behind(session: Session, network_id: int, day: date) -> bool:
    return session.scalar(_behind(day).where(Network.id == network_id)) is not None


def _older(version: int | InstrumentedAttribute[int], day: date) -> ColumnElement[bool]:
    """Whether what is kept gives way to a judgement of this version for this day."""
    other_day = or_(Standing.judged_on < day, Standing.judged_on > day + _AHEAD)
    return or_(Standing.data_version < version, and_(Standing.data_version == version, other_day))


def _columns(now: Counts, before: Counts) -> dict[str, int]:
    return {**now._asdict(), **{f"{name}_before": n for name, n in before._asdict().items()}}


def _put(session: Session, table: type[Any], row: dict[str, Any], replaces: ColumnElement[bool] | None = None) -> bool:
    """Insert the row or put it in the place of the one there, where that may be replaced."""
    dialect = import_module(f"sqlalchemy.dialects.{session.get_bind().dialect.name}")  # the other is not loaded
    insert = dialect.insert(table).values(row)
    keys = [column.name for column in table.__mapper__.primary_key]
    changed = {name: insert.excluded[name] for name in row if name not in keys}
    upsert = insert.on_conflict_do_update(index_elements=keys, set_=changed, where=replaces)
    return session.scalar(upsert.returning(table.network_id)) is not None
