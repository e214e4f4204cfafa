"""Walking through a handover: planned, started with the first tick, completed with the last."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from data_model.access import Role
from data_model.database import writing
from data_model.tables.turnover import Handover, HandoverItem, TurnoverEvent
from data_model.vocabulary import HandoverItemKind
from data_model.write.announcements import withdraw_announcement
from data_model.write.handovers import (
    complete_handover,
    handover_not_possible,
    plan_handover,
    record_handover,
    start_handover,
    tick_item,
)
from data_model.write.turnover import announce_departure
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene

SOON = TODAY + 5 * DAY
FIRST, *REST = HandoverItemKind


class Leaving(Scene):
    """Amina leaves the school in five days; the handover is open."""

    def __init__(self, town: Town) -> None:
        super().__init__(town)
        self.change = self.do(announce_departure, person_id=self.amina, organisation_id=self.school, effective_on=SOON)
        (handover,) = self.all(Handover)
        self.handover = handover.id
        self.items = {item.kind: item.id for item in self.all(HandoverItem)}

    def save(self, ticked: Iterable[str], on: date = TODAY, **other: Any) -> int:
        return self.do(record_handover, event_id=self.change, ticked=[*ticked], done_on=on, **other)

    def days(self) -> tuple[date | None, date | None, date | None]:
        kept = self.one(Handover, self.handover)
        return kept.planned_on, kept.started_on, kept.completed_on

    def missing(self) -> bool:
        return ("handover_missing", self.change) in self.found()


@pytest.fixture
def scene(town: Town) -> Leaving:
    return Leaving(town)


def test_a_handover_is_planned_started_and_completed_step_by_step(scene: Leaving) -> None:
    scene.do(plan_handover, handover_id=scene.handover)
    assert scene.days() == (TODAY, None, None) and scene.missing()
    scene.do(start_handover, handover_id=scene.handover)
    assert scene.days() == (TODAY, TODAY, None) and not scene.missing()
    for item in scene.items.values():
        scene.do(tick_item, item_id=item, done_on=TODAY)
    scene.do(complete_handover, handover_id=scene.handover)
    assert scene.days() == (TODAY, TODAY, TODAY)
    assert scene.logged()[1:] == ["plan_handover", "start_handover", *["tick_item"] * 6, "complete_handover"]


def test_a_handover_with_a_required_thing_open_is_not_completed(scene: Leaving) -> None:
    for kind in REST:
        scene.do(tick_item, item_id=scene.items[kind], done_on=TODAY)
    assert scene.refused("handover_open", complete_handover, handover_id=scene.handover).values == {"left": 1}
    assert scene.days()[2] is None
    with writing(scene.town.engine) as session:
        session.get_one(HandoverItem, scene.items[FIRST]).required = False
    scene.do(complete_handover, handover_id=scene.handover)
    assert scene.days()[2] == TODAY


def test_the_first_tick_starts_and_what_is_closed_stays_closed(scene: Leaving) -> None:
    scene.do(tick_item, item_id=scene.items[FIRST], done_on=TODAY - DAY)
    assert scene.days() == (TODAY - DAY, TODAY - DAY, None)
    scene.do(tick_item, item_id=scene.items[FIRST], done_on=None)
    assert scene.one(HandoverItem, scene.items[FIRST]).done_on is None
    scene.save(HandoverItemKind)
    scene.refused("transition", tick_item, item_id=scene.items[FIRST], done_on=None)
    for act in (plan_handover, start_handover, complete_handover):
        scene.refused("transition", act, handover_id=scene.handover)
    scene.refused("transition", record_handover, event_id=scene.change, ticked=[], done_on=TODAY)


def test_what_has_not_started_cannot_be_completed(scene: Leaving) -> None:
    scene.refused("transition", complete_handover, handover_id=scene.handover)


def test_the_list_in_one_go_starts_with_the_first_tick_and_completes_with_the_last(scene: Leaving) -> None:
    assert scene.missing()
    scene.save([FIRST], TODAY - DAY)
    assert scene.days() == (TODAY - DAY, TODAY - DAY, None)
    assert scene.one(HandoverItem, scene.items[FIRST]).done_on == TODAY - DAY
    scene.save(HandoverItemKind)
    assert scene.days() == (TODAY - DAY, TODAY - DAY, TODAY)
    assert {item.done_on for item in scene.all(HandoverItem)} == {TODAY - DAY, TODAY}
    assert ("handover_missing", scene.change) not in scene.found(SOON)
    assert scene.logged()[1:] == ["record_handover", "record_handover"]


def test_what_may_be_left_out_does_not_keep_a_handover_open(scene: Leaving) -> None:
    with writing(scene.town.engine) as session:
        session.get_one(HandoverItem, scene.items[FIRST]).required = False
    scene.save(REST[:-1])
    assert scene.days()[2] is None
    scene.save(REST)
    assert scene.days()[2] == TODAY


def test_a_tick_can_be_taken_away_but_saving_nothing_is_refused(scene: Leaving) -> None:
    assert scene.refused("required", record_handover, event_id=scene.change, ticked=[], done_on=TODAY).field == "ticked"
    scene.save([FIRST])
    scene.refused("required", record_handover, event_id=scene.change, ticked=[FIRST], done_on=TODAY)
    scene.save([])
    assert scene.one(HandoverItem, scene.items[FIRST]).done_on is None


def test_a_change_without_a_handover_gets_one(scene: Leaving) -> None:
    event = scene.event(scene.bas)
    handover = scene.do(record_handover, event_id=event, ticked=[FIRST], done_on=TODAY)
    items = [item for item in scene.all(HandoverItem) if item.handover_id == handover]
    assert {item.kind for item in items} == set(HandoverItemKind)
    assert [item.kind for item in items if item.done_on] == [FIRST]


def test_an_older_list_is_made_whole_before_it_can_be_completed(scene: Leaving) -> None:
    event = scene.event(scene.bas)
    handover = scene.town.add(Handover, turnover_event_id=event)
    scene.town.add(HandoverItem, handover_id=handover, kind=FIRST)
    scene.do(record_handover, event_id=event, ticked=[FIRST], done_on=TODAY)
    assert scene.one(Handover, handover).completed_on is None
    assert len([item for item in scene.all(HandoverItem) if item.handover_id == handover]) == 6


@pytest.mark.parametrize(
    ("on", "why"), [(TODAY + DAY, "in_future"), (START - DAY, "too_early"), (START, None), (TODAY, None)]
)
def test_the_day_lies_between_the_start_of_the_work_and_today(scene: Leaving, on: date, why: str | None) -> None:
    if why is None:
        scene.save([FIRST], on)
        return
    assert scene.refused(why, record_handover, event_id=scene.change, ticked=[FIRST], done_on=on).field == "done_on"
    scene.refused(why, tick_item, item_id=scene.items[FIRST], done_on=on)


def test_unknown_things_and_withdrawn_changes_are_refused(scene: Leaving) -> None:
    scene.refused("not_a_choice", record_handover, event_id=scene.change, ticked=["keys"], done_on=TODAY)
    scene.do(withdraw_announcement, event_id=scene.change)
    scene.refused("withdrawn", record_handover, event_id=scene.change, ticked=[FIRST], done_on=TODAY)
    scene.refused("withdrawn", tick_item, item_id=scene.items[FIRST], done_on=TODAY)


def test_nobody_unticks_what_somebody_else_ticked_meanwhile(scene: Leaving) -> None:
    seen = scene.one(TurnoverEvent, scene.change).version
    scene.do(tick_item, item_id=scene.items[FIRST], done_on=TODAY)
    values = {"event_id": scene.change, "ticked": REST, "done_on": TODAY, "seen_version": seen}
    scene.refused("changed_meanwhile", record_handover, **values)


def test_each_role_reaches_as_far_as_it_may(scene: Leaving) -> None:
    def acts() -> list[tuple[Any, dict[str, Any]]]:
        return [
            (plan_handover, {"handover_id": scene.handover}),
            (start_handover, {"handover_id": scene.handover}),
            (tick_item, {"item_id": scene.items[FIRST], "done_on": TODAY}),
            (record_handover, {"event_id": scene.change, "ticked": REST, "done_on": TODAY}),
            (complete_handover, {"handover_id": scene.handover}),
            (handover_not_possible, {"event_id": scene.change}),
        ]

    for by in (scene.manager(scene.church), scene.participant(scene.bas, scene.school), scene.stranger()):
        for act, values in acts():
            scene.refused("not_found", act, by, **values)
    scene.do(plan_handover, scene.manager(scene.school), handover_id=scene.handover)
    scene.do(start_handover, scene.town.viewer(Role.WEBBER), handover_id=scene.handover)
    scene.do(
        record_handover,
        scene.participant(scene.amina, scene.school),
        event_id=scene.change,
        ticked=[FIRST],
        done_on=TODAY,
    )


def test_a_handover_that_is_not_possible_settles_the_finding(scene: Leaving) -> None:
    scene.do(record_handover, event_id=scene.change, ticked=[FIRST], done_on=TODAY)
    scene.do(handover_not_possible, event_id=scene.change)
    kept = scene.one(Handover, scene.handover)
    assert kept.not_possible_on == TODAY and kept.completed_on is None
    assert scene.one(HandoverItem, scene.items[FIRST]).done_on == TODAY
    assert "handover_missing" not in {kind for kind, _ in scene.found(SOON + DAY)}
    scene.refused("transition", handover_not_possible, event_id=scene.change)
    scene.refused("transition", record_handover, event_id=scene.change, ticked=REST, done_on=TODAY)


def test_a_completed_handover_was_possible(scene: Leaving) -> None:
    scene.do(record_handover, event_id=scene.change, ticked=list(HandoverItemKind), done_on=TODAY)
    scene.refused("transition", handover_not_possible, event_id=scene.change)


def test_a_change_without_a_handover_can_have_an_impossible_one(scene: Leaving) -> None:
    bare = scene.event(scene.bas)
    scene.refused("changed_meanwhile", handover_not_possible, event_id=bare, seen_version=9)
    handover = scene.do(handover_not_possible, event_id=bare)
    kept = scene.one(Handover, handover)
    assert (kept.turnover_event_id, kept.not_possible_on) == (bare, TODAY)
    assert scene.logged()[-1] == "handover_not_possible"
