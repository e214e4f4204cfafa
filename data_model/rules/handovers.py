"""What somebody who leaves passes on: the mandate, actions, the next meeting and the rest (3.E, T4, T6, T7, T9)."""

from collections.abc import Iterator
from datetime import date

from data_model.days import days_after, happened
from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.rules.departures import Change, changes, leavers
from data_model.rules.meeting_days import next_meeting
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import ActionFact, PartyFact, TurnoverFacts
from data_model.rules.ties import DEPARTURES
from data_model.vocabulary import TurnoverKind


def mandates(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    """T4: who signed or approved for an organisation leaves. The signature stays valid."""
    today = outlook.today
    for change in leavers(outlook):
        person, organisation_id = change.event.person_id, change.organisation.id
        touched = [party for party in facts.parties if mandated(party, change)]
        if not touched:
            continue
        managers = facts.in_role("manager", change.effect_on) - {person}
        succeeded = any(outlook.works(manager, organisation_id, change.effect_on) for manager in managers)
        limit = days_after(today, norms.signatory_deadline_days)
        deadlines = [on for p in touched for on in (p.evaluation_on, p.term_ends_on(today)) if on and on <= limit]
        given_on = min(m.given_on for p in touched for m in p.mandates if m.person_id == person)
        yield change.finding(
            "signatory_leaves",
            Urgency.HIGH if deadlines or not succeeded else Urgency.ATTENTION,
            since=max(change.event.reported_on, given_on),
            values={
                "covenants": tuple(sorted({party.covenant for party in touched})),
                "deadline_on": min(deadlines, default=None),
            },
        )


def mandated(party: PartyFact, change: Change) -> bool:
    """Whether the mandate of this party rests on the leaver, and was not confirmed since."""
    event, today = change.event, change.outlook.today
    confirmed_on = party.mandate_confirmed_on
    confirmed = confirmed_on is not None and event.reported_on <= confirmed_on <= today
    return given_by(party, change) and party.holds(today) and not confirmed


def given_by(party: PartyFact, change: Change) -> bool:
    """Whether who goes signed or approved for this party."""
    event, today = change.event, change.outlook.today
    given = any(m.person_id == event.person_id is not None and m.given_on <= today for m in party.mandates)
    return party.organisation_id == event.organisation_id and given


def actions(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    """T6: open actions of somebody who leaves, and those held for an organisation that stops."""
    running = [action for action in facts.actions if action.open(outlook.today)]
    for change in changes(outlook):
        event, own, day = change.event, change.organisation, change.effect_on
        if event.kind == TurnoverKind.ORGANISATION_STOPS:
            kind, about = "organisation_actions", own.subject
            held = [action for action in running if action.held_for(own.id, day)]
        elif event.kind in DEPARTURES and event.person_id:
            kind, about = "open_actions", None
            held = [action for action in running if action.held_by(event.person_id, own.id, day)]
        else:
            continue
        if held:
            pressing = any(_pressing(action, facts, outlook.today, norms) for action in held)
            first = min(action.created_on for action in held)
            yield change.finding(
                kind,
                Urgency.HIGH if pressing else Urgency.ATTENTION,
                about,
                since=max(event.reported_on, first),
                values={"actions": len(held)},
            )


def _pressing(action: ActionFact, facts: TurnoverFacts, today: date, norms: Norms) -> bool:
    """Whether a due date or an update deadline of the action falls before the next meeting."""
    upcoming, in_series = next_meeting(facts.meetings, today), next_meeting(facts.meetings, today, action.meeting_kind)
    if upcoming is None:
        return False
    moments = [action.due_on] if action.due_on else []
    if in_series:
        deadline = days_after(in_series.planned_on, -norms.update_before_meeting_days)
        asked = action.created_on <= days_after(deadline, -norms.update_window_days)
        moments += [deadline] if asked else []
        moments += [] if action.due_on else [in_series.planned_on]
    return any(moment < upcoming.planned_on for moment in moments)


def handovers(outlook: Outlook, norms: Norms, broken: frozenset[int]) -> Iterator[Finding]:
    """T7: the handover is not arranged. `broken` are the events that cost a contact, a webber or a link."""
    today = outlook.today
    for change in changes(outlook):
        event = change.event
        first_day = days_after(event.effective_on, -norms.handover_start_days)
        if event.handover.settled(today) or today < first_day:
            continue
        started = happened(event.handover.started_on, today)
        if today < event.effective_on:
            if not started:
                yield change.finding("handover_missing", Urgency.ATTENTION, since=max(event.reported_on, first_day))
            continue
        worse_on = days_after(event.effective_on, norms.handover_late_days + 1)
        critical = today >= worse_on and event.id in broken
        yield change.finding(
            "handover_missing",
            Urgency.CRITICAL if critical else Urgency.HIGH,
            since=max(event.reported_on, event.effective_on if started else first_day),
            changes_on=worse_on if event.id in broken and not critical else None,
        )


def organisers(facts: TurnoverFacts, outlook: Outlook) -> Iterator[Finding]:
    """T9: who prepares the next meeting is gone by then."""
    for kind in sorted({meeting.kind for meeting in facts.meetings}):
        meeting = next_meeting(facts.meetings, outlook.today, kind)
        for change in leavers(outlook):
            event = change.event
            if not meeting or event.person_id is None or meeting.organiser_id != event.person_id:
                continue
            if event.effective_on <= meeting.planned_on and not outlook.around(event.person_id, meeting.planned_on):
                yield change.finding(
                    "organiser_leaves",
                    Urgency.ATTENTION,
                    Subject("meeting", meeting.id),
                    since=max(event.reported_on, meeting.announced_on),
                    values={"meeting_on": meeting.planned_on},
                )
