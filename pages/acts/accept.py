"""Accept a finding until a day, from its explanation; and let it ask for attention again."""

import streamlit as st

from data_model.findings import Concern, Finding
from data_model.write.acceptances import accept_finding, withdraw_acceptance
from pages.frame import html
from pages.frame.day_field import day_field
from pages.frame.html import tag
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.finding import waiting


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    """Until when, and why."""
    assert isinstance(concern, Finding)
    words = visit.words
    with st.form(key, border=False):
        until_on = day_field(words("Until which day"))
        why = st.text_input(words("Why it can wait"))
        st.caption(words("It comes back earlier when it gets more urgent."))
        if st.form_submit_button(words("Save"), type="primary"):
            if until_on is None:
                st.error(words("{field}: fill this in first.", field=words("Until which day")))
                return
            submit(
                visit,
                words("This waits until {day}.", day=until_on),
                accept_finding,
                kind=concern.kind,
                entity=concern.about.entity,
                entity_id=concern.about.id,
                urgency=concern.urgency,
                until_on=until_on,
                why=why,
            )


def again(visit: Visit, concern: Concern | None, key: str) -> None:
    """What was agreed, and the way back."""
    assert isinstance(concern, Finding)
    words, waits = visit.words, concern.waits
    if waits is None:
        st.info(words("This asks for attention again."))
        return
    html.show(tag("p", waiting(concern, words)))
    if st.button(words("Ask for attention again"), key=key, type="primary", icon=":material/notifications_active:"):
        said = words("This asks for attention again.")
        submit(visit, said, withdraw_acceptance, acceptance_id=waits.acceptance_id)
