"""The register names everybody in the viewer's network, as it was on a day, and nobody of another one."""

from datetime import date, timedelta

import pytest

from data_model.database import reading, writing
from data_model.read.register import organisations, people
from data_model.tables.network import Network
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from tests.conftest import NOW, Town

DAY = date(2026, 11, 22)
BEFORE = DAY - timedelta(days=1)


def members(town: Town, day: date = DAY) -> dict[str, bool]:
    with reading(town.engine) as session:
        return {entry.name: entry.member for entry in organisations(session, town.viewer(), day)}


def working(town: Town, day: date = DAY) -> list[tuple[str, str, str | None]]:
    with reading(town.engine) as session:
        return [(entry.name, entry.organisation, entry.function) for entry in people(session, town.viewer(), day)]


@pytest.mark.parametrize(("day", "member"), [(BEFORE, False), (DAY, True), (DAY + timedelta(days=2), False)])
def test_an_organisation_is_a_member_from_the_first_day_to_the_last(town: Town, day: date, member: bool) -> None:
    school = town.add(Organisation, name="School")
    town.add(Membership, organisation_id=school, joined_on=DAY, left_on=DAY + timedelta(days=1))
    assert members(town, day) == {"School": member}


def test_who_came_back_is_named_once(town: Town) -> None:
    school = town.add(Organisation, name="School")
    town.add(Membership, organisation_id=school, joined_on=date(2020, 1, 1), left_on=date(2021, 1, 1))
    town.add(Membership, organisation_id=school, joined_on=DAY)
    town.add(Organisation, name="Kerk")
    assert members(town) == {"School": True, "Kerk": False}


def test_people_are_named_with_where_they_work_that_day(town: Town) -> None:
    school, church = (town.add(Organisation, name=name) for name in ("School", "Kerk"))
    jo = town.add(Person, display_name="Jo")
    town.add(Affiliation, person_id=jo, organisation_id=school, function_title="Lid", start_on=DAY)
    town.add(Affiliation, person_id=jo, organisation_id=church, start_on=BEFORE, end_on=BEFORE)
    town.add(Person, display_name="Weg", erased_on=BEFORE)
    assert working(town) == [("Jo", "School", "Lid")]
    assert working(town, BEFORE) == [("Jo", "Kerk", None)]
    assert working(town, BEFORE - timedelta(days=1)) == [("Jo", "", None)]


def test_another_network_is_not_shown(town: Town) -> None:
    with writing(town.engine) as session:
        other = Network(name="Elders", created_at=NOW)
        session.add(other)
        session.flush()
        session.add(Organisation(network_id=other.id, name="Ver", created_at=NOW))
        session.add(Person(network_id=other.id, display_name="Vreemd", created_at=NOW))
    assert (members(town), working(town)) == ({}, [])
