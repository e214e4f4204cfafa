"""The big network has the size that was asked, and is the same each time."""

from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.map import network_map, ties
from data_model.rules.outlook import Outlook
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from demo.big import fill_big

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("organisations", "people"), [(1, 0), (2, 3), (15, 40), (60, 200)])
def test_it_has_the_size_that_was_asked(sqlite_engine: Engine, organisations: int, people: int) -> None:
    with writing(sqlite_engine) as session:
        fill_big(session, organisations, people, TODAY)
    with reading(sqlite_engine) as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == organisations
        assert session.scalar(select(func.count()).select_from(Person)) == people
        names = session.scalars(select(Organisation.name)).all()
        assert len(set(names)) == organisations


def test_it_is_one_big_part_with_weak_places(sqlite_engine: Engine) -> None:
    with writing(sqlite_engine) as session:
        id = fill_big(session, 60, 200, TODAY)
    viewer = Viewer(network_id=id, role=Role.COORDINATOR)
    with reading(sqlite_engine) as session:
        found = network_map(session, viewer, TODAY)
        outlook = Outlook(ties(session, viewer), TODAY)
    assert len(found["nodes"]) > 55 and len(found["edges"]) > 60
    assert len(max(found["components"], key=len)) > 30
    assert found["articulation_points"] and found["bridges"] and found["breakpoint_people"]
    assert len(outlook.events) > 3


def test_the_same_size_gives_the_same_network(sqlite_engine: Engine) -> None:
    found = []
    for _ in range(2):
        with writing(sqlite_engine) as session:
            id = fill_big(session, 15, 40, TODAY)
            found.append(network_map(session, Viewer(network_id=id, role=Role.COORDINATOR), TODAY))
            session.rollback()
    assert found[0] == found[1]
