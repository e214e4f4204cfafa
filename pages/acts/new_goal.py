"""Agree on the shared goal of the network, and write it in the covenants."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_making import covenants, present_goal
from data_model.write.shared_goals import set_goal
from pages.acts.pick import named
from pages.frame.day_field import day_field
from pages.frame.md import md
from pages.frame.opened import seen
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    goal = present_goal(visit.session, visit.viewer, visit.day)
    version = seen(f"{key}-goal", [goal] if goal else []).get(goal.id) if goal else None
    with st.form(key, border=False):
        text = st.text_area(words("Shared goal"), value=goal.name if goal else "", key=f"{key}-text")
        st.caption(words("What you want for children in this municipality, in one or two sentences."))
        if goal:
            st.caption(words("Other words make it a new goal, that takes the place of the former one."))
        on = day_field(words("Agreed on"), visit.today, f"{key}-on") or visit.today
        chosen = [
            one.id
            for one in covenants(visit.session, visit.viewer, visit.day)
            if st.checkbox(words("Write it in: {name}", name=md(named(one))), value=True, key=f"{key}-{one.id}")
        ]
        if st.form_submit_button(words("Save"), type="primary"):
            submit(
                visit,
                words("The goal is written down."),
                set_goal,
                text=text,
                agreed_on=on,
                covenants=chosen,
                former_id=goal.id if goal else None,
                seen_version=version,
            )
