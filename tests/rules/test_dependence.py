"""Who is cut off without an organisation or a link equals what is left when it is really taken away."""

from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.rules import graph
from data_model.rules.dependence import dependence

NODES = st.integers(0, 9)
LINKS = st.lists(st.tuples(NODES, NODES), max_size=14)


@settings(max_examples=1000)
@given(st.lists(NODES), LINKS, st.frozensets(NODES, max_size=2))
def test_it_is_what_is_left_when_one_is_taken_away(
    nodes: list[int], links: list[tuple[int, int]], anchors: frozenset[int]
) -> None:
    every = list(dict.fromkeys(nodes))
    whole, found = graph.components(every, links), dependence(every, links, anchors)
    for node in every:
        rest = [other for other in every if other != node]
        lost = graph.cut_off(whole, graph.components(rest, links), anchors - {node})
        assert found.without.get(node, frozenset()) == lost
    for pair in graph.edges(every, links):
        left = [link for link in graph.edges(every, links) if link != pair]
        lost = graph.cut_off(whole, graph.components(every, left), anchors)
        assert found.without_link.get(pair, frozenset()) == lost


@settings(max_examples=150)
@given(st.lists(NODES), LINKS)
def test_it_names_the_same_as_the_graph(nodes: list[int], links: list[tuple[int, int]]) -> None:
    found = dependence(nodes, links)
    assert set(found.without) == graph.articulation_points(nodes, links)
    assert sorted(found.without_link) == sorted(graph.bridges(nodes, links), key=lambda pair: pair)


def test_a_long_chain_is_no_problem() -> None:
    found = dependence(range(1200), [(n, n + 1) for n in range(1199)], frozenset({0}))
    assert len(found.without) == 1198
    assert len(found.without[1]) == 1198
