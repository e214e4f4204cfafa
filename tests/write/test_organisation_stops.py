"""An organisation stops or merges: what ends, what moves, what is refused, and what taking it back restores."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role
from data_model.database import reading, writing
from data_model.questions import find
from data_model.read.link_list import link_list
from data_model.rules.link_states import LinkState
from data_model.tables.action import Action, ActionOwner
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation
from data_model.tables.turnover import HandoverItem, TurnoverEvent
from data_model.vocabulary import HandoverItemKind
from data_model.write.actions import transfer_action
from data_model.write.announcements import withdraw_announcement
from data_model.write.maps import start_map
from data_model.write.memberships import join, leave
from data_model.write.organisation_stops import announce_organisation_stops
from data_model.write.undo import Recorder, undo
from data_model.write.webbers import confirm_webber, end_webber
from tests.conftest import NOW, Town
from tests.read.test_link_list import Drawn
from tests.write.turnover_scene import DAY, START, TODAY

MERGES = date(2027, 1, 1)


def _told(organisation_id: int, effective_on: date, into_organisation_id: int | None) -> dict[str, Any]:
    return {
        "organisation_id": organisation_id,
        "effective_on": effective_on,
        "into_organisation_id": into_organisation_id,
    }


class Merging(Drawn):
    """The church also keeps a link with the town hall; a food bank stands apart."""

    def __init__(self, town: Town) -> None:
        super().__init__(town)
        self.bank = town.add(Organisation, name="Voedselbank", domain="volunteers")
        town.add(Membership, organisation_id=self.bank, joined_on=START)
        self.fay = self.person("Fay", self.bank)
        keepers: dict[int, tuple[int, ...]] = {self.church: (self.cor,), self.hall: (self.noor,)}
        self.own = self.link(self.church, self.hall, keepers, kind="overleg")

    def announce(self, **other: Any) -> int:
        values: dict[str, Any] = {
            "organisation_id": self.church,
            "effective_on": MERGES,
            "into_organisation_id": self.bank,
        }
        return self.do(announce_organisation_stops, **values | other)

    def left_on(self, organisation: int) -> date | None:
        (time,) = (m for m in self.all(Membership) if m.organisation_id == organisation)
        return time.left_on  # type: ignore[no-any-return]

    def work(self, person: int) -> list[tuple[int, date, date | None]]:
        own = [a for a in self.all(Affiliation) if a.person_id == person]
        return sorted((a.organisation_id, a.start_on, a.end_on) for a in own)

    def links(self, day: date) -> dict[tuple[str, str | None], LinkState]:
        with reading(self.town.engine) as session:
            return {(line.name, line.kind): line.state for line in link_list(session, self.town.viewer(), day)}

    def keepers(self, link: int, side: int) -> set[int]:
        found = [c for c in self.all(RelationCarrier) if (c.relation_id, c.organisation_id) == (link, side)]
        return {c.person_id for c in found}

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        kept = (Membership, Affiliation, Relation, RelationCarrier)
        return {
            table.__tablename__: [
                tuple(getattr(row, c.name) for c in table.__table__.columns if c.name != "version")
                for row in self.all(table)
            ]
            for table in kept
        }

    def kinds(self, day: date) -> set[tuple[str, str]]:
        """The findings of all five questions, with what each is about."""
        with reading(self.town.engine) as session:
            return {(f.kind, f.about.name) for f in find(session, self.town.viewer(), day)}


@pytest.fixture
def scene(town: Town) -> Merging:
    return Merging(town)


def test_an_organisation_that_stops_is_there_until_the_day_before(scene: Merging) -> None:
    event = scene.announce(into_organisation_id=None)
    told = scene.one(TurnoverEvent, event)
    assert (told.kind, told.reported_on, told.person_id) == ("organisation_stops", TODAY, None)
    assert scene.left_on(scene.church) == MERGES - DAY
    assert scene.work(scene.cor) == [(scene.church, START, None)]
    assert len(scene.all(HandoverItem)) == len(HandoverItemKind)
    assert scene.links(TODAY)["De Klimop – Kerk", None] is LinkState.AT_RISK
    assert ("De Klimop – Kerk", None) not in scene.links(MERGES)
    assert scene.logged() == ["announce_organisation_stops"]


def test_in_a_merger_people_work_for_the_other_from_the_day_itself(scene: Merging) -> None:
    gone = scene.person("Gus", scene.church, end=TODAY - DAY)
    until = scene.person("Hein", scene.church, end=MERGES + 9 * DAY)
    scene.town.add(Affiliation, person_id=scene.dirk, organisation_id=scene.bank, start_on=START)
    scene.announce()
    last = MERGES - DAY
    assert scene.work(scene.cor) == [(scene.church, START, last), (scene.bank, MERGES, None)]
    assert scene.work(scene.dirk) == [(scene.church, START, last), (scene.bank, START, None)]
    assert scene.work(until) == [(scene.church, START, last), (scene.bank, MERGES, MERGES + 9 * DAY)]
    assert scene.work(gone) == [(scene.church, START, TODAY - DAY)]


def test_in_a_merger_the_links_run_on_from_the_other_with_who_keeps_them(scene: Merging) -> None:
    before = scene.links(MERGES - DAY)
    scene.announce()
    assert scene.links(TODAY) == before == scene.links(MERGES - DAY)
    after = scene.links(MERGES)
    assert after == {
        ("De Klimop – Gemeente", "project"): LinkState.CARRIER_UNKNOWN,
        ("De Klimop – Voedselbank", None): LinkState.WORKS,
        ("Voedselbank – Gemeente", "overleg"): LinkState.SINGLE_CARRIED,
    }
    moved = next(link for link in scene.all(Relation) if link.start_on == MERGES and link.kind is None)
    assert scene.keepers(moved.id, scene.bank) == {scene.cor, scene.dirk}
    assert scene.keepers(moved.id, scene.school) == {scene.amina, scene.bas}


def test_a_link_between_the_two_vanishes_and_a_parallel_one_gets_the_keepers(scene: Merging) -> None:
    scene.link(scene.bank, scene.church, {})
    scene.link(scene.bank, scene.church, {}, kind="overleg")
    there = scene.link(scene.hall, scene.bank, {scene.hall: (scene.noor,), scene.bank: (scene.fay,)}, kind="Overleg")
    scene.announce()
    assert {name for name, _ in scene.links(MERGES)} == {
        "De Klimop – Gemeente",
        "De Klimop – Voedselbank",
        "Gemeente – Voedselbank",
    }
    assert scene.keepers(there, scene.bank) == {scene.fay, scene.cor}
    assert scene.keepers(there, scene.hall) == {scene.noor}
    assert len([c for c in scene.all(RelationCarrier) if (c.relation_id, c.person_id) == (there, scene.noor)]) == 1


def test_a_second_announcement_is_refused(scene: Merging) -> None:
    scene.announce()
    for into in (None, scene.bank, scene.school):
        values: dict[str, Any] = {
            "organisation_id": scene.church,
            "effective_on": MERGES + DAY,
            "into_organisation_id": into,
        }
        refusal = scene.refused("stops_already", announce_organisation_stops, **values)
        assert refusal.values["effective_on"] == MERGES


def test_an_organisation_that_came_back_can_stop_again(scene: Merging) -> None:
    scene.announce(into_organisation_id=None, effective_on=TODAY - 9 * DAY)
    scene.do(join, organisation_id=scene.church, joined_on=TODAY - DAY)
    scene.announce(into_organisation_id=None)
    assert scene.logged().count("announce_organisation_stops") == 2


@pytest.mark.parametrize(
    ("other", "why", "field"),
    [
        ({"effective_on": START}, "too_early", "effective_on"),
        ({"into": "church"}, "merges_into_itself", "into_organisation_id"),
        ({"into": "left"}, "not_there_then", "into_organisation_id"),
        ({"into": "stops"}, "stops_too", "into_organisation_id"),
        ({"organisation": "left"}, "not_a_member", "organisation_id"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing_behind(
    scene: Merging, other: dict[str, Any], why: str, field: str
) -> None:
    left = scene.town.add(Organisation, name="Weg")
    scene.town.add(Membership, organisation_id=left, joined_on=START, left_on=TODAY - DAY)
    stopping = scene.town.add(Organisation, name="Stopt")
    scene.town.add(Membership, organisation_id=stopping, joined_on=START)
    scene.do(announce_organisation_stops, organisation_id=stopping, effective_on=MERGES + 300 * DAY)
    known = {"church": scene.church, "left": left, "stops": stopping}
    before = scene.everything()
    values: dict[str, Any] = {
        "organisation_id": known[other.get("organisation", "church")],
        "effective_on": other.get("effective_on", MERGES),
        "into_organisation_id": known.get(other.get("into", "")),
    }
    refusal = scene.refused(why, announce_organisation_stops, **values)
    assert refusal.field == field and scene.everything() == before
    if why == "too_early":
        assert refusal.values["earliest"] == START + DAY
        scene.announce(effective_on=START + DAY, into_organisation_id=None)


def test_mergers_make_no_circle(scene: Merging) -> None:
    scene.announce()
    back: dict[str, Any] = {"organisation_id": scene.bank, "into_organisation_id": scene.church}
    for on in (MERGES, MERGES + 9 * DAY):
        why = "merged_into" if on <= MERGES else "stops_too"
        scene.refused(why, announce_organisation_stops, **back, effective_on=on)
    on_and_on: dict[str, Any] = {
        "organisation_id": scene.bank,
        "into_organisation_id": scene.hall,
        "effective_on": MERGES + DAY,
    }
    scene.do(announce_organisation_stops, **on_and_on)
    around: dict[str, Any] = {
        "organisation_id": scene.hall,
        "into_organisation_id": scene.church,
        "effective_on": MERGES + 2 * DAY,
    }
    scene.refused("stops_too", announce_organisation_stops, **around)
    stays = {(scene.church, START, MERGES - DAY), (scene.bank, MERGES, MERGES), (scene.hall, MERGES + DAY, None)}
    assert {*scene.work(scene.cor)} == stays


def test_somebody_who_starts_after_the_last_day_has_to_be_settled_first(scene: Merging) -> None:
    scene.person("Iris", scene.church, start=MERGES)
    values: dict[str, Any] = {
        "organisation_id": scene.church,
        "effective_on": MERGES,
        "into_organisation_id": scene.bank,
    }
    assert scene.refused("starts_after", announce_organisation_stops, **values).values["person"] == "Iris"


def test_only_who_keeps_the_register_announces_it_and_takes_it_back(scene: Merging) -> None:
    values: dict[str, Any] = {"organisation_id": scene.church, "effective_on": MERGES}
    others = (scene.manager(scene.church), scene.town.viewer(Role.WEBBER), scene.stranger())
    for by in (*others, scene.participant(scene.cor, scene.church)):
        scene.refused("not_found", announce_organisation_stops, by, **values)
    event = scene.announce()
    for by in others:
        scene.refused("not_found", withdraw_announcement, by, event_id=event)


def test_taking_back_a_merger_to_come_leaves_all_as_it_was(scene: Merging) -> None:
    leaves = scene.event(scene.dirk, organisation_id=scene.church, effective_on=MERGES)
    (work,) = (a for a in scene.all(Affiliation) if a.person_id == scene.dirk)
    with writing(scene.town.engine) as session:
        session.get_one(Affiliation, work.id).end_on = MERGES - DAY
    scene.link(scene.bank, scene.church, {})
    before = scene.everything()
    event = scene.announce()
    assert leaves and scene.everything() != before
    scene.do(withdraw_announcement, event_id=event)
    assert scene.everything() == before
    assert scene.one(TurnoverEvent, event).withdrawn_on == TODAY
    scene.announce()


def test_taking_back_that_an_organisation_stops_takes_up_its_time_again(scene: Merging) -> None:
    event = scene.announce(into_organisation_id=None, effective_on=TODAY - DAY)
    scene.do(withdraw_announcement, event_id=event)
    assert scene.left_on(scene.church) is None


def test_a_merger_that_took_place_or_was_drawn_on_a_new_map_stays(scene: Merging) -> None:
    event = scene.announce(effective_on=TODAY)
    assert scene.refused("merged_already", withdraw_announcement, event_id=event).values["effective_on"] == TODAY


def test_links_that_a_new_map_took_along_are_not_taken_back(scene: Merging) -> None:
    event = scene.announce()
    version = scene.do(start_map)
    with writing(scene.town.engine) as session:
        session.get_one(MapVersion, version).created_at = NOW.replace(hour=23)
    scene.refused("map_since", withdraw_announcement, event_id=event)


def test_the_last_act_can_be_undone(scene: Merging) -> None:
    before = scene.everything()
    with writing(scene.town.engine) as session:
        recorder = Recorder(session)
        values: dict[str, Any] = {
            "organisation_id": scene.church,
            "effective_on": MERGES,
            "into_organisation_id": scene.bank,
        }
        announce_organisation_stops(session, **values, by=scene.town.viewer(), at=NOW)
        done = recorder.done("announce_organisation_stops", scene.town.viewer())
    scene.do(undo, done=done)
    assert scene.everything() == before and scene.all(TurnoverEvent) == []


def test_leaving_the_network_still_ends_on_its_own_last_day(scene: Merging) -> None:
    (time,) = (m.id for m in scene.all(Membership) if m.organisation_id == scene.church)
    refusal = scene.refused("too_early", leave, membership_id=time, left_on=START - DAY)
    assert (refusal.field, refusal.values["earliest"]) == ("left_on", START)


def test_the_five_questions_before_and_after_a_merger(scene: Merging) -> None:
    """Nobody is told gone; what waits for a decision is found, and is settled by deciding."""
    scene.webber(scene.cor, organisation_id=scene.church)
    action = scene.town.add(Action, description="Samen bellen", created_on=TODAY)
    held = {"action_id": action, "person_id": scene.cor, "organisation_id": scene.church}
    scene.town.add(ActionOwner, **held, start_on=TODAY)
    before, later = scene.kinds(TODAY), scene.kinds(MERGES)
    scene.announce()
    now, then = scene.kinds(TODAY), scene.kinds(MERGES)
    waits = {("turnover.webber_leaves", "Kerk"), ("turnover.organisation_actions", "Kerk")}
    assert waits <= now - before and waits <= then - later
    gone = {"sole_contact", "becomes_sole_contact", "open_actions", "breakpoint_person", "single_carried", "churn"}
    for found in (now - before, then - later):
        assert not {kind for kind, _ in found} & {f"turnover.{kind}" for kind in gone}
        assert not {kind for kind, _ in found} & {"actions.without_owner", "turnover.breakpoint_organisation"}
        assert "Cor" not in {name for _, name in found} and "Dirk" not in {name for _, name in found}
    assert ("turnover.not_connected", "Voedselbank") in before and ("turnover.not_connected", "Voedselbank") not in then
    assert ("turnover.one_contact", "Voedselbank") in before and ("turnover.one_contact", "Voedselbank") not in then
    scene.do(transfer_action, action_id=action, to_person_id=scene.amina, organisation_id=scene.school)
    assert ("turnover.organisation_actions", "Kerk") not in scene.kinds(MERGES)


def test_a_merger_of_today_is_settled_by_confirming_the_webber_and_the_action_there(scene: Merging) -> None:
    task = scene.webber(scene.cor, organisation_id=scene.church)
    action = scene.town.add(Action, description="Samen bellen", created_on=START)
    held = {"action_id": action, "person_id": scene.cor, "organisation_id": scene.church}
    scene.town.add(ActionOwner, **held, start_on=START)
    scene.announce(effective_on=TODAY)
    assert {("turnover.webber_leaves", "Kerk"), ("turnover.organisation_actions", "Kerk")} <= scene.kinds(TODAY)
    scene.do(transfer_action, action_id=action, to_person_id=scene.cor, organisation_id=scene.bank)
    scene.do(confirm_webber, organisation_id=scene.bank, person_id=scene.cor)
    kinds = {kind for kind, name in scene.kinds(TODAY) if name == "Kerk"}
    assert not kinds & {"turnover.webber_leaves", "turnover.organisation_actions"}
    scene.do(end_webber, webber_id=task, ended_on=TODAY)
    assert ("turnover.webber_without_person", "Kerk") not in scene.kinds(TODAY + DAY)


def test_no_row_of_the_merger_is_of_another_network(scene: Merging) -> None:
    elsewhere = Town(scene.town.engine, "Elders").add(Organisation, name="Elders")
    values: dict[str, Any] = {"organisation_id": scene.church, "effective_on": MERGES}
    scene.refused("not_found", announce_organisation_stops, **values, into_organisation_id=elsewhere)
    scene.refused("not_found", announce_organisation_stops, organisation_id=elsewhere, effective_on=MERGES)
    with reading(scene.town.engine) as session:
        assert session.scalars(select(TurnoverEvent)).all() == []
