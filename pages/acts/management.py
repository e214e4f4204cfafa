"""What is arranged with the managers of one organisation: approval, and how and how often they hear of the network."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.agreement_choices import managements
from data_model.write.managements import MONTHS, NEEDED, arrange_management
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_making import NEEDED as NEEDED_WORDS


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = managements(visit.session, visit.viewer, visit.day)
    if not choices:
        st.info(words("There is no covenant with organisations in it yet."))
        return
    chosen = pick(
        words("Organisation"),
        choices,
        named,
        key=f"{key}-choice",
        placeholder=words("Choose an organisation"),
        about=concern,
        entity="management_approval",
    )
    if chosen is None:
        return
    inner = f"{key}-{chosen.covenant_id}-{chosen.organisation_id}"
    with st.form(inner, border=False):
        needed = st.radio(
            words("Must managers approve?"),
            NEEDED if chosen.needed == "unknown" else (chosen.needed,),
            index=NEEDED.index("unknown") if chosen.needed == "unknown" else 0,
            format_func=lambda needed: words(NEEDED_WORDS[needed]),
            horizontal=True,
            key=f"{inner}-needed",
        )
        how = st.text_input(words("How they hear of the network"), value=chosen.informed_how, key=f"{inner}-how")
        st.caption(words("Such as a summary of one page, or a conversation."))
        months = st.number_input(
            words("Every how many months"),
            min_value=1,
            max_value=MONTHS,
            value=chosen.inform_every_months,
            placeholder=words("Not agreed"),
            key=f"{inner}-months",
        )
        if st.form_submit_button(words("Save"), type="primary"):
            submit(
                visit,
                words("What is arranged with the managers is saved."),
                arrange_management,
                covenant_id=chosen.covenant_id,
                organisation_id=chosen.organisation_id,
                needed=needed,
                informed_how=how,
                inform_every_months=months,
                seen_version=chosen.version,
            )
