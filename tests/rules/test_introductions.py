"""The best next introductions: what is promised is what happens, and nothing would do more."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.graph import Link, breakpoint_people, components
from data_model.rules.introductions import PAIR, TOP, Introduction, Sort, best_introductions, drawn, introductions
from data_model.rules.outlook import Outlook
from data_model.rules.single_points import Picture
from tests.rules.turnover_town import (
    CHURCH,
    EVERYONE,
    FOOD_BANK,
    HALL,
    LEAVES,
    REPORTED,
    SCHOOL,
    carried,
    leaves,
    town,
    works,
)


# In organisation n people 10n+1 to 10n+3 may keep links.
def crew(node: int) -> st.SearchStrategy[frozenset[int]]:
    return st.frozensets(st.sampled_from([10 * node + n for n in (1, 2, 3)]), max_size=2)


ends = st.tuples(st.integers(0, 7), st.integers(0, 7))
links = st.lists(
    ends.flatmap(lambda pair: st.builds(Link, st.just(pair[0]), st.just(pair[1]), crew(pair[0]), crew(pair[1]))),
    max_size=12,
)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    nodes = tuple(range(draw(st.integers(1, 8))))
    known = [link for link in draw(links) if link.a in nodes and link.b in nodes]
    free = {node: tuple(sorted(draw(crew(node)))) for node in nodes}
    hubs = draw(st.frozensets(st.sampled_from(nodes), max_size=1))
    return Picture(nodes, dict(enumerate(known, 1)), free, hubs)


def cut_off_without(picture: Picture, gone: int) -> set[int]:
    """By walking: who is not in the part of the municipality, or the largest, when one organisation is not there."""
    pairs = [(link.a, link.b) for link in picture.links.values()]
    lost: set[int] = set()
    for part in components(picture.nodes, pairs):
        pieces = components([node for node in picture.nodes if node in part and node != gone], pairs)
        if gone in part and pieces:
            kept = next((piece for piece in pieces if piece & (picture.hubs - {gone})), pieces[0])
            lost.update(*(piece for piece in pieces if piece != kept))
    return lost


def single_points(picture: Picture) -> int:
    """By the older rule for people, by looking for sides, and by walking for organisations."""
    every = list(picture.links.values())
    sides = [
        side for link in every if link.a != link.b for side in (link.carriers_a, link.carriers_b) if len(side) == 1
    ]
    dependents = {node for gone in picture.nodes for node in cut_off_without(picture, gone)}
    return len(breakpoint_people(picture.nodes, every, picture.hubs)) + len(sides) + len(dependents)


def with_it(picture: Picture, introduction: Introduction) -> Picture:
    """The picture with the introduction written into it by hand."""
    known = dict(picture.links)
    if introduction.relation_id is None:
        a, b = introduction.ends
        kept = [frozenset(p for own, p in introduction.people if own == end) for end in (a, b)]
        known[1000 + len(known)] = Link(a, b, *kept)
    else:
        link, ((side, person),) = known[introduction.relation_id], introduction.people
        more = {end: frozenset({person}) if end == side else frozenset[int]() for end in (link.a, link.b)}
        known[introduction.relation_id] = Link(
            link.a, link.b, link.carriers_a | more[link.a], link.carriers_b | more[link.b]
        )
    return Picture(picture.nodes, known, picture.free, picture.hubs)


def possible(picture: Picture) -> Iterator[Picture]:
    """Every introduction that could be made now."""
    for id, link in picture.links.items():
        for side, carriers in ((link.a, link.carriers_a), (link.b, link.carriers_b)):
            if len(carriers) == 1 and link.a != link.b:
                yield from (picture.joined(id, side, person) for person in picture.free[side] if person not in carriers)
    parts = components(picture.nodes, picture.cuts.pairs)
    for a, b in combinations(picture.nodes, 2):
        kept = [frozenset(picture.free[end][:PAIR]) for end in (a, b)]
        if all(kept) and (a, b) not in picture.cuts.pairs and any({a, b} <= part for part in parts):
            yield picture.linked(Link(a, b, *kept))


@given(pictures())
def test_what_is_promised_is_what_happens(picture: Picture) -> None:
    found = list(best_introductions(picture))
    assert len(found) <= TOP
    for introduction in found:
        assert all(person in picture.free[end] for end, person in introduction.people)
        assert len(introduction.before) == single_points(picture)
        picture = with_it(picture, introduction)
        assert introduction.drop == len(introduction.before) - single_points(picture) > 0


def shifts(picture: Picture) -> bool:
    """Whether two loose pieces together would become the largest: then others are cut off instead of them."""
    pairs = [(link.a, link.b) for link in picture.links.values()]
    for gone in picture.nodes:
        part = next(part for part in components(picture.nodes, pairs) if gone in part)
        pieces = components([node for node in picture.nodes if node in part and node != gone], pairs)
        anchored = any(piece & (picture.hubs - {gone}) for piece in pieces)
        if len(pieces) > 2 and not anchored and len(pieces[1]) + len(pieces[2]) > len(pieces[0]):
            return True
    return False


@given(pictures())
def test_nothing_does_more(picture: Picture) -> None:
    made = next(best_introductions(picture, top=1), None)
    now = single_points(picture)
    best = max((now - single_points(other) for other in possible(picture)), default=0)
    if not shifts(picture):
        assert (made.drop if made else 0) == max(best, 0)


# Town hall – school – food bank; at the school 21 alone keeps both links, at the other ends there are two.
CHAIN = (carried(1, HALL, SCHOOL, (11, 12, 21)), carried(2, SCHOOL, FOOD_BANK, (21, 31, 32)))


def best(*events: Any, **other: Any) -> list[Introduction]:
    facts = town(*events, **{"relations": CHAIN} | other)
    return list(best_introductions(drawn(Outlook(facts.ties, REPORTED))))


def test_a_colleague_comes_to_keep_the_links_of_one_person() -> None:
    first, second, third = best()
    assert (first.relation_id, second.relation_id, third.relation_id) == (1, 2, None)
    assert first.people == second.people == ((SCHOOL, 22),)
    assert (first.drop, second.drop, third.drop) == (1, 2, 1)
    assert first.freed_people == set() and second.freed_people == {21}
    assert third.people == ((FOOD_BANK, 31), (FOOD_BANK, 32), (HALL, 11), (HALL, 12))
    assert third.freed_organisations == {FOOD_BANK}


def test_who_is_announced_to_go_is_never_introduced() -> None:
    gone = {person for one in best(leaves(22)) for _, person in one.people}
    assert gone and 22 not in gone
    ending = tuple(works(p, end=LEAVES if p == 22 else None) for p in EVERYONE)
    assert 22 not in {person for one in best(affiliations=ending) for _, person in one.people}
    nobody = tuple(works(p) for p in EVERYONE if p // 10 != SCHOOL or p == 21)
    assert all(SCHOOL not in dict(one.people) or len(one.people) > 1 for one in best(affiliations=nobody))


def test_an_organisation_that_hangs_on_nothing_gets_no_proposal() -> None:
    assert all(CHURCH not in one.ends for one in best())
    assert best(relations=()) == []


def test_each_next_one_is_found_as_if_those_before_were_made() -> None:
    every = best()
    assert len(every) == 3 and [one.before for one in every[1:]] == [one.after for one in every[:-1]]


def test_either_sort_has_its_own_list() -> None:
    found = introductions(Outlook(town(relations=CHAIN).ties, REPORTED))
    assert {sort: [one.drop for one in made] for sort, made in found.items()} == {
        Sort.SECOND_KEEPER: [1, 2],
        Sort.NEW_LINK: [1],
    }
    assert all(one.sort is sort for sort, made in found.items() for one in made)
