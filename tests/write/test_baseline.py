"""The last day of the trajectory and its baseline: by whom, when not, and never changed afterwards."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from data_model.access import Role
from data_model.database import reading, writing
from data_model.read.drift import drift
from data_model.refusal import Forbidden, Refusal
from data_model.tables.map import Relation
from data_model.tables.network import Baseline, Network
from data_model.tables.organisation import Membership
from data_model.tables.person import Person
from data_model.write.baseline import end_trajectory, keep_baseline
from tests.conftest import NOW, Town
from tests.read.test_map import Drawn

TODAY = date(2026, 11, 22)
ENDED = date(2026, 6, 1)


def end(town: Town, on: date | None, role: Role = Role.COORDINATOR) -> None:
    with writing(town.engine) as session:
        end_trajectory(session, trajectory_ended_on=on, by=town.viewer(role), at=NOW)


def keep(town: Town, role: Role = Role.COORDINATOR) -> None:
    with writing(town.engine) as session:
        keep_baseline(session, by=town.viewer(role), at=NOW)


def kept(town: Town) -> list[Baseline]:
    with reading(town.engine) as session:
        return list(session.scalars(select(Baseline)))


def unknown_end(town: Town, on: date | None = None) -> None:
    with writing(town.engine) as session:
        session.get_one(Network, town.id).trajectory_ended_on = on


def test_the_coordinator_keeps_how_the_network_stood(town: Town) -> None:
    drawn = Drawn(town)
    end(town, ENDED)
    keep(town)
    (one,) = kept(town)
    assert (one.network_id, one.stood_on) == (town.id, ENDED)
    state = json.loads(one.state)
    hall, school, food = (drawn.ids[name] for name in ("Gemeente", "School", "Voedselbank"))
    assert state["links"] == [[hall, school], [school, food]] and state["drawn"] == 2
    assert state["reachable"] == sorted((hall, school, food)) and len(state["organisations"]) == 4
    assert state["people"] == {str(id): 1 for id in drawn.ids.values()}
    with reading(town.engine) as session:
        names = session.scalars(select(Person.display_name)).all()
    assert names and not any(f'"{name}"' in one.state for name in [*names, *drawn.ids])


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_nobody_else_does(town: Town, role: Role) -> None:
    with pytest.raises(Forbidden):
        keep(town, role)
    with pytest.raises(Forbidden):
        end(town, ENDED, role)
    assert kept(town) == []


def refused(kind: str, town: Town) -> None:
    with pytest.raises(Refusal) as refusal:
        keep(town)
    assert refusal.value.kind == kind


def test_it_is_kept_once_and_only_of_a_day_that_was(town: Town) -> None:
    unknown_end(town)
    refused("no_trajectory_end", town)
    unknown_end(town, TODAY + timedelta(days=1))
    refused("trajectory_goes_on", town)
    unknown_end(town, TODAY)
    keep(town)
    refused("baseline_kept", town)
    assert len(kept(town)) == 1


@pytest.mark.parametrize(
    ("on", "kind"), [(None, "required"), (TODAY + timedelta(days=1), "in_future"), (TODAY, ""), (ENDED, "")]
)
def test_the_last_day_is_known_and_not_to_come(town: Town, on: date | None, kind: str) -> None:
    if kind:
        with pytest.raises(Refusal) as refusal:
            end(town, on)
        assert (refusal.value.kind, refusal.value.field) == (kind, "trajectory_ended_on")
    else:
        end(town, on)
        with reading(town.engine) as session:
            assert session.get_one(Network, town.id).trajectory_ended_on == on


def test_the_last_day_stays_once_there_is_a_baseline(town: Town) -> None:
    keep(town)
    with pytest.raises(Refusal) as refusal:
        end(town, ENDED)
    assert refusal.value.kind == "baseline_kept"


def test_what_is_corrected_later_does_not_change_the_baseline(town: Town) -> None:
    drawn = Drawn(town)
    end(town, ENDED)
    keep(town)
    before = kept(town)[0].state
    with writing(town.engine) as session:
        for relation in session.scalars(select(Relation)):
            relation.end_on = ENDED - timedelta(days=1)
        church = session.scalars(select(Membership).where(Membership.organisation_id == drawn.ids["Kerk"])).one()
        church.left_on = ENDED - timedelta(days=1)
    assert kept(town)[0].state == before
    with reading(town.engine) as session:
        found = drift(session, town.viewer(), TODAY)
    assert found.baseline and (found.baseline.links, found.baseline.organisations) == (2, 4)
    assert (found.months[0].day, found.months[0].links, found.months[0].organisations) == (ENDED, 0, 3)
    assert {one.since for one in found.lost} == {ENDED} and len(found.lost) == 3


def test_each_network_has_its_own(town: Town) -> None:
    other = Town(town.engine, "Elders")
    keep(town)
    keep(other)
    assert {one.network_id for one in kept(town)} == {town.id, other.id}
