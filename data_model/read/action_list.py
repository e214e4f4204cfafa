"""The joint list of actions on a day, as the group shares it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, allows, require_any
from data_model.read.actions import facts
from data_model.read.settings import norms_of
from data_model.rules.actions_due import DueState, due_state, effective_due
from data_model.rules.actions_facts import OwnerFact, owner_on, state_on
from data_model.rules.actions_updates import Round, UpdateState, next_round, update_state
from data_model.tables.action import Action
from data_model.vocabulary import ActionState


@dataclass(frozen=True)
class ActionLine:
    """One action as the list shows it. The update state is for those who may watch it and who gather the updates."""

    action_id: int
    version: int
    description: str
    owner: str | None
    person_id: int | None
    organisation: str | None
    organisation_id: int | None
    created_on: date
    due_on: date | None
    state: ActionState
    due_state: DueState
    update_state: UpdateState | None
    update_by: date | None
    agreement_id: int | None


@scope.read
def action_list(session: Session, viewer: Viewer, day: date) -> list[ActionLine]:
    """The actions there are on a day, the first due on top. The group shares them (seed 004); managers do not."""
    require_any(viewer, Entity.ACTIONS, Verb.SEE)
    everything = facts(session, viewer)
    norms = norms_of(session, viewer, day)
    versions = {
        row.id: row.version
        for row in session.execute(
            select(Action.id, Action.version).where(Action.network_id == viewer.network_id, Action.created_on <= day)
        )
    }
    lines = []
    for action in everything.actions:
        if action.id not in versions:
            continue
        owner = owner_on(action, day)
        coming = next_round(everything, action.series, day, norms)
        lines.append(
            ActionLine(
                action_id=action.id,
                version=versions[action.id],
                description=action.description,
                owner=owner.name if owner else None,
                person_id=owner.person_id if owner else None,
                organisation=owner.organisation if owner else None,
                organisation_id=owner.organisation_id if owner else None,
                created_on=action.created_on,
                due_on=effective_due(action, everything, day),
                state=state_on(action, day),
                due_state=due_state(action, everything, day, norms),
                update_state=update_state(action, everything, day, norms) if _may_know(viewer, owner, coming) else None,
                update_by=coming.deadline if coming else None,
                agreement_id=action.agreement_id,
            )
        )
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.description, line.action_id))


def _may_know(viewer: Viewer, owner: OwnerFact | None, coming: Round | None) -> bool:
    """Updates are between owner, organiser and those who watch over the actions (docs/policy 3.C, "shown to")."""
    organiser_id = coming.meeting.organiser_id if coming else None
    watches = allows(viewer, Entity.ACTIONS, Verb.WATCH, person_id=owner.person_id if owner else None)
    return watches or (organiser_id is not None and organiser_id == viewer.person_id)
