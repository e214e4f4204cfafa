"""Does an organisation grow quiet before anybody announces anything? (docs/policy 3.E; one absence says nothing yet)"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from data_model.days import days_after, lasts
from data_model.findings import Finding, Urgency
from data_model.norms import Norms
from data_model.rules.churn import first_places, late_on, missed_since
from data_model.rules.graph import articulation_points
from data_model.rules.map_facts import RelationFact
from data_model.rules.meeting_days import last_held
from data_model.rules.outlook import Outlook, since
from data_model.rules.tasks import ActionFact, TurnoverFacts
from data_model.rules.ties import AffiliationFact
from data_model.vocabulary import QuietSign, TurnoverKind

NORMS = ("absent_meetings", "contact_fresh_days", "action_stalled_meetings", "link_confirmed_days", "newcomer_days")


def judge(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    """One finding an organisation of which several signs hold today. It names no person."""
    signs, today = Signs(facts, outlook, norms), outlook.today
    for id in outlook.active(today):
        seen = signs.of(id, today)
        if len(seen) >= norms.quiet_signs:
            organisation = outlook.organisations[id]
            yield Finding(
                kind="turnover.organisation_quiet",
                about=organisation.subject,
                urgency=Urgency.HIGH if id in signs.leaned_on else Urgency.ATTENTION,
                since=since(lambda day, id=id: signs.quiet(id, day), signs.turns(id), today),  # type: ignore[misc]
                values={"organisation": organisation.name, "signs": seen},
                organisation_id=id,
            )


@dataclass(frozen=True)
class Signs:
    """What holds of an organisation on a day, as seen from today."""

    facts: TurnoverFacts
    outlook: Outlook
    norms: Norms

    def of(self, id: int, day: date) -> tuple[QuietSign, ...]:
        holds = (
            (QuietSign.MEETINGS, self._absent),
            (QuietSign.CONTACT, self._unconfirmed),
            (QuietSign.ACTIONS, self._no_update),
            (QuietSign.LINKS, self._links_not_confirmed),
            (QuietSign.NEWCOMER, self._newcomer_waits),
        )
        return tuple(sign for sign, held in holds if held(id, day))

    def quiet(self, id: int, day: date) -> bool:
        return self.outlook.takes_part(id, day) and len(self.of(id, day)) >= self.norms.quiet_signs

    @cached_property
    def leaned_on(self) -> frozenset[int]:
        """The organisations without which others would be cut off."""
        today = self.outlook.today
        return articulation_points(self.outlook.active(today), [(r.a, r.b) for r in self.outlook.unbroken(today)])

    def _absent(self, id: int, day: date) -> bool:
        count = self.norms.absent_meetings
        rows = (last_held(self.facts.meetings, kind, day, count) for kind in ("webber", "network"))
        return any(last and all(id in meeting.absent for meeting in last) for last in rows)

    def _unconfirmed(self, id: int, day: date) -> bool:
        """Nobody there has data that are fresh. Where nobody is, other rules speak."""
        there, fresh_from = self.outlook.people_of(id, day), days_after(day, -self.norms.contact_fresh_days)
        came = {
            a.person_id
            for a in self.outlook.affiliations.get(id, ())
            if fresh_from <= a.start_on and lasts(a.start_on, a.end_on, day)
        }
        return bool(there) and not any(
            person in came or any(fresh_from <= on <= day for on in self._confirmed.get(person, ())) for person in there
        )

    def _no_update(self, id: int, day: date) -> bool:
        held = [(a, start) for a in self._actions.get(id, ()) if a.open(day) and (start := _held_from(a, id, day))]
        return bool(held) and all(self._silent(action, start, day) for action, start in held)

    def _silent(self, action: ActionFact, start: date, day: date) -> bool:
        last = max([action.created_on, start, *(on for on in action.updated_on if on <= day)])
        series = action.meeting_kind or "network"
        passed = sum(
            m.kind == series and m.held_on is not None and last < m.held_on <= day for m in self.facts.meetings
        )
        return passed >= self.norms.action_stalled_meetings

    def _links_not_confirmed(self, id: int, day: date) -> bool:
        """Only the last confirmation is kept: on a day before it nothing can be said of the link."""
        fresh_from = days_after(day, -self.norms.link_confirmed_days)
        own = self._drawn(day).get(id, ())
        return bool(own) and all(max(r.start_on, r.last_confirmed_on or r.start_on) < fresh_from for r in own)

    def _newcomer_waits(self, id: int, day: date) -> bool:
        came = self._newcomers.get(id, ())
        return any(missed_since(one, self.facts, self.outlook, self.norms, day) for one in came)

    def turns(self, id: int) -> set[date]:
        """Every day on which it can change whether the organisation is quiet."""
        norms, outlook = self.norms, self.outlook
        turns = {m.held_on for m in self.facts.meetings if m.held_on} | outlook.staff_changes(id)
        stale = norms.contact_fresh_days + 1
        for affiliation in outlook.affiliations.get(id, ()):
            known = (affiliation.start_on, *self._confirmed.get(affiliation.person_id, ()))
            turns |= {day for on in known for day in (on, days_after(on, stale))}
            erased_on = outlook.people[affiliation.person_id].erased_on
            turns |= {erased_on} if erased_on else set()
        turns |= {late_on(one, norms) for one in self._newcomers.get(id, ())}
        turns |= {day for action in self._actions.get(id, ()) for day in _action_turns(action)}
        return turns | self._link_turns(id)

    def _link_turns(self, id: int) -> set[date]:
        outlook = self.outlook
        turns = {e.effective_on for e in outlook.events if e.kind == TurnoverKind.ORGANISATION_STOPS}
        turns |= {day for m in outlook.organisations[id].memberships for day in m.turns()}
        for relation in (r for r in outlook.relations if id in (r.a, r.b)):
            confirmed = max(relation.start_on, relation.last_confirmed_on or relation.start_on)
            turns |= {relation.start_on, days_after(confirmed, self.norms.link_confirmed_days + 1)}
            turns |= {days_after(relation.end_on, 1)} if relation.end_on else set()
            turns |= {day for m in outlook.organisations[relation.other(id)].memberships for day in m.turns()}
        return turns

    @cached_property
    def _drawn(self) -> Callable[[date], Mapping[int, list[RelationFact]]]:
        """By organisation its links on the map on a day."""

        def drawn(day: date) -> dict[int, list[RelationFact]]:
            found: dict[int, list[RelationFact]] = {}
            for relation in self.outlook.drawn(day):
                for side in (relation.a, relation.b):
                    found.setdefault(side, []).append(relation)
            return found

        return cache(drawn)

    @cached_property
    def _confirmed(self) -> Mapping[int, list[date]]:
        found: dict[int, list[date]] = {}
        for person, on in self.facts.confirmations:
            found.setdefault(person, []).append(on)
        return found

    @cached_property
    def _actions(self) -> Mapping[int, list[ActionFact]]:
        """By organisation the actions it holds or held."""
        found: dict[int, list[ActionFact]] = {}
        for action in self.facts.actions:
            for id in {owner.organisation_id for owner in action.owners}:
                found.setdefault(id, []).append(action)
        return found

    @cached_property
    def _newcomers(self) -> Mapping[int, list[AffiliationFact]]:
        found: dict[int, list[AffiliationFact]] = {}
        for one in first_places(self.outlook):
            if one.start_on > self.facts.trajectory_ended_on:
                found.setdefault(one.organisation_id, []).append(one)
        return found


def _held_from(action: ActionFact, organisation_id: int, day: date) -> date | None:
    """Since when the organisation holds the action on a day."""
    own = (o for o in action.owners if o.organisation_id == organisation_id and lasts(o.start_on, o.end_on, day))
    return max((owner.start_on for owner in own), default=None)


def _action_turns(action: ActionFact) -> Iterator[date]:
    yield action.created_on
    yield from action.updated_on
    yield from (on for on, _ in action.states)
    for owner in action.owners:
        yield owner.start_on
        if owner.end_on:
            yield days_after(owner.end_on, 1)
