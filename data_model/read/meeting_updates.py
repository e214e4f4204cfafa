"""The updates on actions for each coming meeting: which were given, and which are still expected."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.norms import Norms
from data_model.read.actions import facts
from data_model.rules.actions_facts import ActionFact, ActionFacts, owner_on
from data_model.rules.actions_updates import Round, UpdateState, next_round, update_state_in
from data_model.tables.action import ActionUpdate

EXPECTED = (UpdateState.ASKED, UpdateState.LATE, UpdateState.NOT_NEEDED_YET)


@dataclass(frozen=True)
class UpdateLine:
    """An action with who holds it. `text`: the words of the last update, empty while one is expected."""

    action_id: int
    description: str
    owner: str | None
    organisation: str | None
    text: str = ""


@dataclass(frozen=True)
class MeetingUpdates:
    """For one meeting, by the name of the action: an order, not a ranking."""

    kind: str
    planned_on: date
    update_by: date
    given: tuple[UpdateLine, ...]
    expected: tuple[UpdateLine, ...]


@scope.read
def meeting_updates(session: Session, viewer: Viewer, day: date, norms: Norms) -> list[MeetingUpdates]:
    """For who gathers them: the next meeting of each kind that has actions, the first on top."""
    require(viewer, Entity.ACTIONS, Verb.WATCH)
    everything = facts(session, viewer)
    rounds = {kind: next_round(everything, kind, day, norms) for kind in ("webber", "network")}
    texts = _texts(session, viewer, day)
    told = [_told(everything, coming, day, texts) for coming in rounds.values() if coming]
    return sorted((one for one in told if one.given or one.expected), key=lambda one: one.planned_on)


def _told(everything: ActionFacts, coming: Round, day: date, texts: dict[int, str]) -> MeetingUpdates:
    given, expected = [], []
    actions = sorted(everything.actions, key=lambda one: (one.description.casefold(), one.id))
    for action in (one for one in actions if one.series == coming.meeting.kind and one.created_on <= day):
        state = update_state_in(action, coming, day)
        if state is UpdateState.GIVEN:
            given.append(_line(action, day, texts.get(action.id, "")))
        elif state in EXPECTED and action.created_on <= coming.window_open:
            expected.append(_line(action, day))
    return MeetingUpdates(
        coming.meeting.kind, coming.meeting.planned_on, coming.deadline, tuple(given), tuple(expected)
    )


def _line(action: ActionFact, day: date, text: str = "") -> UpdateLine:
    owner = owner_on(action, day)
    name, place = (owner.name, owner.organisation) if owner else (None, None)
    return UpdateLine(action.id, action.description, name, place, text)


def _texts(session: Session, viewer: Viewer, day: date) -> dict[int, str]:
    """The last words on each action until a day."""
    rows = session.execute(
        select(ActionUpdate.action_id, ActionUpdate.text)
        .where(ActionUpdate.network_id == viewer.network_id, ActionUpdate.updated_on <= day, ActionUpdate.text != "")
        .order_by(ActionUpdate.updated_on, ActionUpdate.id)
    )
    return {row.action_id: row.text for row in rows}
