"""An organisation's time in the network: each step on its day, what is refused, and what stays known."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role
from data_model.database import reading
from data_model.read.organisation_list import stays
from data_model.rules.membership_states import stay_on
from data_model.tables.organisation import Membership, Organisation
from data_model.write.memberships import invite, join, leave, pause, record_answer, resume
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def school(scene: Scene) -> int:
    """The first time of the school in the network."""
    return int(next(m.id for m in scene.all(Membership) if m.organisation_id == scene.school))


def newcomer(scene: Scene, **days: date) -> tuple[int, int]:
    """An organisation with one time in the network."""
    organisation = scene.town.add(Organisation, name="Nieuw")
    return organisation, scene.town.add(Membership, organisation_id=organisation, **days)


def states(scene: Scene, organisation: int, *days: date) -> list[str | None]:
    with reading(scene.town.engine) as session:
        times = stays(session, scene.town.viewer())[organisation]
    found = [(stay_on(times, day), day) for day in days]
    return [stay.state(day) if stay else None for stay, day in found]


def around(day: date) -> tuple[date, date]:
    return day - DAY, day


def test_an_invited_organisation_joins(scene: Scene) -> None:
    nobody = scene.town.add(Organisation, name="Nieuw")
    asked = scene.do(invite, organisation_id=nobody, invited_on=TODAY - 9 * DAY)
    scene.do(record_answer, membership_id=asked, joins=True, answered_on=TODAY)
    assert states(scene, nobody, TODAY - 10 * DAY, *around(TODAY)) == [None, "invited", "active"]
    assert scene.logged() == ["invite", "record_answer"]


def test_an_organisation_that_declined_can_be_invited_again(scene: Scene) -> None:
    organisation, asked = newcomer(scene, invited_on=TODAY - 9 * DAY)
    scene.do(record_answer, membership_id=asked, joins=False, answered_on=TODAY - 5 * DAY)
    scene.refused("transition", record_answer, membership_id=asked, joins=True, answered_on=TODAY)
    scene.do(invite, organisation_id=organisation, invited_on=TODAY)
    assert states(scene, organisation, TODAY - 6 * DAY, TODAY - DAY, TODAY) == ["invited", "declined", "invited"]


def test_an_answer_keeps_to_the_calendar(scene: Scene) -> None:
    _, asked = newcomer(scene, invited_on=TODAY - 9 * DAY)
    answer: dict[str, Any] = {"membership_id": asked, "joins": False}
    assert scene.refused("too_early", record_answer, **answer, answered_on=TODAY - 10 * DAY).field == "answered_on"
    scene.refused("in_future", record_answer, **answer, answered_on=TODAY + DAY)
    scene.do(record_answer, membership_id=asked, joins=True, answered_on=TODAY + 30 * DAY)


def test_who_takes_part_is_not_invited_and_who_is_invited_not_asked_twice(scene: Scene) -> None:
    scene.refused("member_already", invite, organisation_id=scene.school, invited_on=TODAY)
    scene.refused("member_already", join, organisation_id=scene.school, joined_on=TODAY)
    organisation, _ = newcomer(scene, invited_on=TODAY - DAY)
    scene.refused("invited_already", invite, organisation_id=organisation, invited_on=TODAY)
    scene.refused("invited_already", join, organisation_id=organisation, joined_on=TODAY)
    scene.refused("in_future", invite, organisation_id=scene.town.add(Organisation, name="X"), invited_on=TODAY + DAY)


def test_a_pause_lasts_from_its_first_day_to_the_day_before_the_return(scene: Scene) -> None:
    scene.do(pause, membership_id=school(scene), paused_on=date(2026, 3, 1))
    scene.do(resume, membership_id=school(scene), resumed_on=date(2026, 6, 1))
    assert states(scene, scene.school, *around(date(2026, 3, 1)), *around(date(2026, 6, 1))) == [
        "active",
        "paused",
        "paused",
        "active",
    ]
    assert scene.logged() == ["pause", "resume"]


def test_a_second_pause_leaves_the_first_one_known(scene: Scene) -> None:
    scene.do(pause, membership_id=school(scene), paused_on=date(2026, 3, 1))
    scene.do(resume, membership_id=school(scene), resumed_on=date(2026, 6, 1))
    scene.refused("too_early", pause, membership_id=school(scene), paused_on=date(2026, 6, 1))
    scene.refused("paused_already", pause, membership_id=school(scene), paused_on=date(2026, 2, 1))
    second = scene.do(pause, membership_id=school(scene), paused_on=date(2026, 9, 1))
    scene.do(resume, membership_id=second, resumed_on=date(2026, 10, 1))
    days = [date(2026, month, 15) for month in range(2, 12)]
    expected = ["active", *["paused"] * 3, *["active"] * 3, "paused", "active", "active"]
    assert states(scene, scene.school, *days) == expected


def test_a_pause_that_is_still_to_come_can_be_moved_or_taken_back(scene: Scene) -> None:
    which: dict[str, Any] = {"membership_id": school(scene)}
    scene.do(pause, **which, paused_on=TODAY + 30 * DAY)
    scene.do(pause, **which, paused_on=TODAY + 20 * DAY)
    scene.do(resume, **which, resumed_on=TODAY + 40 * DAY)
    scene.do(resume, **which, resumed_on=TODAY + 50 * DAY)
    assert states(scene, scene.school, TODAY + 19 * DAY, TODAY + 49 * DAY, TODAY + 50 * DAY) == [
        "active",
        "paused",
        "active",
    ]
    scene.do(resume, **which, resumed_on=TODAY + 20 * DAY)
    assert scene.one(Membership, school(scene)).paused_on is None
    assert states(scene, scene.school, TODAY + 30 * DAY) == ["active"]


@pytest.mark.parametrize(
    ("why", "act", "days"),
    [
        ("too_early", pause, {"paused_on": START - DAY}),
        ("transition", resume, {"resumed_on": TODAY}),
        ("too_early", leave, {"left_on": START - DAY}),
    ],
)
def test_a_step_that_does_not_fit_is_refused(why: str, act: Any, days: dict[str, date], scene: Scene) -> None:
    which: dict[str, Any] = {"membership_id": school(scene)}
    refusal = scene.refused(why, act, **which | days)
    assert refusal.field in (None, *days)


def test_who_pauses_does_not_pause_again_and_who_left_does_nothing(scene: Scene) -> None:
    which: dict[str, Any] = {"membership_id": school(scene)}
    scene.do(pause, **which, paused_on=TODAY - 9 * DAY)
    scene.refused("transition", pause, **which, paused_on=TODAY)
    scene.refused("too_early", resume, **which, resumed_on=TODAY - 10 * DAY)
    scene.do(leave, **which, left_on=TODAY - DAY)
    for act, field in ((pause, "paused_on"), (resume, "resumed_on"), (leave, "left_on")):
        scene.refused("transition", act, **which | {field: TODAY})


def test_the_last_day_counts_and_can_be_planned_anew(scene: Scene) -> None:
    which: dict[str, Any] = {"membership_id": school(scene)}
    scene.do(leave, **which, left_on=TODAY + 30 * DAY)
    scene.do(leave, **which, left_on=TODAY + 10 * DAY)
    assert states(scene, scene.school, TODAY + 10 * DAY, TODAY + 11 * DAY) == ["active", "left"]
    assert scene.logged() == ["leave"] * 2


def test_a_pause_planned_after_the_last_day_falls_away_and_a_past_one_does_not(scene: Scene) -> None:
    which: dict[str, Any] = {"membership_id": school(scene)}
    scene.do(pause, **which, paused_on=TODAY + 30 * DAY)
    scene.do(leave, **which, left_on=TODAY + 10 * DAY)
    assert scene.one(Membership, school(scene)).paused_on is None
    scene.do(pause, **which, paused_on=TODAY - 30 * DAY)
    scene.refused("too_early", leave, **which, left_on=TODAY - 31 * DAY)


def test_coming_back_is_a_new_time(scene: Scene) -> None:
    scene.do(leave, membership_id=school(scene), left_on=TODAY - 30 * DAY)
    early: dict[str, Any] = {"organisation_id": scene.school, "joined_on": TODAY - 30 * DAY}
    assert scene.refused("too_early", join, **early).values["earliest"] == TODAY - 29 * DAY
    scene.do(join, organisation_id=scene.school, joined_on=TODAY)
    assert len([m for m in scene.all(Membership) if m.organisation_id == scene.school]) == 2
    assert states(scene, scene.school, TODAY - 30 * DAY, TODAY - DAY, TODAY) == ["active", "left", "active"]


def test_an_organisation_can_come_back_by_invitation(scene: Scene) -> None:
    scene.do(leave, membership_id=school(scene), left_on=TODAY - 30 * DAY)
    asked = scene.do(invite, organisation_id=scene.school, invited_on=TODAY - 30 * DAY)
    scene.refused("too_early", record_answer, membership_id=asked, joins=True, answered_on=TODAY - 30 * DAY)
    scene.do(record_answer, membership_id=asked, joins=True, answered_on=TODAY - 29 * DAY)
    assert states(scene, scene.school, TODAY - 30 * DAY, TODAY - 29 * DAY) == ["active", "active"]


def test_a_last_day_is_not_moved_past_the_return(scene: Scene) -> None:
    which: dict[str, Any] = {"membership_id": school(scene)}
    scene.do(leave, **which, left_on=TODAY + 10 * DAY)
    scene.do(join, organisation_id=scene.school, joined_on=TODAY + 20 * DAY)
    scene.refused("member_already", leave, **which, left_on=TODAY + 20 * DAY)
    scene.do(leave, **which, left_on=TODAY + 19 * DAY)


def test_nobody_writes_over_a_step_they_have_not_seen(scene: Scene) -> None:
    which: dict[str, Any] = {"membership_id": school(scene), "seen_version": 1}
    scene.do(pause, **which, paused_on=TODAY)
    for act, field in ((pause, "paused_on"), (resume, "resumed_on"), (leave, "left_on")):
        scene.refused("changed_meanwhile", act, **which | {field: TODAY})


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_the_coordinator_of_the_network_writes_these(role: Role, scene: Scene) -> None:
    mine = scene.town.viewer(role, organisation_id=scene.school, person_id=scene.amina)
    one: dict[str, Any] = {"membership_id": school(scene)}
    organisation: dict[str, Any] = {"organisation_id": scene.school}
    for by in (mine, scene.stranger()):
        scene.refused("not_found", invite, by, **organisation, invited_on=TODAY)
        scene.refused("not_found", join, by, **organisation, joined_on=TODAY)
        scene.refused("not_found", record_answer, by, **one, joins=True, answered_on=TODAY)
        scene.refused("not_found", pause, by, **one, paused_on=TODAY)
        scene.refused("not_found", resume, by, **one, resumed_on=TODAY)
        scene.refused("not_found", leave, by, **one, left_on=TODAY)
