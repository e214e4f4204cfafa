"""Name who stands in for the coordinator."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import people
from data_model.write.network_roles import name_coordinator_deputy
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        person = pick(
            words("Who stands in"),
            people(visit.session, visit.viewer, visit.day),
            named,
            key=f"{key}-choice",
            placeholder=words("Choose a person"),
        )
        st.caption(words("The stand-in watches over the network when the coordinator is not there."))
        if st.form_submit_button(words("Save"), type="primary"):
            if person is None:
                st.error(words("{field}: fill this in first.", field=words("Who stands in")))
                return
            submit(visit, words("The stand-in is saved."), name_coordinator_deputy, person_id=person.id)
