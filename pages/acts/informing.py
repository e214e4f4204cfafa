"""Record that the managers of an organisation heard how the network is doing."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_choices import managers_to_inform
from data_model.write.agreements import inform_manager
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        approval = pick(
            words("Organisation"),
            managers_to_inform(visit.session, visit.viewer, visit.day),
            named,
            key=f"{key}-choice",
            placeholder=words("Choose an organisation"),
            about=concern,
            entity="management_approval",
        )
        informed_on = day_field(words("On which day"), visit.today) or visit.today
        st.caption(words("The day the managers got a summary, or heard it in a conversation."))
        if st.form_submit_button(words("Save"), type="primary"):
            if approval is None:
                st.error(words("Organisation: choose one first."))
                return
            submit(
                visit,
                words("It is recorded that the managers were informed."),
                inform_manager,
                approval_id=approval.id,
                informed_on=informed_on,
                seen_version=approval.version,
            )
