"""The command line from outside: data on standard output, one sentence on standard error, exit codes 0, 1 and 2."""

import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import text

from data_model import schema
from data_model.database import reading
from data_model.read.viewers import every_network
from manage import main
from tests.conftest import insider

KUMU = b"Label,Type\nSchool De Klimop,Organisatie\nVoedselbank,Organisatie\nRyan,Persoon\n"


class Ran(NamedTuple):
    """What one call left: exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)


class Line:
    """A command line on a database of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder}/schakel.db"
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        return Ran(int(str(ended.value.code or 0)), *self._capsys.readouterr())

    def networks(self) -> list[str]:
        engine = insider(self.url)
        with reading(engine) as session:
            names = [name for _, name in every_network(session)]
        engine.dispose()
        return names


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Line:
    line = Line(tmp_path, capsys)
    monkeypatch.setenv("DATABASE_URL", line.url)
    monkeypatch.setenv("SCHAKEL_DEMO", "1")
    monkeypatch.setenv("SCHAKEL_TODAY", "2026-11-22")
    return line


def refused(ran: Ran) -> str:
    """The one sentence of a refusal."""
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith(".\n") and ran.err.count("\n") == 1
    return ran.err


VERBS = ("demo", "import", "findings", "map", "upgrade", "backup", "restore", "move", "status", "privacy", "serve")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(line: Line, verb: str) -> None:
    ran = line(verb, "--help")
    assert ran.code == 0 and verb in ran.out and not ran.err


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("import", "x.csv"), ("findings", "--on", "22-11-2026"), ("findings", "--question", "weather")],
)
def test_wrong_use_ends_with_2(line: Line, arguments: tuple[str, ...]) -> None:
    ran = line(*arguments)
    assert ran.code == 2 and ran.err and not ran.out


def test_a_wrong_setting_is_one_sentence(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHAKEL_DEMO", "ja")
    assert refused(line("findings")) == "SCHAKEL_DEMO moet 1 zijn, of weg blijven.\n"


def test_a_database_that_does_not_answer_is_one_sentence(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHAKEL_DEMO", "")
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://schakel:geheim@127.0.0.1:1/schakel")
    assert "geheim" not in refused(line("findings"))


def test_the_demo_fills_an_empty_database_once(line: Line) -> None:
    assert line("demo", "--json").data == {"network": "Voorbeeldstad"}
    assert "lege" in refused(line("demo"))
    assert line.networks() == ["Voorbeeldstad"]


def test_findings_tell_what_who_and_since_when(line: Line) -> None:
    line("demo")
    answer = line("findings", "--json").data
    keys = [
        "question",
        "kind",
        "rule",
        "urgency",
        "about",
        "since",
        "changes_on",
        "values",
        "title",
        "reason",
        "advice",
        "waits_until",
    ]
    assert all(list(finding) == keys for finding in answer)
    assert {finding["question"] for finding in answer} == {"rhythm", "covenant", "actions", "contacts", "turnover"}
    assert {finding["urgency"] for finding in answer} <= {"attention", "high", "critical"}
    assert all(date.fromisoformat(finding["since"]) <= date(2026, 11, 22) for finding in answer)
    assert line("findings", "--on", "2026-11-22", "--network", "Voorbeeldstad", "--json").data == answer


def test_findings_are_those_of_one_question_or_another_day(line: Line) -> None:
    line("demo")
    assert {f["question"] for f in line("findings", "--question", "rhythm", "--json").data} == {"rhythm"}
    assert line("findings", "--json", "--on", "2027-06-01").data != line("findings", "--json").data
    assert "Voorbeeldstad" in line("findings").out


def test_an_unknown_network_is_named(line: Line) -> None:
    line("upgrade")
    assert "geen netwerk" in refused(line("findings"))
    line("demo")
    assert "Nergenshuizen" in refused(line("findings", "--network", "Nergenshuizen"))


def test_the_map_is_a_graph_with_and_without_somebody(line: Line) -> None:
    line("demo")
    whole = line("map", "--json").data
    assert list(whole) == [
        "nodes",
        "edges",
        "components",
        "articulation_points",
        "bridges",
        "breakpoint_people",
        "betweenness",
        "baseline",
        "drift",
        "weak_spots",
        "bus_factor",
        "introductions",
    ]
    (breakpoint_person,) = whole["breakpoint_people"]
    without = line("map", "--json", "--without", breakpoint_person).data
    assert len(without["components"]) > len(whole["components"]) and without["nodes"] == whole["nodes"]
    assert "Niemand" in refused(line("map", "--without", "Niemand"))


def test_the_map_tells_how_few_people_break_it_and_who_could_meet(line: Line) -> None:
    line("demo")
    whole = line("map", "--json").data
    first, *_ = whole["weak_spots"]
    assert first["name"] == whole["breakpoint_people"][0] and first["reasons"][0]["why"] == "cuts_off"
    fewest = whole["bus_factor"]
    assert (fewest["at_least"], fewest["at_most"], fewest["exact"]) == (1, 1, True)
    assert fewest["sets"][0]["people"] == [first["name"]]
    assert fewest["sets"][0]["cut_off"] == first["reasons"][0]["about"]
    best, second = whole["introductions"]
    assert best["weak_spots_fewer"] == 4 and second["beside"] == first["name"] and len(second["people"]) == 1
    without = line("map", "--json", "--without", first["name"]).data
    assert first["name"] not in {spot["name"] for spot in without["weak_spots"]}
    assert all(first["name"] not in one["people"] for one in without["bus_factor"]["sets"])


def test_without_somebody_the_map_tells_what_would_change(line: Line) -> None:
    line("demo")
    samira, church = "Samira El Idrissi", "Diaconie De Open Deur"
    two = ("--without", f"{samira} (Stichting Welzijn Voorbeeldstad)", "--without", church)
    answered = line("map", "--json", *two).data
    answer = answered["what_if"]
    assert (answer["who"], answer["on"]) == ([samira, church], "2026-11-22") and church not in answered["nodes"]
    assert [one["organisation"] for one in answer["lost"]["cut_off"]] == [
        "Buurtkamer Oost",
        "Moskeevereniging Nour",
        "Speelgoedbank De Tweede Ronde",
    ]
    link = next(one for one in answer["lost"]["link"] if one["people"] == [samira])
    assert link["partner"] == "Buurtkamer Oost" and link["step"]
    assert answer["questions"]["turnover"]["after"]["worst"] == "critical"
    assert answer["summary"].startswith(f"Als {samira} en {church} op 22 november 2026 weggaan, vallen ")
    assert "te vroeg" in refused(line("map", "--without", samira, "--on", "2026-11-21"))


def test_the_months_since_the_trajectory_stand_beside_the_baseline(line: Line) -> None:
    line("demo")
    answer = line("map", "--json").data
    baseline, course = answer["baseline"], answer["drift"]
    assert baseline["day"] == course["trajectory_ended_on"] == "2025-10-07"
    assert len(course["months"]) == 12 and course["months"][-1]["day"] == "2026-11-22"
    assert course["months"][-1]["links"] == len(answer["edges"])
    counted = sum(one["count"] for one in course["months"][-1]["findings"].values())
    assert counted == len(line("findings", "--json").data)
    assert {one["what"] for one in course["lost"]} == {"link"}
    assert all(len(one["organisations"]) == 2 and one["since"] > baseline["day"] for one in course["lost"])
    few = line("map", "--json", "--months", "3", "--on", "2026-03-01").data["drift"]["months"]
    assert [one["day"] for one in few] == ["2026-01-07", "2026-02-07", "2026-03-01"]
    assert line("map", "--months", "0").code == line("map", "--months", "37").code == 2


def test_an_import_shows_first_and_does_it_when_asked(line: Line) -> None:
    (line.folder / "elements.csv").write_bytes(KUMU)
    ask = ("import", str(line.folder / "elements.csv"), "--network", "Nieuwstad", "--json")
    shown = line(*ask).data
    assert (shown["new"], shown["changed"], shown["same"], shown["applied"]) == (2, 0, 0, False)
    assert [(row["row"], "Ryan" in row["reason"]) for row in shown["refused"]] == [(4, True)]
    assert line.networks() == []
    done = line(*ask, "--apply").data
    assert done | {"applied": False, "import": None} == shown and done["import"] == 1
    assert line.networks() == ["Nieuwstad"]
    assert line(*ask, "--as", "organisations").data["same"] == 2


def test_an_import_that_is_refused_leaves_nothing(line: Line) -> None:
    (line.folder / "empty.csv").write_bytes(b"")
    refused(line("import", str(line.folder / "empty.csv"), "--network", "Nieuwstad", "--apply"))
    assert line.networks() == []
    assert line("import", str(line.folder / "empty.csv"), "--network", "N", "--as", "people").code == 2


def test_a_command_does_not_work_on_another_version(line: Line) -> None:
    assert "upgrade" in refused(line("findings"))
    assert line("upgrade", "--json").data == {"revision": schema.newest(), "backup": None}
    engine = insider(line.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for verb in ("findings", "upgrade", "demo"):
        assert "nieuwere versie" in refused(line(verb))


def test_a_backup_is_a_whole_database(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line("demo")
    before = line("findings", "--json").data
    copy = line.folder / "copies" / "copy.db"
    assert line("backup", str(copy), "--json").data == {"backup": str(copy), "deleted": []}
    assert "bestaat al" in refused(line("backup", str(copy)))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy}")
    assert line("findings", "--json").data == before


def test_the_log_is_verified_and_a_changed_line_or_a_cut_tail_is_found(line: Line) -> None:
    (line.folder / "elements.csv").write_bytes(KUMU)
    line("import", str(line.folder / "elements.csv"), "--network", "Nieuwstad", "--apply")
    head = line("log", "head", "--json").data["head"]
    assert line("log", "verify", "--head", head, "--json").data == {
        "sound": True,
        "lines": 2,
        "head": head,
        "first_wrong": None,
        "head_known": True,
    }
    assert line("log", "verify").out == "Alle 2 regels van het logboek zijn zoals ze geschreven werden.\n"
    engine = insider(line.url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM log_detail WHERE entry_id = 2"))
        connection.execute(text("DELETE FROM log_entry WHERE id = 2"))
    assert line("log", "verify").code == 0
    assert "weggehaald" in refused(line("log", "verify", "--head", head))
    with engine.begin() as connection:
        connection.execute(text("UPDATE log_entry SET result = 'refused'"))
    engine.dispose()
    assert refused(line("log", "verify")).startswith("Regel 1 ")
    ran = line("log", "verify", "--json")
    assert (ran.code, json.loads(ran.out)["first_wrong"]) == (1, 1)
