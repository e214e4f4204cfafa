"""All links on the map in a table that can be searched, the map they stand on, and what can be done with them."""

from collections.abc import Sequence

import streamlit as st

from data_model.read.link_choices import MapChoice, map_versions
from data_model.read.link_list import End, LinkLine
from pages.acts import register
from pages.acts.relation_dialogs import END_CARRIER, LINK, MAP_STEP, NEW_LINK, NEW_MAP
from pages.acts.turnover_dialogs import CARRIER, MAP
from pages.frame import html
from pages.frame.facts import fact_list
from pages.frame.html import Html, table, tag
from pages.frame.links import link_story_link, person_link
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.language import Words
from words.relations import LINK_STATES


def show(visit: Visit, lines: Sequence[LinkLine]) -> None:
    words = visit.words
    used = next((v for v in visit.read(map_versions, visit.day) if v.in_use), None)
    if used is not None:
        html.show(fact_list([(words("Map in use"), _map(used, words))]))
    register.buttons(visit, (NEW_LINK, LINK, CARRIER, END_CARRIER), "all-links")
    register.buttons(visit, (NEW_MAP, MAP_STEP, MAP), "maps")
    wanted = st.text_input(words("Search by organisation, person or kind"), key="links-search").strip().casefold()
    found = [line for line in lines if wanted in searched(line)]
    if not found:
        st.info(words("No link fits this search."))
        return
    html.show(
        table(
            words.plural("{n} link, the most pressing first", "{n} links, the most pressing first", len(found)),
            [words("Link"), words("Kind"), words("Who keeps it"), words("Last confirmed"), words("State")],
            [_cells(line, words) for line in found],
        )
    )


def searched(line: LinkLine) -> str:
    people = " ".join(keeper.name for end in line.ends for keeper in end.keepers or ())
    return f"{line.name} {line.kind or ''} {line.description or ''} {people}".casefold()


def _cells(line: LinkLine, words: Words) -> tuple[str, ...]:
    return (
        link_story_link(line.relation_id, line.name),
        line.kind or "–",
        tag("div", _keepers(line.a, words), _keepers(line.b, words)),
        words.short_day(line.last_confirmed_on) if line.last_confirmed_on else "–",
        state_label(words, LINK_STATES, line.state),
    )


def _keepers(end: End, words: Words) -> Html:
    if end.keepers is None:
        return Html("")
    names = [person_link(keeper.person_id, keeper.name) for keeper in end.keepers]
    between = [part for name in names for part in (", ", name)][1:]
    return tag("div", f"{end.organisation}: ", *(between or [words("nobody known")]))


def _map(used: MapChoice, words: Words) -> str:
    days = (
        (used.on, words("drawn on {day}", day=used.on)),
        (used.agreed_on, words("agreed on {day}", day=used.agreed_on)),
        (used.tested_on, words("tried out on {day}", day=used.tested_on)),
    )
    told = [text for on, text in days if on]
    if used.agreed_on is None:
        told.append(words("not agreed yet"))
    return words.listed(told)
