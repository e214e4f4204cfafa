"""Nothing on a screen comes from outside the catalogues: pages and forms, drawn in a language that marks its words."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from functools import cache
from gettext import NullTranslations
from html.parser import HTMLParser
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
import streamlit as st
from babel.dates import format_date
from babel.messages.pofile import read_po
from sqlalchemy import Engine, String, select

import data_model
import pages.acts
from data_model.access import Role
from data_model.database import reading
from data_model.questions import KINDS
from data_model.tables.base import Base, Told
from pages.acts.dialog import Dialog
from pages.frame.door import drawn
from pages.frame.visit import Visit
from pages.menu import PAGES, Page
from tests.pages.any_form import OF_A_FINDING
from tests.pages.conftest import Drawn, Place, draw
from words import language
from words.language import LOCALES, OWN_NAMES, Words, catalogue

START, END = "⟦", "⟧"
GAP = re.compile(r"(\{\w+\})")
MARKED = re.compile(f"{START}[^{START}{END}]*{END}")
LETTER = re.compile(r"[^\W\d_]")
ICON = re.compile(r":material/\w+:")
READ_ALOUD = {"aria-label", "title", "alt", "placeholder", "data-label"}
# What is sent to the browser besides words: addresses, names of widgets, looks and what was filled in.
NO_WORDS = {
    "id",
    "element_id",
    "form_id",
    "deferred_file_id",
    "key",
    "icon",
    "url",
    "href",
    "page_script_hash",
    "type",
    "format",
    "width",
}
NO_WORDS |= {
    "user_key",
    "height",
    "gap",
    "color",
    "border",
    "min",
    "max",
    "src",
    "tag",
    "anchor",
    "name",
    "theme",
    "config",
}
IN_A_CHART = {"title", "text", "hovertext", "ticktext", "y", "customdata", "description", "value"}
SHORT = 3  # a stored value of so few letters is only taken for one when it stands alone


def marked(text: str) -> str:
    """Marks around the words, not around the gaps: what is filled in must be marked itself, or stored."""
    return "".join(part if GAP.fullmatch(part) or not part else f"{START}{part}{END}" for part in GAP.split(text))


@cache
def known() -> frozenset[str]:
    """Every sentence of the catalogues, in English."""
    found: set[str] = set()
    for path in (LOCALES / "nl").glob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                found.update([message.id] if isinstance(message.id, str) else message.id)
    return frozenset(found)


class Marks(NullTranslations):
    """Dutch, with marks around all that comes from a catalogue."""

    def gettext(self, message: str) -> str:
        return marked(catalogue("nl").gettext(message)) if message in known() else message

    def ngettext(self, one: str, many: str, n: int) -> str:
        return marked(catalogue("nl").ngettext(one, many, n)) if {one, many} <= known() else many


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Words]:
    """The language with marks. What Babel says of a day is marked too; a list stays what its parts are."""
    language._written.cache_clear()
    monkeypatch.setattr("words.language.format_date", lambda *a, **k: f"{START}{format_date(*a, **k)}{END}")
    monkeypatch.setattr("words.language.format_list", lambda parts, **_: ", ".join(parts))
    words = Words("nl")
    words._catalogue = Marks()
    yield words
    language._written.cache_clear()


@cache
def codes() -> frozenset[str]:
    """What the database stores for the code, not for people: on a screen it must have become words."""
    modules = (import_module(found.name) for found in walk_packages(data_model.__path__, "data_model."))
    enums = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    return frozenset(str(code) for enum in enums if issubclass(enum, StrEnum) and enum is not StrEnum for code in enum)


def stored(place: Place) -> tuple[str, ...]:
    """All text that people put in the database, the longest first."""
    return _stored(place.engine)


@cache
def _stored(engine: Engine) -> tuple[str, ...]:
    # Addresses, the names of languages and the numbers of rules are the same in every language.
    rules = {kind.rule for kind in KINDS.values()}
    found = {"Voorbeeldstad", *OWN_NAMES.values(), *(f"/{page.path}" for page in PAGES), *rules}
    with reading(engine) as session:
        for table in Base.metadata.sorted_tables:
            for column in (column for column in table.columns if isinstance(column.type, String | Told)):
                found.update(session.scalars(select(column).where(column.is_not(None)).distinct()))
    texts = found - codes()
    return tuple(sorted(texts | {text[:1].upper() + text[1:] for text in texts}, key=len, reverse=True))


def said(screen: Drawn) -> set[str]:
    """Every piece of text, of elements and of the boxes around them, what is read aloud and what is in a chart."""
    return {text for element in screen.elements for text in _words(element.proto)}


def _words(proto: Any) -> Iterator[str]:
    for field, value in proto.ListFields():
        if field.name == "spec":
            yield from (text for said in _chart(json.loads(value)) for text in _inside(said))
        elif field.name in NO_WORDS:
            continue
        elif field.message_type:
            for part in value if hasattr(value, "append") or hasattr(value, "add") else [value]:
                if hasattr(part, "ListFields"):
                    yield from _words(part)
        elif field.cpp_type == field.CPPTYPE_STRING:
            for text in [value] if isinstance(value, str) else value if not isinstance(value, bytes) else []:
                yield from _inside(text)


def _inside(html: str) -> list[str]:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(value for name, value in attrs if name in READ_ALOUD and value)

        def handle_data(self, data: str) -> None:
            found.append(data)

    Reader().feed(html)
    return found


def _chart(part: Any, name: str = "") -> Iterator[str]:
    """The titles of a chart, and the values that are drawn."""
    if isinstance(part, str) and name in IN_A_CHART:
        yield part
    elif isinstance(part, dict):
        for key, inner in part.items():
            if key == "values" and isinstance(inner, list):
                yield from (
                    text for row in inner if isinstance(row, dict) for text in row.values() if isinstance(text, str)
                )
            else:
                yield from _chart(inner, key)
    elif isinstance(part, list):
        for inner in part:
            yield from _chart(inner, name)


def untranslated(screen: Drawn, place: Place) -> list[str]:
    """What has letters outside the marks that nobody stored."""
    values = stored(place)
    found = set()
    for text in said(screen):
        rest = ICON.sub("", text.replace("\\", ""))
        while rest != (less := MARKED.sub("", rest)):
            rest = less
        if LETTER.search(rest) and rest.strip() not in values:
            for value in values:
                if len(value) > SHORT and value in rest:
                    rest = rest.replace(value, "")
            if LETTER.search(rest):
                found.add(text.strip())
    return sorted(found)


def path(page: Page) -> str:
    return page.path or "vandaag"


def dialogs() -> list[Dialog]:
    """Every form there is, wherever it is offered."""
    modules = [import_module(found.name) for found in walk_packages(pages.acts.__path__, "pages.acts.")]
    return list(
        {one.key: one for module in modules for one in vars(module).values() if isinstance(one, Dialog)}.values()
    )


def key(dialog: Dialog) -> str:
    return dialog.key


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", PAGES, ids=path)
def test_a_page_says_nothing_outside_the_catalogues(page: Page, role: Role, place: Place, pseudo: Words) -> None:
    screen = draw(lambda visit: drawn(page, replace(visit, words=pseudo))[0](), place, role)
    assert not screen.app.exception
    assert untranslated(screen, place) == []


@pytest.mark.parametrize("page", PAGES, ids=path)
def test_the_page_of_one_record_says_nothing_outside_the_catalogues(page: Page, filled: Place, pseudo: Words) -> None:
    def one(visit: Visit) -> None:
        st.query_params["nr"] = "1"
        drawn(page, replace(visit, words=pseudo))[0]()

    screen = draw(one, filled, Role.COORDINATOR)
    assert not screen.app.exception
    assert untranslated(screen, filled) == []


@pytest.mark.parametrize("dialog", dialogs(), ids=key)
def test_a_form_says_nothing_outside_the_catalogues(dialog: Dialog, place: Place, pseudo: Words) -> None:
    def form(visit: Visit) -> None:
        concern = next(iter(visit.findings), None) if dialog in OF_A_FINDING else None
        if concern or dialog not in OF_A_FINDING:
            dialog.body(replace(visit, words=pseudo), concern, "form")

    screen = draw(form, place, Role.COORDINATOR)
    assert not screen.app.exception
    assert untranslated(screen, place) == []


@pytest.mark.parametrize(
    "text", ["Nothing needs attention here", "<p>⟦Dit⟧ zero</p>", "⟦Stand: ⟧signed", "<td data-label='Name'>12</td>"]
)
def test_an_untranslated_text_would_be_noticed(text: str, filled: Place) -> None:
    def page(_: Visit) -> None:
        st.html(text)

    assert untranslated(draw(page, filled, Role.COORDINATOR), filled)
