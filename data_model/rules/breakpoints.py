"""Where the map depends on one organisation, one person or one link, now and after a change (3.E, T5, V4, V5)."""

from collections.abc import Iterator
from datetime import date

from data_model.days import lasts
from data_model.findings import Finding, Subject, Urgency, Value
from data_model.norms import Norms
from data_model.rules.departures import Change, Consequence, changes, leavers
from data_model.rules.graph import breakpoint_nodes, breakpoint_people, components, cut_off, edges
from data_model.rules.map_facts import RelationFact
from data_model.rules.outlook import Outlook
from data_model.vocabulary import TurnoverKind


def organisations_that_stop(outlook: Outlook, norms: Norms) -> Iterator[Consequence]:
    """T5a: an organisation stops on which a part of the map depends."""
    for change in changes(outlook):
        if change.event.kind != TurnoverKind.ORGANISATION_STOPS or outlook.map is None:
            continue
        own, before, after = change.organisation.id, outlook.day_before(change.event), change.effect_on
        rest = set(outlook.active(after)) - {own}
        links = [(r.a, r.b) for r in outlook.unbroken(after) if own not in (r.a, r.b)]
        own_links = [(r.a, r.b) for r in outlook.unbroken(before) if own in (r.a, r.b)]
        whole = components(sorted({own, *rest}), links + own_links)
        if lost := cut_off(whole, components(sorted(rest), links), outlook.hubs(after) - {own}):
            yield (
                change,
                change.finding(
                    "breakpoint_organisation",
                    _capped(Urgency.CRITICAL, outlook, norms),
                    change.organisation.subject,
                    since=outlook.since_map(change.event.reported_on),
                    values=_told(outlook, lost),
                ),
            )


def people_that_leave(outlook: Outlook, norms: Norms) -> Iterator[Consequence]:
    """T5b and T5c: the links that only the leaver carries, and whether a part is cut off with them."""
    for change in leavers(outlook):
        if relations := lost_relations(change):
            yield from _cut_off_with(change, relations, norms)
            yield from _carried_alone(change, relations, norms)


def _cut_off_with(change: Change, relations: list[RelationFact], norms: Norms) -> Iterator[Consequence]:
    outlook, day = change.outlook, change.effect_on
    left, active = [(r.a, r.b) for r in outlook.unbroken(day)], outlook.active(day)
    whole = left + [(r.a, r.b) for r in relations]
    lost = cut_off(components(active, whole), components(active, left), outlook.hubs(day))
    person = outlook.people.get(change.event.person_id or 0)
    if lost and person:
        urgency = Urgency.HIGH if change.event.handover.taken_up(outlook.today) else Urgency.CRITICAL
        yield (
            change,
            change.finding(
                "breakpoint_person",
                _capped(urgency, outlook, norms),
                person.subject,
                since=outlook.since_map(change.event.reported_on),
                values=_told(outlook, lost) | {"relations": len(relations)},
                covers=frozenset({_subject(relation, outlook) for relation in relations} | {person.subject}),
            ),
        )


def _carried_alone(change: Change, relations: list[RelationFact], norms: Norms) -> Iterator[Consequence]:
    outlook, day = change.outlook, change.effect_on
    whole = [(r.a, r.b) for r in [*outlook.unbroken(day), *relations]]
    pairs = edges(outlook.active(day), whole)
    for relation in relations:
        other = relation.other(change.organisation.id)
        few = sum(other in pair for pair in pairs) <= norms.carrier_few_relations
        yield (
            change,
            change.finding(
                "single_carried",
                Urgency.HIGH if few else Urgency.ATTENTION,
                _subject(relation, outlook),
                since=outlook.since_map(change.event.reported_on),
                values={"partner": outlook.organisations[other].name, "map_age_days": outlook.map_days},
            ),
        )


def lost_relations(change: Change) -> list[RelationFact]:
    """The relations that end with this leaver: nobody else carries them on that side, and nothing was handed over."""
    outlook, event, day = change.outlook, change.event, change.effect_on
    own, before = (event.person_id or 0, event.organisation_id), outlook.day_before(event)
    carried = [
        relation
        for relation in outlook.carried.get(own, ())
        if any(
            (c.person_id, c.organisation_id) == own and lasts(c.start_on, c.end_on, before) for c in relation.carriers
        )
    ]
    drawn = {relation.id for relation in outlook.drawn(day)} if carried else set()
    return [
        relation
        for relation in carried
        if relation.id in drawn
        and not outlook.holds(relation, event.organisation_id, day)
        and outlook.holds(relation, relation.other(event.organisation_id), day)
    ]


def standing(outlook: Outlook) -> Iterator[Finding]:
    """V4: people and organisations on whom a part of the map depends, before anybody leaves."""
    active, relations = outlook.active(outlook.today), outlook.unbroken(outlook.today)
    yield from _standing_people(outlook, active, relations)
    yield from _standing_organisations(outlook, active, relations)


def _standing_people(outlook: Outlook, active: list[int], relations: list[RelationFact]) -> Iterator[Finding]:
    today = outlook.today
    links = [outlook.link(relation, today) for relation in relations]
    for person_id, lost in breakpoint_people(active, links, outlook.hubs(today)).items():
        own = [c for r in relations for c in r.carriers if c.person_id == person_id and c.start_on <= today]
        first = min(own, key=lambda carrier: (carrier.start_on, carrier.organisation_id))
        yield Finding(
            kind="turnover.breakpoint_person_standing",
            about=outlook.people[person_id].subject,
            urgency=Urgency.HIGH,
            since=outlook.since_map(first.start_on),
            values=_told(outlook, lost) | {"person": outlook.people[person_id].name},
            organisation_id=first.organisation_id,
            person_id=person_id,
        )


def _standing_organisations(outlook: Outlook, active: list[int], relations: list[RelationFact]) -> Iterator[Finding]:
    lost_without = breakpoint_nodes(active, [(r.a, r.b) for r in relations], outlook.hubs(outlook.today))
    for id, lost in sorted(lost_without.items()):
        yield Finding(
            kind="turnover.breakpoint_organisation_standing",
            about=outlook.organisations[id].subject,
            urgency=Urgency.HIGH,
            since=outlook.since_map(min(r.start_on for r in relations if id in (r.a, r.b))),
            values=_told(outlook, lost) | {"organisation": outlook.organisations[id].name},
            organisation_id=id,
        )


def single_carriers(outlook: Outlook) -> Iterator[Finding]:
    """V5: the links of an organisation that rest on one of its people, one finding an organisation."""
    today, announced = outlook.today, {(e.person_id, e.organisation_id) for e in outlook.departures}
    partners: dict[int, dict[str, date]] = {}
    people: dict[int, set[int]] = {}
    for relation in outlook.unbroken(today):
        for side in (relation.a, relation.b):
            carriers = outlook.carriers(relation, side, today)
            if len(carriers) == 1 and not {(person, side) for person in carriers} & announced:
                other = outlook.organisations[relation.other(side)].name
                partners.setdefault(side, {})[other] = relation.start_on
                people.setdefault(side, set()).update(carriers)
    for side, found in sorted(partners.items()):
        yield Finding(
            kind="turnover.single_carrier",
            about=outlook.organisations[side].subject,
            urgency=Urgency.ATTENTION,
            since=outlook.since_map(min(found.values())),
            values={
                "organisation": outlook.organisations[side].name,
                "partners": tuple(sorted(found)),
                "map_age_days": outlook.map_days,
            },
            organisation_id=side,
            person_id=min(people[side]) if len(people[side]) == 1 else None,
        )


def _subject(relation: RelationFact, outlook: Outlook) -> Subject:
    names = (outlook.organisations[relation.a].name, outlook.organisations[relation.b].name)
    return Subject("relation", relation.id, " – ".join(names))


def _told(outlook: Outlook, lost: frozenset[int]) -> dict[str, Value]:
    names = tuple(sorted(outlook.organisations[id].name for id in lost))
    return {"cut_off": names, "map_age_days": outlook.map_days}


def _capped(urgency: Urgency, outlook: Outlook, norms: Norms) -> Urgency:
    return min(urgency, Urgency.HIGH) if outlook.map_is_soft(norms) else urgency
