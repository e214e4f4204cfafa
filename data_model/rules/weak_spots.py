"""What would be lost without one person, one organisation or one link, and which tasks rest on nobody? (3.E, V1-V7)

The same facts as the findings before anybody leaves, seen from who or what would be missed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data_model.findings import Concern, Subject, Value
from data_model.norms import Norms
from data_model.rules import vulnerable
from data_model.rules.cuts import Cuts
from data_model.rules.graph import breakpoint_links, breakpoint_nodes
from data_model.rules.held_tasks import HeldTask
from data_model.rules.map_facts import RelationFact
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts


class Why(StrEnum):
    """Why something is a weak spot, the heaviest first."""

    CUTS_OFF = "cuts_off"
    HOLDS_TASK = "holds_task"
    TASK_FREE = "task_free"
    KEEPS_LINKS = "keeps_links"
    ONLY_CONTACT = "only_contact"
    FEW_WEBBERS = "few_webbers"


@dataclass(frozen=True)
class Reason:
    """One thing that would be lost: the organisations, tasks or links it is about."""

    why: Why
    about: tuple[Subject, ...]
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class WeakSpot(Concern):
    """A person, organisation or link that would be missed, or a task that rests on nobody.

    `reached`: whether who would be cut off can be reached from the municipality now.
    """

    reasons: tuple[Reason, ...]
    reached: bool = False

    def lost(self, *why: Why) -> tuple[Subject, ...]:
        return tuple(subject for reason in self.reasons if reason.why in why for subject in reason.about)

    @property
    def order(self) -> tuple[int, int, int, int, str, int]:
        """What would be lost: organisations, then tasks, then links, then contacts."""
        lost = [(Why.CUTS_OFF,), (Why.HOLDS_TASK, Why.TASK_FREE), (Why.KEEPS_LINKS,), (Why.ONLY_CONTACT,)]
        cut, tasks, links, contacts = (-len(self.lost(*why)) for why in lost)
        return cut, tasks, links, contacts, self.about.name, self.about.id


def weak_spots(
    facts: TurnoverFacts, outlook: Outlook, norms: Norms, tasks: Iterable[HeldTask], cuts: Cuts[int, int]
) -> list[WeakSpot]:
    """All weak spots today, those without which most would be lost first."""
    held = list(tasks)
    found = [
        *_people(outlook, held, cuts),
        *_organisations(outlook, cuts),
        *_links(outlook, cuts),
        *_free_tasks(held),
        *_few_webbers(facts, outlook, norms),
    ]
    return sorted(found, key=lambda spot: spot.order)


def _people(outlook: Outlook, tasks: list[HeldTask], cuts: Cuts[int, int]) -> Iterator[WeakSpot]:
    cut, links, held, houses = (
        _cut_off(outlook, cuts),
        _links_alone(outlook),
        _tasks_alone(tasks),
        _only_contacts(outlook),
    )
    for id in sorted({*cut, *links, *held, *houses}):
        lost = {
            Why.CUTS_OFF: _named(outlook, cut.get(id, ())),
            Why.HOLDS_TASK: tuple(task.about for task in held[id]),
            Why.KEEPS_LINKS: tuple(sorted((_link(outlook, r) for r, _ in links[id]), key=lambda s: (s.name, s.id))),
            Why.ONLY_CONTACT: _named(outlook, houses[id]),
        }
        places = [side for _, side in links[id]] + [task.organisation_id for task in held[id]] + houses[id]
        yield WeakSpot(
            about=outlook.people[id].subject,
            organisation_id=next((place for place in places if place is not None), None),
            person_id=id,
            reasons=tuple(Reason(why, subjects) for why, subjects in lost.items() if subjects),
            reached=_reached(outlook, cuts, cut.get(id, frozenset())),
        )


def _cut_off(outlook: Outlook, cuts: Cuts[int, int]) -> dict[int, frozenset[int]]:
    """By person who would be cut off (V4)."""
    hubs, found = outlook.hubs(outlook.today), {}
    for person in cuts.people:
        if lost := cuts.lost(frozenset({person}), hubs):
            found[person] = lost
    return found


def _links_alone(outlook: Outlook) -> dict[int, list[tuple[RelationFact, int]]]:
    """By person the links that only they keep, with the side on which they do (V5)."""
    found: dict[int, list[tuple[RelationFact, int]]] = defaultdict(list)
    for relation in outlook.unbroken(outlook.today):
        alone: dict[int, int] = {}
        for side in (relation.b, relation.a):
            carriers = outlook.carriers(relation, side, outlook.today)
            alone |= {person: side for person in carriers if len(carriers) == 1}
        for person, side in alone.items():
            found[person].append((relation, side))
    return found


def _tasks_alone(tasks: list[HeldTask]) -> dict[int, list[HeldTask]]:
    """By person the tasks that nobody else does or stands in for (V2, V6)."""
    found: dict[int, list[HeldTask]] = defaultdict(list)
    for task in tasks:
        for person in task.people if len(task.people) == 1 else ():
            found[person].append(task)
    return found


def _only_contacts(outlook: Outlook) -> dict[int, list[int]]:
    """By person the organisations that have nobody else (V1)."""
    found: dict[int, list[int]] = defaultdict(list)
    for id in outlook.active(outlook.today):
        people = outlook.people_of(id, outlook.today)
        for person in people if len(people) == 1 else ():
            found[person].append(id)
    return found


def _organisations(outlook: Outlook, cuts: Cuts[int, int]) -> Iterator[WeakSpot]:
    """V4, for organisations."""
    for id, lost in breakpoint_nodes(cuts.nodes, cuts.pairs, outlook.hubs(outlook.today)).items():
        yield WeakSpot(
            about=outlook.organisations[id].subject,
            organisation_id=id,
            reasons=(Reason(Why.CUTS_OFF, _named(outlook, lost)),),
            reached=_reached(outlook, cuts, lost, id),
        )


def _links(outlook: Outlook, cuts: Cuts[int, int]) -> Iterator[WeakSpot]:
    """Links without which a part of the map is cut off, whoever keeps them. Of parallel ones none is missed alone."""
    lost_without = breakpoint_links(cuts.nodes, cuts.pairs, outlook.hubs(outlook.today))
    between: dict[frozenset[int], list[RelationFact]] = defaultdict(list)
    for relation in outlook.unbroken(outlook.today):
        between[frozenset((relation.a, relation.b))].append(relation)
    for pair, lost in lost_without.items():
        first, *more = between[frozenset(pair)]
        if not more:
            yield WeakSpot(
                about=_link(outlook, first),
                organisation_id=next(side for side in pair if side in lost),
                reasons=(Reason(Why.CUTS_OFF, _named(outlook, lost)),),
                reached=_reached(outlook, cuts, lost),
            )


def _free_tasks(tasks: list[HeldTask]) -> Iterator[WeakSpot]:
    """V3"""
    for task in tasks:
        if not task.manned and task.organisation_id is not None:
            reason = Reason(Why.TASK_FREE, (task.about,))
            yield WeakSpot(about=task.about, organisation_id=task.organisation_id, reasons=(reason,))


def _few_webbers(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[WeakSpot]:
    """V7"""
    for finding in vulnerable.few_webbers(facts, outlook, norms):
        yield WeakSpot(about=finding.about, reasons=(Reason(Why.FEW_WEBBERS, (), finding.values),))


def _named(outlook: Outlook, ids: Iterable[int]) -> tuple[Subject, ...]:
    return tuple(sorted((outlook.organisations[id].subject for id in ids), key=lambda one: (one.name, one.id)))


def _link(outlook: Outlook, relation: RelationFact) -> Subject:
    names = (outlook.organisations[relation.a].name, outlook.organisations[relation.b].name)
    return Subject("relation", relation.id, " – ".join(names))


def _reached(outlook: Outlook, cuts: Cuts[int, int], lost: frozenset[int], without: int | None = None) -> bool:
    """Whether all who would be cut off hang together now with the municipality, which itself stays."""
    hubs = outlook.hubs(outlook.today) - {without}
    return bool(lost) and all(cuts.pieces.part(id) & hubs for id in lost)
