"""`manage.py overview`: every network judged for today, once, also after it was cut off or while others do the same."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, func, select

from commands.standings import judge_all
from data_model.access import command_line
from data_model.database import reading, writing
from data_model.read import judged
from data_model.tables.log import LogEntry
from data_model.tables.standing import Standing
from data_model.write import standings
from data_model.write.organisations import add_organisation
from manage import main
from settings import Settings
from tests.conftest import NOW, Town


@pytest.fixture
def towns(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[Town]:
    monkeypatch.delenv("SCHAKEL_DEMO", raising=False)
    monkeypatch.setenv("DATABASE_URL", str(sqlite_engine.url))
    return [Town(sqlite_engine, name) for name in ("Eerste", "Tweede", "Derde")]


def overview(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["overview", *arguments])
    written = capsys.readouterr()
    return int(str(ended.value.code or 0)), written.out, written.err


def counted(town: Town) -> int:
    with reading(town.engine) as session:
        return session.scalar(select(func.count()).select_from(Standing)) or 0


def test_it_judges_all_networks_once_and_again_where_somebody_wrote(
    towns: list[Town], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = overview(capsys, "--json")
    went = json.loads(out)
    assert (code, went.pop("seconds") >= 0, went) == (0, True, {"networks": 3, "judged": 3, "failed": 0})
    assert counted(towns[0]) == 3
    assert json.loads(overview(capsys, "--json")[1])["judged"] == 0
    with writing(towns[1].engine) as session:
        add_organisation(session, name="De Linde", by=command_line(towns[1].id), at=NOW)
    code, out, _ = overview(capsys)
    assert code == 0 and out.startswith("Bekeken: 1 van 3 netwerken")
    with reading(towns[0].engine) as session:
        assert session.scalars(select(LogEntry.action)).all() == ["add_organisation"]


def test_it_goes_on_where_it_was_cut_off(
    towns: list[Town], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = standings.keep

    def cut(*given: object) -> bool:
        if counted(towns[0]) == 2:
            raise KeyboardInterrupt
        return keep(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(standings, "keep", cut)
        assert overview(capsys)[0] != 0
    assert counted(towns[0]) == 2
    assert json.loads(overview(capsys, "--json")[1])["judged"] == 1


def test_a_network_that_cannot_be_judged_is_told_and_the_others_are_judged(
    towns: list[Town], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = judged.known

    def breaks(session: object, viewer: object) -> object:
        if getattr(viewer, "network_id", None) == towns[1].id:
            raise ZeroDivisionError
        return whole(session, viewer)  # type: ignore[arg-type]

    monkeypatch.setattr(standings, "known", breaks)
    code, out, error = overview(capsys, "--json")
    assert code == 1 and '"judged": 2' in out and counted(towns[0]) == 2
    assert "1 van 3 netwerken zijn niet gelukt. Wat er misging staat in het logbestand." in error


def test_two_at_once_leave_what_one_leaves(engine: Engine) -> None:
    for n in range(8):
        town = Town(engine, f"Netwerk {n}")
    with ThreadPoolExecutor(2) as pool:
        went = list(pool.map(lambda _: judge_all(engine, Settings(database_url="")), range(2)))
    assert counted(town) == 8 and sum(one.judged for one in went) >= 8 and not any(one.failed for one in went)
