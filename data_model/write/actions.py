"""Acts on actions: give an update."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.rules.transitions import TRANSITIONS
from data_model.tables.action import Action, ActionOwner, ActionUpdate
from data_model.text import free_text
from data_model.vocabulary import ActionState
from data_model.write.journal import note
from data_model.write.records import find, make, unchanged


def update_action(
    session: Session,
    *,
    action_id: int,
    text: str | None = None,
    new_state: ActionState | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Action:
    """Say how an action goes. The text of the last update is its closing note.

    Finishing an open action passes through "in progress" on the same day. Refuses an update that says
    nothing, a state that may not follow the present one, and taking up a finished action again without
    a word. Naming the present state changes nothing.
    """
    require_any(by, Entity.ACTIONS, Verb.EDIT)
    action = find(session, Action, action_id, by)
    today = dutch_day(at)
    owner = _owner(session, action, today)
    require(
        by,
        Entity.ACTIONS,
        Verb.EDIT,
        organisation_id=owner.organisation_id if owner else None,
        person_id=owner.person_id if owner else None,
    )
    unchanged(action, seen_version)
    state = _state(session, action, today)
    changed = new_state if new_state != state else None
    straight = state is ActionState.OPEN and changed is ActionState.DONE  # who finished it, was working on it
    if changed and not straight and changed not in TRANSITIONS["action"][state]:
        raise Refusal("transition", "new_state", from_state=state, to_state=changed)
    said = free_text(text, "text", required=changed is None or state is ActionState.DONE)
    if straight:
        _add(session, action, "", ActionState.IN_PROGRESS, by, at)
    _add(session, action, said or "", changed, by, at)
    flag_modified(action, "description")  # an update is a row of its own: this raises the version of the action
    note(session, "update_action", action, ("text", "new_state"), by=by, at=at)
    return action


def _add(session: Session, action: Action, text: str, new_state: ActionState | None, by: Viewer, at: datetime) -> None:
    make(
        session,
        ActionUpdate,
        action_id=action.id,
        updated_on=dutch_day(at),
        text=text,
        new_state=new_state,
        person_id=by.person_id,
        by=by,
        at=at,
    )
    session.flush()


def _owner(session: Session, action: Action, day: date) -> ActionOwner | None:
    return session.scalar(
        select(ActionOwner)
        .where(
            ActionOwner.network_id == action.network_id,
            ActionOwner.action_id == action.id,
            ActionOwner.start_on <= day,
            or_(ActionOwner.end_on.is_(None), ActionOwner.end_on >= day),
        )
        .order_by(ActionOwner.start_on.desc(), ActionOwner.id)
        .limit(1)
    )


def _state(session: Session, action: Action, day: date) -> ActionState:
    last = session.scalar(
        select(ActionUpdate.new_state)
        .where(
            ActionUpdate.network_id == action.network_id,
            ActionUpdate.action_id == action.id,
            ActionUpdate.new_state.is_not(None),
            ActionUpdate.updated_on <= day,
        )
        .order_by(ActionUpdate.updated_on.desc(), ActionUpdate.id.desc())
        .limit(1)
    )
    return ActionState(last) if last else ActionState.OPEN
