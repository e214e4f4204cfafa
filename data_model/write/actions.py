"""Acts on actions: take one on, give an update, hand it over."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from data_model.access import Entity, Verb, Viewer, require, require_any
from data_model.days import days_after, dutch_day
from data_model.refusal import Refusal
from data_model.rules.transitions import TRANSITIONS
from data_model.tables.action import Action, ActionOwner, ActionUpdate, JointAgreement
from data_model.tables.meeting import Meeting
from data_model.text import SHORT, free_text
from data_model.vocabulary import ActionState
from data_model.write.journal import act, note
from data_model.write.presence import check_there
from data_model.write.records import find, make, unchanged


@act
def add_action(
    session: Session,
    *,
    description: str,
    owner_person_id: int,
    organisation_id: int,
    due_on: date | None = None,
    joint_agreement_id: int | None = None,
    meeting_id: int | None = None,
    by: Viewer,
    at: datetime,
) -> Action:
    """Write down the step somebody takes on, from today. It belongs to the meeting of its agreement, if it has one.

    Refuses an owner who does not work there, a due day in the past, a meeting that was not held, and an
    agreement of another meeting.
    """
    require(by, Entity.ACTIONS, Verb.EDIT, organisation_id=organisation_id, person_id=owner_person_id)
    action = take_on(
        session,
        description=description,
        owner_person_id=owner_person_id,
        organisation_id=organisation_id,
        due_on=due_on,
        joint_agreement_id=joint_agreement_id,
        meeting_id=meeting_id,
        by=by,
        at=at,
    )
    note(session, "add_action", action, ("description", "due_on", "joint_agreement_id", "meeting_id"), by=by, at=at)
    return action


def take_on(
    session: Session,
    *,
    description: str | None,
    owner_person_id: int,
    organisation_id: int,
    due_on: date | None = None,
    due_from: date | None = None,
    joint_agreement_id: int | None = None,
    meeting_id: int | None = None,
    by: Viewer,
    at: datetime,
) -> Action:
    """The step and who holds it, for an act that demanded its right and logs it. Due from today, or from `due_from`."""
    today = dutch_day(at)
    check_there(session, owner_person_id, today, by, organisation_id, "owner_person_id")
    earliest = due_from or today
    if due_on is not None and due_on < earliest:
        raise Refusal("too_early", "due_on", earliest=earliest)
    action = make(
        session,
        Action,
        description=free_text(description, "description", required=True, limit=SHORT),
        created_on=today,
        due_on=due_on,
        meeting_id=_meeting_id(session, joint_agreement_id, meeting_id, today, by),
        joint_agreement_id=joint_agreement_id,
        by=by,
        at=at,
    )
    session.flush()
    _give(session, action, owner_person_id, organisation_id, by, at)
    return action


@act
def transfer_action(
    session: Session,
    *,
    action_id: int,
    to_person_id: int,
    organisation_id: int,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Action:
    """Give an open or running action to somebody else, from today, or to somebody when nobody holds it.

    It is open again, which counts as an update. Refuses the present owner and somebody who does not work there.
    """
    require_any(by, Entity.ACTIONS, Verb.EDIT)
    action = find(session, Action, action_id, by)
    today = dutch_day(at)
    owner = _owner(session, action, today)
    _require(by, owner)
    unchanged(action, seen_version)
    state = _state(session, action, today)
    if "transferred" not in TRANSITIONS["action"][state]:
        raise Refusal("transition", from_state=state, to_state="transferred")
    check_there(session, to_person_id, today, by, organisation_id, "to_person_id")
    if owner and (owner.person_id, owner.organisation_id) == (to_person_id, organisation_id):
        raise Refusal("holds_it_already", "to_person_id")
    _release(session, owner, today)
    _give(session, action, to_person_id, organisation_id, by, at)
    _add(session, action, "", ActionState.OPEN, by, at)
    flag_modified(action, "description")  # the owner is a row of its own: this raises the version of the action
    note(session, "transfer_action", action, ("owner",), by=by, at=at)
    return action


@act
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
    _require(by, _owner(session, action, today))
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


def _require(by: Viewer, owner: ActionOwner | None) -> None:
    whose = {"organisation_id": owner.organisation_id, "person_id": owner.person_id} if owner else {}
    require(by, Entity.ACTIONS, Verb.EDIT, **whose)


def _release(session: Session, owner: ActionOwner | None, today: date) -> None:
    """A period ends on the day before; one that began today never was."""
    if owner and owner.start_on == today:
        session.delete(owner)
    elif owner:
        owner.end_on = days_after(today, -1)


def _give(session: Session, action: Action, person_id: int, organisation_id: int, by: Viewer, at: datetime) -> None:
    own = {"action_id": action.id, "person_id": person_id, "organisation_id": organisation_id}
    make(session, ActionOwner, **own, start_on=dutch_day(at), by=by, at=at)


def _meeting_id(
    session: Session, agreement_id: int | None, meeting_id: int | None, today: date, by: Viewer
) -> int | None:
    if agreement_id is not None:
        agreement = find(session, JointAgreement, agreement_id, by)
        if meeting_id not in (None, agreement.meeting_id):
            raise Refusal("not_a_choice", "joint_agreement_id")
        meeting_id = agreement.meeting_id
    if meeting_id is not None:
        meeting = find(session, Meeting, meeting_id, by)
        if meeting.held_on is None or meeting.held_on > today:
            raise Refusal("not_held", "meeting_id")
    return meeting_id


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
