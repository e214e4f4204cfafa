"""Mijn netwerken: how do all the networks stand over which somebody watches, and which needs them first?"""

import streamlit as st

from data_model.read.region import PAGE, SEVERAL, NetworkLine, Region, region
from data_model.refusal import Forbidden
from data_model.text import SHORT
from pages.frame import html
from pages.frame.html import tag
from pages.frame.md import md
from pages.frame.visit import Visit
from pages.network import region_table

_PAGE, _SEARCH = "region-page", "region-search"


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("My networks"), anchor=False)
    if not visit.live:
        st.info(words("This overview is about today, {day}.", day=visit.today), icon=":material/today:")
    lead = st.container()
    wanted = st.text_input(words("Search by name"), key=_SEARCH, max_chars=SHORT, on_change=_go_to, args=(0,))
    page = int(st.session_state.get(_PAGE, 0))
    seen = region(visit.session, visit.viewer, visit.today, wanted, page * PAGE)
    if seen.networks < SEVERAL:
        raise Forbidden
    if page and not seen.lines:  # there were more of them before
        page = 0
        seen = region(visit.session, visit.viewer, visit.today, wanted)
    worst = seen.lines[0] if seen.lines and not wanted and not page else None
    with lead:
        html.show(tag("p", _sentence(visit, seen, worst), klass="sk-lead"), tag("p", _course(visit, seen)))
    if seen.lines:
        html.show(*region_table.legend(words), region_table.of(visit, seen, page * PAGE))
        _turn(visit, page, seen)
    else:
        st.info(words("None of your networks has a name like {name}.", name=md(wanted)), icon=":material/search_off:")


def _sentence(visit: Visit, seen: Region, worst: NetworkLine | None) -> str:
    words = visit.words
    if not seen.needing:
        return words("None of your {all} networks needs something today.", all=seen.networks)
    told = words.plural(
        "{n} of your {all} networks needs something today.",
        "{n} of your {all} networks need something today.",
        seen.needing,
        all=seen.networks,
    )
    if worst is None or worst.whole is None:
        return told
    counts = region_table.told(words, worst.whole.counts)
    return f"{told} {words('{name} comes first: {counts}.', name=worst.name, counts=counts)}"


def _course(visit: Visit, seen: Region) -> str:
    words = visit.words
    if not seen.better and not seen.worse:
        return words("All stand as they did a month ago.")
    worse = words.plural("{n} stands worse than a month ago", "{n} stand worse than a month ago", seen.worse)
    better = words.plural("{n} stands better", "{n} stand better", seen.better)
    return words("{worse}, {better}.", worse=worse, better=better)


def _turn(visit: Visit, page: int, seen: Region) -> None:
    words = visit.words
    back, on = st.columns(2)
    if page:
        back.button(words("Back"), icon=":material/arrow_back:", key="region-back", on_click=_go_to, args=(page - 1,))
    if seen.found > (page + 1) * PAGE:
        on.button(words("Further"), icon=":material/arrow_forward:", key="region-on", on_click=_go_to, args=(page + 1,))


def _go_to(page: int) -> None:
    st.session_state[_PAGE] = page
