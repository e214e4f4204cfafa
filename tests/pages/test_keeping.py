"""What was worked out is kept under all it depends on, of the newest version, and no more than there is room for."""

from functools import partial

import pytest

from pages.frame.keeping import Keeping

HERE = "here"


def test_the_same_question_is_worked_out_once_and_another_anew() -> None:
    keeping, asked = Keeping(10), list[tuple[str, str]]()

    def answer(about: tuple[str, str]) -> tuple[str, str]:
        asked.append(about)
        return about

    for where, who in ((HERE, "an"), (HERE, "an"), (HERE, "bo"), ("there", "an"), (HERE, "an")):
        assert keeping.get(where, 1, who, partial(answer, (where, who))) == (where, who)
    assert asked == [(HERE, "an"), (HERE, "bo"), ("there", "an")]


def test_of_a_newer_version_nothing_older_stays_in_that_place() -> None:
    keeping = Keeping(10)
    for where, about in ((HERE, "one"), (HERE, "two"), ("there", "one")):
        keeping.get(where, 1, about, lambda: "then")
    assert keeping.get(HERE, 2, "one", lambda: "now") == "now"
    assert len(keeping) == 2  # of which one there
    assert keeping.get(HERE, 1, "one", lambda: "late") == "late"
    assert keeping.get(HERE, 2, "one", lambda: "anew") == "now"
    assert keeping.get("there", 1, "one", lambda: "anew") == "then"


def test_what_is_overtaken_while_it_is_worked_out_is_not_kept() -> None:
    keeping = Keeping(10)

    def slow() -> str:
        keeping.get(HERE, 2, "another", lambda: "written meanwhile")
        return "then"

    assert keeping.get(HERE, 1, "one", slow) == "then"
    assert keeping.get(HERE, 2, "one", lambda: "now") == "now"


def test_the_oldest_makes_room_and_what_was_just_used_stays() -> None:
    keeping = Keeping(2)
    keeping.get(HERE, 1, "one", lambda: 1)
    keeping.get(HERE, 1, "two", lambda: 2)
    keeping.get(HERE, 1, "one", lambda: -1)
    keeping.get(HERE, 1, "three", lambda: 3)
    assert len(keeping) == 2
    assert [keeping.get(HERE, 1, name, lambda: "anew") for name in ("one", "two")] == [1, "anew"]


def test_what_goes_wrong_is_not_kept() -> None:
    keeping = Keeping(2)
    with pytest.raises(ZeroDivisionError):
        keeping.get(HERE, 1, "one", lambda: 1 / 0)
    assert keeping.get(HERE, 1, "one", lambda: 1) == 1
    keeping.clear()
    assert keeping.get(HERE, 1, "one", lambda: 2) == 2
