"""The network as a graph on a day: what hangs together, on whom it depends, and what is left without some people."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, reach, require
from data_model.findings import Subject
from data_model.read.map_facts import maps, relations
from data_model.read.memberships import memberships
from data_model.read.statements import AFFILIATIONS, NETWORK, ORGANISATIONS, PEOPLE, TURNOVER_EVENTS
from data_model.refusal import Forbidden
from data_model.rules import graph
from data_model.rules.names import named
from data_model.rules.outlook import Outlook
from data_model.rules.ties import (
    AffiliationFact,
    EventFact,
    HandoverFact,
    OrganisationFact,
    PersonFact,
    Ties,
)
from data_model.scope import HERE
from data_model.tables.turnover import Handover, Succession

_SUCCESSIONS = select(
    Succession.turnover_event_id, Succession.entity, Succession.entity_id, Succession.person_id
).where(Succession.network_id == HERE)
_HANDOVERS = (
    select(
        Handover.turnover_event_id,
        Handover.planned_on,
        Handover.started_on,
        Handover.completed_on,
        Handover.not_possible_on,
    )
    .where(Handover.network_id == HERE)
    .order_by(Handover.id)
)


@scope.read
def network_map(session: Session, viewer: Viewer, day: date, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The map in use on a day by name, as it would be `without` these people and organisations.

    Who is a breakpoint, and what is left without somebody, only those see who watch the whole network's turnover;
    a webber is left out of his or her own view. Refuses a name nobody has, or several have.
    """
    require(viewer, Entity.REGISTER, Verb.SEE)
    watches = reach(viewer, Entity.TURNOVER, Verb.WATCH) is Reach.NETWORK
    if without and not watches:
        raise Forbidden
    known = ties(session, viewer)
    absent, stopped = named(known, without)
    outlook = Outlook(known, day)
    nodes = [id for id in outlook.active(day) if id not in stopped]
    links = [link for r in outlook.unbroken(day) if not (link := outlook.link(r, day)).breaks_without(absent)]
    left = [graph.Link(x.a, x.b, x.carriers_a - absent, x.carriers_b - absent) for x in links]
    people = graph.breakpoint_people(nodes, left, outlook.hubs(day) - stopped) if watches else {}
    own = {viewer.person_id} if viewer.role == "webber" else set()
    return _named(outlook, nodes, [(x.a, x.b) for x in left], frozenset(people) - own)


def _named(outlook: Outlook, nodes: list[int], links: list[tuple[int, int]], people: frozenset[int]) -> dict[str, Any]:
    shared = Counter(outlook.organisations[id].name for id in nodes)
    label = {
        id: f"{name} ({id})" if shared[name] > 1 else name
        for id, name in ((id, outlook.organisations[id].name) for id in nodes)
    }

    def pairs(found: list[tuple[int, int]]) -> list[list[str]]:
        return sorted(sorted((label[a], label[b])) for a, b in found)

    return {
        "nodes": sorted(label.values()),
        "edges": pairs(graph.edges(nodes, links)),
        "components": [sorted(label[id] for id in part) for part in graph.components(nodes, links)],
        "articulation_points": sorted(label[id] for id in graph.articulation_points(nodes, links)),
        "bridges": pairs(graph.bridges(nodes, links)),
        "breakpoint_people": sorted(outlook.people[id].name for id in people),
        "betweenness": {label[id]: share for id, share in graph.betweenness(nodes, links).items()},
    }


@scope.read
def ties(session: Session, viewer: Viewer) -> Ties:
    """Who works where, the announced changes and the map of the viewer's network. What is shown of it is filtered."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    (network,) = scope.rows(session, NETWORK)
    people = scope.rows(session, PEOPLE)
    affiliations = scope.rows(session, AFFILIATIONS)
    return Ties(
        network=Subject("network", network.id, network.name),
        organisations=_organisations(session),
        people=tuple(PersonFact(*row) for row in people),
        affiliations=tuple(AffiliationFact(*row[:4]) for row in affiliations),
        events=_events(session),
        maps=maps(session),
        relations=relations(session),
    )


def _organisations(session: Session) -> tuple[OrganisationFact, ...]:
    times = memberships(session)
    rows = scope.rows(session, ORGANISATIONS)
    return tuple(OrganisationFact(one.id, one.name, times[one.id], one.domain) for one in rows)


def _events(session: Session) -> tuple[EventFact, ...]:
    handovers = {turnover_event_id: HandoverFact(*days) for turnover_event_id, *days in scope.rows(session, _HANDOVERS)}
    followers: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for turnover_event_id, entity, entity_id, person_id in scope.rows(session, _SUCCESSIONS):
        followers[turnover_event_id].append((entity, entity_id, person_id))
    return tuple(
        EventFact(
            id=event.id,
            kind=event.kind,
            organisation_id=event.organisation_id,
            person_id=event.person_id,
            effective_on=event.effective_on,
            reported_on=event.reported_on,
            until_on=event.until_on,
            successor_person_id=event.successor_person_id,
            withdrawn_on=event.withdrawn_on,
            handover=handovers.get(event.id, HandoverFact()),
            followers=tuple(sorted(followers[event.id])),
            into_organisation_id=event.into_organisation_id,
        )
        for event in scope.rows(session, TURNOVER_EVENTS)
    )
