"""Every reason to refuse a file or a row has its words, and they say where it is."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from data_model.write.incoming import Place, noted
from words import exchange
from words.language import Words, catalogue

ROOT = Path(__file__).parents[2]
SOURCES = [*(ROOT / "exchange").glob("*.py"), *(ROOT / "data_model" / "write").glob("import*.py")]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
ALL: list[Mapping[str, str]] = [
    exchange.REFUSALS,
    exchange.REASONS,
    exchange.REMARKS,
    exchange.OUTCOMES,
    exchange.ABOUT,
    exchange.FILE_KINDS,
]


def test_every_refusal_of_a_file_has_words() -> None:
    assert set(re.findall(r'Refusal\(\s*"(file_\w+)"', CODE)) <= exchange.REFUSALS.keys()


def test_every_reason_and_remark_has_words() -> None:
    kinds = set(re.findall(r'(?:noted|_remark)\(\s*"(\w+)"', CODE))
    assert kinds <= exchange.REASONS.keys() | exchange.REMARKS.keys()


@pytest.mark.parametrize("words", ALL)
def test_everything_is_said_in_dutch_with_the_same_values(words: Mapping[str, str]) -> None:
    dutch = catalogue("nl")
    for english in words.values():
        said = dutch.gettext(english)
        assert said != english
        assert set(re.findall(r"{\w+}", said)) == set(re.findall(r"{\w+}", english))


def test_a_refused_row_says_where_and_why() -> None:
    note = noted("unknown_endpoint", Place("Connections", 3), "To", name="Ryan")
    said = exchange.row_note(note, Words("nl"))
    assert said == "Connections, rij 3, To: “Ryan” staat niet bij de elementen en niet in het netwerk."


def test_a_sheet_that_was_skipped_has_no_row() -> None:
    said = exchange.row_note(noted("sheet_skipped", Place("Kosten", 0)), Words("en"))
    assert said == "Kosten: this sheet is not a map or a contact list and is skipped."
