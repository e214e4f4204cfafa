"""Are the steps people took on followed up? (docs/policy 3.C; seed 004, Afsluiting)"""

from collections.abc import Iterator
from datetime import date

from data_model.days import days_after, happened
from data_model.findings import Act, Actor, Finding, Kind, Subject, Urgency, Value
from data_model.norms import Norms
from data_model.rules.actions_facts import RUNNING, ActionFact, ActionFacts, owner_on, state_on
from data_model.rules.actions_updates import Round, UpdateState, next_round, stalled_since, update_state_in
from data_model.rules.meeting_days import MeetingDay
from data_model.vocabulary import ActionState

KINDS = {
    "actions.update_asked": Kind(
        "C.asked", Actor.OWNER, Act.UPDATE_ACTION, ("update_before_meeting_days", "update_window_days")
    ),
    "actions.update_late": Kind("C.late", Actor.OWNER, Act.UPDATE_ACTION, ("update_before_meeting_days",)),
    "actions.overdue": Kind("C.overdue", Actor.OWNER, Act.UPDATE_ACTION, ("action_long_overdue_days",)),
    "actions.stalled": Kind("C.stalled", Actor.OWNER, Act.UPDATE_ACTION, ("action_stalled_meetings",)),
    "actions.without_owner": Kind("C.owner", Actor.COORDINATOR, Act.UPDATE_ACTION),
    "actions.agreements_not_sent": Kind("C.sent", Actor.ORGANISER, Act.SEND_AGREEMENTS, ("agreements_sent_days",)),
    "actions.agreement_without_action": Kind("C.agreement", Actor.ORGANISER, Act.ADD_ACTION),
    "actions.no_organiser": Kind("C.organiser", Actor.COORDINATOR, Act.PLAN_MEETING),
}


def ownerless_since(action: ActionFact, day: date) -> date | None:
    """The first day without an owner. A reported departure is left to turnover rule E.T6."""
    owner = owner_on(action, day)
    if owner is None:
        ends = [o.end_on for o in action.owners if o.end_on and o.end_on < day]
        return max([action.created_on, *(days_after(end, 1) for end in ends)])
    return None if owner.departure_reported(day) else owner.gone_since(day)


def judge(facts: ActionFacts, today: date, norms: Norms) -> Iterator[Finding]:
    """What needs somebody about actions and joint agreements today.

    The domain gives these rules no severity: all are attention, except an action more than
    `action_long_overdue_days` past its own due date, which is high.
    """
    rounds = {kind: next_round(facts, kind, today, norms) for kind in {m.kind for m in facts.meetings}}
    for action in facts.actions:
        if action.created_on <= today and state_on(action, today) in RUNNING:
            yield from _update(action, rounds.get(action.series), today)
            yield from _overdue(action, today, norms)
            yield from _stalled(action, facts, today, norms)
            yield from _without_owner(action, today)
    yield from _not_sent(facts, today, norms)
    yield from _without_action(facts, today)
    yield from _no_organiser(facts, rounds, today)


def _about(
    kind: str,
    action: ActionFact,
    today: date,
    *,
    since: date,
    changes_on: date | None = None,
    urgency: Urgency = Urgency.ATTENTION,
    **values: Value,
) -> Finding:
    owner = owner_on(action, today)
    return Finding(
        kind=f"actions.{kind}",
        about=Subject("action", action.id, action.description),
        urgency=urgency,
        since=since,
        changes_on=changes_on,
        values={"action": action.description, "organisation": owner.organisation if owner else None, **values},
        organisation_id=owner.organisation_id if owner else None,
        person_id=owner.person_id if owner else None,
    )


def _update(action: ActionFact, coming: Round | None, today: date) -> Iterator[Finding]:
    state = update_state_in(action, coming, today)
    if coming is None or state not in (UpdateState.ASKED, UpdateState.LATE):
        return
    asked = state is UpdateState.ASKED
    begin = coming.window_open if asked else days_after(coming.deadline, 1)
    yield _about(
        "update_asked" if asked else "update_late",
        action,
        today,
        since=max(begin, coming.meeting.announced_on, coming.previous_on or begin),
        changes_on=days_after(coming.deadline if asked else coming.meeting.planned_on, 1),
        deadline_on=coming.deadline,
        meeting_on=coming.meeting.planned_on,
    )


def _overdue(action: ActionFact, today: date, norms: Norms) -> Iterator[Finding]:
    if action.due_on is None or action.due_on >= today:  # a next meeting as due date is never past
        return
    high_on = days_after(action.due_on, norms.action_long_overdue_days + 1)
    yield _about(
        "overdue",
        action,
        today,
        since=max(days_after(action.due_on, 1), action.created_on),
        changes_on=high_on if today < high_on else None,
        urgency=Urgency.ATTENTION if today < high_on else Urgency.HIGH,
        due_on=action.due_on,
        late_days=(today - action.due_on).days,
    )


def _stalled(action: ActionFact, facts: ActionFacts, today: date, norms: Norms) -> Iterator[Finding]:
    if since := stalled_since(action, facts, today, norms):
        yield _about("stalled", action, today, since=since, meetings=norms.action_stalled_meetings, last_on=since)


def _without_owner(action: ActionFact, today: date) -> Iterator[Finding]:
    if since := ownerless_since(action, today):
        yield _about("without_owner", action, today, since=since)


def _not_sent(facts: ActionFacts, today: date, norms: Norms) -> Iterator[Finding]:
    waiting = {a.meeting_id for a in facts.agreements if not happened(a.sent_round_on, today)}
    for meeting in facts.meetings:
        if meeting.id not in waiting or meeting.held_on is None:
            continue
        since = days_after(meeting.held_on, norms.agreements_sent_days + 1)
        if since <= today:
            yield Finding(
                kind="actions.agreements_not_sent",
                about=Subject("meeting", meeting.id),
                urgency=Urgency.ATTENTION,
                since=since,
                values={"held_on": meeting.held_on},
                person_id=meeting.organiser_id,
            )


def _without_action(facts: ActionFacts, today: date) -> Iterator[Finding]:
    """A dropped action no longer carries its agreement."""
    held = {meeting.id: meeting for meeting in facts.meetings if meeting.held(today)}
    by_agreement = facts.by_agreement
    for agreement in facts.agreements:
        meeting, own = held.get(agreement.meeting_id), by_agreement.get(agreement.id, ())
        if meeting is None or meeting.held_on is None or any(_carries(action, today) for action in own):
            continue
        dropped = [
            update.updated_on
            for action in own
            for update in action.updates
            if happened(update.updated_on, today) and update.new_state
        ]
        yield Finding(
            kind="actions.agreement_without_action",
            about=Subject("joint_agreement", agreement.id, agreement.name),
            urgency=Urgency.ATTENTION,
            since=max([meeting.held_on, *dropped]),
            values={"agreement": agreement.name, "held_on": meeting.held_on},
            person_id=meeting.organiser_id,
        )


def _carries(action: ActionFact, today: date) -> bool:
    return action.created_on <= today and state_on(action, today) is not ActionState.DROPPED


def _no_organiser(facts: ActionFacts, rounds: dict[str, Round | None], today: date) -> Iterator[Finding]:
    for coming in rounds.values():
        if coming is None or coming.meeting.organiser_id is not None:
            continue
        meeting = coming.meeting
        yield Finding(
            kind="actions.no_organiser",
            about=Subject("meeting", meeting.id),
            urgency=Urgency.ATTENTION,
            since=max([meeting.announced_on, *_made_room(facts, meeting, today)]),
            values={"meeting_on": meeting.planned_on, "deadline_on": coming.deadline},
        )


def _made_room(facts: ActionFacts, following: MeetingDay, today: date) -> Iterator[date]:
    """The days on which the meetings planned before this one stopped being the next."""
    for meeting in facts.meetings:
        earlier = (meeting.planned_on, meeting.id) < (following.planned_on, following.id)
        if meeting.kind == following.kind and earlier and meeting.announced_on <= today:
            ends = (meeting.held_on, meeting.cancelled_on, meeting.moved_on, days_after(meeting.planned_on, 1))
            yield min(end for end in ends if end)
