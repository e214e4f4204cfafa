"""Normen: every limit of the network, what holds here, what the default is, and why."""

import streamlit as st

from data_model.norms import NORMS
from data_model.questions import KINDS
from data_model.read.norm_list import NormLine, norm_list
from pages.acts import register
from pages.acts.account_dialogs import DEFAULT, LIMIT
from pages.frame import html
from pages.frame.html import table, tag
from pages.frame.visit import Visit
from pages.questions.tiles import TILES
from words.language import N_
from words.norms import NORM_NAMES, SOURCES

# Limits that no question judges by.
_KEPT, _KEPT_TITLE = "kept", N_("How long personal data are kept")
_TITLES = {**TILES, _KEPT: _KEPT_TITLE}


def section(visit: Visit) -> None:
    words, lines = visit.words, norm_list(visit.session, visit.viewer, visit.day)
    own = sum(line.is_own for line in lines)
    st.header(words("Limits"), anchor=False)
    st.write(words("The limits with which Schakel judges. They are a proposal: agree on what suits your network."))
    if own:
        st.write(words.plural("{n} limit differs from the default.", "{n} limits differ from the default.", own))
    register.buttons(visit, (LIMIT, DEFAULT) if own else (LIMIT,), "limits")
    for question, some in _by_question(lines).items():
        differs = any(line.is_own for line in some)
        with st.expander(words(_TITLES[question]), expanded=differs, icon=":material/tune:" if differs else None):
            _table(visit, words(_TITLES[question]), some)


def _table(visit: Visit, title: str, lines: list[NormLine]) -> None:
    words = visit.words
    headers = [words("Limit"), words("Here"), words("Default"), words("Why")]
    html.show(table(title, headers, [_row(visit, line) for line in lines]))


def _by_question(lines: list[NormLine]) -> dict[str, list[NormLine]]:
    """By the question whose rules use a limit first. One that no finding names stands with the one before it."""
    grouped: dict[str, list[NormLine]] = {question: [] for question in _TITLES}
    question = next(iter(TILES))
    for line in lines:
        if line.name.startswith(_KEPT):
            grouped[_KEPT].append(line)
            continue
        question = next((kind.partition(".")[0] for kind in KINDS if line.name in KINDS[kind].norms), question)
        grouped[question].append(line)
    return grouped


def _row(visit: Visit, line: NormLine) -> list[str]:
    words = visit.words
    name, here, default = (
        words(NORM_NAMES[line.name]),
        _value(visit, line, line.value),
        _value(visit, line, line.default),
    )
    source = str(NORMS[line.name].metadata["source"])
    why = line.reason if line.is_own and line.reason else words(SOURCES.get(source, source))
    if line.set_on is None:
        return [name, here, default, why]
    who = line.set_by or words("The command line")
    told = words("Set by {who} on {day}.", who=who, day=line.set_on)
    marked = tag("strong", here) if line.is_own else here
    return [name, tag("div", marked, tag("div", told, klass="sk-quiet")), default, why]


def _value(visit: Visit, line: NormLine, value: float) -> str:
    """On one line, with its unit."""
    return visit.words.value(line.name, value).replace(" ", "\u00a0")
