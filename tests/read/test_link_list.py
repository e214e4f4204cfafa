"""The links as the list shows them, to whom, and what the forms about them offer."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.link_choices import keepers_to_end, map_versions, relations_to_edit
from data_model.read.link_list import LinkLine, link_list
from data_model.refusal import Forbidden
from data_model.rules.link_states import LinkState
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene

T = TypeVar("T")


class Drawn(Scene):
    """An agreed map: the school and the church know each other by two people each, and the school the town hall."""

    def __init__(self, town: Town) -> None:
        super().__init__(town)
        self.dirk = self.person("Dirk", self.church)
        self.map = town.add(MapVersion, made_on=START, provisional_on=START, agreed_on=START, tool="Kumu")
        self.safe = self.link(self.school, self.church, {self.school: (self.amina, self.bas), self.church: self.both})
        self.bare = self.link(self.school, self.hall, {self.school: (self.amina, self.bas)}, kind="project")

    @property
    def both(self) -> tuple[int, int]:
        return self.cor, self.dirk

    def link(self, a: int, b: int, keepers: dict[int, tuple[int, ...]], **other: Any) -> int:
        values = {"map_version_id": self.map, "organisation_a_id": a, "organisation_b_id": b, "start_on": START}
        link = self.town.add(Relation, **values | other)
        for side, people in keepers.items():
            for person in people:
                own = {"organisation_id": side, "person_id": person, "start_on": START}
                self.town.add(RelationCarrier, relation_id=link, **own)
        return link

    def read(self, read: Callable[..., T], viewer: Viewer | None = None) -> T:
        with reading(self.town.engine) as session:
            return read(session, viewer or self.town.viewer(), TODAY)


@pytest.fixture
def scene(town: Town) -> Drawn:
    return Drawn(town)


def lines(scene: Drawn, viewer: Viewer | None = None) -> dict[int, LinkLine]:
    return {line.relation_id: line for line in scene.read(link_list, viewer)}


def test_a_link_comes_with_both_sides_and_who_keeps_it(scene: Drawn) -> None:
    line = lines(scene)[scene.safe]
    assert (line.name, line.state, line.kind, line.breaks_on) == ("De Klimop – Kerk", LinkState.WORKS, None, None)
    assert [[keeper.name for keeper in end.keepers or ()] for end in line.ends] == [["Amina", "Bas"], ["Cor", "Dirk"]]
    bare = lines(scene)[scene.bare]
    assert (bare.state, bare.kind, bare.asking.organisation) == (LinkState.CARRIER_UNKNOWN, "project", "Gemeente")


def test_links_that_ask_most_come_first(scene: Drawn) -> None:
    assert [line.relation_id for line in scene.read(link_list)] == [scene.bare, scene.safe]
    for person in scene.both:
        scene.event(person, organisation_id=scene.church)
    first, _ = scene.read(link_list)
    assert (first.relation_id, first.state, first.breaks_on) == (scene.safe, LinkState.AT_RISK, LEAVES)
    assert first.asking.organisation == "Kerk"


def test_a_manager_sees_how_the_own_side_stands_and_no_other(scene: Drawn) -> None:
    for person in scene.both:
        scene.event(person, organisation_id=scene.church)
    school = lines(scene, scene.manager(scene.school))
    assert school[scene.safe].state is LinkState.WORKS and school[scene.safe].b.state is None
    assert school[scene.safe].breaks_on is None
    assert school[scene.safe].a.keepers and school[scene.safe].b.keepers is None
    church = lines(scene, scene.manager(scene.church))
    assert church.keys() == {scene.safe} and church[scene.safe].state is LinkState.AT_RISK


def test_participants_and_strangers_see_no_links(scene: Drawn) -> None:
    with pytest.raises(Forbidden):
        lines(scene, scene.participant(scene.amina, scene.school))
    assert lines(scene, scene.stranger()) == {}
    assert lines(scene, scene.town.viewer(Role.WEBBER)).keys() == {scene.safe, scene.bare}


def test_links_to_adjust_are_those_of_the_map_in_use_that_run(scene: Drawn) -> None:
    scene.link(scene.church, scene.hall, {}, end_on=TODAY - DAY)
    last_day = scene.link(scene.church, scene.hall, {}, end_on=TODAY)
    draft = scene.town.add(MapVersion, made_on=TODAY)
    scene.link(scene.church, scene.hall, {}, map_version_id=draft)
    found = scene.read(relations_to_edit)
    assert [choice.id for choice in found] == [scene.bare, scene.safe, last_day]
    assert (found[0].name, found[0].kind, found[0].sides) == (
        "De Klimop – Gemeente",
        "project",
        (scene.school, scene.hall),
    )
    assert scene.read(relations_to_edit, scene.stranger()) == []
    for viewer in (scene.manager(scene.school), scene.town.viewer(Role.WEBBER)):
        with pytest.raises(Forbidden):
            scene.read(relations_to_edit, viewer)


def test_each_role_is_offered_the_keepers_it_may_end(scene: Drawn) -> None:
    everyone = scene.read(keepers_to_end)
    assert [choice.name for choice in everyone] == ["Amina", "Amina", "Bas", "Bas", "Cor", "Dirk"]
    assert everyone[0].note == "De Klimop – Gemeente"
    own = scene.read(keepers_to_end, scene.manager(scene.church))
    assert [choice.name for choice in own] == ["Cor", "Dirk"]
    assert scene.read(keepers_to_end, scene.participant(scene.amina, scene.school)) == []
    assert scene.read(keepers_to_end, scene.stranger()) == []
    scene.town.add(
        RelationCarrier,
        relation_id=scene.bare,
        organisation_id=scene.hall,
        person_id=scene.noor,
        start_on=START,
        end_on=TODAY - DAY,
    )
    assert len(scene.read(keepers_to_end)) == 6


def test_maps_come_with_their_links_and_which_is_in_use(scene: Drawn) -> None:
    draft = scene.town.add(MapVersion, made_on=TODAY, note="Nieuwe ronde")
    scene.town.add(MapVersion, made_on=TODAY + DAY)
    newest, agreed = scene.read(map_versions, scene.participant(scene.amina, scene.school))
    assert (newest.id, newest.links, newest.in_use, newest.remark) == (draft, 0, False, "Nieuwe ronde")
    assert (agreed.id, agreed.links, agreed.in_use, agreed.agreed_on) == (scene.map, 2, True, START)
    assert scene.read(map_versions, scene.stranger()) == []
