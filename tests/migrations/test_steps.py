"""No row is lost by a migration: up, down, when one fails on the way, and when the process is killed on the way."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from data_model import schema
from data_model.database import reading
from data_model.read.log_check import verify
from settings import ROOT
from tests.migrations.conftest import (
    ANNOUNCED,
    BEFORE,
    REVISIONS,
    Ladder,
    Stopped,
    contents,
    same,
    somewhere,
    statements,
)

SEVERAL = 20 if os.environ.get("SCHAKEL_LONG") else 1


class Killer:
    """Processes that migrate and are killed before a statement."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.migrations.killed"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __call__(self, url: str, revision: str, number: int) -> int:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{url} {revision} {number}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def kill() -> Iterator[Killer]:
    killer = Killer()
    yield killer
    killer.process.communicate()


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_step_down_and_up_again_keeps_every_row(ladder: Ladder, revision: str) -> None:
    before, after = ladder.down[revision]
    same(before, after, set())
    _, again = ladder.up(revision)
    assert again.keys() == before.keys()
    same(after, again, ANNOUNCED[revision])


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_step_that_fails_or_is_killed_on_the_way_leaves_all_as_it_was(
    ladder: Ladder, kill: Killer, revision: str
) -> None:
    engine, (total, _) = ladder.at(BEFORE[revision]), ladder.up(revision)
    before = contents(engine)
    for number in somewhere(total, revision, SEVERAL):
        with pytest.raises(Stopped), statements(engine, number):
            schema.migrate(engine, revision)
        assert (contents(engine), schema.current(engine) or "base") == (before, BEFORE[revision])
    for number in somewhere(total, f"killed {revision}", SEVERAL)[1:]:
        assert kill(engine.url.render_as_string(hide_password=False), revision, number) == -9
        assert (contents(engine), schema.current(engine) or "base") == (before, BEFORE[revision])
    schema.migrate(engine, revision)
    assert schema.current(engine) == revision


def test_all_the_way_up_the_log_is_still_one_chain(ladder: Ladder) -> None:
    engine = ladder.at(REVISIONS[0])
    schema.migrate(engine)
    with reading(engine) as session:
        log = verify(session)
    assert log.count > 0 and log.sound
