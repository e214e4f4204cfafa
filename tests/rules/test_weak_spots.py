"""What would be lost without somebody or something (docs/policy 3.E), which agrees with the findings V1 to V7."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Finding
from data_model.rules.bus_factor import map_links
from data_model.rules.cuts import Cuts
from data_model.rules.held_tasks import held_tasks
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TaskFact, TurnoverFacts
from data_model.rules.weak_spots import WeakSpot, Why, weak_spots
from tests.rules.turnover_town import (
    CHURCH,
    EVERYONE,
    FOOD_BANK,
    HALL,
    NAMES,
    NORMS,
    REPORTED,
    SCHOOL,
    START,
    carried,
    findings,
    leaves,
    town,
    webber,
    works,
)

# Town hall – school – food bank – church; only 31 keeps the food bank's link with the school.
LINE = (
    carried(1, HALL, SCHOOL, (11, 12, 21, 22)),
    carried(2, SCHOOL, FOOD_BANK, (21, 22, 31)),
    carried(3, FOOD_BANK, CHURCH, (31, 32, 41, 42)),
)


def spots(facts: TurnoverFacts) -> list[WeakSpot]:
    outlook = Outlook(facts.ties, REPORTED)
    cuts = Cuts(outlook.active(REPORTED), map_links(outlook))
    return weak_spots(facts, outlook, NORMS, held_tasks(facts, outlook), cuts)


def spot(facts: TurnoverFacts, entity: str, id: int) -> WeakSpot | None:
    return next((one for one in spots(facts) if (one.about.entity, one.about.id) == (entity, id)), None)


def names(found: WeakSpot | None, *why: Why) -> list[str]:
    return [subject.name for subject in found.lost(*why)] if found else []


def test_without_a_person_organisations_links_and_tasks_are_lost() -> None:
    facts = town(relations=LINE, without={32}, webbers=(webber(31),))
    person = spot(facts, "person", 31)
    assert person and person.reached and (person.person_id, person.organisation_id) == (31, FOOD_BANK)
    assert names(person, Why.CUTS_OFF) == ["Kerk", "Voedselbank"]
    assert names(person, Why.KEEPS_LINKS) == ["De Klimop – Voedselbank", "Voedselbank – Kerk"]
    assert names(person, Why.HOLDS_TASK) == ["Voedselbank"] and names(person, Why.ONLY_CONTACT) == ["Voedselbank"]
    assert [reason.why for reason in person.reasons] == [
        Why.CUTS_OFF,
        Why.HOLDS_TASK,
        Why.KEEPS_LINKS,
        Why.ONLY_CONTACT,
    ]


def test_without_an_organisation_or_a_link_others_are_cut_off() -> None:
    assert names(spot(town(relations=LINE), "organisation", SCHOOL), Why.CUTS_OFF) == ["Kerk", "Voedselbank"]
    link = spot(town(relations=LINE), "relation", 3)
    assert link and link.organisation_id == CHURCH and names(link, Why.CUTS_OFF) == ["Kerk"]
    double = (*LINE, carried(4, CHURCH, FOOD_BANK, (31, 32, 41, 42)))
    assert spot(town(relations=double), "relation", 3) is None


def test_who_hangs_on_the_municipality_itself_is_not_called_reached_without_it() -> None:
    links = (carried(1, HALL, SCHOOL, (11, 12, 21, 22)), carried(2, HALL, CHURCH, (11, 12, 41, 42)))
    hall = spot(town(relations=links), "organisation", HALL)
    assert hall and not hall.reached
    link = spot(town(relations=links), "relation", 2)
    assert link and link.reached


def test_those_without_whom_most_is_lost_come_first() -> None:
    found = spots(town(relations=LINE, webbers=(webber(41), webber(None, HALL))))
    lost = [
        (-len(one.lost(Why.CUTS_OFF)), -len(one.lost(Why.HOLDS_TASK, Why.TASK_FREE)), -len(one.lost(Why.KEEPS_LINKS)))
        for one in found
    ]
    assert lost == sorted(lost) and len(found) >= 7
    assert [one.about.name for one in found[:2]] == ["Gemeente – De Klimop", "Persoon 31"]


def test_a_task_with_nobody_and_too_few_tasks_are_weak_spots_too() -> None:
    free = spot(town(webbers=(webber(None, CHURCH),)), "webber", 104)
    assert free and names(free, Why.TASK_FREE) == ["Kerk"]
    few = spot(town(webbers=(webber(None, CHURCH),)), "network", 1)
    assert few and dict(few.reasons[0].values) == {"webbers": 1, "wanted": 2}


def test_a_safe_town_has_no_weak_spots() -> None:
    assert spots(town()) == []


def about(found: list[Finding], kind: str) -> set[tuple[int | None, tuple[str, ...]]]:
    told = {"breakpoint_person_standing": "cut_off", "breakpoint_organisation_standing": "cut_off"}.get(kind)
    return {(f.about.id, f.values[told] if told else ()) for f in found if f.kind == f"turnover.{kind}"}  # type: ignore[misc]


def of(found: list[WeakSpot], entity: str, why: Why) -> set[tuple[int, tuple[str, ...]]]:
    every = [one for one in found if one.about.entity == entity and one.lost(why)]
    return {(one.about.id, tuple(sorted(subject.name for subject in one.lost(why)))) for one in every}


people = st.sampled_from(sorted(EVERYONE))
crews = st.frozensets(people, max_size=6)
relations = st.lists(st.tuples(st.sampled_from(sorted(NAMES)), st.sampled_from(sorted(NAMES)), crews), max_size=6)
deputies = st.lists(people, max_size=1).map(lambda who: tuple(TaskFact(p, START) for p in who))
webbers = st.lists(st.tuples(st.none() | people, st.sampled_from(sorted(NAMES)), deputies), max_size=3)
roles = st.lists(st.tuples(st.sampled_from(["coordinator", "deputy_coordinator"]), people), max_size=3)


@st.composite
def towns(draw: st.DrawFn) -> TurnoverFacts:
    drawn = draw(relations)
    known = tuple(carried(n, a, b, (p for p in crew if p // 10 in (a, b))) for n, (a, b, crew) in enumerate(drawn, 1))
    tasks = tuple(
        webber(person, at, id=100 + n, deputies=stand_ins) for n, (person, at, stand_ins) in enumerate(draw(webbers))
    )
    gone = draw(st.frozensets(people, max_size=3))
    events: list[Any] = [leaves(person) for person in draw(st.frozensets(people, max_size=1))]
    return town(
        *events,
        without=gone,
        relations=known,
        webbers=tasks,
        roles=tuple(TaskFact(person, START, role=role) for role, person in draw(roles)),
    )


@given(towns())
def test_the_weak_spots_agree_with_the_findings(facts: TurnoverFacts) -> None:
    found, seen = findings(facts), spots(facts)
    outlook = Outlook(facts.ties, REPORTED)
    # V1
    only = {name for one in seen for name in names(one, Why.ONLY_CONTACT)}
    assert only == {f.about.name for f in found if f.kind == "turnover.one_contact"}
    # V2: a webber who is there and has no stand-in; a stand-in alone is seen too, where the finding is V3
    alone = {subject.id for one in seen for subject in one.lost(Why.HOLDS_TASK) if subject.entity == "webber"}
    unmanned = {id for id, _ in about(found, "webber_without_person")}
    assert alone - unmanned == {id for id, _ in about(found, "webber_without_deputy")}
    # V3
    assert {id for id, _ in of(seen, "webber", Why.TASK_FREE)} == unmanned
    # V4
    assert of(seen, "person", Why.CUTS_OFF) == about(found, "breakpoint_person_standing")
    assert of(seen, "organisation", Why.CUTS_OFF) == about(found, "breakpoint_organisation_standing")
    # V5 leaves out whose departure is announced
    announced = {event.person_id for event in outlook.departures}
    staying = [one for one in seen if one.about.entity == "person" and one.about.id not in announced]
    partners = {partner for f in found if f.kind == "turnover.single_carrier" for partner in f.values["partners"]}  # type: ignore[union-attr]
    links = {end for one in staying for name in names(one, Why.KEEPS_LINKS) for end in name.split(" – ")}
    assert partners <= links
    sides = {f.about.name for f in found if f.kind == "turnover.single_carrier"}
    assert sides <= links and bool(sides) == bool(links)
    # V6: two coordinators stand in for each other
    coordinator = {one.about.id for one in seen if any(s.entity == "network" for s in one.lost(Why.HOLDS_TASK))}
    holders = {role.person_id for role in facts.roles if outlook.around(role.person_id, REPORTED)}
    v6 = bool(about(found, "coordinator_without_deputy"))
    assert not coordinator or coordinator == holders
    assert (v6 and len(holders) == 1) <= bool(coordinator)
    # V7
    assert bool(of_network(seen)) == bool(about(found, "few_webbers"))


def of_network(found: list[WeakSpot]) -> list[WeakSpot]:
    return [one for one in found if one.about.entity == "network"]


@pytest.mark.parametrize("person", [21, 31])
def test_a_spot_is_gone_once_there_is_a_second_one(person: int) -> None:
    safe = tuple(
        carried(
            r.id, r.a, r.b, {11, 12, 21, 22, 31, 32, 41, 42} & {10 * r.a + 1, 10 * r.a + 2, 10 * r.b + 1, 10 * r.b + 2}
        )
        for r in LINE
    )
    assert spot(town(relations=safe, affiliations=tuple(works(p) for p in EVERYONE)), "person", person) is None
