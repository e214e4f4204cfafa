"""Agree what people and a webber expect of each other, or end what was agreed."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.turnover_choices import WebberChoice
from data_model.read.webber_choices import expectations
from data_model.write.webber_expectations import Direction, agree_expectation, end_expectation
from pages.acts.pick import pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.webbers import DIRECTIONS


def agree(visit: Visit, task: WebberChoice, concern: Concern | None, key: str) -> None:
    words, own = visit.words, f"{key}-{task.id}"
    direction = st.radio(
        words("Who expects something"),
        list(Direction),
        format_func=lambda direction: words(DIRECTIONS[direction]),
        key=f"{own}-direction",
    )
    text = st.text_area(words("What did you agree?"), key=f"{own}-text")
    st.caption(words("Write about the work, never about a child or a family."))
    if st.form_submit_button(words("Save"), type="primary"):
        done = words("The agreement with the webber is saved.")
        submit(visit, done, agree_expectation, webber_id=task.id, direction=direction, text=text)


def end(visit: Visit, task: WebberChoice, concern: Concern | None, key: str) -> None:
    words, own = visit.words, f"{key}-{task.id}"
    known = expectations(visit.session, visit.viewer, task.id)

    def told(one: Choice) -> str:
        return f"{words(DIRECTIONS[Direction(one.note)])}: {one.name}"

    chosen = pick(words("Which agreement"), known, told, key=f"{own}-agreed", placeholder=words("Choose an agreement"))
    on = day_field(words("From which day does it not hold"), visit.today, f"{own}-agreed-on") or visit.today
    if st.form_submit_button(words("Save"), type="primary", disabled=not known):
        if chosen is None:
            st.error(words("{field}: fill this in first.", field=words("Which agreement")))
            return
        done, about = words("The agreement has ended."), {"expectation_id": chosen.id}
        called = {"ended_on": words("From which day does it not hold")}
        submit(visit, done, end_expectation, called, **about, ended_on=on, seen_version=chosen.version)
    if not known:
        st.caption(words("Nothing has been agreed with this webber yet."))
