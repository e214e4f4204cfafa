"""One language for one visit: sentences from the catalogues, dates, numbers, lists and plurals by Babel."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from data_model.days import DUTCH_TIME
from data_model.findings import Value
from data_model.vocabulary import LANGUAGES

LOCALES = Path(__file__).parent.parent / "locales"
# Each language by its own name: whoever cannot read the screen looks for that.
OWN_NAMES = {"nl": "Nederlands", "en": "English"}


def N_(message: str) -> str:
    """Marks an English sentence for the catalogues where it is not yet spoken."""
    return message


@cache
def catalogue(language: str) -> NullTranslations:
    """All catalogues of a language as one. English is what the code says itself."""
    files = sorted((LOCALES / language).glob("*.po"))
    if not files:
        return NullTranslations()
    whole, compiled = Catalog(locale=language), BytesIO()
    for path in files:
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                whole[message.id] = message
    write_mo(compiled, whole)
    compiled.seek(0)
    return GNUTranslations(compiled)


def spoken_with(browser: str | None, account: str | None = None) -> str:
    """What was chosen in this browser, else what the account speaks, else Dutch."""
    return next((language for language in (browser, account) if language in LANGUAGES), LANGUAGES[0])


@lru_cache(maxsize=4000)
def _written(day: date, pattern: str, language: str) -> str:
    """Kept: Babel takes its time, and a page names the same days over and over."""
    return format_date(day, pattern, locale=language)


class Words:
    """Speaks one language: `words("Signed by {n} of {all}", n=7, all=9)`."""

    def __init__(self, language: str = "nl") -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._catalogue = catalogue(self.language)

    def __call__(self, message: str, /, **values: Value) -> str:
        return self._fill(self._catalogue.gettext(message), values)

    def plural(self, one: str, many: str, n: int, /, **values: Value) -> str:
        """The sentence for one or for many; `{n}` is filled with the number."""
        return self._fill(self._catalogue.ngettext(one, many, n), {"n": n, **values})

    def day(self, day: date) -> str:
        """22 november 2026"""
        return _written(day, "d MMMM y", self.language)

    def short_day(self, day: date) -> str:
        """22 nov 2026, for tables and charts"""
        return _written(day, "d MMM y", self.language).replace(".", "")

    def month(self, day: date) -> str:
        """nov, for the axis of a chart"""
        return _written(day, "LLL", self.language).replace(".", "")

    def time(self, at: datetime) -> str:
        """14:03, as the clock says it in the Netherlands"""
        return format_time(at, "HH:mm", tzinfo=DUTCH_TIME, locale=self.language)

    def days(self, n: int) -> str:
        """1 dag, 2 dagen"""
        return self.plural("{n} day", "{n} days", n)

    def listed(self, names: tuple[str, ...] | list[str]) -> str:
        """a, b en c"""
        return format_list(list(names), locale=self.language)

    def value(self, name: str, value: Value) -> str:
        """A value as people read it. Names that end in _days, _weeks or _months bring their unit."""
        match value:
            case None:
                return "–"
            case StrEnum():  # a code of the domain: its words are its name
                return self(value.replace("_", " "))
            case str():
                return value
            case date():
                return self.day(value)
            case tuple():
                return self.listed([self.value("", one) for one in value])
        if name.endswith("_days"):
            return self.days(int(value))
        if name.endswith("_weeks"):
            return self.plural("{n} week", "{n} weeks", int(value))
        if name.endswith("_months"):
            return self.plural("{n} month", "{n} months", int(value))
        return format_decimal(value, locale=self.language)

    def _fill(self, sentence: str, values: Mapping[str, Value]) -> str:
        return sentence.format_map({name: self.value(name, value) for name, value in values.items()})
