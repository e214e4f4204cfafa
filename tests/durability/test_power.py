"""Whoever read that it was done, finds it back: also when the power went right then, whatever the disk had not kept."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from data_model.database import connect
from tests.durability.acts import found
from tests.durability.conftest import LONG, beside
from tests.durability.disk import Disk, events

CUTS, ACTS = (2000, 400) if LONG else (300, 90)
CONTROL = CUTS // 5
WAYS = ("none", "all", "first", "some", "torn")


class Outcome(NamedTuple):
    """After one power cut: what was acknowledged before, and of that what is lost, and what is wrong."""

    acknowledged: int
    lost: frozenset[str]
    wrong: tuple[str, ...]


def recorded(town: str, recorder: Path, folder: Path, synchronous: str) -> tuple[Path, int, Path]:
    """Let three write under the recorder. The database as it was before, its number, and all that happened to it."""
    database, log, before = Path(town.removeprefix("sqlite:///")), folder / "events", folder / "before"
    log.unlink(missing_ok=True)
    before.mkdir(exist_ok=True)
    (before / database.name).write_bytes(database.read_bytes())
    number = database.stat().st_ino
    preloaded = {"LD_PRELOAD": str(recorder), "RECORDED": str(database), "RECORDED_LOG": str(log)}
    beside("recorded", town, str(ACTS), synchronous, environment=preloaded)
    return before / database.name, number, log


def outcomes(before: Path, number: int, log: Path, place: Path, cuts: int) -> Iterator[Outcome]:
    """Cut the power at so many random moments, in each of the ways in turn."""
    chance, happened, disk = random.Random(cuts), events(log), Disk(before, number)
    first = next(n for n, event in enumerate(happened) if event.what == "s")
    moments = sorted(chance.randrange(first, len(happened) + 1) for _ in range(cuts))
    done = 0
    for turn, moment in enumerate(moments):
        for event in happened[done:moment]:
            disk.happens(event)
        done = moment
        yield after(disk.cut(WAYS[turn % len(WAYS)], chance), disk.said, place)


def after(image: dict[str, bytes], said: list[str], place: Path) -> Outcome:
    """Start again from what the disk kept."""
    for left in place.glob("schakel.db*"):
        left.unlink()
    for name, data in image.items():
        (place / name).write_bytes(data)
    engine = connect(f"sqlite:///{place}/schakel.db")
    try:
        here = found(engine)
    except DBAPIError as problem:
        return Outcome(len(said), frozenset(), (type(problem.orig).__name__,))
    finally:
        engine.dispose()
    lost = {*said} - {"refused"} - here.names
    return Outcome(
        len(said), frozenset(lost), here.wrong + (("refusal lost",) * (here.refused < said.count("refused")))
    )


def test_a_power_cut_loses_nothing_that_was_acknowledged_and_tears_nothing(
    town: str, recorder: Path, quick: Path, tmp_path: Path
) -> None:
    place = quick / "found"
    place.mkdir()
    seen = list(outcomes(*recorded(town, recorder, tmp_path, "FULL"), place, CUTS))
    assert [outcome for outcome in seen if outcome.lost or outcome.wrong] == []
    assert len(seen) == CUTS and seen[-1].acknowledged > 2 * ACTS


def test_with_less_flushing_it_would(town: str, recorder: Path, quick: Path, tmp_path: Path) -> None:
    """The control: what is cut off is really lost, and the test sees it."""
    place = quick / "found"
    place.mkdir()
    seen = list(outcomes(*recorded(town, recorder, tmp_path, "NORMAL"), place, CONTROL))
    assert len([outcome for outcome in seen if outcome.lost]) > CONTROL // 4
