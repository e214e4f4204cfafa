"""Whom the network loses when somebody goes: the last contact, a webber, the coordinator (3.E, T1-T3, T8).

A change counts from the day it was reported and until what it left behind is taken up again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from data_model.days import lasts
from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.rules.graph import articulation_points
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts, WebberFact
from data_model.rules.ties import EventFact, OrganisationFact
from data_model.vocabulary import Domain, TurnoverKind


@dataclass(frozen=True)
class Change:
    """One announced change as it looks today."""

    event: EventFact
    outlook: Outlook

    @property
    def organisation(self) -> OrganisationFact:
        return self.outlook.organisations[self.event.organisation_id]

    @property
    def name(self) -> str:
        """Who goes: the person, or the organisation as a whole."""
        person = self.outlook.people.get(self.event.person_id or 0)
        return person.name if person else self.organisation.name

    @cached_property
    def effect_on(self) -> date:
        return self.outlook.effect_on(self.event)

    @property
    def undone(self) -> bool:
        """Whether the person is there after all, for instance by coming back."""
        event = self.event
        if event.person_id is None or event.kind == TurnoverKind.PUTS_DOWN_WEBBER:
            return False
        return self.outlook.works(event.person_id, event.organisation_id, self.effect_on)

    @property
    def succeeded(self) -> bool:
        """Whether the named successor is there."""
        successor = self.event.successor_person_id
        return successor is not None and self.outlook.works(successor, self.event.organisation_id, self.effect_on)

    def follower(self, entity: str, id: int) -> int | None:
        """Who was named to follow in one task. Naming is enough until the day itself, when it is to be taken over."""
        person, organisation = self.event.follower(entity, id), self.event.organisation_id
        if person is None or self.event.effective_on <= self.outlook.today:
            return None
        of_house = entity == "webber"
        there = self.outlook.works(person, organisation, self.effect_on) if of_house else self._around(person)
        return person if there else None

    def _around(self, person_id: int) -> bool:
        return self.outlook.around(person_id, self.effect_on)

    def finding(self, kind: str, urgency: Urgency, about: Subject | None = None, **other: Any) -> Finding:
        """A finding about this change. It gets worse on the day the change becomes a fact."""
        values = {"person": self.name, "organisation": self.organisation.name, "effective_on": self.event.effective_on}
        fields: dict[str, Any] = {
            "since": self.event.reported_on,
            "changes_on": self.outlook.changes_on(self.event),
            "organisation_id": self.event.organisation_id,
            "person_id": self.event.person_id,
        }
        return Finding(
            kind=f"turnover.{kind}",
            about=about or Subject("turnover_event", self.event.id, self.name),
            urgency=urgency,
            values=values | other.pop("values", {}),
            **(fields | other),
        )


Consequence = tuple[Change, Finding]


def changes(outlook: Outlook) -> list[Change]:
    """The changes that are not undone, in the order of their days."""
    known = sorted(outlook.events, key=lambda event: (event.effective_on, event.id))
    every = (Change(event, outlook) for event in known if event.kind != TurnoverKind.JOINS)
    return [change for change in every if not change.undone]


def leavers(outlook: Outlook) -> list[Change]:
    gone = {event.id for event in outlook.departures}
    return [change for change in changes(outlook) if change.event.id in gone]


def contacts(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[Consequence]:
    """T1 and T2: an organisation that is left with nobody, or with one person."""
    last: dict[int, tuple[int, Change]] = {}
    for change in leavers(outlook):
        if outlook.takes_part(change.organisation.id, change.effect_on):
            left = len(outlook.people_of(change.organisation.id, change.effect_on))
            if left <= last.get(change.organisation.id, (left, change))[0]:
                last[change.organisation.id] = left, change
    for organisation_id, (left, change) in last.items():
        about = outlook.organisations[organisation_id].subject
        if left == 0:
            weighty, values = _weighty(change, facts, outlook, norms)
            urgency = Urgency.CRITICAL if weighty else Urgency.HIGH
            yield change, change.finding("sole_contact", urgency, about, values=values)
        elif left == 1 and not change.event.handover.settled(outlook.today):
            yield change, change.finding("becomes_sole_contact", Urgency.ATTENTION, about)


def _weighty(change: Change, facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> tuple[bool, dict[str, int]]:
    """Whether more depends on the organisation: a webber, a covenant, or a part of the map (with its age)."""
    before, id = outlook.day_before(change.event), change.organisation.id
    webber = any(webber.organisation_id == id and webber.holds(before) for webber in facts.webbers)
    party = any(party.organisation_id == id and party.holds(outlook.today) for party in facts.parties)
    if webber or party:
        return True, {}
    links = [(relation.a, relation.b) for relation in outlook.unbroken(before)]
    if not outlook.map_is_soft(norms) and id in articulation_points(outlook.active(before), links):
        return True, {"map_age_days": outlook.map_days}
    return False, {}


def webbers(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[Consequence]:
    """T3: a webber task that loses its person, without or with a stand-in."""
    for change in changes(outlook):
        for webber in facts.webbers:
            if not touches(change, webber) or change.succeeded or taken_over(change, webber, facts):
                continue
            if change.follower("webber", webber.id) is not None:
                continue
            kind, urgency, left = "webber_leaves_deputy", Urgency.ATTENTION, _left(change, webber, facts)
            if not has_deputy(webber, change):
                alone = len(left) < norms.webbers_min or _uncovered(webber, left)
                kind, urgency = "webber_leaves", Urgency.CRITICAL if alone else Urgency.HIGH
            yield (
                change,
                change.finding(
                    kind,
                    urgency,
                    Subject("webber", webber.id, change.name),
                    since=max(change.event.reported_on, webber.confirmed_on),
                    values={"left": len(left)},
                ),
            )


def _left(change: Change, webber: WebberFact, facts: TurnoverFacts) -> list[WebberFact]:
    return [w for w in facts.webbers if w is not webber and manned(w, change.outlook, change.effect_on)]


def has_deputy(webber: WebberFact, change: Change) -> bool:
    day = change.effect_on
    return any(
        d.person_id != change.event.person_id
        and lasts(d.start_on, d.end_on, day)
        and change.outlook.around(d.person_id, day)
        for d in webber.deputies
    )


def _uncovered(webber: WebberFact, left: list[WebberFact]) -> bool:
    """Whether nobody is left for the area or the domain this webber was called for."""
    area, domain = webber.area, webber.domain
    return (area is not None and area not in {w.area for w in left}) or (
        domain is not None and domain not in {w.domain for w in left}
    )


def touches(change: Change, webber: WebberFact) -> bool:
    event = change.event
    if webber.organisation_id != event.organisation_id or not webber.holds(change.outlook.day_before(event)):
        return False
    return event.kind == TurnoverKind.ORGANISATION_STOPS or webber.person_id == event.person_id is not None


def taken_over(change: Change, webber: WebberFact, facts: TurnoverFacts) -> bool:
    return taken_over_by(change, webber, facts) is not None


def taken_over_by(change: Change, webber: WebberFact, facts: TurnoverFacts) -> WebberFact | None:
    """Who was confirmed since for the same organisation or the one it merged into, or the same area and domain."""
    place, houses = (webber.area, webber.domain), (webber.organisation_id, change.event.into_organisation_id)
    found = (
        other
        for other in facts.webbers
        if other is not webber
        and other.confirmed_on >= change.event.reported_on
        and manned(other, change.outlook, change.effect_on)
        and (other.organisation_id in houses or ((other.area, other.domain) == place != (None, None)))
    )
    return next(found, None)


def manned(webber: WebberFact, outlook: Outlook, day: date) -> bool:
    """Whether a webber task has a person who is there and does not put it down."""
    person = webber.person_id
    if person is None or not webber.holds(day) or not outlook.works(person, webber.organisation_id, day):
        return False
    return not any(
        event.kind == TurnoverKind.PUTS_DOWN_WEBBER
        and (event.person_id, event.organisation_id) == (person, webber.organisation_id)
        and webber.confirmed_on < event.effective_on <= day
        for event in outlook.events
    )


def coordinators(facts: TurnoverFacts, outlook: Outlook) -> Iterator[Finding]:
    """T8: the coordinator leaves and nobody stands in or follows."""
    for change in leavers(outlook):
        event, day = change.event, change.effect_on
        if event.person_id is None or event.person_id not in facts.in_role("coordinator", outlook.day_before(event)):
            continue
        elsewhere = outlook.around(event.person_id, day) and change.organisation.domain != Domain.MUNICIPALITY
        others = (facts.in_role("coordinator", day) | facts.in_role("deputy_coordinator", day)) - {event.person_id}
        held = (r.id for r in facts.roles if (r.role, r.person_id) == ("coordinator", event.person_id))
        others |= {follower for id in held if (follower := change.follower("network_role", id)) is not None}
        if not elsewhere and not any(outlook.around(person, day) for person in others):
            yield change.finding("coordinator_leaves", Urgency.CRITICAL, covers=frozenset({facts.ties.network}))
