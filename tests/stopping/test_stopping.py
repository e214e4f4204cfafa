"""Told to stop, Schakel finishes what is being saved, says so to whoever comes after, and ends in time."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_model import under_way
from data_model.database import reading, writing
from data_model.read.log_check import verify
from data_model.refusal import Refusal
from data_model.tables.person import Person
from settings import ROOT
from tests.conftest import Town
from tests.test_serve import free_port
from words.language import Words
from words.refusals import refused

SENTENCE = "Je tekst is bewaard; probeer het zo nog eens."
PATIENCE = 60
LONG = pytest.mark.skipif(not os.environ.get("SCHAKEL_LONG"), reason="SCHAKEL_LONG=1 runs what takes its time")


class Server:
    """A process that serves, with one network and one person in its database."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.stopping.slow_app", str(self.port), str(folder)],
            cwd=ROOT, env={"DATABASE_URL": str(engine.url), "SCHAKEL_DEMO": "1", "PATH": ""},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def health(self) -> int:
        try:
            return self.ask("/gezond")[0]
        except OSError:
            return 0

    def until(self, true: Callable[[], bool]) -> None:
        for _ in range(PATIENCE * 20):
            if true():
                return
            assert self.process.poll() is None, self.process.communicate()
            time.sleep(0.05)
        raise AssertionError("it took too long")

    def ended(self) -> tuple[int, list[str]]:
        """The exit code, and the events in the log."""
        out, err = self.process.communicate(timeout=PATIENCE)
        assert err == ""
        return self.process.returncode, [json.loads(line)["event"] for line in out.splitlines()]


@pytest.fixture
def server(sqlite_engine: Engine, tmp_path: Path) -> Iterator[Server]:
    Town(sqlite_engine).add(Person, display_name="Cor")
    sqlite_engine.dispose()
    server = Server(sqlite_engine, tmp_path)
    server.until(lambda: server.health() == 200)
    yield server
    (tmp_path / "go on").touch()
    server.process.kill()
    server.process.communicate()


def name_of(engine: Engine) -> str:
    with reading(engine) as session:
        assert verify(session).sound
        return session.get_one(Person, 1).display_name


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_running_act_is_finished_and_the_next_one_hears_why_not(
    server: Server, sqlite_engine: Engine, tmp_path: Path, told: signal.Signals
) -> None:
    with ThreadPoolExecutor() as pool:
        first = pool.submit(server.ask, "/act/Corrie?waits")
        server.until((tmp_path / "begun").exists)
        server.process.send_signal(told)
        server.until(lambda: server.health() == 503)
        status, page = server.ask("/act/Cornelia")
        assert status == 503 and SENTENCE in page and not first.done()
        (tmp_path / "go on").touch()
        assert first.result(PATIENCE) == (200, "saved Corrie")
    assert server.ended() == (0, ["started", "stopping", "stopped"])
    assert not [file.name for file in tmp_path.iterdir() if file.name.endswith(("-wal", "-shm"))]
    assert name_of(sqlite_engine) == "Corrie"


def test_without_anything_under_way_it_stops_at_once(server: Server, sqlite_engine: Engine) -> None:
    assert server.ask("/act/Corrie") == (200, "saved Corrie")
    server.process.terminate()
    assert server.ended() == (0, ["started", "stopping", "stopped"])
    assert name_of(sqlite_engine) == "Corrie"


@pytest.mark.parametrize("told", ["again", pytest.param("once", marks=LONG)])
def test_an_act_that_does_not_end_is_broken_off_and_leaves_nothing(
    server: Server, sqlite_engine: Engine, tmp_path: Path, told: str
) -> None:
    """At a second signal at once, otherwise after half a minute."""
    with ThreadPoolExecutor() as pool:
        first = pool.submit(server.ask, "/act/Corrie?waits")
        server.until((tmp_path / "begun").exists)
        server.process.terminate()
        server.until(lambda: server.health() == 503)
        if told == "again":
            server.process.terminate()
        code, events = server.ended()
        assert (code, events[:2], events[-1]) == (1, ["started", "stopping"], "stopped_hard")
        with suppress(OSError):
            assert first.result(PATIENCE)[0] >= 500
    assert name_of(sqlite_engine) == "Cor"


def test_the_sentence_stands_at_a_form_too() -> None:
    assert refused(Refusal("stopping"), Words("nl")).endswith(SENTENCE)


@pytest.fixture
def stopping() -> Iterator[None]:
    assert under_way.stop(0)
    yield
    under_way.go_on()


def test_nothing_that_writes_begins_once_the_process_stops(town: Town, stopping: None) -> None:
    with pytest.raises(Refusal, match="stopping"), writing(town.engine):
        raise AssertionError("it began")


def test_what_takes_too_long_is_not_waited_for(sqlite_engine: Engine) -> None:
    Town(sqlite_engine)
    with writing(sqlite_engine):
        assert not under_way.stop(0.01)
        under_way.go_on()
    assert under_way.stop(0.01)
    under_way.go_on()
