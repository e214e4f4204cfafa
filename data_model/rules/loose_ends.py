"""What still hangs on somebody who goes, and what is fixed already: each thing with the step that settles it.

It agrees with the findings about the same change (docs/policy 3.E): what one of them speaks of hangs loose here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data_model.days import happened, lasts
from data_model.findings import Subject
from data_model.rules.breakpoints import lost_relations
from data_model.rules.departures import Change, changes
from data_model.rules.handovers import given_by, mandated
from data_model.rules.loose_tasks import roles, stand_ins, webbers
from data_model.rules.loose_types import EndKind, EndState, LooseEnd
from data_model.rules.map_facts import RelationFact
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts
from data_model.rules.ties import DEPARTURES
from data_model.vocabulary import HandoverItemKind, TurnoverKind


class Step(StrEnum):
    """The steps of a departure, in their order."""

    TASKS = "tasks"
    HANDOVER = "handover"
    LINKS = "links"
    ACTIONS = "actions"
    MANDATES = "mandates"
    ANNEX = "annex"


STEP_OF = {
    EndKind.CONTACT: Step.TASKS,
    EndKind.WEBBER: Step.TASKS,
    EndKind.STAND_IN: Step.TASKS,
    EndKind.ROLE: Step.TASKS,
    EndKind.MEETING: Step.TASKS,
    EndKind.HANDOVER: Step.HANDOVER,
    EndKind.LINK: Step.LINKS,
    EndKind.ACTION: Step.ACTIONS,
    EndKind.MANDATE: Step.MANDATES,
    EndKind.PROMISE: Step.MANDATES,
    EndKind.AGREEMENT: Step.MANDATES,
    EndKind.ANNEX: Step.ANNEX,
}


@dataclass(frozen=True)
class PromisedFact:
    """A promise or a working agreement of which somebody is the contact."""

    kind: EndKind
    id: int
    organisation_id: int
    person_id: int
    text: str
    made_on: date
    dropped_on: date | None = None


@dataclass(frozen=True)
class ItemFact:
    """One thing on the list of a handover."""

    event_id: int
    kind: str
    required: bool = True
    done_on: date | None = None


@dataclass(frozen=True)
class ListedFact:
    """A covenant that runs names a webber task on its list."""

    covenant_id: int
    title: str
    webber_id: int
    listed_on: date
    unlisted_on: date | None = None


@dataclass(frozen=True)
class LeavingFacts:
    """All that is known of what people do in a network, and of what is passed on."""

    turnover: TurnoverFacts
    promised: tuple[PromisedFact, ...] = ()
    items: tuple[ItemFact, ...] = ()
    listed: tuple[ListedFact, ...] = ()
    texts: dict[int, str] = field(default_factory=dict)  # by action what it is about


def loose_ends(facts: LeavingFacts, event_id: int, outlook: Outlook) -> tuple[LooseEnd, ...] | None:
    """What hangs on one change, in the order of the steps. None: it does not count, or nobody goes by it after all."""
    change = next((one for one in changes(outlook) if one.event.id == event_id), None)
    if change is None:
        return None
    found = [*webbers(change, facts.turnover), *_items(change, facts), *_annexes(change, facts)]
    if change.event.kind in DEPARTURES and change.event.person_id is not None:
        found += [*_contact(change), *stand_ins(change, facts.turnover), *roles(change, facts.turnover)]
        found += [*_meetings(change, facts), *_links(change), *_actions(change, facts)]
        found += [*_mandates(change, facts), *_promised(change, facts)]
    order, steps = list(STEP_OF), list(Step)
    return tuple(sorted(found, key=lambda end: (steps.index(STEP_OF[end.kind]), order.index(end.kind))))


def hanging(ends: tuple[LooseEnd, ...]) -> tuple[LooseEnd, ...]:
    """What keeps a departure from being closed; what was arranged for a day to come still has to happen."""
    return tuple(end for end in ends if end.needed and end.state is not EndState.DONE)


def _state(done: bool) -> EndState:
    return EndState.DONE if done else EndState.OPEN


def _contact(change: Change) -> Iterator[LooseEnd]:
    """T1: whether anybody is left at the organisation."""
    own, day = change.organisation, change.effect_on
    if change.outlook.takes_part(own.id, day):
        left = change.outlook.people_of(own.id, day)
        yield LooseEnd(EndKind.CONTACT, own.subject, _state(bool(left)), left)


def _links(change: Change) -> Iterator[LooseEnd]:
    """T5c: the links that nobody else keeps on this side, and those that others keep too.

    What the other side no longer keeps is not for who goes. A completed handover tells of no link who keeps it now.
    """
    outlook, event, day = change.outlook, change.event, change.effect_on
    own, side, lost = (event.person_id or 0, event.organisation_id), event.organisation_id, lost_relations(change)
    drawn = {relation.id for relation in outlook.drawn(day)}
    for relation in outlook.carried.get(own, ()):
        held = any(
            (c.person_id, c.organisation_id) == own and lasts(c.start_on, c.end_on, outlook.day_before(event))
            for c in relation.carriers
        )
        if held and relation.id in drawn:
            others, other = outlook.carriers(relation, side, day), relation.other(side)
            done = bool(others) or (relation not in lost and not outlook.holds(relation, other, day))
            name = outlook.organisations[other].name
            about = Subject("relation", relation.id, name)
            yield LooseEnd(EndKind.LINK, about, _state(done), others, needed=not done or _alone(change, relation))


def _alone(change: Change, relation: RelationFact) -> bool:
    """Whether nobody else kept it on this side when the change was reported: then that had to be arranged."""
    event, on = change.event, min(change.event.reported_on, change.outlook.day_before(change.event))
    return not change.outlook.carriers(relation, event.organisation_id, on) - {event.person_id}


def _actions(change: Change, facts: LeavingFacts) -> Iterator[LooseEnd]:
    """T6: what somebody still had to do when it was reported, or has to do now."""
    event, today = change.event, change.outlook.today
    own = event.person_id or 0, event.organisation_id
    for action in facts.turnover.actions:
        now = action.open(today) and action.held_by(*own, change.effect_on)
        before = min(event.reported_on, change.outlook.day_before(event))
        if now or (action.open(before) and action.held_by(*own, before)):
            about = Subject("action", action.id, facts.texts.get(action.id, ""))
            yield LooseEnd(EndKind.ACTION, about, _state(not now))


def _mandates(change: Change, facts: LeavingFacts) -> Iterator[LooseEnd]:
    """T4: the mandates that rest on who goes. The signature stays valid."""
    today = change.outlook.today
    for party in facts.turnover.parties:
        if given_by(party, change) and party.holds(today):
            about = Subject("covenant_party", party.id, party.covenant)
            yield LooseEnd(EndKind.MANDATE, about, _state(not mandated(party, change)))


def _promised(change: Change, facts: LeavingFacts) -> Iterator[LooseEnd]:
    own, today = (change.event.person_id, change.organisation.id), change.outlook.today
    tables = {EndKind.PROMISE: "anchoring_promise", EndKind.AGREEMENT: "working_agreement"}
    for one in facts.promised:
        stands = one.made_on <= today and not happened(one.dropped_on, today)
        if (one.person_id, one.organisation_id) == own and stands:
            yield LooseEnd(one.kind, Subject(tables[one.kind], one.id, one.text), EndState.OPEN)


def _meetings(change: Change, facts: LeavingFacts) -> Iterator[LooseEnd]:
    """T9: the meetings still to come that somebody would organise who is not there then."""
    outlook, event = change.outlook, change.event
    person = event.person_id or 0
    for meeting in sorted(facts.turnover.meetings, key=lambda m: (m.planned_on, m.id)):
        coming = meeting.planned(outlook.today) and meeting.planned_on >= change.effect_on
        if coming and meeting.organiser_id == person and not outlook.around(person, meeting.planned_on):
            about = Subject("meeting", meeting.id, meeting.kind)
            yield LooseEnd(EndKind.MEETING, about, EndState.OPEN, on=meeting.planned_on)


def _items(change: Change, facts: LeavingFacts) -> Iterator[LooseEnd]:
    """What is passed on. Who said that it is not possible is not asked for it again."""
    today, settled = change.outlook.today, change.event.handover.settled(change.outlook.today)
    listed = {item.kind: item for item in facts.items if item.event_id == change.event.id}
    for number, kind in enumerate(HandoverItemKind):
        item = listed.get(kind, ItemFact(change.event.id, kind))
        done = settled or happened(item.done_on, today)
        yield LooseEnd(EndKind.HANDOVER, Subject(kind, number), _state(done), needed=item.required)


def _annexes(change: Change, facts: LeavingFacts) -> Iterator[LooseEnd]:
    """Covenants that name a task of who goes: the list changes once the task is somebody else's, or nobody's."""
    today = change.outlook.today
    if change.event.kind == TurnoverKind.AWAY:
        return
    gone = change.event.effective_on <= today
    touched = {end.about.id for end in webbers(change, facts.turnover)}
    ended = {webber.id for webber in facts.turnover.webbers if not webber.holds(today)}
    for one in facts.listed:
        if one.webber_id in touched and one.listed_on <= today:
            later = EndState.OPEN if gone or one.webber_id in ended else EndState.LATER
            state = EndState.DONE if happened(one.unlisted_on, today) else later
            yield LooseEnd(EndKind.ANNEX, Subject("covenant", one.covenant_id, one.title), state)
