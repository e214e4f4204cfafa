"""What was worked out is kept under all it depends on, and no more of it than there is room for."""

from functools import partial

import pytest

from pages.frame.keeping import Keeping


def test_the_same_question_is_worked_out_once_and_another_anew() -> None:
    keeping, asked = Keeping(10), list[tuple[str, int]]()

    def answer(about: tuple[str, int]) -> tuple[str, int]:
        asked.append(about)
        return about

    for about in (("an", 1), ("an", 1), ("an", 2), ("bo", 1), ("an", 1)):
        assert keeping.get(about, partial(answer, about)) == about
    assert asked == [("an", 1), ("an", 2), ("bo", 1)]


def test_the_oldest_makes_room_and_what_was_just_used_stays() -> None:
    keeping = Keeping(2)
    keeping.get("one", lambda: 1)
    keeping.get("two", lambda: 2)
    keeping.get("one", lambda: -1)
    keeping.get("three", lambda: 3)
    assert len(keeping) == 2
    assert [keeping.get(name, lambda: "anew") for name in ("one", "two")] == [1, "anew"]


def test_what_goes_wrong_is_not_kept() -> None:
    keeping = Keeping(2)
    with pytest.raises(ZeroDivisionError):
        keeping.get("one", lambda: 1 / 0)
    assert keeping.get("one", lambda: 1) == 1
    keeping.clear()
    assert keeping.get("one", lambda: 2) == 2
