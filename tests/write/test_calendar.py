"""The calendar: planning, moving, cancelling and naming an organiser, and only by those who may."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.log import LogEntry
from data_model.tables.meeting import Meeting
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.write.calendar import cancel_meeting, move_meeting, name_organiser, plan_meeting
from tests.conftest import NOW, Town

TODAY = NOW.date()
SOON, LATER = TODAY + timedelta(14), TODAY + timedelta(21)


def do(town: Town, act: Callable[..., Meeting], viewer: Viewer | None = None, **arguments: Any) -> int:
    with writing(town.engine) as session:
        return act(session, **arguments, by=viewer or town.viewer(), at=NOW).id


def plan(town: Town, viewer: Viewer | None = None, **arguments: Any) -> int:
    return do(town, plan_meeting, viewer, **{"kind": "webber", "planned_on": SOON} | arguments)


def meeting(town: Town, id: int) -> Meeting:
    with reading(town.engine) as session:
        return session.get_one(Meeting, id)


def worker(town: Town, **affiliation: Any) -> int:
    person = town.add(Person, display_name="Amina")
    school = town.add(Organisation, name="De Klimop")
    period = {"start_on": TODAY - timedelta(100)} | affiliation
    town.add(Affiliation, person_id=person, organisation_id=school, **period)
    return person


@pytest.fixture
def planned(town: Town) -> int:
    return town.add(Meeting, kind="webber", announced_on=TODAY, planned_on=SOON, location="Klimop", agenda="Oost")


def test_a_planned_meeting_has_its_day_place_and_organiser(town: Town) -> None:
    amina = worker(town)
    made = meeting(town, plan(town, organiser_person_id=amina, location=" Buurtkamer "))
    assert (made.kind, made.announced_on, made.planned_on) == ("webber", TODAY, SOON)
    assert (made.organiser_person_id, made.location) == (amina, "Buurtkamer")
    with reading(town.engine) as session:
        entry = session.scalars(select(LogEntry)).one()
    assert (entry.action, entry.entity, entry.entity_id) == ("plan_meeting", "meeting", made.id)


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False)])
def test_today_can_be_planned_and_yesterday_cannot(town: Town, days: int, refused: bool) -> None:
    day = TODAY + timedelta(days)
    if not refused:
        assert plan(town, planned_on=day)
        return
    with pytest.raises(Refusal) as refusal:
        plan(town, planned_on=day)
    assert (refusal.value.kind, refusal.value.field) == ("too_early", "planned_on")
    assert refusal.value.values == {"earliest": TODAY}


@pytest.mark.parametrize(
    ("there", "again"),
    [
        ({"planned_on": SOON}, False),
        ({"planned_on": SOON, "cancelled_on": TODAY}, True),
        ({"planned_on": SOON, "moved_on": TODAY}, True),
        ({"planned_on": SOON, "kind": "network"}, True),
        ({"planned_on": LATER}, True),
    ],
)
def test_a_day_takes_one_meeting_of_a_kind(town: Town, there: dict[str, Any], again: bool) -> None:
    town.add(Meeting, **{"kind": "webber", "announced_on": TODAY} | there)
    if again:
        assert plan(town)
        return
    with pytest.raises(Refusal, match="planned_already"):
        plan(town)


def test_two_people_at_once_plan_a_day_once(town: Town) -> None:
    def one(_: int) -> bool:
        try:
            return bool(plan(town))
        except Refusal as refusal:
            return refusal.kind != "planned_already"

    with ThreadPoolExecutor(4) as people:
        assert sorted(people.map(one, range(4))) == [False, False, False, True]


def test_a_day_on_which_they_met_is_not_planned_again(town: Town) -> None:
    town.add(Meeting, kind="webber", announced_on=TODAY, planned_on=SOON, held_on=TODAY)
    assert plan(town)
    with pytest.raises(Refusal, match="planned_already"):
        plan(town, planned_on=TODAY)


@pytest.mark.parametrize(
    ("arguments", "kind", "field"),
    [
        ({"kind": "party"}, "not_a_choice", "kind"),
        ({"location": "x" * 201}, "too_long", "location"),
        ({"location": "BSN 123456782"}, "bsn", "location"),
        ({"organiser_person_id": 999}, "not_found", None),
    ],
)
def test_what_cannot_be_right_is_not_planned(
    town: Town, arguments: dict[str, Any], kind: str, field: str | None
) -> None:
    with pytest.raises(Refusal) as refusal:
        plan(town, **arguments)
    assert (refusal.value.kind, refusal.value.field) == (kind, field)
    with reading(town.engine) as session:
        assert session.scalar(select(func.count()).select_from(Meeting)) == 0


@pytest.mark.parametrize("affiliation", [{"end_on": SOON - timedelta(1)}, {"start_on": SOON + timedelta(1)}])
def test_who_is_not_there_on_the_day_does_not_organise(town: Town, affiliation: dict[str, Any], planned: int) -> None:
    somebody = worker(town, **affiliation)
    with pytest.raises(Refusal, match="not_around"):
        plan(town, kind="network", organiser_person_id=somebody)
    with pytest.raises(Refusal, match="not_around"):
        do(town, name_organiser, meeting_id=planned, person_id=somebody)


def test_an_erased_person_does_not_organise(town: Town, planned: int) -> None:
    gone = town.add(Person, display_name="", erased_on=TODAY)
    town.add(Affiliation, person_id=gone, organisation_id=town.add(Organisation, name="De Klimop"), start_on=TODAY)
    with pytest.raises(Refusal, match="not_around"):
        do(town, name_organiser, meeting_id=planned, person_id=gone)


def test_moving_makes_a_new_meeting_and_points_to_it(town: Town, planned: int) -> None:
    amina = worker(town, end_on=SOON)
    do(town, name_organiser, meeting_id=planned, person_id=amina)
    new = meeting(town, do(town, move_meeting, meeting_id=planned, planned_on=LATER))
    old = meeting(town, planned)
    assert (old.planned_on, old.moved_on, old.moved_to_id) == (SOON, TODAY, new.id)
    assert (new.kind, new.announced_on, new.planned_on) == ("webber", TODAY, LATER)
    assert (new.organiser_person_id, new.location, new.agenda) == (amina, "Klimop", "Oost")


def test_a_meeting_can_move_back(town: Town, planned: int) -> None:
    second = do(town, move_meeting, meeting_id=planned, planned_on=LATER)
    assert do(town, move_meeting, meeting_id=second, planned_on=SOON)


@pytest.mark.parametrize(("day", "kind"), [(TODAY - timedelta(1), "too_early"), (SOON, "planned_already")])
def test_a_meeting_moves_to_another_day_to_come(town: Town, planned: int, day: Any, kind: str) -> None:
    with pytest.raises(Refusal, match=kind):
        do(town, move_meeting, meeting_id=planned, planned_on=day)
    assert meeting(town, planned).moved_on is None


def test_a_meeting_whose_day_passed_can_be_cancelled(town: Town) -> None:
    passed = town.add(Meeting, kind="webber", announced_on=TODAY, planned_on=TODAY - timedelta(9))
    do(town, cancel_meeting, meeting_id=passed)
    assert meeting(town, passed).cancelled_on == TODAY


def test_an_organiser_is_named_and_replaced(town: Town, planned: int) -> None:
    for _ in range(2):
        somebody = worker(town)
        do(town, name_organiser, meeting_id=planned, person_id=somebody)
        assert meeting(town, planned).organiser_person_id == somebody


CHANGES: dict[str, tuple[Callable[..., Meeting], dict[str, Any]]] = {
    "move": (move_meeting, {"planned_on": LATER}),
    "cancel": (cancel_meeting, {}),
    "organiser": (name_organiser, {"person_id": 1}),
}


@pytest.fixture(params=CHANGES)
def change(request: pytest.FixtureRequest) -> tuple[Callable[..., Meeting], dict[str, Any]]:
    return CHANGES[request.param]


Change = tuple[Callable[..., Meeting], dict[str, Any]]


@pytest.mark.parametrize(
    ("state", "kind"), [("held_on", "logged_already"), ("cancelled_on", "meeting_off"), ("moved_on", "meeting_off")]
)
def test_only_a_planned_meeting_is_changed(town: Town, change: Change, state: str, kind: str) -> None:
    worker(town)
    done = town.add(Meeting, kind="webber", announced_on=TODAY, planned_on=TODAY, **{state: TODAY})
    with pytest.raises(Refusal, match=kind):
        do(town, change[0], meeting_id=done, **change[1])


def test_an_unseen_change_is_not_written_over(town: Town, change: Change, planned: int) -> None:
    worker(town)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        do(town, change[0], meeting_id=planned, seen_version=0, **change[1])


def test_a_meeting_of_another_network_is_not_found(town: Town, change: Change) -> None:
    worker(town)
    foreign = Town(town.engine, "Elders").add(Meeting, kind="webber", announced_on=TODAY, planned_on=SOON)
    with pytest.raises(Forbidden):
        do(town, change[0], meeting_id=foreign, **change[1])


@pytest.mark.parametrize("role", Role)
def test_coordinator_and_webber_change_the_calendar_and_others_do_not(
    town: Town, change: Change, planned: int, role: Role
) -> None:
    viewer = town.viewer(role, person_id=worker(town), organisation_id=1)
    if role in (Role.COORDINATOR, Role.WEBBER):
        assert plan(town, viewer, kind="network") and do(town, change[0], viewer, meeting_id=planned, **change[1])
        return
    with pytest.raises(Forbidden):
        plan(town, viewer, kind="network")
    with pytest.raises(Forbidden):
        do(town, change[0], viewer, meeting_id=planned, **change[1])
