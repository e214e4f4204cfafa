"""While the app is served, the overview of networks follows what is written, in this process and in others."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

import settings
import web.standings
from data_model.access import command_line
from data_model.database import reading, writing
from data_model.read import judged
from data_model.tables.standing import Standing
from data_model.write import standings
from data_model.write.organisations import add_organisation
from tests.conftest import NOW, Town
from web.standings import catch_up, kept_up

TODAY = NOW.date()
PATIENCE = 60.0


@pytest.fixture
def here(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """A network in the database that this process serves, on a fixed day."""
    for name, value in {
        "DATABASE_URL": str(sqlite_engine.url),
        "SCHAKEL_DEMO": "1",
        "SCHAKEL_TODAY": str(TODAY),
    }.items():
        monkeypatch.setenv(name, value)
    settings.current.cache_clear()
    settings.engine.cache_clear()
    monkeypatch.setattr(web.standings, "SOON", 0.05)
    yield Town(sqlite_engine)
    settings.engine().dispose()
    settings.current.cache_clear()
    settings.engine.cache_clear()


def version(town: Town) -> int | None:
    """In which version of its data the network was judged last."""
    with reading(town.engine) as session:
        return session.scalar(select(Standing.data_version).where(Standing.network_id == town.id))


def write(town: Town, name: str) -> None:
    with writing(settings.engine()) as session:
        add_organisation(session, name=name, by=command_line(town.id), at=NOW)


def until(holds: Callable[[], object]) -> None:
    last = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < last, "it took too long"
        time.sleep(0.02)


def test_what_was_left_undone_is_done_at_the_start_and_each_act_soon_after_it(here: Town) -> None:
    write(here, "Van eerder")
    with kept_up():
        until(lambda: version(here) == 2)
        write(here, "De Linde")
        until(lambda: version(here) == 3)
        for n in range(5):
            write(here, f"Huis {n}")
        until(lambda: version(here) == 8)


def test_what_another_process_writes_is_seen_too(here: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.standings, "EVERY", 0.2)
    code = (
        "import sys\n"
        "from data_model.access import command_line\n"
        "from data_model.database import connect, writing\n"
        "from data_model.write.organisations import add_organisation\n"
        "from tests.conftest import NOW\n"
        "with writing(connect(sys.argv[1])) as session:\n"
        "    add_organisation(session, name='De Linde', by=command_line(int(sys.argv[2])), at=NOW)\n"
    )
    with kept_up():
        until(lambda: version(here) == 1)
        subprocess.run([sys.executable, "-c", code, str(here.engine.url), str(here.id)], check=True)
        until(lambda: version(here) == 2)


def test_it_ends_with_the_app_and_listens_no_longer(here: Town) -> None:
    with kept_up():
        until(lambda: version(here) == 1)
    assert "standings" not in {thread.name for thread in threading.enumerate()}
    write(here, "De Linde")
    assert version(here) == 1


def test_a_network_that_cannot_be_judged_keeps_no_other_from_it(
    here: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other, whole = Town(here.engine, "Kapot"), judged.known

    def breaks(session: object, viewer: object) -> object:
        if getattr(viewer, "network_id", None) == other.id:
            raise ZeroDivisionError
        return whole(session, viewer)  # type: ignore[arg-type]

    monkeypatch.setattr(standings, "known", breaks)
    catch_up(here.engine, settings.current(), threading.Event())
    assert version(here) == 1 and version(other) is None
    (line,) = [record for record in caplog.records if record.getMessage() == "failed"]
    assert vars(line)["kind"] == "ZeroDivisionError"
    monkeypatch.setattr(standings, "known", whole)
    catch_up(here.engine, settings.current(), threading.Event())
    assert version(other) == 1


def test_where_somebody_wrote_comes_before_what_only_is_of_another_day(here: Town) -> None:
    others = [Town(here.engine, name) for name in ("Tweede", "Derde")]
    for town in (here, *others):
        standings.judge(here.engine, town.id, TODAY, NOW)
    tomorrow = TODAY + timedelta(days=1)
    with reading(here.engine) as session:
        assert standings.wanted(session, tomorrow, 3) == [others[1].id, others[0].id, here.id]
    standings.judge(here.engine, here.id, tomorrow, NOW)
    write(here, "De Linde")
    with reading(here.engine) as session:
        assert standings.wanted(session, tomorrow, 3) == [here.id, others[1].id, others[0].id]


def test_a_database_that_is_away_is_told_and_tried_again(
    here: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:

    monkeypatch.setattr(web.standings, "EVERY", 0.05)
    asked: list[int] = []

    def away(*_: object) -> list[int]:
        asked.append(1)
        if len(asked) < 3:
            raise OperationalError("", {}, Exception())
        return []

    monkeypatch.setattr(standings, "wanted", away)
    with caplog.at_level(logging.WARNING, "schakel"), kept_up():
        until(lambda: len(asked) >= 3)
    assert [record.getMessage() for record in caplog.records].count("standings_failed") == 2
