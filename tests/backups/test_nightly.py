"""A copy a night: seven days and four weeks of them stay, and nothing goes that others put there."""

import json
import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from commands.backups import LONGEST, MOST_BEFORE_UPGRADES, automatic_folder, back_up_first, back_up_tonight, kept
from data_model.backup import BEFORE_UPGRADE, back_up, manifest_of, sha256
from data_model.refusal import Refusal
from tests.conftest import NOW, Town

TODAY = date(2026, 11, 22)
NIGHTS = [TODAY - timedelta(days=n) for n in range(100)]


def made(folder: Path, day: date, why: str = "nightly", name: str = "") -> Path:
    """A copy as it is left by the command, with nothing in it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / (name or f"schakel-{day}.db")
    file.write_bytes(b"SQLite format 3\0")
    told = {"why": why, "made_at": f"{day}T02:00:00+00:00", "sha256": sha256(file)}
    manifest_of(file).write_text(json.dumps(told))
    return file


def test_seven_days_and_four_weeks_stay() -> None:
    stay = kept(NIGHTS, TODAY)
    assert {(TODAY - day).days for day in stay} >= set(range(7))
    older = sorted(day for day in stay if (TODAY - day).days >= 7)
    assert len(older) == 4 and all(day.weekday() == 0 for day in older)
    assert max((TODAY - day).days for day in stay) < LONGEST


@settings(max_examples=1000)
@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.sets(st.integers(0, 59)), st.integers(1, 50))
def test_night_after_night_the_same_stay_as_by_one_look_back(start: date, missed: set[int], nights: int) -> None:
    """What was kept yesterday is enough to keep what belongs today, also when nights were missed."""
    there, all_made = set[date](), set[date]()
    for n in range(nights):
        today = start + timedelta(days=n)
        if n in missed:
            continue
        all_made.add(today)
        there = kept(there | {today}, today)
        assert there == kept(all_made, today)
        assert today in there and len(there) <= 12
        assert all((today - day).days < LONGEST for day in there)
        weeks = {day.isocalendar()[:2] for day in all_made if (today - day).days < LONGEST - 7}
        assert weeks <= {day.isocalendar()[:2] for day in there}


def test_a_copy_of_the_future_stays() -> None:
    assert kept([TODAY + timedelta(days=400)], TODAY) == {TODAY + timedelta(days=400)}


def test_a_night_makes_one_copy_and_clears_the_old_ones(sqlite_engine: Engine, tmp_path: Path) -> None:
    Town(sqlite_engine)
    folder = tmp_path / "safe"
    for day in NIGHTS[1:60]:
        made(folder, day)
    before_upgrade = [
        made(automatic_folder(sqlite_engine), day, BEFORE_UPGRADE, f"schakel-0004-{day:%Y%m%d}-010203.db")
        for day in (NIGHTS[3], NIGHTS[40])
    ]
    file, gone = back_up_tonight(sqlite_engine, folder, NOW)
    assert file == folder / "schakel-2026-11-22.db" and file.stat().st_mode & 0o777 == 0o600
    left = {one for one in folder.iterdir() if one.suffix == ".db"}
    assert left == {folder / f"schakel-{day}.db" for day in kept(NIGHTS[:60], TODAY)}
    assert {manifest_of(one) for one in left} == {one for one in folder.iterdir() if one.suffix == ".json"}
    assert [one.exists() for one in before_upgrade] == [True, False] and before_upgrade[1] in gone
    assert len(gone) == 60 - len(left) + 1


def test_a_second_time_on_one_day_nothing_changes(sqlite_engine: Engine, tmp_path: Path) -> None:
    file, _ = back_up_tonight(sqlite_engine, tmp_path / "safe", NOW)
    before = file.read_bytes()
    Town(sqlite_engine)
    assert back_up_tonight(sqlite_engine, tmp_path / "safe", NOW + timedelta(hours=3)) == (file, [])
    assert file.read_bytes() == before


def test_a_damaged_copy_of_today_is_not_taken_for_one(sqlite_engine: Engine, tmp_path: Path) -> None:
    file, _ = back_up_tonight(sqlite_engine, tmp_path / "safe", NOW)
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(Refusal, match="file_exists"):
        back_up_tonight(sqlite_engine, tmp_path / "safe", NOW)


def test_what_others_put_there_stays(sqlite_engine: Engine, tmp_path: Path) -> None:
    folder, old = tmp_path / "safe", NIGHTS[90]
    others = [
        made(folder, old, "asked"),
        made(folder, old, name="vakantie.db"),
        made(folder, old, name="schakel-oud.db"),
        made(folder, old - timedelta(days=1)),
    ]
    manifest_of(others[3]).unlink()
    others.append(folder / f"schakel-{old - timedelta(days=2)}.db")
    others[4].symlink_to(made(tmp_path / "elsewhere", old))
    manifest_of(others[4]).write_text(manifest_of(others[0]).read_text().replace("asked", "nightly"))
    back_up(sqlite_engine, folder / "schakel-2026-01-01.db", NOW - timedelta(days=300))
    _, gone = back_up_tonight(sqlite_engine, folder, NOW)
    assert gone == [] and all(one.is_file() for one in (*others, folder / "schakel-2026-01-01.db"))


def test_what_a_killed_process_left_goes_and_what_one_is_making_stays(sqlite_engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    folder.mkdir()
    nobody = 2**22 + 1  # above the highest number that a process can have here
    left = [folder / f".schakel-2026-11-21.db.{nobody}{end}" for end in ("", "-journal")]
    told_alone = folder / "schakel-2026-11-20.db.json"
    busy = folder / f".schakel-2026-11-22.db.{os.getpid()}"
    for file in (*left, told_alone, busy):
        file.write_text("")
    back_up_tonight(sqlite_engine, folder, datetime(2026, 11, 23, 2, tzinfo=NOW.tzinfo))
    assert not any(file.exists() for file in (*left, told_alone)) and busy.exists()


def test_a_start_that_fails_every_minute_does_not_fill_the_disk(sqlite_engine: Engine) -> None:
    files = [back_up_first(sqlite_engine, "0004", NOW + timedelta(minutes=n)) for n in range(MOST_BEFORE_UPGRADES + 3)]
    assert [file.exists() for file in files] == [False] * 3 + [True] * MOST_BEFORE_UPGRADES
