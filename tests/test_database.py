"""What is acknowledged is kept: the settings of each connection, and writers that do not lose each other's work."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import IntegrityError

from data_model.database import reading, writing
from data_model.refusal import Refusal
from data_model.tables.network import Network, NetworkPhase
from tests.conftest import NOW, Town


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("trusted_schema", 0)],
)
def test_sqlite_is_set_to_lose_nothing(sqlite_engine: Engine, pragma: str, value: object) -> None:
    with sqlite_engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_sqlite_is_a_version_without_the_wal_reset_bug(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar() or ""
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_concurrent_writers_lose_nothing(town: Town) -> None:
    def raise_version(_: int) -> None:
        with writing(town.engine) as session:
            seen = session.scalars(select(Network.data_version).where(Network.id == town.id).with_for_update()).one()
            session.execute(update(Network).where(Network.id == town.id).values(data_version=seen + 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(raise_version, range(80)))
    with reading(town.engine) as session:
        assert session.scalars(select(Network.data_version)).one() == 81


def test_an_act_that_fails_halfway_leaves_nothing(town: Town) -> None:
    with pytest.raises(IntegrityError), writing(town.engine) as session:
        session.add(NetworkPhase(network_id=town.id, phase="handover", since_on=NOW.date(), created_at=NOW))
        session.flush()
        session.add(NetworkPhase(network_id=999, phase="handover", since_on=NOW.date(), created_at=NOW))
        session.flush()
    with reading(town.engine) as session:
        assert session.execute(text("SELECT count(*) FROM network_phase")).scalar() == 0


def test_a_row_that_changed_meanwhile_is_refused(town: Town) -> None:
    id = town.add(NetworkPhase, phase="handover", since_on=NOW.date())
    with pytest.raises(Refusal, match="changed_meanwhile"), writing(town.engine) as session:
        phase = session.get_one(NetworkPhase, id)
        session.execute(text("UPDATE network_phase SET version = version + 1"))
        phase.phase = "maintenance"
    with reading(town.engine) as session:
        assert session.get_one(NetworkPhase, id).phase == "handover"


def test_moments_come_back_in_utc(town: Town) -> None:
    with reading(town.engine) as session:
        assert session.scalars(select(Network.created_at)).one() == NOW
