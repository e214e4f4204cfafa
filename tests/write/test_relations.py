"""The map: who keeps a link, and agreeing on it."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.write.carriers import add_carrier
from data_model.write.maps import agree_map
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene

PROVISIONAL = START + 30 * DAY


class Drawn(Scene):
    """A provisional map with one link between the school and the church; nobody is written down."""

    def __init__(self, town: Town) -> None:
        super().__init__(town)
        self.map = town.add(MapVersion, made_on=START, provisional_on=PROVISIONAL)
        self.link = self.relation()

    def relation(self, **other: Any) -> int:
        ends = {"organisation_a_id": self.school, "organisation_b_id": self.church}
        return self.town.add(Relation, map_version_id=self.map, start_on=START, **ends | other)

    def carry(self, person: int, organisation: int, **other: Any) -> dict[str, Any]:
        return {"relation_id": self.link, "organisation_id": organisation, "person_id": person} | other


@pytest.fixture
def scene(town: Town) -> Drawn:
    return Drawn(town)


def test_a_link_of_which_both_ends_are_known_raises_no_note(scene: Drawn) -> None:
    assert ("relation_without_carrier", scene.town.id) in scene.found()
    carrier = scene.do(add_carrier, **scene.carry(scene.amina, scene.school))
    kept = scene.one(RelationCarrier, carrier)
    assert (kept.relation_id, kept.organisation_id, kept.person_id) == (scene.link, scene.school, scene.amina)
    assert (kept.start_on, kept.end_on) == (TODAY, None)
    assert ("relation_without_carrier", scene.town.id) in scene.found()
    scene.do(add_carrier, **scene.carry(scene.cor, scene.church))
    assert ("relation_without_carrier", scene.town.id) not in scene.found()
    assert scene.logged() == ["add_carrier", "add_carrier"]


def test_a_second_person_makes_a_link_safe(scene: Drawn) -> None:
    scene.do(add_carrier, **scene.carry(scene.amina, scene.school))
    assert ("single_carrier", scene.school) in scene.found()
    scene.do(add_carrier, **scene.carry(scene.bas, scene.school))
    assert ("single_carrier", scene.school) not in scene.found()


def test_a_link_that_would_go_with_the_leaver_is_kept(scene: Drawn) -> None:
    scene.do(add_carrier, **scene.carry(scene.amina, scene.school))
    scene.event()
    assert ("single_carried", scene.link) in scene.found()
    scene.do(add_carrier, **scene.carry(scene.bas, scene.school))
    assert ("single_carried", scene.link) not in scene.found()


def test_who_keeps_a_link_works_at_its_end(scene: Drawn) -> None:
    scene.refused("not_active", add_carrier, **scene.carry(scene.cor, scene.school))
    scene.refused("not_a_side", add_carrier, **scene.carry(scene.noor, scene.hall))
    gone = scene.person("Ed", scene.school, end=TODAY - DAY)
    scene.refused("not_active", add_carrier, **scene.carry(gone, scene.school))
    scene.do(add_carrier, **scene.carry(scene.amina, scene.school))
    scene.refused("carries_already", add_carrier, **scene.carry(scene.amina, scene.school))


@pytest.mark.parametrize(("days", "why"), [(0, "leaves"), (1, None)])
def test_who_goes_later_can_be_written_down_and_who_is_gone_cannot(scene: Drawn, days: int, why: str | None) -> None:
    scene.event(kind="other_function", effective_on=TODAY + days * DAY)
    if why:
        scene.refused(why, add_carrier, **scene.carry(scene.amina, scene.school))
    else:
        scene.do(add_carrier, **scene.carry(scene.amina, scene.school))


def test_who_stopped_keeping_a_link_can_start_again(scene: Drawn) -> None:
    scene.town.add(RelationCarrier, **scene.carry(scene.amina, scene.school), start_on=START, end_on=TODAY - DAY)
    scene.do(add_carrier, **scene.carry(scene.amina, scene.school))


@pytest.mark.parametrize(("end_on", "refused"), [(TODAY - DAY, True), (TODAY, False)])
def test_a_link_that_ended_has_no_keepers(scene: Drawn, end_on: date, refused: bool) -> None:
    about = scene.carry(scene.amina, scene.school, relation_id=scene.relation(end_on=end_on))
    if refused:
        scene.refused("relation_ended", add_carrier, **about)
    else:
        scene.do(add_carrier, **about)


def test_a_manager_writes_down_people_of_the_own_organisation_only(scene: Drawn) -> None:
    about = scene.carry(scene.amina, scene.school)
    for by in (scene.manager(scene.church), scene.participant(scene.amina, scene.school), scene.stranger()):
        scene.refused("not_found", add_carrier, by, **about)
    scene.do(add_carrier, scene.manager(scene.school), **about)
    scene.do(add_carrier, scene.town.viewer(Role.WEBBER), **scene.carry(scene.cor, scene.church))


def test_a_map_that_is_agreed_is_no_longer_provisional(scene: Drawn) -> None:
    assert ("map_provisional", scene.map) in scene.found()
    scene.do(agree_map, map_version_id=scene.map, agreed_on=PROVISIONAL)
    assert scene.one(MapVersion, scene.map).agreed_on == PROVISIONAL
    assert ("map_provisional", scene.map) not in scene.found()
    assert scene.logged() == ["agree_map"]


@pytest.mark.parametrize(("on", "why"), [(TODAY + DAY, "in_future"), (PROVISIONAL - DAY, "too_early")])
def test_a_map_is_agreed_between_being_provisional_and_today(scene: Drawn, on: date, why: str) -> None:
    assert scene.refused(why, agree_map, map_version_id=scene.map, agreed_on=on).field == "agreed_on"
    scene.do(agree_map, map_version_id=scene.map, agreed_on=TODAY)


def test_only_a_provisional_map_that_is_not_replaced_is_agreed(scene: Drawn) -> None:
    draft = scene.town.add(MapVersion, made_on=START)
    refusal = scene.refused("transition", agree_map, map_version_id=draft, agreed_on=TODAY)
    assert refusal.values["from_state"] == "draft"
    newer = scene.town.add(MapVersion, made_on=START + DAY, provisional_on=PROVISIONAL)
    scene.do(agree_map, map_version_id=newer, agreed_on=TODAY)
    again = scene.refused("transition", agree_map, map_version_id=newer, agreed_on=TODAY)
    assert again.values["from_state"] == "agreed"
    old = scene.refused("transition", agree_map, map_version_id=scene.map, agreed_on=TODAY)
    assert old.values["from_state"] == "outdated"


def test_only_the_coordinator_agrees_on_the_map(scene: Drawn) -> None:
    about: dict[str, Any] = {"map_version_id": scene.map, "agreed_on": TODAY}
    for by in (
        scene.manager(scene.school),
        scene.town.viewer(Role.WEBBER),
        scene.participant(scene.amina, scene.school),
        scene.stranger(),
    ):
        scene.refused("not_found", agree_map, by, **about)
    scene.refused("changed_meanwhile", agree_map, **about, seen_version=9)
    scene.do(agree_map, **about, seen_version=1)
