"""Record that the network stands behind its goal again."""

from dataclasses import replace

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_choices import goals
from data_model.write.covenants import confirm_goal
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    by_covenant = goals(visit.session, visit.viewer, visit.day)
    with st.form(key, border=False):
        chosen = pick(
            words("Shared goal"),
            [replace(goal, id=covenant_id) for covenant_id, goal in by_covenant.items()],
            named,
            key=f"{key}-choice",
            placeholder=words("Choose a goal"),
            about=concern,
            entity="covenant",
        )
        confirmed_on = day_field(words("On which day did everyone say so?"), visit.today) or visit.today
        if st.form_submit_button(words("Save"), type="primary"):
            if chosen is None:
                st.error(words("Shared goal: choose one first."))
                return
            submit(
                visit,
                words("The goal is confirmed."),
                confirm_goal,
                {"confirmed_on": words("On which day did everyone say so?")},
                goal_id=by_covenant[chosen.id].id,
                confirmed_on=confirmed_on,
            )
