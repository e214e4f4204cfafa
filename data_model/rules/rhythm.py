"""Do the webbers meet as agreed? (docs/policy 3.A; seed 002, question D and item 7)"""

from collections.abc import Iterator
from datetime import date

from data_model.days import days_after, happened, lasts
from data_model.findings import Act, Actor, Finding, Kind, Subject, Urgency, Value
from data_model.norms import Norms
from data_model.rules.meeting_days import last_held
from data_model.rules.rhythm_facts import RhythmFacts
from data_model.rules.rhythm_standing import Standing, State, qualifies, standing

KINDS = {
    "rhythm.none_agreed": Kind("A.1", Actor.COORDINATOR, Act.AGREE_RHYTHM, ("rhythm_first_meeting_days",)),
    "rhythm.lapsed": Kind("A.3", Actor.WEBBER, Act.RECORD_MEETING),
    "rhythm.overdue": Kind("A.4", Actor.WEBBER, Act.RECORD_MEETING, ("rhythm_grace_min_days", "rhythm_grace_share")),
    "rhythm.late": Kind("A.5", Actor.WEBBER, Act.RECORD_MEETING, ("rhythm_grace_min_days", "rhythm_grace_share")),
    "rhythm.planned_too_late": Kind(
        "A.6", Actor.ORGANISER, Act.PLAN_MEETING, ("rhythm_grace_min_days", "rhythm_grace_share")
    ),
    "rhythm.not_planned": Kind(
        "A.7",
        Actor.WEBBER,
        Act.PLAN_MEETING,
        ("rhythm_lead_min_days", "rhythm_lead_share", "rhythm_first_meeting_days"),
    ),
    "rhythm.unlogged": Kind("A.unlogged", Actor.ORGANISER, Act.RECORD_MEETING, ("meeting_unlogged_days",)),
    "rhythm.low_turnout": Kind("A.turnout", Actor.COORDINATOR, Act.PLAN_MEETING, ("turnout_share", "turnout_meetings")),
    "rhythm.organisation_absent": Kind("A.absent", Actor.COORDINATOR, Act.INVITE_ORGANISATION, ("absent_meetings",)),
    "rhythm.families_not_involved": Kind("A.families", Actor.WEBBER, Act.RECORD_MEETING, ("families_days",)),
    "rhythm.report_not_shared": Kind("A.informed", Actor.ORGANISER, Act.SHARE_REPORT, ("report_shared_days",)),
}


def judge(facts: RhythmFacts, today: date, norms: Norms) -> Iterator[Finding]:
    """What needs somebody about the meetings today."""
    yield from _rhythm(facts, today, norms)
    yield from _unlogged(facts, today, norms)
    yield from _turnout(facts, today, norms)
    yield from _absent(facts, today, norms)
    yield from _families(facts, today, norms)
    yield from _not_informed(facts, today, norms)


def _rhythm(facts: RhythmFacts, today: date, norms: Norms) -> Iterator[Finding]:
    now = standing(facts, today, norms)
    if now.state is State.NO_RHYTHM:
        yield _none_agreed(facts, today, norms)
    elif weight := _weight(facts, now, today, norms):
        urgency, since, changes_on = weight
        yield Finding(
            kind=f"rhythm.{now.state}",
            about=facts.network,
            urgency=urgency,
            since=min(since, today),
            changes_on=changes_on,
            values=_values(now, today),
        )


def _none_agreed(facts: RhythmFacts, today: date, norms: Norms) -> Finding:
    first_by = days_after(facts.trajectory_ended_on, norms.rhythm_first_meeting_days)
    late = today >= first_by
    return Finding(
        kind="rhythm.none_agreed",
        about=facts.network,
        urgency=Urgency.HIGH if late else Urgency.ATTENTION,
        since=max(
            (days_after(r.valid_to, 1) for r in facts.rhythms if r.valid_to and r.valid_to < today),
            default=min(facts.trajectory_ended_on, today),
        ),
        changes_on=None if late else first_by,
    )


def _weight(facts: RhythmFacts, now: Standing, today: date, norms: Norms) -> tuple[Urgency, date, date | None] | None:
    """How urgent the state is, since when, and when it gets worse; None when it needs nobody."""
    assert now.due and now.late_after and now.lapsed_after and now.anchor
    late_on, overdue_on, lapsed_on = (days_after(day, 1) for day in (now.due, now.late_after, now.lapsed_after))
    match now.state:
        case State.LAPSED:
            return Urgency.CRITICAL, lapsed_on, None
        case State.OVERDUE:
            return Urgency.ATTENTION if now.next_planned else Urgency.HIGH, overdue_on, lapsed_on
        case State.LATE:
            return Urgency.ATTENTION, late_on, overdue_on
        case State.PLANNED_TOO_LATE:
            return Urgency.ATTENTION, now.anchor, late_on
        case State.NOT_PLANNED:
            return _not_planned(facts, now, today, norms)
        case _:
            return None


def _not_planned(facts: RhythmFacts, now: Standing, today: date, norms: Norms) -> tuple[Urgency, date, date]:
    """Never having met becomes urgent some weeks after session 5; else it gets worse when the meeting is late."""
    assert now.due and now.plan_before
    late_on = days_after(now.due, 1)
    if now.ever_held:
        return Urgency.ATTENTION, now.plan_before, late_on
    first_by = days_after(facts.trajectory_ended_on, norms.rhythm_first_meeting_days)
    if today > first_by:
        return Urgency.HIGH, facts.trajectory_ended_on, late_on
    return Urgency.ATTENTION, facts.trajectory_ended_on, min(days_after(first_by, 1), late_on)


def _values(now: Standing, today: date) -> dict[str, Value]:
    assert now.due and now.lapsed_after
    return {
        "due_on": now.due,
        "late_days": (today - now.due).days,
        "last_on": now.anchor if now.ever_held else None,
        "next_on": now.next_planned,
        "lapsed_on": days_after(now.lapsed_after, 1),
    }


def _unlogged(facts: RhythmFacts, today: date, norms: Norms) -> Iterator[Finding]:
    for meeting in facts.meetings:
        unlogged_days = (today - meeting.planned_on).days
        if meeting.planned(today) and unlogged_days > norms.meeting_unlogged_days:
            yield Finding(
                kind="rhythm.unlogged",
                about=Subject("meeting", meeting.id),
                urgency=Urgency.ATTENTION,
                since=days_after(meeting.planned_on, norms.meeting_unlogged_days + 1),
                values={"planned_on": meeting.planned_on, "unlogged_days": unlogged_days},
            )


def _turnout(facts: RhythmFacts, today: date, norms: Norms) -> Iterator[Finding]:
    seats = {w.organisation_id for w in facts.webbers if lasts(w.confirmed_on, w.ended_on, today)}
    qualifying = sorted(
        (m for m in facts.meetings if qualifies(m, facts, today, norms)), key=lambda m: m.held_on or today
    )[-norms.turnout_meetings :]
    counts = [len(seats & meeting.present) for meeting in qualifying]
    if len(counts) == norms.turnout_meetings and all(n < norms.turnout_share * len(seats) for n in counts):
        yield Finding(
            kind="rhythm.low_turnout",
            about=facts.network,
            urgency=Urgency.ATTENTION,
            since=qualifying[-1].held_on or today,
            values={"present": counts[-1], "expected": len(seats), "meetings": len(counts)},
        )


def _absent(facts: RhythmFacts, today: date, norms: Norms) -> Iterator[Finding]:
    for kind in ("webber", "network"):
        last = last_held(facts.meetings, kind, today, norms.absent_meetings)
        if not last:
            continue
        missed = frozenset.intersection(*(meeting.absent for meeting in last))
        for organisation in facts.organisations:
            if organisation.id in missed:
                yield Finding(
                    kind="rhythm.organisation_absent",
                    about=organisation,
                    urgency=Urgency.ATTENTION,
                    since=last[-1].held_on or today,
                    values={"organisation": organisation.name, "meetings": len(last), "last_on": last[-1].held_on},
                    organisation_id=organisation.id,
                )


def _families(facts: RhythmFacts, today: date, norms: Norms) -> Iterator[Finding]:
    year_ago = days_after(today, -norms.families_days)
    answered = [m.held_on for m in facts.meetings if m.held_on and m.held(today) and m.families_answered]
    asked_lately = any(held_on >= year_ago for held_on in answered)
    agreed = any(lasts(start, end, today) for start, end in facts.involvement_agreements)
    if asked_lately and agreed:
        return
    last = max(answered, default=facts.trajectory_ended_on)
    yield Finding(
        kind="rhythm.families_not_involved",
        about=facts.network,
        urgency=Urgency.ATTENTION,
        since=min(today, days_after(last, norms.families_days + 1) if agreed else facts.trajectory_ended_on),
        values={"missing": "both" if not (asked_lately or agreed) else "agreement" if asked_lately else "meeting"},
    )


def _not_informed(facts: RhythmFacts, today: date, norms: Norms) -> Iterator[Finding]:
    for meeting in facts.meetings:
        if meeting.held_on is None or not meeting.held(today) or happened(meeting.report_shared_on, today):
            continue
        if (today - meeting.held_on).days > norms.report_shared_days:
            yield Finding(
                kind="rhythm.report_not_shared",
                about=Subject("meeting", meeting.id),
                urgency=Urgency.ATTENTION,
                since=days_after(meeting.held_on, norms.report_shared_days + 1),
                values={"held_on": meeting.held_on},
            )
