"""A new version of the map, from draft to tried out."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.write.maps import make_provisional, note_tested, start_map
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def version(scene: Scene, id: int) -> MapVersion:
    found: MapVersion = scene.one(MapVersion, id)
    return found


def test_the_first_map_is_a_draft_of_today(scene: Scene) -> None:
    made = version(scene, scene.do(start_map, tool="Papier", map_note=" Eerste schets "))
    assert (made.made_on, made.provisional_on, made.agreed_on) == (TODAY, None, None)
    assert (made.tested_on, made.tool, made.note) == (None, "Papier", "Eerste schets")
    assert scene.logged() == ["start_map"]


def test_a_map_can_be_provisional_and_tried_out_at_once(scene: Scene) -> None:
    made = version(scene, scene.do(start_map, made_on=START, provisional=True, tested_on=START))
    assert (made.made_on, made.provisional_on, made.tested_on) == (START, START, START)


def test_a_new_map_takes_along_what_runs_with_who_keeps_it(scene: Scene) -> None:
    old = scene.town.add(MapVersion, made_on=START, provisional_on=START, agreed_on=START)
    ends = {"organisation_a_id": scene.school, "organisation_b_id": scene.church, "start_on": START}
    runs = scene.town.add(Relation, map_version_id=old, kind="overleg", last_confirmed_on=START, **ends)
    scene.town.add(Relation, map_version_id=old, kind="weg", end_on=TODAY - DAY, **ends)
    held = {"relation_id": runs, "organisation_id": scene.school, "start_on": START}
    scene.town.add(RelationCarrier, person_id=scene.amina, **held)
    scene.town.add(RelationCarrier, person_id=scene.bas, end_on=TODAY - DAY, **held)
    made = scene.do(start_map)
    (link,) = [link for link in scene.all(Relation) if link.map_version_id == made]
    assert (link.kind, link.start_on, link.last_confirmed_on) == ("overleg", START, START)
    (keeper,) = [keeper for keeper in scene.all(RelationCarrier) if keeper.relation_id == link.id]
    assert (keeper.person_id, keeper.organisation_id, keeper.start_on) == (scene.amina, scene.school, START)
    empty = scene.do(start_map, with_links=False)
    assert not [link for link in scene.all(Relation) if link.map_version_id == empty]


@pytest.mark.parametrize(
    ("values", "why", "field"),
    [
        ({"made_on": TODAY + DAY}, "in_future", "made_on"),
        ({"tested_on": TODAY + DAY}, "in_future", "tested_on"),
        ({"tested_on": TODAY - DAY}, "too_early", "tested_on"),
        ({"tested_by": "De kerk"}, "required", "tested_on"),
        ({"tested_on": TODAY, "tested_by": "a" * 201}, "too_long", "tested_by"),
        ({"tested_on": TODAY, "tested_by": "111222333"}, "bsn", "tested_by"),
        ({"map_note": "111222333"}, "bsn", "map_note"),
        ({"map_note": "a" * 10_000}, "too_long", "map_note"),
        ({"tool": "a" * 201}, "too_long", "tool"),
    ],
)
def test_a_map_that_cannot_be_is_refused(scene: Scene, values: dict[str, Any], why: str, field: str) -> None:
    assert scene.refused(why, start_map, **values).field == field
    assert not scene.all(MapVersion)


@pytest.mark.parametrize(("on", "why"), [(START - DAY, "too_early"), (TODAY + DAY, "in_future")])
def test_a_draft_becomes_provisional_between_being_drawn_and_today(scene: Scene, on: date, why: str) -> None:
    draft = scene.town.add(MapVersion, made_on=START)
    assert scene.refused(why, make_provisional, map_version_id=draft, provisional_on=on).field == "provisional_on"
    scene.refused("changed_meanwhile", make_provisional, map_version_id=draft, seen_version=9)
    scene.do(make_provisional, map_version_id=draft, seen_version=1)
    assert version(scene, draft).provisional_on == TODAY
    assert scene.refused("transition", make_provisional, map_version_id=draft).values["from_state"] == "provisional"
    assert scene.logged() == ["make_provisional"]


@pytest.mark.parametrize(("on", "why"), [(START - DAY, "too_early"), (TODAY + DAY, "in_future")])
def test_a_map_is_tried_out_between_being_drawn_and_today(scene: Scene, on: date, why: str) -> None:
    drawn = scene.town.add(MapVersion, made_on=START, provisional_on=START, agreed_on=START)
    assert scene.refused(why, note_tested, map_version_id=drawn, tested_on=on).field == "tested_on"
    scene.refused("changed_meanwhile", note_tested, map_version_id=drawn, seen_version=9)
    assert scene.refused("bsn", note_tested, map_version_id=drawn, tested_by="111222333").field == "tested_by"
    scene.do(note_tested, map_version_id=drawn, tested_on=START, tested_by=" School en kerk ")
    assert (version(scene, drawn).tested_on, version(scene, drawn).tested_by) == (START, "School en kerk")
    scene.do(note_tested, map_version_id=drawn)
    assert (version(scene, drawn).tested_on, version(scene, drawn).tested_by) == (TODAY, None)
    assert scene.logged() == ["note_tested"] * 2


def test_only_the_coordinator_starts_and_changes_maps(scene: Scene) -> None:
    draft = scene.town.add(MapVersion, made_on=START)
    for by in (
        scene.manager(scene.school),
        scene.town.viewer(Role.WEBBER),
        scene.participant(scene.amina, scene.school),
    ):
        scene.refused("not_found", start_map, by)
    for by in (scene.manager(scene.school), scene.town.viewer(Role.WEBBER), scene.stranger()):
        scene.refused("not_found", make_provisional, by, map_version_id=draft)
        scene.refused("not_found", note_tested, by, map_version_id=draft)
