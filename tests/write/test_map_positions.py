"""Who stands where on a map is worked out when it is drawn, kept from then on, and changed by hand only."""

from typing import Any

import pytest

from data_model.access import Role
from data_model.database import writing
from data_model.tables.map import MapPosition, MapVersion, Relation
from data_model.tables.organisation import Membership, Organisation
from data_model.write.imports import apply_import
from data_model.write.incoming import Connection, Element, GraphFile, Place
from data_model.write.map_positions import move_on_map
from data_model.write.maps import start_map
from data_model.write.relations import add_relation
from tests.conftest import NOW, Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def places(scene: Scene, version: int) -> dict[int, tuple[float, float]]:
    return {one.organisation_id: (one.x, one.y) for one in scene.all(MapPosition) if one.map_version_id == version}


def member(scene: Scene, name: str, **values: Any) -> int:
    id = scene.town.add(Organisation, name=name)
    scene.town.add(Membership, organisation_id=id, **{"joined_on": START} | values)
    return id


def test_everybody_who_takes_part_has_a_place_on_a_new_map(scene: Scene) -> None:
    gone, coming = member(scene, "Weg", left_on=TODAY - DAY), member(scene, "Straks", joined_on=TODAY + DAY)
    found = places(scene, scene.do(start_map))
    assert set(found) == {scene.school, scene.church, scene.hall}
    assert not {gone, coming} & set(found)
    assert len(set(found.values())) == 3


def test_a_new_map_keeps_the_places_of_the_one_before(scene: Scene) -> None:
    old = scene.do(start_map, made_on=START)
    scene.do(move_on_map, map_version_id=old, organisation_id=scene.school, x=0.125, y=0.875)
    library = member(scene, "Bibliotheek")
    new = scene.do(start_map, with_links=False)
    assert places(scene, new)[scene.school] == (0.125, 0.875)
    assert {id: place for id, place in places(scene, new).items() if id != library} == places(scene, old)


def test_a_link_gives_a_place_to_who_has_none_and_moves_nobody(scene: Scene) -> None:
    version = scene.do(start_map)
    before = places(scene, version)
    library = member(scene, "Bibliotheek")
    scene.do(add_relation, organisation_a_id=library, organisation_b_id=scene.school)
    after = places(scene, version)
    assert set(after) - set(before) == {library}
    assert {id: after[id] for id in before} == before


def test_an_old_map_gets_its_places_with_the_next_link(scene: Scene) -> None:
    version = scene.town.add(MapVersion, made_on=START, agreed_on=START)
    scene.do(add_relation, organisation_a_id=scene.church, organisation_b_id=scene.school)
    assert set(places(scene, version)) == {scene.school, scene.church, scene.hall}


def test_an_imported_map_keeps_who_stood_and_places_the_others(scene: Scene) -> None:
    before = places(scene, scene.do(start_map))
    names = ("De Klimop", "Nieuw Hier")
    elements = tuple(Element(place=Place("Elements", n), label=name) for n, name in enumerate(names, start=2))
    connections = (Connection(place=Place("Connections", 2), from_=names[0], to=names[1]),)
    file = GraphFile(
        file_name="kaart.json",
        file_kind="kumu",
        tool="Kumu",
        elements=elements,
        connections=connections,
        lists_connections=True,
    )
    with writing(scene.town.engine) as session:
        version = apply_import(session, parsed=file, by=scene.town.viewer(), at=NOW).map_version_id
    assert version is not None
    found = places(scene, version)
    assert {id: found[id] for id in before} == before
    assert len(found) == 4


def test_an_organisation_is_moved_on_a_map_that_is_not_agreed(scene: Scene) -> None:
    version = scene.do(start_map)
    id = scene.do(move_on_map, map_version_id=version, organisation_id=scene.church, x=0, y=1.0)
    place = scene.one(MapPosition, id)
    assert (place.x, place.y, place.version) == (0.0, 1.0, 2)
    assert scene.logged() == ["start_map", "move_on_map"]


def test_an_organisation_without_a_place_gets_the_one_it_is_moved_to(scene: Scene) -> None:
    version = scene.town.add(MapVersion, made_on=START)
    scene.do(move_on_map, map_version_id=version, organisation_id=scene.church, x=0.5, y=0.25, seen_version=0)
    assert places(scene, version) == {scene.church: (0.5, 0.25)}


def test_nobody_moves_on_an_agreed_map(scene: Scene) -> None:
    version = scene.town.add(MapVersion, made_on=START, agreed_on=START)
    refusal = scene.refused(
        "map_agreed", move_on_map, map_version_id=version, organisation_id=scene.church, x=0.5, y=0.5
    )
    assert refusal.values["agreed_on"] == START


def test_a_place_beside_the_map_is_refused(scene: Scene) -> None:
    version = scene.town.add(MapVersion, made_on=START)
    about: dict[str, Any] = {"map_version_id": version, "organisation_id": scene.church}
    for share in (-0.01, 1.01, float("nan"), float("inf"), -float("inf")):
        assert scene.refused("outside_map", move_on_map, **about, x=share, y=0.5).field == "x"
        assert scene.refused("outside_map", move_on_map, **about, x=0.5, y=share).field == "y"


def test_who_is_not_on_the_map_does_not_move(scene: Scene) -> None:
    version = scene.town.add(MapVersion, made_on=START)
    gone = member(scene, "Weg", left_on=TODAY - DAY)
    about: dict[str, Any] = {"map_version_id": version, "organisation_id": gone, "x": 0.5, "y": 0.5}
    assert scene.refused("not_on_map", move_on_map, **about).values["organisation"] == "Weg"
    ends = {"organisation_a_id": gone, "organisation_b_id": scene.church, "start_on": START}
    scene.town.add(Relation, map_version_id=version, **ends)
    scene.do(move_on_map, **about)


def test_a_place_moved_by_somebody_else_meanwhile_is_not_written_over(scene: Scene) -> None:
    version = scene.do(start_map)
    about: dict[str, Any] = {"map_version_id": version, "organisation_id": scene.church, "seen_version": 1}
    scene.do(move_on_map, **about, x=0.5, y=0.5)
    scene.refused("changed_meanwhile", move_on_map, **about, x=0.75, y=0.75)


def test_only_the_coordinator_of_this_network_moves_somebody(scene: Scene) -> None:
    version = scene.do(start_map)
    about: dict[str, Any] = {"map_version_id": version, "organisation_id": scene.church, "x": 0.5, "y": 0.5}
    webber = scene.town.viewer(Role.WEBBER, organisation_id=scene.church)
    for by in (webber, scene.manager(scene.church), scene.participant(scene.cor, scene.church), scene.stranger()):
        scene.refused("not_found", move_on_map, by, **about)
