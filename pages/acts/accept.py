"""Accept a finding until a day, from its explanation; and let it ask for attention again."""

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Finding
from data_model.write.acceptances import accept_finding, withdraw_acceptance
from pages.frame import opened
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit

PART = "part-accept"


def form(visit: Visit, finding: Finding) -> None:
    """Offered to who keeps the whole network, on the day of today."""
    words = visit.words
    if not visit.live or not allows(visit.viewer, Entity.OFFICE, Verb.EDIT):
        return
    if finding.waits:
        if st.button(words("Ask for attention again"), key="accepted-again", icon=":material/notifications_active:"):
            submit(
                visit,
                words("This asks for attention again."),
                withdraw_acceptance,
                acceptance_id=finding.waits.acceptance_id,
            )
        return
    if part := opened.on_demand(words("Accept this until a day"), PART):
        with part, st.form("accept", border=False):
            fields(visit, finding)


def fields(visit: Visit, finding: Finding) -> None:
    """What stands in the form: until when, and why."""
    words = visit.words
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
            kind=finding.kind,
            entity=finding.about.entity,
            entity_id=finding.about.id,
            urgency=finding.urgency,
            until_on=until_on,
            why=why,
        )
