"""What came, went and stayed between two versions of the map, and where each version stands."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.map_difference import DrawnLink, MapState, difference, map_state
from data_model.rules.map_facts import MapFact, standing

DAY = timedelta(days=1)
JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))


def test_the_same_link_is_the_same_two_and_the_same_kind_whatever_the_direction() -> None:
    found = difference([DrawnLink(1, 2, "Overleg ")], [DrawnLink(2, 1, "overleg")])
    assert found.none and len(found.stayed) == 1


def test_what_came_went_and_changed_is_told_apart() -> None:
    earlier = [DrawnLink(1, 2, "overleg"), DrawnLink(2, 3, "overleg"), DrawnLink(3, 4)]
    later = [DrawnLink(1, 2, "project"), DrawnLink(2, 3, "overleg"), DrawnLink(1, 5)]
    found = difference(earlier, later)
    assert found.changed == ((DrawnLink(1, 2, "overleg"), DrawnLink(1, 2, "project")),)
    assert (found.came, found.went, found.stayed) == (
        (DrawnLink(1, 5),),
        (DrawnLink(3, 4),),
        (DrawnLink(2, 3, "overleg"),),
    )
    assert [*found.organisations_came, *found.organisations_went] == [5, 4]
    assert found.organisations_stayed == {1, 2, 3}


def test_a_second_link_of_a_kind_counts_as_one_more() -> None:
    twice = [DrawnLink(1, 2, "overleg"), DrawnLink(2, 1, "overleg")]
    found = difference(twice[:1], twice)
    assert (len(found.came), len(found.stayed), found.went) == (1, 1, ())


drawn = st.lists(
    st.builds(DrawnLink, st.integers(1, 5), st.integers(1, 5), st.sampled_from(["", "overleg", "Overleg", "project"]))
)


@given(earlier=drawn, later=drawn)
def test_nothing_is_lost_or_counted_twice(earlier: list[DrawnLink], later: list[DrawnLink]) -> None:
    found = difference(earlier, later)
    before, after = (Counter(x.known_as for x in links if x.a != x.b) for links in (earlier, later))
    left = Counter(x.known_as for x in (*found.went, *found.stayed, *(old for old, _ in found.changed)))
    new = Counter(x.known_as for x in (*found.came, *found.stayed, *(fresh for _, fresh in found.changed)))
    assert (left, new) == (before, after)
    assert not {x.pair for x in found.came} & {x.pair for x in found.went}
    back = difference(later, earlier)
    assert Counter(x.known_as for x in back.came) == Counter(x.known_as for x in found.went)
    assert difference(earlier, earlier).none


AGREED = MapFact(1, JAN, JAN, FEB)


@pytest.mark.parametrize(
    ("other", "state", "own"),
    [
        (MapFact(2, MAR), MapState.DRAFT, MapState.AGREED),
        (MapFact(2, MAR, MAR), MapState.PROVISIONAL, MapState.AGREED),
        (MapFact(2, MAR, MAR, MAR), MapState.AGREED, MapState.OUTDATED),
        (MapFact(2, JAN - DAY), MapState.OUTDATED, MapState.AGREED),
        (MapFact(2, JAN - DAY, JAN - DAY), MapState.OUTDATED, MapState.AGREED),
        (MapFact(2, JAN - DAY, JAN - DAY, JAN), MapState.OUTDATED, MapState.AGREED),
    ],
)
def test_a_version_stands_until_another_took_its_place(other: MapFact, state: MapState, own: MapState) -> None:
    maps = (AGREED, other)
    assert (map_state(maps, other, APR), map_state(maps, AGREED, APR)) == (state, own)


@pytest.mark.parametrize(
    ("day", "state"), [(JAN, MapState.PROVISIONAL), (FEB - DAY, MapState.PROVISIONAL), (FEB, MapState.AGREED)]
)
def test_a_version_stands_as_it_did_on_the_day(day: date, state: MapState) -> None:
    assert map_state((AGREED, MapFact(2, MAR, MAR, MAR)), AGREED, day) is state


days = st.one_of(st.none(), st.dates(JAN, APR))


@given(known=st.lists(st.tuples(st.dates(JAN, APR), days, days), min_size=1, max_size=4), day=st.dates(JAN, APR))
def test_the_version_that_stands_is_never_outdated_and_the_only_agreed_one(
    known: list[tuple[date, date | None, date | None]], day: date
) -> None:
    maps = [MapFact(n, *dates) for n, dates in enumerate(known, start=1)]
    states = {version.id: map_state(maps, version, day) for version in maps}
    stands = standing(maps, day)
    assert list(states.values()).count(MapState.AGREED) <= 1
    if stands:
        assert states[stands.id] in (MapState.AGREED, MapState.PROVISIONAL)
    else:
        assert {*states.values()} == {MapState.DRAFT}
