"""What keeps a write is on for every connection to SQLite, also after wiping the files and while that goes on."""

import threading

from sqlalchemy import Engine

from data_model.database import connect
from data_model.scrub import scrub
from tests.durability.acts import all_hands, found
from tests.durability.conftest import together

HELD = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "mmap_size": 0,
    "busy_timeout": 5000,
    "locking_mode": "normal",
    "wal_autocheckpoint": 1000,
}


def held(engine: Engine, connections: int) -> list[dict[str, object]]:
    """What is on for so many connections at once."""
    opened = [engine.connect() for _ in range(connections)]
    try:
        return [{name: one.exec_driver_sql(f"PRAGMA {name}").scalar() for name in HELD} for one in opened]
    finally:
        for one in opened:
            one.close()


def test_every_connection_keeps_what_is_written(town: str) -> None:
    engine = connect(town)
    assert held(engine, 8) == [HELD] * 8
    assert scrub(engine)
    assert held(engine, 8) == [HELD] * 8  # nobody gets the connection that wiped
    engine.dispose()


def test_wiping_in_the_middle_of_writing_loses_and_tears_nothing(town: str) -> None:
    engine, said, over = connect(town), list[str](), threading.Event()

    def wipe() -> None:
        while not over.is_set():
            scrub(engine)

    wiping = threading.Thread(target=wipe)
    wiping.start()
    all_hands(engine, "wiped", said.append, 20, 5)
    over.set()
    wiping.join()
    engine.dispose()
    again = connect(town)
    here = found(again)
    again.dispose()
    assert (frozenset(said) - {"refused"} - here.names, here.wrong) == (frozenset(), ())
    assert len(said) == 60


def test_a_command_may_write_beside_the_server(town: str) -> None:
    """Two processes on one file wait for each other: none reads before it may write, so none writes over another."""
    answers = together("beside", [(town, f"process {number}") for number in range(2)])
    engine = connect(town)
    here = found(engine)
    engine.dispose()
    said = frozenset(name for answer in answers for name in answer) - {"refused"}
    assert len(said) > 30 and said <= here.names and here.wrong == ()
