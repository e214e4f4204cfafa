"""On whom and on what the network hangs on a day, how few departures would break it, and what would help most.

Who watches the whole network sees it all; a webber does not see being a weak spot, alone or with others, and a manager
sees the weak spots of the own organisation and the number of people alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Role, Verb, Viewer, allows, require_any
from data_model.findings import Subject
from data_model.norms import Norms
from data_model.read.turnover import facts as read_facts
from data_model.refusal import Forbidden
from data_model.rules.bus_factor import Fall, bus_factor, map_links
from data_model.rules.cuts import Cuts
from data_model.rules.held_tasks import held_tasks
from data_model.rules.introductions import Introduction, introductions
from data_model.rules.names import named
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts
from data_model.rules.weak_spots import WeakSpot, Why, weak_spots


@dataclass(frozen=True)
class Together:
    """People who, when all of them leave, cut organisations off or leave tasks with nobody."""

    people: tuple[Subject, ...]
    cut_off: tuple[Subject, ...]
    tasks: tuple[Subject, ...]


@dataclass(frozen=True)
class Fewest:
    """How few departures break something: a size or its bounds, None when none does. `whole`: these are all sets."""

    at_least: int | None = None
    at_most: int | None = None
    sets: tuple[Together, ...] = ()
    whole: bool = True

    @property
    def exact(self) -> bool:
        return self.at_least == self.at_most


@dataclass(frozen=True)
class Proposal:
    """An introduction by name. With a `relation` the first of `people` comes to keep it beside `keeper`."""

    ends: tuple[Subject, Subject]
    people: tuple[tuple[Subject, Subject], ...]
    drop: int
    freed_people: tuple[Subject, ...] = ()
    freed_organisations: tuple[Subject, ...] = ()
    relation: Subject | None = None
    keeper: Subject | None = None


@dataclass(frozen=True)
class Hanging:
    """The organisations that take part, by what they hang on."""

    on_a_person: int = 0
    on_another: int = 0
    on_nothing: int = 0
    apart: int = 0

    @property
    def all(self) -> int:
        return self.on_a_person + self.on_another + self.on_nothing + self.apart


@dataclass(frozen=True)
class Weakness:
    """All that the page about weak spots shows. The introductions: of a colleague beside somebody, or of two sides."""

    spots: tuple[WeakSpot, ...]
    fewest: Fewest
    colleagues: tuple[Proposal, ...] = ()
    meetings: tuple[Proposal, ...] = ()
    hanging: Hanging = field(default_factory=Hanging)


@scope.read
def weakness(
    session: Session, viewer: Viewer, day: date, norms: Norms, without: frozenset[str] = frozenset()
) -> Weakness:
    """The weak spots of a day, as they would be `without` these people and organisations: for those only who watch
    the whole network. Refuses a name nobody has, or several have."""
    extent = require_any(viewer, Entity.TURNOVER, Verb.WATCH)
    if without and extent is not Reach.NETWORK:
        raise Forbidden
    facts = _without(read_facts(session, viewer), without, day)
    outlook = Outlook(facts.ties, day)
    cuts, tasks = Cuts(outlook.active(day), map_links(outlook)), list(held_tasks(facts, outlook))
    own = viewer.person_id if viewer.role is Role.WEBBER else None
    spots = tuple(
        spot
        for spot in weak_spots(facts, outlook, norms, tasks, cuts)
        if (own is None or spot.person_id != own) and _in_reach(viewer, spot)
    )
    found = bus_factor(outlook, tasks, cuts)
    if extent is not Reach.NETWORK:
        return Weakness(spots, Fewest(found.at_least, found.at_most, whole=False))
    shown = [fall for fall in found.falls if own not in fall.people]
    fewest = Fewest(
        found.at_least,
        found.at_most,
        tuple(_together(outlook, fall) for fall in shown),
        found.whole and len(shown) == len(found.falls),
    )
    colleagues, meetings = (
        tuple(one for introduction in made if (one := _proposal(outlook, introduction, own)))
        for made in introductions(outlook).values()
    )
    return Weakness(spots, fewest, colleagues, meetings, _hanging(outlook, spots, cuts))


def _in_reach(viewer: Viewer, spot: WeakSpot) -> bool:
    whose = {"organisation_id": spot.organisation_id, "person_id": spot.person_id}
    return allows(viewer, Entity.TURNOVER, Verb.WATCH, **whose)


def _without(facts: TurnoverFacts, names: frozenset[str], day: date) -> TurnoverFacts:
    """As if these are not there on the day: people nowhere, and organisations that take part no more."""
    gone, stopped = named(facts.ties, names)
    people = tuple(replace(p, erased_on=day) if p.id in gone else p for p in facts.ties.people)
    organisations = tuple(replace(o, memberships=()) if o.id in stopped else o for o in facts.ties.organisations)
    return replace(facts, ties=replace(facts.ties, people=people, organisations=organisations))


def _together(outlook: Outlook, fall: Fall[int, int, Subject]) -> Together:
    return Together(_people(outlook, fall.people), _organisations(outlook, fall.cut_off), _sorted(fall.tasks))


def _proposal(outlook: Outlook, made: Introduction, own: int | None) -> Proposal | None:
    """By name; None when it would tell a webber that a link rests on him or her alone."""
    relation, keeper = None, None
    one, other = (outlook.organisations[end].subject for end in made.ends)
    if made.relation_id is not None:
        link = next(relation for relation in outlook.relations if relation.id == made.relation_id)
        side = made.people[0][0]
        relation = Subject("relation", link.id, f"{one.name} – {other.name}")
        keeper = outlook.people[min(outlook.carriers(link, side, outlook.today))].subject
        if keeper.id == own:
            return None
    return Proposal(
        ends=(one, other),
        people=tuple((outlook.organisations[end].subject, outlook.people[id].subject) for end, id in made.people),
        drop=made.drop,
        freed_people=_people(outlook, made.freed_people - {own}),
        freed_organisations=_organisations(outlook, made.freed_organisations),
        relation=relation,
        keeper=keeper,
    )


def _people(outlook: Outlook, ids: Iterable[Any]) -> tuple[Subject, ...]:
    return _sorted(outlook.people[id].subject for id in ids)


def _organisations(outlook: Outlook, ids: Iterable[int]) -> tuple[Subject, ...]:
    return _sorted(outlook.organisations[id].subject for id in ids)


def _sorted(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    return tuple(sorted(subjects, key=lambda subject: (subject.name, subject.id)))


def _hanging(outlook: Outlook, spots: Iterable[WeakSpot], cuts: Cuts[int, int]) -> Hanging:
    on_a_person: set[int] = set()
    on_another: set[int] = set()
    for spot in spots:
        lost = {subject.id for subject in spot.lost(Why.CUTS_OFF)}
        (on_a_person if spot.about.entity == "person" else on_another).update(lost)
    linked = {end for pair in cuts.pairs for end in pair}
    return Hanging(
        len(on_a_person),
        len(on_another - on_a_person),
        len(linked - on_another - on_a_person),
        len(set(cuts.nodes) - linked),
    )
