"""The command line on data of people: looked at first, done when sure, one sentence when it cannot be."""

import json

import pytest

from tests.test_manage import Line, refused
from tests.test_manage import line as line

NAME = "Yvonne Hendriks"


def test_an_erasure_is_shown_first_and_done_when_sure(line: Line) -> None:
    line("demo")
    shown = line("privacy", "erase", NAME.upper(), "--json").data
    assert (shown["name"], shown["erased"]) == (NAME, False)
    line("backup", str(line.folder / "copy.db"))
    done = line("privacy", "erase", str(shown["person"]), "--yes", "--json").data
    assert done == {key: value for key, value in shown.items() if key != "name"} | {"erased": True}
    assert NAME in refused(line("privacy", "erase", NAME))
    assert NAME not in line("findings").out
    assert b"Hendriks" not in b"".join(path.read_bytes() for path in line.folder.glob("schakel.db*"))
    assert len((line.folder / "erasures.jsonl").read_text().splitlines()) == 1

    assert "lege" in refused(line("restore", str(line.folder / "copy.db")))
    for path in line.folder.glob("schakel.db*"):
        path.unlink()
    assert line("restore", str(line.folder / "copy.db"), "--json").data["erased"] == 1
    assert NAME in refused(line("privacy", "erase", NAME))


def test_a_copy_of_all_that_is_kept_is_for_its_owner_alone(line: Line) -> None:
    line("demo")
    file = line.folder / "out" / "yvonne.json"
    assert line("privacy", "export", NAME, "--file", str(file), "--json").data == {"file": str(file)}
    told = json.loads(file.read_text())
    assert (told["name"], file.stat().st_mode & 0o777) == (NAME, 0o600)
    assert told["kept"]["contact_channel"]
    assert "bestaat al" in refused(line("privacy", "export", NAME, "--file", str(file)))


def test_a_name_is_corrected_and_two_of_one_name_are_told_apart_by_number(line: Line) -> None:
    line("demo")
    assert line("privacy", "correct", NAME, "--name", "Karin Verbeek", "--json").data == {"name": "Karin Verbeek"}
    why = refused(line("privacy", "erase", "Karin Verbeek"))
    number = why.split("Kies een nummer: ")[1].split(" ")[0]
    assert line("privacy", "erase", number, "--json").data["person"] == int(number)
    assert "Niemand" in refused(line("privacy", "export", "Niemand", "--file", "x.json"))


def test_what_was_kept_long_enough_goes_once(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line("demo")
    monkeypatch.setenv("SCHAKEL_TODAY", "2028-11-30")
    shown = line("privacy", "retention", "--json").data["Voorbeeldstad"]
    assert shown["people"]
    assert "Kan weg" in line("privacy", "retention").out
    went = line("privacy", "retention", "--apply", "--json").data["Voorbeeldstad"]
    assert went == shown
    assert line("privacy", "retention", "--apply").out == "Voorbeeldstad: Er is niets te lang bewaard.\n"


def test_a_list_of_erasures_that_is_named_has_to_be_there(line: Line) -> None:
    assert "lijst" in refused(line("restore", "x.db", "--erasures", str(line.folder / "nowhere")))
    assert "x.db" in refused(line("restore", "x.db"))
    assert not (line.folder / "schakel.db").exists()


@pytest.mark.parametrize("verb", ["export", "correct", "erase", "retention"])
def test_every_verb_below_privacy_explains_itself(line: Line, verb: str) -> None:
    ran = line("privacy", verb, "--help")
    assert ran.code == 0 and verb in ran.out
