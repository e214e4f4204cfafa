"""The versions of the map with where they stand, and what changed between two of them."""

import pytest

from data_model.access import Role
from data_model.database import reading
from data_model.read.map_difference import MapDifference, map_difference
from data_model.read.map_versions import version_lines
from data_model.refusal import Forbidden
from data_model.rules.map_difference import MapState
from data_model.tables.map import MapVersion
from data_model.write.maps import start_map
from tests.conftest import Town
from tests.read.test_link_list import Drawn
from tests.write.turnover_scene import DAY, START, TODAY


@pytest.fixture
def scene(town: Town) -> Drawn:
    return Drawn(town)


def differ(scene: Drawn, one: int, other: int, day: object = TODAY, role: Role = Role.PARTICIPANT) -> MapDifference:
    with reading(scene.town.engine) as session:
        return map_difference(session, scene.town.viewer(role), one, other, day)  # type: ignore[arg-type]


def test_versions_come_with_state_age_and_who_tried_them_out(scene: Drawn) -> None:
    draft = scene.do(start_map, tested_on=TODAY, tested_by="School en kerk", tool="Papier", map_note="Ronde 2")
    newest, agreed = scene.read(version_lines, scene.participant(scene.amina, scene.school))
    assert (newest.id, newest.state, newest.in_use, newest.age_days) == (draft, MapState.DRAFT, False, 0)
    assert (newest.tested_on, newest.tested_by, newest.tool, newest.note) == (
        TODAY,
        "School en kerk",
        "Papier",
        "Ronde 2",
    )
    assert (agreed.id, agreed.state, agreed.in_use, agreed.links) == (scene.map, MapState.AGREED, True, 2)
    assert (agreed.agreed_on, agreed.age_days) == (START, (TODAY - START).days)
    assert scene.read(version_lines, scene.stranger()) == []


def test_versions_are_those_known_on_the_day(scene: Drawn) -> None:
    later = scene.town.add(MapVersion, made_on=TODAY, provisional_on=TODAY, agreed_on=TODAY, tested_on=TODAY)

    def on(day: object) -> dict[int, MapState]:
        with reading(scene.town.engine) as session:
            found = version_lines(session, scene.town.viewer(), day)  # type: ignore[arg-type]
        return {line.id: line.state for line in found}

    assert on(TODAY - DAY) == {scene.map: MapState.AGREED}
    assert on(TODAY) == {scene.map: MapState.OUTDATED, later: MapState.AGREED}


def test_a_new_map_that_took_everything_along_differs_in_nothing(scene: Drawn) -> None:
    found = differ(scene, scene.do(start_map), scene.map)
    assert found.none and len(found.stayed) == 2
    assert (found.earlier_on, found.later_on) == (START, TODAY)


def test_what_was_drawn_since_and_what_ended_is_told_by_name(scene: Drawn) -> None:
    ended = scene.link(scene.church, scene.hall, {}, kind="overleg", end_on=TODAY - DAY)
    draft = scene.do(start_map)
    scene.link(scene.church, scene.hall, {}, kind="doorverwijzing", map_version_id=draft, start_on=TODAY)
    scene.link(scene.hall, scene.school, {}, map_version_id=draft, start_on=TODAY, kind="overleg")
    found = differ(scene, scene.map, draft)
    assert ended and [(link.name, link.kind) for link in found.came] == [("De Klimop – Gemeente", "overleg")]
    assert [(c.name, c.kind_before, c.kind) for c in found.changed] == [
        ("Gemeente – Kerk", "overleg", "doorverwijzing")
    ]
    assert (found.went, found.organisations_came, found.organisations_went) == ((), (), ())
    empty = scene.do(start_map, with_links=False)
    assert differ(scene, scene.map, empty).organisations_went == ("De Klimop", "Gemeente", "Kerk")


def test_a_version_of_elsewhere_or_of_a_later_day_is_not_found(scene: Drawn) -> None:
    elsewhere = Town(scene.town.engine, "Elders").add(MapVersion, made_on=START)
    later = scene.town.add(MapVersion, made_on=TODAY)
    for id, day in ((elsewhere, TODAY), (later, TODAY - DAY), (0, TODAY)):
        with pytest.raises(Forbidden):
            differ(scene, scene.map, id, day)
