"""Who works where: somebody known starts at another organisation, changes function, and stops."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role
from data_model.tables.person import Affiliation, Person
from data_model.write.affiliations import add_affiliation, change_affiliation, end_affiliation
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def also(scene: Scene, **other: Any) -> dict[str, Any]:
    return {"person_id": scene.amina, "organisation_id": scene.church} | other


def work(scene: Scene, person: int, at: int | None = None) -> Affiliation:
    found: list[Affiliation] = [a for a in scene.all(Affiliation) if a.person_id == person]
    return next(a for a in found if at in (None, a.organisation_id))


def test_somebody_known_works_for_a_second_organisation(scene: Scene) -> None:
    assert ("one_contact", scene.church) in scene.found()
    scene.do(add_affiliation, **also(scene, function_title=" Diaken ", fixed_participant=True))
    new = work(scene, scene.amina, scene.church)
    assert (new.function_title, new.fixed_participant, new.start_on, new.end_on) == ("Diaken", True, TODAY, None)
    assert work(scene, scene.amina, scene.school).end_on is None
    assert ("one_contact", scene.church) not in scene.found()
    assert scene.logged() == ["add_affiliation"]


@pytest.mark.parametrize("start", [START - 400 * DAY, TODAY, TODAY + 30 * DAY])
def test_work_starts_on_any_day(scene: Scene, start: date) -> None:
    scene.do(add_affiliation, **also(scene, start_on=start))
    assert work(scene, scene.amina, scene.church).start_on == start


def test_nobody_works_somewhere_twice_at_once(scene: Scene) -> None:
    refusal = scene.refused("works_there", add_affiliation, **also(scene, organisation_id=scene.school))
    assert (refusal.field, refusal.values) == ("person_id", {"start_on": START})
    scene.do(add_affiliation, **also(scene, start_on=LEAVES))
    scene.refused("works_there", add_affiliation, **also(scene))


def test_who_comes_back_starts_after_the_last_day(scene: Scene) -> None:
    ed = scene.person("Ed", scene.church, end=TODAY - DAY)
    early = scene.refused("too_early", add_affiliation, **also(scene, person_id=ed, start_on=TODAY - DAY))
    assert (early.field, early.values) == ("start_on", {"earliest": TODAY})
    scene.do(add_affiliation, **also(scene, person_id=ed))
    fien = scene.person("Fien", scene.church, end=TODAY)
    scene.refused("works_there", add_affiliation, **also(scene, person_id=fien))
    scene.do(add_affiliation, **also(scene, person_id=fien, start_on=TODAY + DAY))


def test_who_is_not_there_or_no_longer_cannot_be_added(scene: Scene) -> None:
    scene.refused("not_found", add_affiliation, **also(scene, person_id=999))
    scene.refused("not_found", add_affiliation, **also(scene, organisation_id=999))
    erased = scene.town.add(Person, display_name="", erased_on=TODAY)
    scene.refused("not_found", add_affiliation, **also(scene, person_id=erased))
    far = Town(scene.town.engine, "Elders").add(Person, display_name="Ver")
    scene.refused("not_found", add_affiliation, **also(scene, person_id=far))


@pytest.mark.parametrize(("why", "typed"), [("bsn", "Lid 123456782"), ("too_long", "a" * 10_000)])
def test_a_wrong_function_is_refused(scene: Scene, why: str, typed: str) -> None:
    assert scene.refused(why, add_affiliation, **also(scene, function_title=typed)).field == "function_title"
    about: dict[str, Any] = {
        "affiliation_id": work(scene, scene.amina).id,
        "function_title": typed,
        "fixed_participant": False,
    }
    assert scene.refused(why, change_affiliation, **about).field == "function_title"


@pytest.mark.parametrize("function", ["👩\u200d🏫 Juf", "مديرة المدرسة", "", None])
def test_a_function_is_kept_as_it_is_written(scene: Scene, function: str | None) -> None:
    own = work(scene, scene.amina)
    about: dict[str, Any] = {"affiliation_id": own.id, "function_title": function, "fixed_participant": True}
    scene.do(change_affiliation, **about, seen_version=own.version)
    now = work(scene, scene.amina)
    assert (now.function_title, now.fixed_participant) == (function or None, True)
    scene.refused("changed_meanwhile", change_affiliation, **about, seen_version=own.version)
    assert scene.logged() == ["change_affiliation"]


@pytest.mark.parametrize("end", [START, TODAY, LEAVES])
def test_work_ends_on_a_last_day_before_or_to_come(scene: Scene, end: date) -> None:
    own = work(scene, scene.cor)
    scene.do(end_affiliation, affiliation_id=own.id, end_on=end, seen_version=1)
    assert work(scene, scene.cor).end_on == end
    assert scene.logged() == ["end_affiliation"]


def test_work_does_not_end_before_it_began_or_twice(scene: Scene) -> None:
    own = work(scene, scene.cor)
    early = scene.refused("too_early", end_affiliation, affiliation_id=own.id, end_on=START - DAY)
    assert (early.field, early.values) == ("end_on", {"earliest": START})
    scene.refused("changed_meanwhile", end_affiliation, affiliation_id=own.id, end_on=TODAY, seen_version=9)
    scene.do(end_affiliation, affiliation_id=own.id, end_on=TODAY)
    scene.do(end_affiliation, affiliation_id=own.id, end_on=TODAY - DAY)
    scene.refused("ended_already", end_affiliation, affiliation_id=own.id, end_on=TODAY)


def test_a_departure_that_was_announced_is_adjusted_instead(scene: Scene) -> None:
    scene.event(scene.cor, organisation_id=scene.church)
    own = work(scene, scene.cor)
    refusal = scene.refused("departure_announced", end_affiliation, affiliation_id=own.id, end_on=TODAY)
    assert refusal.values == {"effective_on": LEAVES}
    scene.event(scene.amina, kind="away")
    scene.event(scene.amina, effective_on=START - DAY)
    scene.event(scene.amina, withdrawn_on=TODAY)
    scene.do(end_affiliation, affiliation_id=work(scene, scene.amina).id, end_on=TODAY)


def test_a_later_last_day_leaves_the_next_time_alone(scene: Scene) -> None:
    ed = scene.person("Ed", scene.church, end=TODAY)
    scene.do(add_affiliation, **also(scene, person_id=ed, start_on=LEAVES))
    first = work(scene, ed).id
    scene.refused("works_there", end_affiliation, affiliation_id=first, end_on=LEAVES)
    scene.do(end_affiliation, affiliation_id=first, end_on=LEAVES - DAY)


def test_each_role_adds_and_ends_work_as_far_as_it_may(scene: Scene) -> None:
    own = work(scene, scene.cor).id
    for by in (
        scene.manager(scene.school),
        scene.town.viewer(Role.WEBBER, organisation_id=scene.church, person_id=scene.amina),
        scene.participant(scene.amina, scene.school),
        scene.participant(scene.cor, scene.church),
        scene.stranger(),
    ):
        scene.refused("not_found", add_affiliation, by, **also(scene))
        scene.refused("not_found", end_affiliation, by, affiliation_id=own, end_on=TODAY)
    scene.do(add_affiliation, scene.manager(scene.church), **also(scene))
    scene.do(end_affiliation, scene.manager(scene.church), affiliation_id=own, end_on=TODAY)


def test_people_correct_their_own_function_and_the_organisation_says_who_is_fixed(scene: Scene) -> None:
    about: dict[str, Any] = {"affiliation_id": work(scene, scene.cor).id, "function_title": "Koster"}
    for by in (scene.manager(scene.school), scene.participant(scene.amina, scene.church), scene.stranger()):
        scene.refused("not_found", change_affiliation, by, **about, fixed_participant=False)
    cor = scene.participant(scene.cor, scene.church)
    scene.refused("not_found", change_affiliation, cor, **about, fixed_participant=True)
    scene.do(change_affiliation, cor, **about, fixed_participant=False)
    scene.do(change_affiliation, scene.manager(scene.church), **about, fixed_participant=True)
