"""Record what the network said of a working agreement."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_choices import agreements
from data_model.write.agreements import review_agreement
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_acts import REVIEW_OUTCOMES


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        agreement = pick(
            words("Working agreement"),
            agreements(visit.session, visit.viewer, visit.day),
            named,
            key=f"{key}-choice",
            placeholder=words("Choose a working agreement"),
            about=concern,
            entity="working_agreement",
        )
        outcome = st.radio(
            words("How does the agreement work out?"),
            list(REVIEW_OUTCOMES),
            format_func=lambda outcome: words(REVIEW_OUTCOMES[outcome]),
        )
        reviewed_on = day_field(words("Discussed on"), visit.today) or visit.today
        remark = st.text_area(words("What would help"))
        st.caption(words("In a few words. No names of children or families."))
        if st.form_submit_button(words("Save"), type="primary"):
            if agreement is None:
                st.error(words("Working agreement: choose one first."))
                return
            submit(
                visit,
                words("What was said of the agreement is recorded."),
                review_agreement,
                agreement_id=agreement.id,
                reviewed_on=reviewed_on,
                outcome=outcome,
                note=remark,
            )
