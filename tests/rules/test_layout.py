"""Everybody has a place of their own on the map, and keeps it."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.layout import Point, layout
from data_model.rules.spots import minimum

NODES = st.integers(0, 11)
SHARE = st.floats(0, 1)
LINKS = st.lists(st.tuples(NODES, NODES), max_size=20)
KEPT = st.dictionaries(NODES, st.builds(Point, SHARE, SHARE), max_size=6)
EXACT = 1e-9


def nearest(places: dict[int, Point], fresh: set[int]) -> float:
    """How close a new one stands to anybody."""
    pairs = [(a, b) for a, b in combinations(places, 2) if {a, b} & fresh]
    return min((places[a].to(places[b]) for a, b in pairs), default=1.0)


@given(st.sets(NODES), LINKS, KEPT)
def test_all_have_a_place_of_their_own_within_the_frame(
    nodes: set[int], links: list[tuple[int, int]], kept: dict[int, Point]
) -> None:
    places = layout(nodes, links, kept)
    assert set(places) == nodes
    assert all(0 <= place.x <= 1 and 0 <= place.y <= 1 for place in places.values())
    assert nearest(places, nodes - set(kept)) >= minimum(len(nodes)) - EXACT
    assert all(places[node] == kept[node] for node in nodes & set(kept))


@given(st.sets(NODES), LINKS, KEPT)
def test_the_same_network_gives_the_same_map(
    nodes: set[int], links: list[tuple[int, int]], kept: dict[int, Point]
) -> None:
    assert layout(nodes, links, kept) == layout(nodes, links, kept)


@given(st.sets(NODES, min_size=1), LINKS, st.data())
def test_who_comes_later_moves_nobody(nodes: set[int], links: list[tuple[int, int]], data: st.DataObject) -> None:
    before = data.draw(st.sets(st.sampled_from(sorted(nodes))))
    first = layout(before, links, {})
    after = layout(nodes, links, first)
    assert {node: after[node] for node in before} == first


def test_a_new_one_stands_near_its_neighbour() -> None:
    chain = [(n, n + 1) for n in range(20)]
    places = layout(range(21), chain, {})
    after = layout(range(22), [*chain, (20, 21)], places)
    assert after[21].to(after[20]) < 0.2


def test_who_has_no_links_stands_in_a_row_at_the_edge() -> None:
    places = layout(range(12), [(a, b) for a, b in combinations(range(8), 2)], {})
    assert {places[node].y for node in (8, 9, 10, 11)} == {1.0}
    assert all(places[node].y < 0.95 for node in range(8))


def test_parts_stand_beside_each_other() -> None:
    one, other = [(n, n + 1) for n in range(9)], [(n, n + 1) for n in range(20, 25)]
    places = layout([*range(10), *range(20, 26)], one + other, {})
    assert max(places[n].x for n in range(10)) < min(places[n].x for n in range(20, 26))


@pytest.mark.parametrize("many", [0, 1, 2, 15, 60, 300])
def test_there_is_room_for_any_number_without_links(many: int) -> None:
    places = layout(range(many), [], {})
    assert len(places) == many
    assert nearest(places, set(range(many))) >= minimum(many) - EXACT


def test_there_is_room_beside_three_hundred_on_one_spot() -> None:
    heap = {node: Point(0.5, 0.5) for node in range(299)}
    places = layout(range(300), [(0, 299)], heap)
    assert places[299].to(Point(0.5, 0.5)) >= minimum(300) - EXACT
