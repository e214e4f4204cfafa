"""Announcing a departure: who may, what it stores, and what it refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.turnover import facts
from data_model.refusal import Forbidden, Refusal
from data_model.rules.turnover import judge
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.turnover import Handover, HandoverItem, TurnoverEvent
from data_model.vocabulary import HandoverItemKind
from data_model.write.turnover import announce_departure
from tests.conftest import NOW, Town

START = date(2026, 1, 1)
TODAY = NOW.date()
LEAVES = date(2026, 12, 20)
DAY = timedelta(days=1)


class Staffed:
    """Amina and Bas at the school, Cor at the church."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.school, self.church = town.add(Organisation, name="De Klimop"), town.add(Organisation, name="Kerk")
        town.add(Membership, organisation_id=self.school, joined_on=START)
        self.amina, self.bas, self.cor = (town.add(Person, display_name=name) for name in ("Amina", "Bas", "Cor"))
        self.affiliations = {
            person: town.add(Affiliation, person_id=person, organisation_id=at, start_on=START)
            for person, at in ((self.amina, self.school), (self.bas, self.school), (self.cor, self.church))
        }

    def announce(self, by: Viewer | None = None, **other: Any) -> int:
        values: dict[str, Any] = {
            "person_id": self.amina,
            "organisation_id": self.school,
            "effective_on": LEAVES,
            "by": by or self.town.viewer(),
            "at": NOW,
        }
        with writing(self.town.engine) as session:
            return announce_departure(session, **values | other).id

    def refused(self, why: str, **other: Any) -> Refusal:
        with pytest.raises(Refusal) as refusal:
            self.announce(**other)
        assert refusal.value.kind == why
        return refusal.value

    def end_on(self, person: int) -> date | None:
        with reading(self.town.engine) as session:
            return session.get_one(Affiliation, self.affiliations[person]).end_on

    def stored(self, table: type[Any]) -> list[Any]:
        with reading(self.town.engine) as session:
            return list(session.scalars(select(table).order_by(table.id)))


@pytest.fixture
def staffed(town: Town) -> Staffed:
    return Staffed(town)


def test_a_departure_opens_a_handover_and_ends_the_work_the_day_before(staffed: Staffed) -> None:
    id = staffed.announce(successor_person_id=staffed.bas)
    (event,) = staffed.stored(TurnoverEvent)
    assert (event.id, event.kind, event.effective_on, event.reported_on) == (id, "leaves", LEAVES, TODAY)
    assert event.successor_person_id == staffed.bas and event.until_on is None
    (handover,) = staffed.stored(Handover)
    assert (handover.turnover_event_id, handover.due_on) == (id, LEAVES - 14 * DAY)
    items = staffed.stored(HandoverItem)
    assert {item.kind for item in items} == set(HandoverItemKind) and len(items) == 6
    assert all(item.handover_id == handover.id and item.required and item.done_on is None for item in items)
    assert staffed.end_on(staffed.amina) == LEAVES - DAY and staffed.end_on(staffed.bas) is None
    (logged,) = staffed.stored(LogEntry)
    assert (logged.action, logged.entity, logged.entity_id) == ("announce_departure", "turnover_event", id)


def test_what_was_announced_is_found_at_once(staffed: Staffed) -> None:
    staffed.announce()
    with reading(staffed.town.engine) as session:
        found = {f.kind: f for f in judge(facts(session, staffed.town.viewer()), TODAY, Norms())}
    assert found["turnover.becomes_sole_contact"].person_id == staffed.amina


@pytest.mark.parametrize("kind", ["other_function", "away", "puts_down_webber"])
def test_other_changes_leave_the_affiliation_as_it_is(staffed: Staffed, kind: str) -> None:
    staffed.announce(kind=kind)
    assert staffed.end_on(staffed.amina) is None and len(staffed.stored(Handover)) == 1


@pytest.mark.parametrize(
    ("other", "why", "field"),
    [
        ({"kind": "joins"}, "unknown_kind", "kind"),
        ({"kind": "organisation_stops"}, "unknown_kind", "kind"),
        ({"until_on": LEAVES}, "until_only_away", "until_on"),
        ({"kind": "away", "until_on": LEAVES - DAY}, "until_before", "until_on"),
        ({"effective_on": START - DAY}, "before_start", "effective_on"),
        ({"effective_on": START}, "before_start", "effective_on"),
    ],
)
def test_impossible_days_and_kinds_are_refused(staffed: Staffed, other: dict[str, Any], why: str, field: str) -> None:
    assert staffed.refused(why, **other).field == field
    assert staffed.stored(TurnoverEvent) == [] and [line.result for line in staffed.stored(LogEntry)] == ["refused"]


def test_somebody_must_work_there(staffed: Staffed) -> None:
    assert staffed.refused("not_active", person_id=staffed.cor).field == "person_id"
    with writing(staffed.town.engine) as session:
        session.get_one(Affiliation, staffed.affiliations[staffed.amina]).end_on = TODAY - DAY
    staffed.refused("not_active")


def test_a_late_report_of_a_day_in_the_past_is_taken(staffed: Staffed) -> None:
    staffed.announce(effective_on=TODAY - 9 * DAY)
    assert staffed.end_on(staffed.amina) == TODAY - 10 * DAY


def test_the_same_departure_is_announced_once(staffed: Staffed) -> None:
    staffed.announce()
    refusal = staffed.refused("announced_already", effective_on=LEAVES + 5 * DAY)
    assert refusal.values == {"effective_on": LEAVES}
    staffed.announce(kind="puts_down_webber")
    with writing(staffed.town.engine) as session:
        for event in session.scalars(select(TurnoverEvent)):
            event.withdrawn_on = TODAY
    staffed.announce()
    assert len(staffed.stored(TurnoverEvent)) == 3


def test_who_came_back_can_leave_again(staffed: Staffed) -> None:
    staffed.announce(effective_on=TODAY - 9 * DAY)
    staffed.town.add(Affiliation, person_id=staffed.amina, organisation_id=staffed.school, start_on=TODAY - DAY)
    staffed.announce(effective_on=LEAVES)
    assert staffed.end_on(staffed.amina) == TODAY - 10 * DAY and len(staffed.stored(TurnoverEvent)) == 2


def test_somebody_can_be_away_twice_but_not_at_the_same_time(staffed: Staffed) -> None:
    staffed.announce(kind="away", until_on=LEAVES + 10 * DAY)
    staffed.refused("announced_already", kind="away", effective_on=LEAVES + 10 * DAY)
    staffed.refused("announced_already", kind="away", effective_on=LEAVES - 5 * DAY, until_on=LEAVES)
    staffed.announce(kind="away", effective_on=LEAVES - 5 * DAY, until_on=LEAVES - DAY)
    staffed.announce(kind="away", effective_on=LEAVES + 11 * DAY)


def test_a_successor_is_a_colleague_who_stays(staffed: Staffed) -> None:
    staffed.refused("successor_is_leaver", successor_person_id=staffed.amina)
    staffed.refused("successor_not_active", successor_person_id=staffed.cor)
    staffed.announce(person_id=staffed.bas, kind="other_function", effective_on=LEAVES + 30 * DAY)
    refusal = staffed.refused("successor_leaves", successor_person_id=staffed.bas)
    assert refusal.field == "successor_person_id"


def test_a_successor_may_start_on_the_first_day_without_the_leaver(staffed: Staffed) -> None:
    dina = staffed.town.add(Person, display_name="Dina")
    start = staffed.town.add(Affiliation, person_id=dina, organisation_id=staffed.school, start_on=LEAVES + DAY)
    staffed.refused("successor_not_active", successor_person_id=dina)
    with writing(staffed.town.engine) as session:
        session.get_one(Affiliation, start).start_on = LEAVES
    staffed.announce(successor_person_id=dina)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WEBBER])
def test_coordinator_and_webbers_may_announce_everybody(staffed: Staffed, role: Role) -> None:
    staffed.announce(by=staffed.town.viewer(role))


def test_a_manager_may_announce_for_the_own_organisation_only(staffed: Staffed) -> None:
    staffed.refused("not_found", by=staffed.town.viewer(Role.MANAGER, organisation_id=staffed.church))
    staffed.refused("not_found", by=staffed.town.viewer(Role.MANAGER))
    staffed.announce(by=staffed.town.viewer(Role.MANAGER, organisation_id=staffed.school))


def test_a_participant_may_announce_the_own_departure_only(staffed: Staffed) -> None:
    colleague = staffed.town.viewer(Role.PARTICIPANT, organisation_id=staffed.school, person_id=staffed.bas)
    staffed.refused("not_found", by=colleague)
    staffed.refused("not_found", by=staffed.town.viewer(Role.PARTICIPANT, organisation_id=staffed.school))
    staffed.announce(by=staffed.town.viewer(Role.PARTICIPANT, person_id=staffed.amina))


def test_another_network_cannot_be_touched(staffed: Staffed) -> None:
    elsewhere = Town(staffed.town.engine, "Elders")
    with pytest.raises(Forbidden):
        staffed.announce(by=elsewhere.viewer())
    stranger = elsewhere.add(Person, display_name="Zeno")
    with pytest.raises(Forbidden):
        staffed.announce(person_id=stranger)
    with pytest.raises(Forbidden):
        staffed.announce(successor_person_id=stranger)
    assert staffed.stored(TurnoverEvent) == []
