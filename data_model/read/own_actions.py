"""The actions the viewer holds: how each stands, and until when an update is expected."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require_any
from data_model.norms import Norms
from data_model.read.groups import grouped
from data_model.read.meeting_days import meeting_days
from data_model.rules.actions_due import DueState, due_state, effective_due
from data_model.rules.actions_facts import ActionFact, ActionFacts, UpdateFact, state_on
from data_model.rules.actions_updates import UpdateState, next_round, update_state
from data_model.tables.action import Action, ActionOwner, ActionUpdate
from data_model.tables.meeting import Meeting
from data_model.vocabulary import ActionState

Said = tuple[date, str]  # the day and the words of an update


@dataclass(frozen=True)
class OwnAction:
    """One action of the viewer. `last`: the update that was given last, with its words."""

    action_id: int
    description: str
    organisation_id: int
    state: ActionState
    due_on: date | None
    due_state: DueState
    update_state: UpdateState
    update_by: date | None
    last: Said | None

    @property
    def running(self) -> bool:
        return self.state in (ActionState.OPEN, ActionState.IN_PROGRESS)


class _Held(NamedTuple):
    id: int
    description: str
    created_on: date
    due_on: date | None
    series: str | None
    organisation_id: int


@scope.read
def own_actions(session: Session, viewer: Viewer, day: date, norms: Norms) -> list[OwnAction]:
    """What the viewer holds on a day, the first due on top. Nothing for an account that belongs to nobody."""
    require_any(viewer, Entity.ACTIONS, Verb.SEE)
    if viewer.person_id is None:
        return []
    held = _held(session, viewer, day)
    if not held:
        return []
    updates, said = _updates(session, viewer, [one.id for one in held], day)
    meetings = meeting_days(session)
    actions = []
    for id, description, created_on, due_on, series, organisation_id in held:
        action = ActionFact(id, description, created_on, due_on, series or "network", updates=updates.get(id, ()))
        facts = ActionFacts(actions=(action,), meetings=meetings)
        coming = next_round(facts, action.series, day, norms)
        actions.append(
            OwnAction(
                action_id=id,
                description=description,
                organisation_id=organisation_id,
                state=state_on(action, day),
                due_on=effective_due(action, facts, day),
                due_state=due_state(action, facts, day, norms),
                update_state=update_state(action, facts, day, norms),
                update_by=coming.deadline if coming else None,
                last=said.get(id),
            )
        )
    return sorted(actions, key=lambda one: (one.due_on or date.max, one.description, one.action_id))


def _held(session: Session, viewer: Viewer, day: date) -> list[_Held]:
    rows = session.execute(
        select(
            Action.id,
            Action.description,
            Action.created_on,
            Action.due_on,
            Meeting.kind,
            ActionOwner.organisation_id,
        )
        .join(ActionOwner, and_(ActionOwner.action_id == Action.id, ActionOwner.network_id == Action.network_id))
        .outerjoin(Meeting, and_(Meeting.id == Action.meeting_id, Meeting.network_id == Action.network_id))
        .where(
            Action.network_id == viewer.network_id,
            Action.created_on <= day,
            ActionOwner.person_id == viewer.person_id,
            ActionOwner.start_on <= day,
            or_(ActionOwner.end_on.is_(None), ActionOwner.end_on >= day),
        )
        .order_by(Action.id)
    )
    return list({row.id: _Held(*row) for row in rows}.values())


def _updates(
    session: Session, viewer: Viewer, ids: list[int], day: date
) -> tuple[dict[int, tuple[UpdateFact, ...]], dict[int, Said]]:
    """What was said of these actions until a day, and the last words."""
    rows = session.execute(
        select(ActionUpdate.action_id, ActionUpdate.updated_on, ActionUpdate.text, ActionUpdate.new_state)
        .where(
            ActionUpdate.network_id == viewer.network_id,
            ActionUpdate.action_id.in_(ids),
            ActionUpdate.updated_on <= day,
        )
        .order_by(ActionUpdate.updated_on, ActionUpdate.id)
    ).all()
    facts = grouped(
        (row.action_id, UpdateFact(row.updated_on, bool(row.text.strip()), _state(row.new_state))) for row in rows
    )
    return dict(facts), {row.action_id: (row.updated_on, row.text) for row in rows if row.text.strip()}


def _state(stored: str | None) -> ActionState | None:
    return ActionState(stored) if stored else None
