"""How a network hangs together, against networkx and brute force."""

from collections.abc import Iterable
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules import graph
from data_model.rules.graph import Link

Pairs = list[tuple[int, int]]

nodes = st.integers(1, 12).map(lambda n: list(range(n)))
pairs = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=30)


def reference(every: Iterable[Any], links: Iterable[tuple[Any, Any]]) -> Any:
    known = networkx.Graph()
    known.add_nodes_from(every)
    known.add_edges_from((a, b) for a, b in links if a != b and a in known and b in known)
    return known


@given(nodes, pairs)
def test_every_measure_agrees_with_networkx(every: list[int], links: Pairs) -> None:
    known = reference(every, links)
    assert {frozenset(pair) for pair in graph.edges(every, links)} == {frozenset(edge) for edge in known.edges}
    assert set(graph.components(every, links)) == {frozenset(part) for part in networkx.connected_components(known)}
    assert graph.articulation_points(every, links) == set(networkx.articulation_points(known))
    assert {frozenset(pair) for pair in graph.bridges(every, links)} == {
        frozenset(edge) for edge in networkx.bridges(known)
    }
    assert graph.betweenness(every, links) == pytest.approx(networkx.betweenness_centrality(known))
    assert graph.isolated(every, links) == set(networkx.isolates(known))


def test_in_a_star_only_the_centre_is_a_breakpoint_and_every_link_a_bridge() -> None:
    links = [(0, 1), (0, 2), (3, 0)]
    assert graph.articulation_points(range(4), links) == {0}
    assert graph.bridges(range(4), links) == [(0, 1), (0, 2), (0, 3)]
    assert graph.betweenness(range(4), links) == {0: 1, 1: 0, 2: 0, 3: 0}


def test_a_triangle_has_no_breakpoints() -> None:
    links = [("a", "b"), ("b", "c"), ("c", "a")]
    assert not graph.articulation_points("abc", links) and not graph.bridges("abc", links)


def test_parallel_links_are_one_and_self_loops_none() -> None:
    links = [("a", "b"), ("b", "a"), ("c", "c")]
    assert graph.edges("abc", links) == [("a", "b")]
    assert graph.bridges("abc", links) == [("a", "b")]
    assert graph.isolated("abc", links) == {"c"}


def test_a_network_may_have_two_parts_or_be_empty() -> None:
    assert graph.components("abcde", [("a", "b"), ("d", "c"), ("e", "c")]) == [frozenset("cde"), frozenset("ab")]
    assert graph.components("", []) == [] and graph.betweenness("", []) == {}


def link(a: str, b: str, carriers_a: str = "", carriers_b: str = "") -> Link[str, str]:
    return Link(a, b, frozenset(carriers_a), frozenset(carriers_b))


def test_a_person_who_alone_carries_a_bridge_is_a_breakpoint() -> None:
    assert graph.breakpoint_people("abc", [link("a", "b", "P", "QR"), link("b", "c", "QR", "ST")]) == {
        "P": frozenset("a")
    }


def test_an_unknown_carrier_never_breaks_a_link() -> None:
    assert graph.breakpoint_people("ab", [link("a", "b")]) == {}
    assert graph.breakpoint_people("ab", [link("a", "b", "P"), link("b", "a")]) == {}


def test_a_person_may_carry_links_for_two_organisations() -> None:
    links = [link("a", "b", "P", "QR"), link("b", "c", "QR", "P"), link("a", "c", "ST", "ST")]
    assert graph.breakpoint_people("abc", links) == {"P": frozenset("b")}


def test_cut_off_is_who_loses_the_municipality_even_when_they_are_more() -> None:
    links = [link("a", "b", "P", "QR"), link("b", "c"), link("c", "d")]
    assert graph.breakpoint_people("abcd", links) == {"P": frozenset("a")}
    assert graph.breakpoint_people("abcd", links, frozenset("a")) == {"P": frozenset("bcd")}


people = st.frozensets(st.integers(0, 4), max_size=3)
carried = st.lists(st.builds(Link, st.integers(0, 7), st.integers(0, 7), people, people), max_size=14)


def parts(every: list[int], links: Iterable[Link[int, int]]) -> list[set[int]]:
    """By walking: no library."""
    left, found = set(every), []
    while left:
        part, edge = set[int](), {min(left)}
        while edge:
            part |= edge
            edge = {
                y for x in links for y in (x.a, x.b) if y in left - part and {x.a, x.b} & part and {x.a, x.b} <= left
            }
        found.append(part)
        left -= part
    return found


@given(nodes, carried, st.frozensets(st.integers(0, 7), max_size=2))
def test_breakpoint_people_agree_with_trying_everyone(
    every: list[int], links: list[Link[int, int]], anchors: frozenset[int]
) -> None:
    found = graph.breakpoint_people(every, links, anchors)
    before = parts(every, links)
    for person in range(5):
        left = [x for x in links if x.carriers_a != {person} and x.carriers_b != {person}]
        after = parts(every, left)
        assert (person in found) == (len(after) > len(before))
        for part in before:
            pieces = [piece for piece in after if piece <= part]
            kept = [piece for piece in pieces if not piece & found.get(person, frozenset())]
            assert len(kept) == 1 and (kept[0] & anchors or not part & anchors)
            assert part & anchors or len(kept[0]) == max(map(len, pieces))


@given(nodes, pairs, st.frozensets(st.integers(0, 12), max_size=2))
def test_who_is_cut_off_is_who_is_left_alone_when_one_is_really_taken_away(
    every: list[int], links: Pairs, anchors: frozenset[int]
) -> None:
    whole, drawn = graph.components(every, links), graph.edges(every, links)
    without = graph.breakpoint_nodes(every, links, anchors)
    without_link = graph.breakpoint_links(every, links, anchors)
    for node in every:
        rest = [other for other in every if other != node]
        lost = graph.cut_off(whole, graph.components(rest, links), anchors - {node})
        assert without.get(node, frozenset()) == lost
    for pair in drawn:
        left = [link for link in drawn if link != pair]
        assert without_link.get(pair, frozenset()) == graph.cut_off(whole, graph.components(every, left), anchors)


def test_a_long_chain_is_no_problem() -> None:
    chain = range(300), [(n, n + 1) for n in range(299)], frozenset({0})
    assert len(graph.breakpoint_nodes(*chain)) == 298 and len(graph.breakpoint_nodes(*chain)[1]) == 298
    assert len(graph.breakpoint_links(*chain)) == 299
