"""Whoever reads English finds every page in English: sentences, dates and plurals."""

import re
from dataclasses import replace
from functools import cache

import pytest
from babel.dates import get_month_names
from babel.messages.pofile import read_po

from data_model.access import Role
from pages.frame.door import drawn
from pages.frame.visit import Visit
from pages.menu import PAGES, Page
from tests.pages.conftest import Place, draw
from tests.pages.test_pages import ANY_TEXT, PLENTY
from tests.pages.test_untranslated import SHORT, path, said, stored
from words.language import LOCALES, Words

ENGLISH = Words("en")
MONTHS = set(get_month_names("wide", locale="nl").values()) - set(get_month_names("wide", locale="en").values())
DUTCH_DAY = re.compile(rf"\b\d{{1,2}} ({'|'.join(sorted(MONTHS))}) \d{{4}}\b")


@cache
def dutch() -> re.Pattern[str]:
    """Every Dutch sentence of the catalogues that English says differently, with anything in its gaps."""
    found: set[str] = set()
    english: set[str] = set()
    for catalogue in (LOCALES / "nl").glob("*.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file, locale="nl"):
                english.update([message.id] if isinstance(message.id, str) else message.id)
                found.update([message.string] if isinstance(message.string, str) else message.string or ())
    patterns = set()
    for sentence in found - english:
        solid = max(ANY_TEXT.split(sentence), key=len)
        if sentence and (solid == sentence or len(solid) >= PLENTY):
            patterns.add(".+".join(re.escape(part) for part in ANY_TEXT.split(sentence)))
    return re.compile("|".join(sorted(patterns)))


def own_words(text: str, place: Place) -> str:
    """The text without what people wrote: that stays in their language."""
    text = text.strip().replace("\\", "")
    for value in stored(place):
        if len(value) > SHORT and value in text:
            text = text.replace(value, "*")
    return text


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", PAGES, ids=path)
def test_every_page_is_english_for_whoever_reads_that(page: Page, role: Role, place: Place) -> None:
    screen = draw(lambda visit: drawn(page, replace(visit, words=ENGLISH))[0](), place, role)
    assert not screen.app.exception
    texts = {own_words(text, place) for text in said(screen)}
    assert [text for text in texts if dutch().fullmatch(text)] == []
    assert [text for text in texts if DUTCH_DAY.search(text)] == []


def test_vandaag_speaks_english_dates_and_plurals(filled: Place) -> None:
    def today(visit: Visit) -> None:
        PAGES[0].show(replace(visit, words=ENGLISH))

    texts = draw(today, filled, Role.COORDINATOR).texts
    assert {"Today in Voorbeeldstad", "22 November 2026", "This needs attention"} <= texts
    assert any(re.fullmatch(r"\d+ things need attention", text) for text in texts)


def test_dutch_would_be_noticed(filled: Place) -> None:
    texts = draw(PAGES[0].show, filled, Role.COORDINATOR).texts
    assert any(dutch().fullmatch(text) for text in texts) and any(DUTCH_DAY.search(text) for text in texts)
