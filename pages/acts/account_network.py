"""Change what the network is called, where it is, and who answers for the personal data."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.network_facts import network_facts
from data_model.write.network_details import change_network
from pages.frame import opened
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words, id = visit.words, visit.viewer.network_id
    now = network_facts(visit.session, visit.viewer, visit.day)
    seen = opened.seen(key, [Choice(id, now.name, version=now.version)])
    with st.form(key, border=False):
        name = st.text_input(words("Name of the network"), now.name, key=f"{key}-name")
        area = st.text_input(words("Area"), now.area_name or "", key=f"{key}-area")
        controller = st.text_input(
            words("Responsible for the personal data"), now.controller or "", key=f"{key}-controller"
        )
        contact = st.text_input(
            words("Where to ask about personal data"), now.privacy_contact or "", key=f"{key}-contact"
        )
        st.caption(words("Name an organisation and a desk with its address, not a person: people change."))
        if st.form_submit_button(words("Save"), type="primary"):
            told = {"area_name": area, "controller": controller, "privacy_contact": contact}
            about = {"seen_version": seen.get(id, now.version)}
            submit(visit, words("The network is saved."), change_network, name=name, **told, **about)
