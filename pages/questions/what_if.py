"""What would be lost if one to three people or organisations left on a day, and what would prevent it."""

import re
from datetime import date

import streamlit as st

from data_model.read.what_if import Leaver, may_leave, what_if
from data_model.refusal import Refusal
from data_model.rules.what_if import MOST, WhatIf
from pages.frame.day_field import day_field
from pages.frame.links import AS_OF, WHO
from pages.frame.md import md
from pages.frame.visit import Visit
from pages.questions import what_if_answer
from words.refusals import refused

ENTITIES = {"p": "person", "o": "organisation"}
LETTERS = {entity: letter for letter, entity in ENTITIES.items()}


def show(visit: Visit) -> None:
    words = visit.words
    st.write(words("Choose who you think away. Schakel shows what would change, and what you can do before that day."))
    who, when = st.columns([3, 1])
    with when:
        first = max(visit.day, visit.today)
        day = day_field(words("As of which day"), _asked_day() or first, "what-if-day") or first
    with who:
        chosen = _choose(visit, day)
    _remember(chosen, day)
    if not chosen:
        st.info(words("Nobody is chosen yet. Nothing of what you try here is kept, and nobody hears of it."))
        return
    try:
        answer = _answer(visit, chosen, day)
    except Refusal as refusal:
        st.warning(md(refused(refusal, words)), icon=":material/info:")
        return
    with st.container(key="what-if-answer"):
        what_if_answer.show(visit, answer)


def _answer(visit: Visit, chosen: list[Leaver], day: date) -> WhatIf:
    people, organisations = (
        tuple(sorted(one.about.id for one in chosen if one.about.entity == entity)) for entity in ENTITIES.values()
    )

    def ask() -> WhatIf:
        return what_if(visit.session, visit.viewer, people, organisations, day, visit.today)

    return visit.kept(ask, "what-if", people, organisations, day, visit.today)


def _choose(visit: Visit, day: date) -> list[Leaver]:
    """Whoever was chosen stays in the list on another day, where it is said when that cannot be."""
    words, key = visit.words, "what-if-who"
    known = visit.read(may_leave, day, visit.today)
    held: list[Leaver] = st.session_state.get(key, [])
    asked = [] if key in st.session_state else _asked(visit, known)
    options = [*known, *(one for one in held if one.about not in {leaver.about for leaver in known})]
    return st.multiselect(
        words("Who leaves"),
        options,
        default=None if key in st.session_state else asked,
        format_func=_label,
        max_selections=MOST,
        select_all=False,
        filter_mode="contains",
        key=key,
        placeholder=words("Choose up to three people or organisations"),
    )


def _label(leaver: Leaver) -> str:
    return " · ".join((leaver.about.name, *leaver.houses))


def _asked(visit: Visit, known: list[Leaver]) -> list[Leaver]:
    """Who stands in the address. Says so when somebody there cannot be chosen."""
    written = [part for part in st.query_params.get(WHO, "").split(",") if part]
    by_code = {code(leaver): leaver for leaver in known}
    found = [by_code[part] for part in dict.fromkeys(written) if part in by_code]
    if len(found) < len(written) or len(found) > MOST:
        st.warning(
            visit.words("Not everybody in this address can be chosen on this day. Choose again."),
            icon=":material/info:",
        )
    return found[:MOST]


def code(leaver: Leaver) -> str:
    return f"{LETTERS[leaver.about.entity]}{leaver.about.id}"


def _asked_day() -> date | None:
    """The day in the address, when it is one."""
    written = st.query_params.get(AS_OF, "")
    try:
        return date.fromisoformat(written) if re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII) else None
    except ValueError:
        return None


def _remember(chosen: list[Leaver], day: date) -> None:
    """The choice stands in the address, so that it can be shared and comes back after a reload."""
    wanted = {WHO: ",".join(code(one) for one in chosen), AS_OF: day.isoformat()} if chosen else {}
    for name in (WHO, AS_OF):
        if name in wanted:
            st.query_params[name] = wanted[name]
        elif name in st.query_params:
            del st.query_params[name]
