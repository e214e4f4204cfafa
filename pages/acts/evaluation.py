"""Record an evaluation of the covenant: what came out of it, and when the next one is."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_choices import open_covenants
from data_model.write.covenants import OUTCOMES, evaluate_covenant
from pages.acts.pick import pick_covenant
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_acts import EVALUATION_OUTCOMES


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        covenant = pick_covenant(visit, open_covenants(visit.session, visit.viewer, visit.day), concern, key)
        held_on = day_field(words("Day of the evaluation"), visit.today) or visit.today
        outcome = st.radio(words("Outcome"), OUTCOMES, format_func=lambda outcome: words(EVALUATION_OUTCOMES[outcome]))
        summary = st.text_area(words("What came out of it"))
        st.caption(words("In a few words. No names of children or families."))
        next_on = day_field(words("Next evaluation"))
        if st.form_submit_button(words("Save"), type="primary"):
            if covenant is None:
                st.error(words("Covenant: choose one first."))
                return
            submit(
                visit,
                words("The evaluation is recorded."),
                evaluate_covenant,
                covenant_id=covenant.id,
                held_on=held_on,
                outcome=outcome,
                next_on=next_on,
                summary=summary,
            )
