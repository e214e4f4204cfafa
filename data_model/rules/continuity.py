"""Why could a link break, or why is it safe? Reasons with the record behind each: no score, nobody ranked. (3.E, T5)

Of each side one reason tells how it is carried; the others come besides it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from data_model.findings import Subject
from data_model.norms import Norms
from data_model.rules.contacts_states import Contact, ContactState, counts_as_stale
from data_model.rules.graph import components, cut_off
from data_model.rules.link_states import LinkStanding, LinkState, SideStanding, link_standing, turns_of
from data_model.rules.map_facts import RelationFact
from data_model.rules.meeting_days import last_held
from data_model.rules.outlook import Outlook
from data_model.rules.rhythm_facts import MeetingFact
from data_model.vocabulary import TurnoverKind


class ReasonKind(StrEnum):
    """What makes a link weak or strong, the most pressing first."""

    NOBODY = "nobody"
    BREAKS = "breaks"
    ORGANISATION_GOES = "organisation_goes"
    CARRIER_LEAVES = "carrier_leaves"
    ONE = "one"
    UNKNOWN = "unknown"
    ENDS = "ends"
    ONLY_WAY = "only_way"
    CONTACT_WRONG = "contact_wrong"
    CONTACT_OLD = "contact_old"
    UNCONFIRMED = "unconfirmed"
    ABSENT = "absent"
    SHARED = "shared"
    CONFIRMED = "confirmed"


SAFE = frozenset({ReasonKind.SHARED, ReasonKind.CONFIRMED})

# How a side is carried says how the link stands; the other reasons do not change its state.
STATE_OF: Mapping[ReasonKind, LinkState] = {
    ReasonKind.NOBODY: LinkState.BROKEN,
    ReasonKind.BREAKS: LinkState.AT_RISK,
    ReasonKind.ORGANISATION_GOES: LinkState.AT_RISK,
    ReasonKind.ONE: LinkState.SINGLE_CARRIED,
    ReasonKind.UNKNOWN: LinkState.CARRIER_UNKNOWN,
    ReasonKind.SHARED: LinkState.WORKS,
}


@dataclass(frozen=True)
class Reason:
    """One reason and the record that causes it. `side`: the organisation it is about; None: the link as a whole.

    `on`: the day it is about. `names`: the people, or the organisations that are reached in no other way. `times`: how
    many days or meetings.
    """

    kind: ReasonKind
    cause: Subject
    side: int | None = None
    person_id: int | None = None
    on: date | None = None
    names: tuple[str, ...] = ()
    times: int = 0

    @property
    def is_risk(self) -> bool:
        return self.kind not in SAFE


@dataclass(frozen=True)
class LinkFacts:
    """What is known of links on a day, of who can be reached and of who was at the meetings."""

    outlook: Outlook
    contacts: Mapping[int, Contact] = field(default_factory=lambda: MappingProxyType({}))
    meetings: tuple[MeetingFact, ...] = ()


def reasons(facts: LinkFacts, relation_id: int, norms: Norms) -> tuple[Reason, ...]:
    """The reasons about a link on the day of the outlook, the most pressing first; none when it is not drawn then."""
    standing = link_standing(facts.outlook, relation_id)
    if standing is None:
        return ()
    order = tuple(ReasonKind)
    return tuple(sorted(_reasons(facts, standing, norms), key=lambda one: (order.index(one.kind), one.on or date.max)))


def _reasons(facts: LinkFacts, standing: LinkStanding, norms: Norms) -> Iterator[Reason]:
    for side in (standing.a, standing.b):
        yield _carried(facts.outlook, standing.relation, side)
        yield from _leaving(facts.outlook, standing.relation, side)
        yield from _contacts(facts, side, norms)
        yield from _absent(facts, side.organisation_id, norms)
    yield from _confirmed(standing.relation, facts.outlook.today, norms)
    yield from _only_way(facts.outlook, standing.relation)
    if standing.relation.end_on:
        yield Reason(ReasonKind.ENDS, _subject(standing.relation), on=standing.relation.end_on)


def _carried(outlook: Outlook, relation: RelationFact, side: SideStanding) -> Reason:
    """The one reason that tells how a side is carried."""
    own, link = side.organisation_id, _subject(relation)
    match side.state:
        case LinkState.BROKEN:
            gone = _names(outlook, outlook.recorded(relation, own, outlook.today))
            return Reason(ReasonKind.NOBODY, link, own, names=gone)
        case LinkState.AT_RISK:
            return _breaks(outlook, relation, side)
        case LinkState.SINGLE_CARRIED:
            days = (outlook.today, *turns_of(outlook, relation, own))
            on, left = next((day, found) for day in days if len(found := outlook.carriers(relation, own, day)) <= 1)
            who = next(iter(left), None)
            cause = outlook.people[who].subject if who else link
            later = None if on == outlook.today else on
            return Reason(ReasonKind.ONE, cause, own, who, later, _names(outlook, left))
        case LinkState.CARRIER_UNKNOWN:
            return Reason(ReasonKind.UNKNOWN, link, own)
        case LinkState.WORKS:
            return Reason(ReasonKind.SHARED, link, own, names=_names(outlook, side.carriers))


def _breaks(outlook: Outlook, relation: RelationFact, side: SideStanding) -> Reason:
    """From a day nobody keeps it: the organisation goes as a whole, or its last people do."""
    own, on = side.organisation_id, side.breaks_on
    assert on is not None
    if not outlook.takes_part(own, on):
        stops = (e for e in outlook.events if e.kind == TurnoverKind.ORGANISATION_STOPS and e.effective_on == on)
        event = next((e for e in stops if e.organisation_id == own), None)
        organisation = outlook.organisations[own].subject
        cause = Subject("turnover_event", event.id, organisation.name) if event else organisation
        return Reason(ReasonKind.ORGANISATION_GOES, cause, own, on=on)
    last = sorted(_last(outlook, relation, own, on))
    cause = _departure(outlook, last[0], own, on) if last else _subject(relation)
    return Reason(ReasonKind.BREAKS, cause, own, last[0] if len(last) == 1 else None, on, _names(outlook, last))


def _last(outlook: Outlook, relation: RelationFact, side: int, on: date) -> frozenset[int]:
    """Who kept a side until the day on which nobody does any more."""
    before = [day for day in turns_of(outlook, relation, side) if day < on]
    return outlook.carriers(relation, side, max(before, default=outlook.today))


def _leaving(outlook: Outlook, relation: RelationFact, side: SideStanding) -> Iterator[Reason]:
    own = side.organisation_id
    coming = turns_of(outlook, relation, own)
    for person in sorted(side.carriers):
        gone = (day for day in coming if person not in outlook.carriers(relation, own, day))
        on = next(gone, None)
        if on is not None and outlook.takes_part(own, on):
            cause = _departure(outlook, person, own, on)
            yield Reason(ReasonKind.CARRIER_LEAVES, cause, own, person, on, _names(outlook, (person,)))


def _departure(outlook: Outlook, person_id: int, side: int, on: date) -> Subject:
    """What was announced, else the person whose last day was written down."""
    announced = (e for e in outlook.departures if (e.person_id, e.organisation_id) == (person_id, side))
    event = next((e for e in announced if e.effective_on == on), None)
    person = outlook.people[person_id].subject
    return Subject("turnover_event", event.id, person.name) if event else person


def _contacts(facts: LinkFacts, side: SideStanding, norms: Norms) -> Iterator[Reason]:
    """Whom one would call on this side, while the number may no longer be right."""
    day = facts.outlook.today
    for person in sorted(side.carriers):
        contact = facts.contacts.get(person)
        if contact is None or not counts_as_stale(contact.state, critical=contact.critical_since is not None):
            continue
        about = Subject("person", person, contact.person.name)
        wrong = contact.state is ContactState.REPORTED_WRONG
        on = contact.person.wrong_since(day) if wrong else contact.person.confirmed_on(day)
        kind = ReasonKind.CONTACT_WRONG if wrong else ReasonKind.CONTACT_OLD
        yield Reason(kind, about, side.organisation_id, person, on, (contact.person.name,))


def _absent(facts: LinkFacts, organisation_id: int, norms: Norms) -> Iterator[Reason]:
    for kind in ("webber", "network"):
        last = last_held(facts.meetings, kind, facts.outlook.today, norms.absent_meetings)
        if last and all(organisation_id in meeting.absent for meeting in last):
            cause = Subject("meeting", last[-1].id)
            yield Reason(ReasonKind.ABSENT, cause, organisation_id, on=last[-1].held_on, times=len(last))


def _confirmed(relation: RelationFact, day: date, norms: Norms) -> Iterator[Reason]:
    """What was said after this day tells nothing of what was known then."""
    on = relation.last_confirmed_on
    if on is not None and on > day:
        return
    age = (day - (on or relation.start_on)).days
    if age > norms.link_confirmed_days:
        yield Reason(ReasonKind.UNCONFIRMED, _subject(relation), on=on, times=age)
    elif on is not None:
        yield Reason(ReasonKind.CONFIRMED, _subject(relation), on=on)


def _only_way(outlook: Outlook, relation: RelationFact) -> Iterator[Reason]:
    """Whom nobody reaches any more without this link."""
    unbroken, own = outlook.unbroken(outlook.today), {relation.a, relation.b}
    others = [(r.a, r.b) for r in unbroken if r.id != relation.id]
    if len(others) == len(unbroken) or any({a, b} == own for a, b in others):
        return
    active = outlook.active(outlook.today)
    whole = components(active, [*others, (relation.a, relation.b)])
    lost = cut_off(whole, components(active, others), outlook.hubs(outlook.today))
    if lost:
        names = tuple(sorted(outlook.organisations[id].name for id in lost))
        yield Reason(ReasonKind.ONLY_WAY, _subject(relation), names=names)


def _subject(relation: RelationFact) -> Subject:
    return Subject("relation", relation.id)


def _names(outlook: Outlook, people: Iterable[int]) -> tuple[str, ...]:
    return tuple(sorted(outlook.people[person].name for person in people if person in outlook.people))
