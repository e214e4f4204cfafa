"""Which links, lost together, split a network, against networkx."""

import networkx
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.cuts import Cuts, breaking, dependent, signatures
from data_model.rules.graph import Link, breakpoint_people, components, edges
from tests.rules.test_graph import Pairs, carried, nodes, pairs


@given(nodes, pairs, st.data())
def test_pairs_split_a_part_exactly_when_their_circles_cancel_out(
    every: list[int], links: Pairs, data: st.DataObject
) -> None:
    known = edges(every, links)
    lost = data.draw(st.sets(st.sampled_from(known))) if known else set()
    graph = networkx.Graph(known)
    graph.add_nodes_from(every)
    before = networkx.number_connected_components(graph)
    graph.remove_edges_from(lost)
    found = signatures(every, known)
    assert dependent(found[pair] for pair in lost) == (networkx.number_connected_components(graph) > before)


@given(nodes, carried, st.frozensets(st.integers(0, 4)))
def test_without_some_people_the_same_links_are_left_as_in_the_graph(
    every: list[int], links: list[Link[int, int]], people: frozenset[int]
) -> None:
    cuts = Cuts(every, links)
    left = [(link.a, link.b) for link in links if not link.breaks_without(people)]
    assert sorted(cuts.left(people)) == sorted(edges(every, left))
    assert cuts.split(people) == (len(components(every, left)) > len(components(every, cuts.pairs)))
    assert {p for p in cuts.people if cuts.split(frozenset({p}))} == set(breakpoint_people(every, links))


def test_parallel_links_break_when_each_loses_one_of_its_sides() -> None:
    one, two = frozenset({1}), frozenset({2, 3})
    assert breaking([Link("a", "b", one, two)], 3) == {one, two}
    assert breaking([Link("a", "b", one), Link("a", "b", two)], 3) == {one | two}
    assert breaking([Link("a", "b", one), Link("a", "b", two)], 2) == set()
    assert breaking([Link("a", "b", one), Link("a", "b")], 3) == set()
    assert breaking([Link("a", "b", one, two), Link("a", "b", one, two)], 3) == {one, two}
