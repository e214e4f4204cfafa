"""The act of agreeing on the shared goal, the first ingredient of a covenant."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day, happened
from data_model.refusal import Refusal
from data_model.tables.covenant import Covenant
from data_model.tables.network import SharedGoal
from data_model.text import free_text
from data_model.write.covenants import open_covenant, within
from data_model.write.journal import act, note
from data_model.write.records import make, unchanged

EARLIEST = date(1900, 1, 1)


@act
def set_goal(
    session: Session,
    *,
    text: str,
    agreed_on: date,
    covenants: Collection[int] = (),
    former_id: int | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> SharedGoal:
    """Agree on the goal of the network, and write it in the covenants that are named. It replaces the former goal.

    The same words are the same goal: then it is only written in the covenants. `former_id` is the goal that was on
    the screen. Refuses an empty goal, a goal that changes nothing, a day in the future or before the former goal,
    and a former goal that somebody else replaced in the meantime.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    words = free_text(text, "goal_text", required=True) or ""
    former = _present(session, dutch_day(at), by)
    if (former.id if former else None) != former_id and seen_version is not None:
        raise Refusal("changed_meanwhile")
    if former is not None:
        unchanged(former, seen_version)
    found = [open_covenant(session, id, by, at) for id in covenants]
    goal = former if former and former.text == words else _agree(session, words, agreed_on, former, by, at)
    session.flush()
    if goal is former and all(covenant.goal_id == goal.id for covenant in found):
        raise Refusal("nothing_changes", "goal_text")
    _write(found, goal)
    note(session, "set_goal", goal, ("text", "agreed_on", *(["covenants"] if found else [])), by=by, at=at)
    return goal


def _present(session: Session, today: date, by: Viewer) -> SharedGoal | None:
    goals = session.scalars(
        select(SharedGoal)
        .where(SharedGoal.network_id == by.network_id)
        .order_by(SharedGoal.agreed_on.desc(), SharedGoal.id.desc())
    )
    return next((goal for goal in goals if not happened(goal.replaced_on, today)), None)


def _agree(
    session: Session, words: str, agreed_on: date, former: SharedGoal | None, by: Viewer, at: datetime
) -> SharedGoal:
    within(agreed_on, "goal_agreed_on", earliest=former.agreed_on if former else EARLIEST, at=at)
    if former is not None:
        former.replaced_on = agreed_on
    return make(session, SharedGoal, text=words, agreed_on=agreed_on, by=by, at=at)


def _write(covenants: list[Covenant], goal: SharedGoal) -> None:
    for covenant in covenants:
        covenant.goal_id = goal.id
