"""Drawing, describing, confirming and ending a link, and ending who keeps it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data_model.access import Role
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.organisation import Membership, Organisation
from data_model.write.carriers import add_carrier, end_carrier
from data_model.write.relations import add_relation, change_relation, confirm_relation, end_relation
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene

BSN = "111222333"


class Drawn(Scene):
    """An agreed map without links."""

    def __init__(self, town: Town) -> None:
        super().__init__(town)
        self.map = town.add(MapVersion, made_on=START, provisional_on=START, agreed_on=START)
        self.ends: dict[str, Any] = {"organisation_a_id": self.school, "organisation_b_id": self.church}

    def link(self, **other: Any) -> int:
        return self.town.add(Relation, map_version_id=self.map, **({"start_on": START} | self.ends | other))

    def keeper(self, link: int, **other: Any) -> int:
        own = {"relation_id": link, "organisation_id": self.school, "person_id": self.amina, "start_on": START}
        return self.town.add(RelationCarrier, **(own | other))


@pytest.fixture
def scene(town: Town) -> Drawn:
    return Drawn(town)


def test_a_new_link_stands_on_the_map_in_use_from_today(scene: Drawn) -> None:
    scene.town.add(MapVersion, made_on=TODAY)
    id = scene.do(add_relation, **scene.ends, kind=" overleg ", link_description="Elke maand.")
    link = scene.one(Relation, id)
    assert (link.map_version_id, link.kind, link.description) == (scene.map, "overleg", "Elke maand.")
    assert (link.start_on, link.end_on, link.last_confirmed_on) == (TODAY, None, TODAY)
    assert (link.organisation_a_id, link.organisation_b_id) == (scene.school, scene.church)
    assert scene.logged() == ["add_relation"]


def test_a_link_can_be_drawn_on_a_named_map_and_from_an_earlier_day(scene: Drawn) -> None:
    draft = scene.town.add(MapVersion, made_on=TODAY)
    link = scene.one(Relation, scene.do(add_relation, **scene.ends, map_version_id=draft, start_on=START))
    assert (link.map_version_id, link.start_on, link.kind) == (draft, START, None)


def test_a_link_runs_between_two_different_organisations(scene: Drawn) -> None:
    ends: dict[str, Any] = {"organisation_a_id": scene.school, "organisation_b_id": scene.school}
    assert scene.refused("link_to_itself", add_relation, **ends).field == "organisation_b_id"


@pytest.mark.parametrize("side", ["organisation_a_id", "organisation_b_id"])
def test_both_ends_take_part_today(scene: Drawn, side: str) -> None:
    gone, invited = (scene.town.add(Organisation, name=name) for name in ("Weg", "Gevraagd"))
    scene.town.add(Membership, organisation_id=gone, joined_on=START, left_on=TODAY - DAY)
    scene.town.add(Membership, organisation_id=invited, invited_on=START)
    for organisation in (gone, invited):
        refusal = scene.refused("not_a_member", add_relation, **scene.ends | {side: organisation})
        assert refusal.field == side
    scene.refused("not_found", add_relation, **scene.ends | {side: 9999})
    elsewhere = Town(scene.town.engine, "Anderstad").add(Organisation, name="Vreemd")
    scene.refused("not_found", add_relation, **scene.ends | {side: elsewhere})
    leaving = scene.town.add(Organisation, name="Laatste dag")
    scene.town.add(Membership, organisation_id=leaving, joined_on=START, left_on=TODAY)
    scene.do(add_relation, **scene.ends | {side: leaving})


def test_an_exact_double_is_asked_twice_in_either_direction(scene: Drawn) -> None:
    scene.link(kind="Overleg")
    turned: dict[str, Any] = {"organisation_a_id": scene.church, "organisation_b_id": scene.school}
    for ends in (scene.ends, turned):
        assert scene.refused("link_known", add_relation, **ends, kind="overleg").field == "link_kind"
    scene.do(add_relation, **scene.ends, kind="project")
    scene.do(add_relation, **scene.ends, kind="overleg", confirmed=True)
    assert len(scene.all(Relation)) == 3


@pytest.mark.parametrize(("end_on", "refused"), [(TODAY - DAY, False), (TODAY, True)])
def test_a_link_that_ended_is_no_double(scene: Drawn, end_on: date, refused: bool) -> None:
    scene.link(end_on=end_on)
    if refused:
        scene.refused("link_known", add_relation, **scene.ends)
    else:
        scene.do(add_relation, **scene.ends)


def test_a_link_needs_a_map_and_a_day_that_came(town: Town) -> None:
    bare = Scene(town)
    ends: dict[str, Any] = {"organisation_a_id": bare.school, "organisation_b_id": bare.church}
    bare.refused("no_map", add_relation, **ends)
    town.add(MapVersion, made_on=START)
    assert bare.refused("in_future", add_relation, **ends, start_on=TODAY + DAY).field == "start_on"
    bare.refused("not_found", add_relation, **ends, map_version_id=99)
    bare.do(add_relation, **ends, start_on=TODAY)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"kind": BSN}, "bsn"),
        ({"link_description": f"Zie {BSN}"}, "bsn"),
        ({"kind": "a" * 201}, "too_long"),
        ({"link_description": "a" * 10_000}, "too_long"),
    ],
)
def test_what_is_typed_about_a_link_is_checked(scene: Drawn, values: dict[str, Any], why: str) -> None:
    link = scene.link(kind="overleg")
    scene.refused(why, add_relation, **scene.ends, **values)
    scene.refused(why, change_relation, relation_id=link, **values)
    assert scene.one(Relation, link).kind == "overleg"


def test_a_link_gets_another_kind_and_description(scene: Drawn) -> None:
    link = scene.link(kind="overleg")
    scene.do(change_relation, relation_id=link, kind="project", link_description="Samen koken", seen_version=1)
    kept = scene.one(Relation, link)
    assert (kept.kind, kept.description, kept.version) == ("project", "Samen koken", 2)
    scene.do(change_relation, relation_id=link, kind="  ")
    assert (scene.one(Relation, link).kind, scene.one(Relation, link).description) == (None, None)
    assert scene.logged() == ["change_relation"] * 2


def test_a_link_that_still_works_is_confirmed_today(scene: Drawn) -> None:
    link = scene.link(last_confirmed_on=START)
    scene.do(confirm_relation, relation_id=link)
    assert scene.one(Relation, link).last_confirmed_on == TODAY
    assert scene.logged() == ["confirm_relation"]


@pytest.mark.parametrize(("told", "kept"), [(None, TODAY), (START, START), (TODAY + 30 * DAY, TODAY + 30 * DAY)])
def test_a_link_ends_after_its_last_day(scene: Drawn, told: date | None, kept: date) -> None:
    link = scene.link()
    scene.do(end_relation, relation_id=link, last_on=told)
    assert scene.one(Relation, link).end_on == kept
    assert scene.logged() == ["end_relation"]


def test_a_link_does_not_end_before_it_began(scene: Drawn) -> None:
    refusal = scene.refused("too_early", end_relation, relation_id=scene.link(), last_on=START - DAY)
    assert (refusal.field, refusal.values["earliest"]) == ("last_on", START)


ON_A_LINK = (change_relation, confirm_relation, end_relation)


@pytest.mark.parametrize("act", ON_A_LINK)
def test_a_link_that_ended_stays_as_it_was(scene: Drawn, act: Callable[..., Any]) -> None:
    scene.refused("relation_ended", act, relation_id=scene.link(end_on=TODAY - DAY))
    scene.do(act, relation_id=scene.link(end_on=TODAY))


@pytest.mark.parametrize("act", ON_A_LINK)
def test_nobody_writes_over_what_somebody_else_changed(scene: Drawn, act: Callable[..., Any]) -> None:
    scene.refused("changed_meanwhile", act, relation_id=scene.link(), seen_version=9)


def test_only_the_coordinator_draws_and_changes_links(scene: Drawn) -> None:
    link = scene.link(kind="overleg")
    for by in (
        scene.manager(scene.school),
        scene.town.viewer(Role.WEBBER),
        scene.participant(scene.amina, scene.school),
        scene.stranger(),
    ):
        scene.refused("not_found", add_relation, by, **scene.ends)
        for act in ON_A_LINK:
            scene.refused("not_found", act, by, relation_id=link)


@pytest.mark.parametrize(("told", "kept"), [(None, TODAY), (START, START), (TODAY + DAY, TODAY + DAY)])
def test_who_keeps_a_link_stops_after_a_last_day(scene: Drawn, told: date | None, kept: date) -> None:
    keeper = scene.keeper(scene.link())
    scene.do(end_carrier, carrier_id=keeper, last_on=told, seen_version=1)
    assert scene.one(RelationCarrier, keeper).end_on == kept
    assert scene.logged() == ["end_carrier"]


def test_who_stopped_can_keep_the_link_again_later(scene: Drawn) -> None:
    link = scene.link()
    keeper = scene.keeper(link, end_on=TODAY - DAY)
    refusal = scene.refused("carried_until", end_carrier, carrier_id=keeper)
    assert refusal.values["last_on"] == TODAY - DAY
    scene.do(add_carrier, relation_id=link, organisation_id=scene.school, person_id=scene.amina)


def test_nobody_stops_before_the_first_day(scene: Drawn) -> None:
    keeper = scene.keeper(scene.link())
    assert scene.refused("too_early", end_carrier, carrier_id=keeper, last_on=START - DAY).field == "last_on"
    scene.refused("changed_meanwhile", end_carrier, carrier_id=keeper, seen_version=7)
    scene.refused("not_found", end_carrier, carrier_id=99)


def test_a_manager_ends_keeping_for_the_own_organisation_only(scene: Drawn) -> None:
    keeper = scene.keeper(scene.link())
    for by in (scene.manager(scene.church), scene.participant(scene.amina, scene.school), scene.stranger()):
        scene.refused("not_found", end_carrier, by, carrier_id=keeper)
    scene.do(end_carrier, scene.manager(scene.school), carrier_id=keeper)
    scene.do(end_carrier, scene.town.viewer(Role.WEBBER), carrier_id=scene.keeper(scene.link(), person_id=scene.bas))
