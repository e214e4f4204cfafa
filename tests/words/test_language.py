"""Dates, numbers, lists and plurals in Dutch and in English."""

from datetime import date

import pytest

from words.language import Words


@pytest.mark.parametrize(
    ("language", "day", "one", "two"),
    [("nl", "22 november 2026", "1 dag", "2 dagen"), ("en", "22 November 2026", "1 day", "2 days")],
)
def test_days_are_spoken_in_full(language: str, day: str, one: str, two: str) -> None:
    words = Words(language)
    assert (words.day(date(2026, 11, 22)), words.days(1), words.days(2)) == (day, one, two)


@pytest.mark.parametrize(
    ("name", "value", "spoken"),
    [
        ("late_days", 1, "1 dag"),
        ("interval_weeks", 6, "6 weken"),
        ("interval_months", 1, "1 maand"),
        ("share", 0.25, "0,25"),
        ("names", ("a", "b", "c"), "a, b en c"),
        ("due_on", date(2026, 3, 1), "1 maart 2026"),
        ("next_on", None, "–"),
    ],
)
def test_values_bring_their_unit(name: str, value: object, spoken: str) -> None:
    assert Words("nl").value(name, value) == spoken  # type: ignore[arg-type]


def test_plurals_follow_the_number() -> None:
    words = Words("nl")
    counted = [words.plural("{n} thing needs attention", "{n} things need attention", n) for n in (1, 2)]
    assert counted == ["1 punt vraagt aandacht", "2 punten vragen aandacht"]


def test_an_unknown_language_falls_back_to_dutch() -> None:
    assert Words("fr").language == "nl"


def test_braces_in_a_value_stay_as_typed() -> None:
    assert Words("nl")("Today in {network}", network="{x}") == "Vandaag in {x}"
