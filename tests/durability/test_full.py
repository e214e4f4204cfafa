"""A full disk: what was acknowledged stays and can be read, and writing goes on when there is room again."""

from pathlib import Path

from tests.durability.conftest import beside


def test_a_full_disk_loses_nothing_and_writing_goes_on_when_there_is_room_again(
    town: str, recorder: Path, tmp_path: Path
) -> None:
    preloaded = {
        "LD_PRELOAD": str(recorder),
        "RECORDED": town.removeprefix("sqlite:///"),
        "DISK_FULL": str(tmp_path / "full"),
    }
    answer = beside("full", town, str(tmp_path / "full"), environment=preloaded)
    assert (answer["lost"], answer["wrong"], answer["problems"]) == ([], [], ["SQLITE_FULL"])
    assert answer["failed"] > 20 and answer["done"]["after"] > 5
    assert answer["named"] == sorted(answer["named"])
