"""A copy made while others write is good: it opens, holds what was told of it, and its log is one whole chain."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from commands.restore import drill
from data_model.backup import back_up, held, sha256
from data_model.database import reading, writing
from data_model.read.log_check import verify
from data_model.refusal import Refusal
from data_model.tables.person import Person
from data_model.write.people import change_person
from demo.big import fill_big
from tests.backups.conftest import settings_for
from tests.conftest import NOW, Town, insider

COPIES = {"sqlite": 30, "postgresql": 5}
WRITERS = 3


@contextmanager
def busy(engine: Engine) -> Iterator[list[int]]:
    """Writers who do one act after the other; tells how many were done."""
    town, over, done = Town(engine), threading.Event(), [0] * WRITERS
    people = [town.add(Person, display_name=f"Mens {n}") for n in range(WRITERS)]

    def write(n: int) -> None:
        while not over.is_set():
            with writing(engine) as session:
                change_person(session, person_id=people[n], display_name=f"Mens {done[n]}", by=town.viewer(), at=NOW)
            done[n] += 1

    writers = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        yield done
    finally:
        over.set()
        for writer in writers:
            writer.join()


def test_every_copy_made_under_load_is_good(engine: Engine, programs: None, tmp_path: Path) -> None:
    told, kind = [], engine.dialect.name
    with busy(engine) as done:
        for n in range(COPIES[kind]):
            before = sum(done)
            while sum(done) < before + WRITERS:
                time.sleep(0.001)
            told.append(back_up(engine, tmp_path / f"copy-{n}", NOW))
    lines = [one["log"]["lines"] for one in told]
    assert lines == sorted(set(lines)) and lines[-1] <= sum(done)
    for n, one in enumerate(told):
        copy = tmp_path / f"copy-{n}"
        assert sha256(copy) == one["sha256"]
        if kind == "sqlite":
            assert_as_told(copy, one)
        else:
            tried = drill(settings_for(engine), copy, None, NOW).restored
            assert (tried.rows, tried.lines, tried.first_wrong) == (sum(one["rows"].values()), lines[n], None)


def assert_as_told(copy: Path, told: dict[str, object]) -> None:
    opened = insider(f"sqlite:///{copy}")
    try:
        with opened.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            holds = held(connection)
        with reading(opened) as session:
            log = verify(session)
    finally:
        opened.dispose()
    assert holds == {name: told[name] for name in holds}
    assert log.sound and (log.count, log.head) == (holds["log"]["lines"], holds["log"]["head"])


def test_of_two_that_make_a_copy_by_one_name_one_is_refused(sqlite_engine: Engine, tmp_path: Path) -> None:
    Town(sqlite_engine)
    together, ended = threading.Barrier(2), list[str]()

    def make() -> None:
        together.wait()
        try:
            back_up(sqlite_engine, tmp_path / "copy", NOW)
            ended.append("made")
        except Refusal as refusal:
            ended.append(refusal.kind)

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["file_exists", "made"]


@pytest.mark.skipif(not os.environ.get("SCHAKEL_LONG"), reason="SCHAKEL_LONG=1 runs what takes its time")
def test_ten_thousand_people_are_back_within_ten_minutes(engine: Engine, programs: None, tmp_path: Path) -> None:
    with writing(engine) as session:
        if engine.dialect.name == "postgresql":  # working out the places of a large map takes its time
            session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        fill_big(session, 100, 10_000, NOW.date())
    back_up(engine, tmp_path / "copy", NOW)
    tried = drill(settings_for(engine), tmp_path / "copy", None, NOW)
    print(f"{engine.dialect.name}: {tried.restored.rows} rows in {tried.seconds:.1f} s")  # noqa: T201
    assert tried.seconds < 600
