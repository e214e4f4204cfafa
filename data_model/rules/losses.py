"""What a network loses when people or organisations leave: links, contact with the municipality, tasks, agreements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data_model.days import lasts
from data_model.findings import Concern, Subject, Value
from data_model.rules import graph
from data_model.rules.departures import manned
from data_model.rules.leaving import Leaving
from data_model.rules.map_facts import RelationFact
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts, WebberFact


class Loss(StrEnum):
    """What is lost, in the order in which it is told."""

    CUT_OFF = "cut_off"
    LOOSE = "loose"
    LINK = "link"
    WEBBER = "webber"
    TASK = "task"
    INGREDIENT = "ingredient"
    MANDATE = "mandate"
    ACTION = "action"
    PROMISE = "promise"


@dataclass(frozen=True, kw_only=True)
class Lost(Concern):
    """One thing that nobody keeps any more. The step that prevents it is that of the findings of this kind."""

    loss: Loss
    like: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class BeforeAndAfter:
    """The facts about people before and after, as they are known on the first day without those who leave."""

    before: TurnoverFacts
    after: TurnoverFacts
    leaving: Leaving
    was: Outlook
    will: Outlook

    @property
    def on(self) -> date:
        return self.leaving.on

    def organisation(self, id: int) -> str:
        return self.was.organisations[id].name

    def person(self, id: int) -> str:
        return self.was.people[id].name


def of_people(before: TurnoverFacts, after: TurnoverFacts, leaving: Leaving) -> Iterator[Lost]:
    change = BeforeAndAfter(before, after, leaving, Outlook(before.ties, leaving.on), Outlook(after.ties, leaving.on))
    yield from _cut_off(change)
    yield from _links(change)
    yield from _webbers(change)
    yield from _tasks(change)
    yield from _mandates(change)


def _links(change: BeforeAndAfter) -> Iterator[Lost]:
    kept = {relation.id for relation in change.will.unbroken(change.on)}
    for relation in change.was.unbroken(change.on):
        if relation.id not in kept:
            yield _link(change, relation)


def _link(change: BeforeAndAfter, relation: RelationFact) -> Lost:
    """Told from the side where nobody is left."""
    on, whole = change.on, change.leaving.organisations & {relation.a, relation.b}
    gone = (s for s in (relation.a, relation.b) if s in whole or not change.will.holds(relation, s, on))
    side = min(gone, key=lambda s: s not in whole)
    kept_by = sorted(change.was.carriers(relation, side, on), key=lambda id: (change.person(id), id))
    names = change.organisation(side), change.organisation(relation.other(side))
    return Lost(
        loss=Loss.LINK,
        like="turnover.breakpoint_organisation_standing" if whole else "turnover.single_carried",
        about=Subject("relation", relation.id, " – ".join(names)),
        organisation_id=side,
        person_id=kept_by[0] if len(kept_by) == 1 else None,
        values={
            "organisation": names[0],
            "partner": names[1],
            "people": tuple(change.person(id) for id in kept_by),
        },
    )


def _cut_off(change: BeforeAndAfter) -> Iterator[Lost]:
    on, hubs = change.on, change.will.hubs(change.on)
    before, after = (_parts(outlook, on) for outlook in (change.was, change.will))
    lost = graph.cut_off(before, after, hubs)
    near = frozenset().union(*(part for part in before if part & change.was.hubs(on)))
    still = frozenset().union(*(part for part in after if part & hubs))
    whole = bool(change.leaving.organisations)
    for id in sorted(lost, key=lambda id: (change.organisation(id), id)):
        yield Lost(
            loss=Loss.CUT_OFF if hubs and id in near - still else Loss.LOOSE,
            like=f"turnover.breakpoint_{'organisation' if whole else 'person'}_standing",
            about=change.was.organisations[id].subject,
            organisation_id=id,
            values={"organisation": change.organisation(id)},
        )


def _parts(outlook: Outlook, day: date) -> list[frozenset[int]]:
    return graph.components(outlook.active(day), [(r.a, r.b) for r in outlook.unbroken(day)])


def _webbers(change: BeforeAndAfter) -> Iterator[Lost]:
    """Webber tasks, and standing in for a webber."""
    for webber in change.before.webbers:
        if not webber.holds(change.on):
            continue
        stand_ins = [d.person_id for d in webber.deputies if lasts(d.start_on, d.end_on, change.on)]
        left = [id for id in stand_ins if id != webber.person_id and change.will.around(id, change.on)]
        if _held(webber, change.was, change.on) and not _held(webber, change.will, change.on):
            name = change.person(webber.person_id) if webber.person_id else None
            yield Lost(
                loss=Loss.WEBBER,
                like="turnover.webber_leaves_deputy" if left else "turnover.webber_leaves",
                about=Subject("webber", webber.id, name or change.organisation(webber.organisation_id)),
                organisation_id=webber.organisation_id,
                person_id=webber.person_id,
                values={
                    "person": name,
                    "organisation": change.organisation(webber.organisation_id),
                    "stand_ins": tuple(sorted(change.person(id) for id in left)),
                },
            )
        for id in sorted(set(stand_ins) - set(left)):
            if change.was.around(id, change.on) and id != webber.person_id:
                about = Subject("webber", webber.id, change.person(id))
                yield _task(change, "webber_deputy", about, id, webber.organisation_id)


def _held(webber: WebberFact, outlook: Outlook, day: date) -> bool:
    """By a person who is there, or by an organisation that takes part."""
    if webber.person_id is None:
        return outlook.takes_part(webber.organisation_id, day)
    return manned(webber, outlook, day)


def _tasks(change: BeforeAndAfter) -> Iterator[Lost]:
    """Coordinator and deputy of the network: tasks of somebody who is nowhere any more."""
    for role in ("coordinator", "deputy_coordinator"):
        for id in sorted(change.before.in_role(role, change.on)):
            if change.was.around(id, change.on) and not change.will.around(id, change.on):
                network = change.before.ties.network
                yield _task(change, role, Subject(network.entity, network.id, change.person(id)), id, None)


LIKE = {
    "coordinator": "turnover.coordinator_leaves",
    "deputy_coordinator": "turnover.coordinator_without_deputy",
    "webber_deputy": "turnover.webber_without_deputy",
}


def _task(change: BeforeAndAfter, role: str, about: Subject, person_id: int, organisation_id: int | None) -> Lost:
    houses = sorted(organisation for person, organisation in change.leaving.places if person == person_id)
    own = organisation_id or (houses[0] if houses else None)
    return Lost(
        loss=Loss.TASK,
        like=LIKE[role],
        about=about,
        organisation_id=own,
        person_id=person_id,
        values={"role": role, "person": about.name, "organisation": change.organisation(own) if own else None},
    )


def _mandates(change: BeforeAndAfter) -> Iterator[Lost]:
    """Signatures and approvals stay valid; who follows confirms them. Told once for each covenant and organisation."""
    for party in change.before.parties:
        confirmed_on = party.mandate_confirmed_on
        renewed = confirmed_on is not None and change.leaving.announced_on <= confirmed_on <= change.on
        for id in sorted({m.person_id for m in party.mandates if m.given_on <= change.on}):
            if (id, party.organisation_id) in change.leaving.places and party.holds(change.on) and not renewed:
                yield Lost(
                    loss=Loss.MANDATE,
                    like="turnover.signatory_leaves",
                    about=Subject("covenant_party", party.id, change.organisation(party.organisation_id)),
                    organisation_id=party.organisation_id,
                    person_id=id,
                    values={
                        "person": change.person(id),
                        "organisation": change.organisation(party.organisation_id),
                        "covenant": party.covenant,
                    },
                )
