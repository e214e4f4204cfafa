"""Who sees which weak spots: all, without oneself, or those of the own organisation and a number."""

from datetime import timedelta

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.norms import Norms
from data_model.read.weak_spots import Fewest, Weakness, weakness
from data_model.refusal import Forbidden, Refusal
from data_model.rules.weak_spots import Why
from data_model.tables.person import Affiliation, Person
from tests.conftest import Town
from tests.read.test_map import DAY, TODAY, Drawn

NORMS = Norms()


@pytest.fixture
def drawn(town: Town) -> Drawn:
    return Drawn(town)


def joins(drawn: Drawn, name: str, organisation: str) -> None:
    drawn.people[name] = drawn.town.add(Person, display_name=name)
    drawn.town.add(Affiliation, person_id=drawn.people[name], organisation_id=drawn.ids[organisation], start_on=DAY)


def seen(drawn: Drawn, by: Viewer | None = None, *without: str) -> Weakness:
    with reading(drawn.town.engine) as session:
        return weakness(session, by or drawn.town.viewer(), TODAY, NORMS, frozenset(without))


def people(found: Weakness) -> list[str]:
    return [spot.about.name for spot in found.spots if spot.about.entity == "person"]


def sets(found: Weakness) -> list[list[str]]:
    return [[person.name for person in one.people] for one in found.fewest.sets]


def test_the_coordinator_sees_all_of_it(drawn: Drawn) -> None:
    found = seen(drawn)
    assert people(found) == ["Bas", "Cem", "An", "Dirk"]
    bas = next(spot for spot in found.spots if spot.about.name == "Bas")
    assert [subject.name for subject in bas.lost(Why.CUTS_OFF)] == ["Voedselbank"] and bas.reached
    fewest = found.fewest
    assert (fewest.at_least, fewest.at_most, fewest.exact, fewest.whole) == (1, 1, True, True)
    assert sets(found) == [["Bas"], ["Cem"]] and fewest.sets[0].cut_off[0].name == "Voedselbank"
    assert (found.hanging.on_a_person, found.hanging.on_another) == (1, 0)
    assert (found.hanging.on_nothing, found.hanging.apart, found.hanging.all) == (2, 1, 4)


def test_an_introduction_comes_with_names(drawn: Drawn) -> None:
    assert seen(drawn).colleagues == () == seen(drawn).meetings
    joins(drawn, "Sara", "School")
    colleague, *_ = seen(drawn).colleagues
    ((house, person),) = colleague.people
    assert (house.name, person.name) == ("School", "Sara") and colleague.keeper and colleague.keeper.name == "Bas"
    assert colleague.relation and colleague.relation.name == "School – Voedselbank" and colleague.drop == 2
    assert [one.name for one in colleague.freed_people] == ["Bas"]


def test_a_webber_does_not_see_being_a_weak_spot(drawn: Drawn) -> None:
    joins(drawn, "Sara", "School")
    by = drawn.town.viewer(Role.WEBBER, person_id=drawn.people["Bas"], organisation_id=drawn.ids["School"])
    found = seen(drawn, by)
    assert "Bas" not in people(found) and people(found)
    assert sets(found) == [["Cem"]] and not found.fewest.whole and found.fewest.at_most == 1
    assert all(one.keeper is None or one.keeper.name != "Bas" for one in found.colleagues)
    assert all(freed.name != "Bas" for one in (*found.colleagues, *found.meetings) for freed in one.freed_people)
    other = drawn.town.viewer(Role.WEBBER, person_id=drawn.people["An"])
    assert {"Bas", "Cem"} <= set(people(seen(drawn, other))) and sets(seen(drawn, other)) == [["Bas"], ["Cem"]]


def test_a_manager_sees_the_own_organisation_and_a_number(drawn: Drawn) -> None:
    found = seen(drawn, drawn.town.viewer(Role.MANAGER, organisation_id=drawn.ids["School"]))
    assert people(found) == ["Bas"] and {spot.organisation_id for spot in found.spots} == {drawn.ids["School"]}
    assert found.fewest == Fewest(1, 1, whole=False)
    assert found.colleagues == () == found.meetings and found.hanging.all == 0


def test_others_see_nothing_of_it(drawn: Drawn) -> None:
    with pytest.raises(Forbidden):
        seen(drawn, drawn.town.viewer(Role.PARTICIPANT, person_id=drawn.people["An"]))
    with pytest.raises(Forbidden):
        seen(drawn, drawn.town.viewer(Role.MANAGER, organisation_id=drawn.ids["School"]), "Bas")


def test_it_may_be_seen_as_it_would_be_without_somebody(drawn: Drawn) -> None:
    without = seen(drawn, None, "Bas")
    assert "Bas" not in people(without) and without.fewest.at_most is None
    assert seen(drawn, None, "School").hanging.all == 3
    with pytest.raises(Refusal, match="unknown_person"):
        seen(drawn, None, "Zeno")


def test_any_day_has_its_own_weak_spots(drawn: Drawn) -> None:
    with reading(drawn.town.engine) as session:
        before = weakness(session, drawn.town.viewer(), DAY - timedelta(days=1), NORMS)
    assert people(before) == [] and before.fewest == Fewest() and before.hanging.all == 0


def test_another_network_stays_out_of_sight(drawn: Drawn) -> None:
    elsewhere = seen(drawn, Town(drawn.town.engine, "Elders").viewer())
    assert people(elsewhere) == [] and elsewhere.hanging.all == 0
