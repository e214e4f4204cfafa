"""The smallest set of people on whom the network hangs, against trying every set."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Subject
from data_model.rules.bus_factor import EXACT, MANY, Fall, Smallest, bus_factor, map_links, smallest
from data_model.rules.cuts import Cuts
from data_model.rules.graph import Link, components, cut_off
from data_model.rules.held_tasks import held_tasks
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TaskFact, TurnoverFacts
from tests.rules.turnover_town import CHURCH, FOOD_BANK, HALL, REPORTED, SCHOOL, START, carried, town, webber

Group = frozenset[int]
Network = tuple[list[int], list[Link[int, int]], dict[str, Group]]

ALL = 12
people = st.frozensets(st.integers(1, ALL), max_size=4)
links = st.lists(st.builds(Link, st.integers(0, 7), st.integers(0, 7), people, people), max_size=12)
# Networks in which everybody keeps something with others: there the smallest set is seldom one person.
several = st.frozensets(st.integers(1, ALL), min_size=2, max_size=4)
dense = st.lists(st.builds(Link, st.integers(0, 4), st.integers(0, 4), several, several), min_size=5, max_size=14)
tasks = st.dictionaries(
    st.sampled_from("vwxyz"), st.frozensets(st.integers(1, ALL), min_size=1, max_size=6), max_size=2
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    count = draw(st.integers(1, 8))
    return list(range(count)), draw(links | dense), draw(tasks)


def what_falls(network: Network, people: Group, anchors: Group) -> Fall[int, int, str]:
    """By the definition: think these people away and look."""
    every, known, held = network
    before = components(every, [(link.a, link.b) for link in known])
    after = components(every, [(link.a, link.b) for link in known if not link.breaks_without(people)])
    left = frozenset(task for task, holders in held.items() if holders <= people)
    return Fall(people, cut_off(before, after, anchors), left)


def mask(people: Iterable[int]) -> int:
    return sum(1 << person for person in people)


def parts(nodes: list[int], ends: list[tuple[int, int]]) -> int:
    """How many parts there are, by merging."""
    part = {node: node for node in nodes}
    for a, b in ends:
        while part[a] != a:
            a = part[a]
        while part[b] != b:
            b = part[b]
        part[a] = b
    return sum(node == own for node, own in part.items())


def by_trying(network: Network) -> tuple[int | None, set[Group]]:
    """Every set, the smaller ones first; when nothing falls without everybody, nothing falls without some."""
    every, known, held = network
    there = [link for link in known if link.a in every and link.b in every]
    links = [(link.a, link.b, mask(link.carriers_a), mask(link.carriers_b)) for link in there]
    tasks = [mask(holders) for holders in held.values()]
    whole = parts(every, [(a, b) for a, b, _, _ in links])

    def falls(people: int) -> bool:
        if any(holders & ~people == 0 for holders in tasks):
            return True
        left = [(a, b) for a, b, one, other in links if (not one or one & ~people) and (not other or other & ~people)]
        return len(left) < len(links) and parts(every, left) > whole

    everyone = range(1, ALL + 1)
    if not falls(mask(everyone)):
        return None, set()
    for size in everyone:
        if falling := {frozenset(group) for group in combinations(everyone, size) if falls(mask(group))}:
            return size, falling
    raise AssertionError


def found(network: Network, anchors: Group = frozenset(), **other: int) -> Smallest[int, int, str]:
    every, known, held = network
    return smallest(Cuts(every, known), held, anchors, **other)


@given(networks(), st.frozensets(st.integers(0, 7), max_size=1))
def test_the_smallest_set_is_that_of_trying_every_set(network: Network, anchors: Group) -> None:
    size, falling = by_trying(network)
    answer = found(network, anchors)
    assert all(fall == what_falls(network, fall.people, anchors) for fall in answer.falls[:3])
    sets = {fall.people for fall in answer.falls}
    if size is None:
        assert answer == Smallest()
    elif size <= EXACT:
        assert answer.exact and answer.at_least == size
        assert sets == falling if answer.whole else sets < falling
        assert answer.whole == (len(falling) <= MANY)
    else:
        assert answer.at_least == EXACT + 1 and answer.at_most and size <= answer.at_most
        (fall,) = answer.falls
        assert len(fall.people) == answer.at_most and (fall.cut_off or fall.tasks)


@given(networks(), st.integers(0, 30))
def test_with_little_time_the_bounds_still_hold(network: Network, work: int) -> None:
    size, falling = by_trying(network)
    answer = found(network, work=work)
    assert (size is None) == (answer.at_least is None)
    if size and answer.at_least and answer.at_most:
        assert answer.at_least <= size <= answer.at_most
        assert not answer.whole or {fall.people for fall in answer.falls} == falling
        assert all(fall.cut_off or fall.tasks for fall in answer.falls)


def test_larger_sets_are_told_as_bounds() -> None:
    five = frozenset(range(1, 6))
    answer = found(([0, 1], [Link(0, 1, five, five | {6})], {}))
    assert (answer.at_least, answer.at_most, answer.exact, answer.whole) == (4, 5, False, False)
    assert answer.falls == (Fall(five, frozenset({1})),)


def test_the_set_that_costs_most_comes_first() -> None:
    one, two = frozenset({1}), frozenset({2})
    known = [Link(0, 1, one), Link(1, 2, two)]
    answer = found(([0, 1, 2], known, {"w": frozenset({3})}), frozenset({0}))
    assert [sorted(fall.people) for fall in answer.falls] == [[1], [2], [3]]
    assert answer.falls[0].cut_off == {1, 2} and answer.falls[2].tasks == {"w"}


LINE = (carried(1, HALL, SCHOOL, (11, 12, 21, 22)), carried(2, SCHOOL, FOOD_BANK, (21, 22, 31, 32)))
ROLES = tuple(
    TaskFact(p, START, role=r) for p, r in ((11, "coordinator"), (12, "deputy_coordinator"), (21, "coordinator"))
)


def in_town(facts: TurnoverFacts) -> Smallest[int, int, Subject]:
    outlook = Outlook(facts.ties, REPORTED)
    cuts = Cuts(outlook.active(REPORTED), map_links(outlook))
    return bus_factor(outlook, held_tasks(facts, outlook), cuts)


@pytest.mark.parametrize(
    ("changes", "size", "tasks"),
    [
        ({}, 2, {"Gemeente", "De Klimop", "Voedselbank"}),
        ({"webbers": (), "roles": ()}, 2, set()),
        ({"webbers": (webber(41),)}, 1, {"Kerk"}),
        ({"webbers": (webber(None, CHURCH),)}, 2, set()),
        ({"webbers": (webber(None, CHURCH, deputies=(TaskFact(41, START),)),)}, 1, {"Kerk"}),
        ({"webbers": (), "roles": ROLES[:1]}, 1, {"Voorbeeldstad"}),
        ({"webbers": (), "roles": ROLES}, 2, set()),
        ({"webbers": (), "roles": (), "relations": (carried(1, CHURCH, HALL),)}, None, set()),
    ],
)
def test_links_webbers_and_the_coordinator_count(changes: Mapping[str, Any], size: int | None, tasks: set[str]) -> None:
    answer = in_town(town(**{"relations": LINE} | dict(changes)))
    assert answer.at_least == answer.at_most == size
    assert {task.name for fall in answer.falls for task in fall.tasks} - {"Voorbeeldstad"} == tasks - {"Voorbeeldstad"}
    if size and "Voorbeeldstad" in tasks:
        assert answer.falls[0].tasks == {Subject("network", 1, "Voorbeeldstad")}
