"""Who follows in a task and on the links of who goes, and the closing of a departure: on both databases."""

from typing import Any

import pytest

from data_model.access import Role
from data_model.database import writing
from data_model.tables.action import Action, ActionOwner
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.person import NetworkRole
from data_model.tables.turnover import Succession, TurnoverEvent
from data_model.tables.webber import Webber, WebberDeputy
from data_model.vocabulary import HandoverItemKind
from data_model.write.announcements import name_successor
from data_model.write.handovers import record_handover
from data_model.write.succession import (
    close_departure,
    introduce_successor,
    name_task_successor,
    reopen_departure,
    take_over_task,
)
from data_model.write.turnover import announce_departure
from data_model.write.undo import Recorder, undo
from tests.conftest import NOW, Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def named(scene: Scene, event: int, webber: int, person: int, **other: Any) -> dict[str, Any]:
    return {"event_id": event, "entity": "webber", "entity_id": webber, "person_id": person} | other


def linked(scene: Scene, *carriers: int) -> int:
    """A link between school and church that these keep for the school, and Cor for the church."""
    drawn = scene.town.add(MapVersion, made_on=START, agreed_on=START)
    ends = {"organisation_a_id": scene.school, "organisation_b_id": scene.church}
    link = scene.town.add(Relation, map_version_id=drawn, start_on=START, **ends)
    for person in carriers:
        own = {"organisation_id": scene.school, "person_id": person}
        scene.town.add(RelationCarrier, relation_id=link, start_on=START, **own)
    cor = {"organisation_id": scene.church, "person_id": scene.cor}
    scene.town.add(RelationCarrier, relation_id=link, start_on=START, **cor)
    return link


def test_naming_who_follows_settles_the_finding_until_the_day(scene: Scene) -> None:
    event, webber = scene.event(), scene.webber(scene.amina)
    assert ("webber_leaves", webber) in scene.found()
    scene.do(name_task_successor, **named(scene, event, webber, scene.bas))
    assert not {kind for kind, _ in scene.found()} & {"webber_leaves", "webber_leaves_deputy"}
    assert ("webber_leaves", webber) in scene.found(LEAVES)
    assert scene.logged() == ["name_task_successor"]


def test_somebody_else_named_takes_the_place(scene: Scene) -> None:
    event, webber, dina = scene.event(), scene.webber(scene.amina), scene.person("Dina", scene.school)
    for person in (scene.bas, dina):
        scene.do(name_task_successor, **named(scene, event, webber, person))
    [one] = scene.all(Succession)
    assert (one.entity, one.entity_id, one.person_id) == ("webber", webber, dina)


def test_who_cannot_follow_is_refused_in_words(scene: Scene) -> None:
    event, webber = scene.event(), scene.webber(scene.amina)
    for person, why in ((scene.amina, "successor_is_leaver"), (scene.cor, "successor_not_active")):
        scene.refused(why, name_task_successor, **named(scene, event, webber, person))
    gone = scene.person("Gijs", scene.school, end=LEAVES - DAY)
    scene.refused("successor_not_active", name_task_successor, **named(scene, event, webber, gone))
    scene.event(scene.bas, effective_on=LEAVES + DAY)
    scene.refused("successor_leaves", name_task_successor, **named(scene, event, webber, scene.bas))


def test_only_a_task_of_who_goes_can_be_passed_on(scene: Scene) -> None:
    event, other = scene.event(), scene.webber(scene.bas)
    scene.refused("not_a_choice", name_task_successor, **named(scene, event, other, scene.bas))
    wrong = named(scene, event, other, scene.bas, entity="person")
    scene.refused("not_a_choice", name_task_successor, **wrong)
    ended = scene.webber(scene.amina, ended_on=TODAY - DAY)
    scene.refused("not_a_choice", name_task_successor, **named(scene, event, ended, scene.bas))
    stops = scene.town.add(
        TurnoverEvent, kind="organisation_stops", organisation_id=scene.school, effective_on=LEAVES, reported_on=TODAY
    )
    scene.refused("nobody_leaves", name_task_successor, **named(scene, stops, other, scene.bas))


def test_two_people_cannot_follow_each_other(scene: Scene) -> None:
    """Amina puts the task down for Bas; Bas then cannot put his down for Amina."""
    puts_down: dict[str, Any] = {"kind": "puts_down_webber", "organisation_id": scene.school, "effective_on": LEAVES}
    one, other = scene.webber(scene.amina), scene.webber(scene.bas, area="Noord")
    first = scene.do(announce_departure, person_id=scene.amina, successor_person_id=scene.bas, **puts_down)
    back: dict[str, Any] = {"person_id": scene.bas, "successor_person_id": scene.amina}
    scene.refused("successor_loop", announce_departure, **back, **puts_down)
    second = scene.do(announce_departure, person_id=scene.bas, **puts_down)
    scene.refused("successor_loop", name_successor, event_id=second, person_id=scene.amina)
    scene.refused("successor_loop", name_task_successor, **named(scene, second, other, scene.amina))
    dina = scene.person("Dina", scene.school)
    scene.do(name_task_successor, **named(scene, second, other, dina))
    scene.do(name_task_successor, **named(scene, first, one, dina))


def test_a_circle_of_three_is_seen_as_well(scene: Scene) -> None:
    puts_down: dict[str, Any] = {"kind": "puts_down_webber", "organisation_id": scene.school, "effective_on": LEAVES}
    dina = scene.person("Dina", scene.school)
    scene.do(announce_departure, person_id=scene.amina, successor_person_id=scene.bas, **puts_down)
    scene.do(announce_departure, person_id=scene.bas, successor_person_id=dina, **puts_down)
    back: dict[str, Any] = {"person_id": dina, "successor_person_id": scene.amina}
    scene.refused("successor_loop", announce_departure, **back, **puts_down)


def test_the_successor_is_introduced_on_exactly_the_links_of_who_goes(scene: Scene) -> None:
    event, link, other = scene.event(), linked(scene, scene.amina), linked(scene, scene.cor)
    about: dict[str, Any] = {"event_id": event, "person_id": scene.bas}
    scene.refused("not_of_leaver", introduce_successor, relation_ids=(link, other), **about)
    assert len(scene.all(RelationCarrier)) == 4
    scene.do(introduce_successor, relation_ids=(link,), **about)
    new = scene.all(RelationCarrier)[-1]
    assert (new.relation_id, new.organisation_id, new.person_id, new.start_on) == (link, scene.school, scene.bas, TODAY)
    scene.refused("carries_already", introduce_successor, relation_ids=(link,), **about)
    assert scene.logged() == ["introduce_successor"]


def test_an_introduction_of_nobody_or_nothing_is_refused(scene: Scene) -> None:
    event, link = scene.event(), linked(scene, scene.amina)
    scene.refused("required", introduce_successor, event_id=event, relation_ids=(), person_id=scene.bas)
    about: dict[str, Any] = {"event_id": event, "relation_ids": (link,)}
    scene.refused("successor_is_leaver", introduce_successor, person_id=scene.amina, **about)
    scene.refused("successor_not_active", introduce_successor, person_id=scene.cor, **about)
    ended = linked(scene, scene.amina)
    with writing(scene.town.engine) as session:
        session.get_one(Relation, ended).end_on = TODAY - DAY
    scene.refused("relation_ended", introduce_successor, event_id=event, relation_ids=(ended,), person_id=scene.bas)


def test_who_starts_later_keeps_the_links_from_the_day_itself(scene: Scene) -> None:
    new, link = scene.person("Eva", scene.school, start=LEAVES), linked(scene, scene.amina)
    scene.do(introduce_successor, event_id=scene.event(), relation_ids=(link,), person_id=new)
    assert scene.all(RelationCarrier)[-1].start_on == LEAVES


def test_a_webber_task_is_taken_over_from_today(scene: Scene) -> None:
    webber = scene.webber(scene.amina, area="Noord")
    event = scene.event(effective_on=TODAY)
    new = scene.one(Webber, scene.do(take_over_task, **named(scene, event, webber, scene.bas)))
    assert (new.person_id, new.area, new.confirmed_on, new.organisation_id) == (scene.bas, "Noord", TODAY, scene.school)
    assert scene.one(Webber, webber).ended_on == TODAY - DAY
    assert not {kind for kind, _ in scene.found()} & {"webber_leaves", "webber_leaves_deputy"}
    assert scene.logged() == ["take_over_task"]


def test_nothing_is_taken_over_before_the_day(scene: Scene) -> None:
    webber, event = scene.webber(scene.amina), scene.event(effective_on=TODAY + DAY)
    refusal = scene.refused("not_yet", take_over_task, **named(scene, event, webber, scene.bas))
    assert refusal.values == {"effective_on": TODAY + DAY}


def test_a_stand_in_and_the_coordinator_are_followed_too(scene: Scene) -> None:
    webber = scene.webber(scene.bas)
    deputy = scene.town.add(WebberDeputy, webber_id=webber, person_id=scene.noor, start_on=START)
    coordinator = scene.all(NetworkRole)[0].id
    event = scene.event(scene.noor, organisation_id=scene.hall, effective_on=TODAY)
    for entity, id in (("webber_deputy", deputy), ("network_role", coordinator)):
        about = named(scene, event, id, scene.bram, entity=entity)
        scene.do(name_task_successor, **about)
        scene.do(take_over_task, **about)
    assert [(d.person_id, d.end_on) for d in scene.all(WebberDeputy)] == [
        (scene.noor, TODAY - DAY),
        (scene.bram, None),
    ]
    roles = [(r.person_id, r.role, r.start_on, r.end_on) for r in scene.all(NetworkRole)]
    assert roles == [
        (scene.noor, "coordinator", START, TODAY - DAY),
        (scene.bram, "coordinator", TODAY, None),
    ]
    scene.refused("not_a_choice", take_over_task, **named(scene, event, webber, scene.bram))


def settled(scene: Scene, event: int) -> None:
    scene.do(record_handover, event_id=event, ticked=tuple(HandoverItemKind), done_on=TODAY)


def test_a_departure_closes_when_nothing_hangs_loose_and_not_before(scene: Scene) -> None:
    link, event = linked(scene, scene.amina), scene.event()
    action = scene.town.add(Action, description="Bellen", created_on=START)
    own = {"person_id": scene.amina, "organisation_id": scene.school}
    scene.town.add(ActionOwner, action_id=action, start_on=START, **own)
    refusal = scene.refused("hangs_loose", close_departure, event_id=event)
    assert refusal.values["what"] == ("end.handover", "end.link", "end.action")
    settled(scene, event)
    scene.do(introduce_successor, event_id=event, relation_ids=(link,), person_id=scene.bas)
    assert scene.refused("hangs_loose", close_departure, event_id=event).values["what"] == ("end.action",)
    elsewhere = scene.manager(scene.school)
    scene.refused("hangs_loose_elsewhere", close_departure, elsewhere, event_id=event)
    with writing(scene.town.engine) as session:
        session.delete(session.get_one(ActionOwner, 1))
    scene.do(close_departure, elsewhere, event_id=event)
    assert scene.one(TurnoverEvent, event).closed_on == TODAY
    scene.refused("closed_already", close_departure, event_id=event)
    scene.do(reopen_departure, event_id=event)
    assert scene.one(TurnoverEvent, event).closed_on is None
    scene.refused("not_closed", reopen_departure, event_id=event)


def test_what_is_only_arranged_keeps_it_open(scene: Scene) -> None:
    event, webber = scene.event(), scene.webber(scene.amina)
    settled(scene, event)
    scene.do(name_task_successor, **named(scene, event, webber, scene.bas))
    assert scene.refused("hangs_loose", close_departure, event_id=event).values["what"] == ("end.webber",)


def test_each_act_is_for_who_may_announce(scene: Scene) -> None:
    event, webber, link = scene.event(), scene.webber(scene.amina), linked(scene, scene.amina)
    acts: list[tuple[Any, dict[str, Any]]] = [
        (name_task_successor, named(scene, event, webber, scene.bas)),
        (introduce_successor, {"event_id": event, "relation_ids": (link,), "person_id": scene.bas}),
        (close_departure, {"event_id": event}),
        (reopen_departure, {"event_id": event}),
        (take_over_task, named(scene, event, webber, scene.bas)),
    ]
    others = (scene.manager(scene.church), scene.participant(scene.bas, scene.school), scene.stranger())
    for act, arguments in acts:
        for by in others:
            scene.refused("not_found", act, by, **arguments)
    for by in (
        scene.participant(scene.amina, scene.school),
        scene.manager(scene.school),
        scene.town.viewer(Role.WEBBER),
    ):
        scene.do(name_task_successor, by, **named(scene, event, webber, scene.bas))
    scene.do(introduce_successor, scene.participant(scene.amina, scene.school), **acts[1][1])


def test_nobody_makes_a_webber_of_a_colleague_alone(scene: Scene) -> None:
    """A participant who goes may say who follows; making it real is for who acts for the organisation."""
    webber = scene.webber(scene.amina)
    event = scene.event(effective_on=TODAY)
    own = scene.participant(scene.amina, scene.school)
    scene.refused("not_found", take_over_task, own, **named(scene, event, webber, scene.bas))
    scene.do(take_over_task, scene.manager(scene.school), **named(scene, event, webber, scene.bas))


def test_every_act_can_be_taken_back(scene: Scene) -> None:
    webber, link = scene.webber(scene.amina), linked(scene, scene.amina)
    event = scene.event(effective_on=TODAY)
    acts: list[tuple[Any, dict[str, Any]]] = [
        (name_task_successor, named(scene, event, webber, scene.bas)),
        (introduce_successor, {"event_id": event, "relation_ids": (link,), "person_id": scene.bas}),
        (take_over_task, named(scene, event, webber, scene.bas)),
    ]
    tables = (Webber, RelationCarrier, Succession)
    before = [[row.id for row in scene.all(table)] for table in tables]
    viewer = scene.town.viewer()
    for act, arguments in acts:
        with writing(scene.town.engine) as session:
            recorder = Recorder(session)
            act(session, **arguments, by=viewer, at=NOW)
            done = recorder.done(act.__name__, viewer)
        assert done
        with writing(scene.town.engine) as session:
            undo(session, done=done, by=viewer, at=NOW)
        assert [[row.id for row in scene.all(table)] for table in tables] == before
    assert scene.one(Webber, webber).ended_on is None


def test_a_change_that_somebody_else_made_is_not_written_over(scene: Scene) -> None:
    event, webber = scene.event(), scene.webber(scene.amina)
    seen = scene.one(TurnoverEvent, event).version
    scene.do(name_task_successor, **named(scene, event, webber, scene.bas), seen_version=seen)
    scene.refused("changed_meanwhile", close_departure, event_id=event, seen_version=seen)
