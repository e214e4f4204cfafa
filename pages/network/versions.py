"""The versions of the map: where each stands and who tried it out, and what changed between two of them."""

from collections.abc import Callable, Iterator, Sequence

import streamlit as st

from data_model.read.map_difference import MapDifference, NamedLink, map_difference
from data_model.read.map_versions import VersionLine, version_lines
from pages.frame import html
from pages.frame.html import table
from pages.frame.md import md
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.language import N_, Words
from words.link_story import MAP_STATES

CAME, WENT, CHANGED = N_("Came"), N_("Went"), N_("Other kind")
NOTHING = "–"


def show(visit: Visit) -> None:
    words = visit.words
    st.header(words("Versions of the map"), anchor=False)
    lines = visit.read(version_lines, visit.day)
    if not lines:
        st.info(words("There is no map yet. Start one first."))
        return
    html.show(_table(lines, words))
    if len(lines) > 1:
        _compare(visit, lines)


def _table(lines: Sequence[VersionLine], words: Words) -> html.Html:
    headers = [
        words("Drawn on"),
        words("State"),
        words("Age"),
        words("Tried out"),
        words("Links"),
        words("Drawn with"),
        words("Note"),
    ]
    return table(words("Versions of the map, the latest first"), headers, [_cells(line, words) for line in lines])


def _cells(line: VersionLine, words: Words) -> tuple[str, ...]:
    drawn = words.short_day(line.made_on)
    return (
        words("{day} (in use)", day=drawn) if line.in_use else drawn,
        state_label(words, MAP_STATES, line.state),
        age(line.age_days, words),
        _tried_out(line, words),
        str(line.links),
        line.tool or NOTHING,
        line.note or NOTHING,
    )


def age(days: int, words: Words) -> str:
    """In the largest whole unit, as people say it."""
    if days < 60:
        return words.days(days)
    if days < 730:
        return words.plural("{n} month", "{n} months", days * 12 // 365)
    return words.plural("{n} year", "{n} years", days // 365)


def _tried_out(line: VersionLine, words: Words) -> str:
    if line.tested_on is None:
        return words("Not yet")
    told = words.short_day(line.tested_on)
    return words("{day}, by {who}", day=told, who=line.tested_by) if line.tested_by else told


def _compare(visit: Visit, lines: Sequence[VersionLine]) -> None:
    """Between the version in use and the one before it, until somebody chooses others."""
    words = visit.words
    used = next((n for n, line in enumerate(lines) if line.in_use), 0)
    other = used + 1 if used + 1 < len(lines) else used - 1
    st.subheader(words("What changed between two versions"), anchor=False)
    named = _named(words)
    with st.container(horizontal=True):
        one = st.selectbox(words("Version"), lines, index=used, format_func=named, key="version-one")
        two = st.selectbox(words("Compared with"), lines, index=other, format_func=named, key="version-two")
    if one.id == two.id:
        st.info(words("Choose two different versions."))
        return
    found = visit.read(map_difference, one.id, two.id, visit.day)
    _difference(visit, found)


def _named(words: Words) -> Callable[[VersionLine], str]:
    return lambda line: f"{words.day(line.made_on)} · {words(MAP_STATES[line.state])}"


def _difference(visit: Visit, found: MapDifference) -> None:
    words = visit.words
    st.write(md(" ".join(_sentences(found, words))))
    rows = [
        *((link.name, link.kind or NOTHING, words(CAME)) for link in found.came),
        *((link.name, link.kind or NOTHING, words(WENT)) for link in found.went),
        *((link.name, _kinds(link, words), words(CHANGED)) for link in found.changed),
    ]
    if rows:
        headers = [words("Link"), words("Kind"), words("What changed")]
        html.show(table(words("Links that differ between the two versions"), headers, rows))


def _kinds(link: NamedLink, words: Words) -> str:
    return words("{before}, now {now}", before=link.kind_before or NOTHING, now=link.kind or NOTHING)


def _sentences(found: MapDifference, words: Words) -> Iterator[str]:
    days = {"earlier": found.earlier_on, "later": found.later_on}
    if found.none:
        yield words("The versions of {earlier} and {later} show the same links.", **days)
    else:
        counts = {"came": len(found.came), "went": len(found.went), "changed": len(found.changed)}
        yield words(
            "From the version of {earlier} to that of {later}: links that came: {came}, that went: {went}, "
            "of another kind: {changed}, that stayed: {stayed}.",
            stayed=len(found.stayed),
            **counts,
            **days,
        )
    if found.organisations_came:
        yield words("New on the map: {names}.", names=found.organisations_came)
    if found.organisations_went:
        yield words("No longer on the map: {names}.", names=found.organisations_went)
