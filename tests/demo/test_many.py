"""Many networks: each whole and its own, the same each time, with a coordinator who is signed in."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Engine, Select, func, or_, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.questions import find
from data_model.read.viewers import viewer_for
from data_model.tables.action import Action
from data_model.tables.base import Base
from data_model.tables.meeting import Attendance, Meeting
from data_model.tables.network import Network
from data_model.write.networks import open_network
from demo.many import LINKS, ORGANISATIONS, PEOPLE, fill_many, token
from demo.stage import Stage

TODAY = date(2026, 11, 22)
PATTERNS = 4


def findings(engine: Engine, network_id: int) -> list[str]:
    with reading(engine) as session:
        found = find(session, Viewer(network_id=network_id, role=Role.COORDINATOR), TODAY)
    return [f"{one.kind} {one.about.name} {one.since}" for one in found if one.about.entity != "network"]


def strays() -> Iterator[Select[int]]:
    """Of every key between rows of networks: how many lead to nothing, or into another network."""
    for table in Base.metadata.sorted_tables:
        for key in (key for key in table.foreign_keys if "network_id" in table.c):
            to = key.column.table.alias("to_what")
            elsewhere = [to.c.network_id != table.c.network_id] if "network_id" in to.c else []
            yield (
                select(func.count())
                .select_from(table.outerjoin(to, key.parent == to.c[key.column.name]))
                .where(key.parent.is_not(None), or_(to.c[key.column.name].is_(None), *elsewhere))
            )


def test_each_network_is_whole_and_its_own(engine: Engine) -> None:
    networks = [*fill_many(engine, 6, TODAY), *fill_many(engine, 2, TODAY)]
    assert networks == list(range(1, 9))
    with engine.connect() as connection:
        assert {str(query): 0 for query in strays()} == {str(query): connection.scalar(query) for query in strays()}
        names = connection.scalars(select(Network.name)).all()
    assert names == [f"Grootstad {n}" for n in networks]
    assert findings(engine, 1) == findings(engine, 1 + PATTERNS) != findings(engine, 2)


def test_it_has_the_size_of_a_real_network(sqlite_engine: Engine) -> None:
    fill_many(sqlite_engine, 1, TODAY)
    with sqlite_engine.connect() as connection:
        rows = {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    assert rows["organisation"] == ORGANISATIONS and rows["person"] == PEOPLE and rows["relation"] == LINKS
    assert rows["action"] == 400 and rows["meeting"] == 36 and 3500 < sum(filter(None, rows.values())) < 4500
    assert len(findings(sqlite_engine, 1)) > 20


def test_rows_of_the_years_stand_between_those_of_others(sqlite_engine: Engine) -> None:
    fill_many(sqlite_engine, 5, TODAY)
    with sqlite_engine.connect() as connection:
        meetings = connection.scalars(select(Meeting.network_id).order_by(Meeting.id)).all()
        there = connection.scalars(select(Attendance.network_id).order_by(Attendance.id)).all()
    assert meetings[:6] == [1, 2, 3, 4, 5, 1]
    assert there[:26] == [1] * 25 + [2]


def test_more_years_are_more_of_the_same(sqlite_engine: Engine) -> None:
    fill_many(sqlite_engine, 1, TODAY, years=6)
    with sqlite_engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Action)) == 1200
        first = connection.scalars(select(func.min(Action.created_on))).one()
    assert timedelta(days=5 * 365) < TODAY - first < timedelta(days=6 * 365)


def test_its_coordinator_is_signed_in(engine: Engine) -> None:
    networks = fill_many(engine, 3, TODAY)
    with reading(engine) as session:
        viewers = [viewer_for(session, token(n), Stage.morning(TODAY)) for n in networks]
    assert [viewer and (viewer.network_id, viewer.role) for viewer in viewers] == [
        (n, Role.COORDINATOR) for n in networks
    ]


def test_one_can_go_on_after_it(engine: Engine) -> None:
    fill_many(engine, 2, TODAY)
    with writing(engine) as session:
        assert open_network(session, name="Nog een", at=Stage.morning(TODAY)).id == 3
