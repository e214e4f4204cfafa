"""Who can take something on: for a day who is there that day, for longer who is not known to go."""

from typing import Any

import pytest

from data_model.access import Role
from data_model.database import reading
from data_model.refusal import Refusal
from data_model.tables.person import Affiliation, Person
from data_model.write.presence import check_stays, check_there
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def answers(scene: Scene, person: int, *, days: int = 0, at: int | None = None) -> tuple[str | None, str | None]:
    """Why somebody cannot do something on a day, and why not hold something from then on; None: it can be."""

    def why(check: Any) -> str | None:
        with reading(scene.town.engine) as session:
            try:
                check(session, person, TODAY + days * DAY, scene.town.viewer(Role.COORDINATOR), at, "field")
            except Refusal as refusal:
                assert refusal.field == "field"
                return refusal.kind
        return None

    return why(check_there), why(check_stays)


def test_who_works_there_can_do_and_hold_things(scene: Scene) -> None:
    assert answers(scene, scene.amina) == (None, None)
    assert answers(scene, scene.amina, at=scene.school) == (None, None)
    assert answers(scene, scene.amina, at=scene.church) == ("not_active", "not_active")
    gone = scene.person("Ed", scene.church, end=TODAY)
    assert answers(scene, gone) == (None, None)
    assert answers(scene, gone, days=1) == ("not_around", "not_around")


def test_an_erased_person_is_not_there(scene: Scene) -> None:
    gone = scene.town.add(Person, display_name="", erased_on=TODAY)
    assert answers(scene, gone) == ("not_around", "not_around")


@pytest.mark.parametrize(("days", "there"), [(0, None), (27, None), (28, "leaves"), (40, "leaves")])
def test_who_will_go_does_things_until_then_and_holds_nothing_new(scene: Scene, days: int, there: str | None) -> None:
    assert (LEAVES - TODAY).days == 28
    scene.event(scene.amina, kind="other_function")
    assert answers(scene, scene.amina, days=days) == (there, "leaves")


def test_who_is_away_for_a_time_is_there_again_after_it(scene: Scene) -> None:
    scene.event(scene.amina, kind="away", effective_on=START + DAY, until_on=TODAY)
    assert answers(scene, scene.amina) == ("leaves", "leaves")
    assert answers(scene, scene.amina, days=1) == (None, None)


def test_who_stays_at_one_of_two_organisations_stays(scene: Scene) -> None:
    both = scene.person("Ed", scene.church)
    scene.event(both, organisation_id=scene.church, effective_on=TODAY)
    assert answers(scene, both) == ("leaves", "leaves")
    scene.town.add(Affiliation, person_id=both, organisation_id=scene.school, start_on=START)
    assert answers(scene, both) == (None, None)
    assert answers(scene, both, at=scene.church) == ("leaves", "leaves")
