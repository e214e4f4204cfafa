"""Add a contact person to an organisation, so that it does not rest on one."""

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Concern
from data_model.read.choices import members
from data_model.write.people import add_person
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words, viewer = visit.words, visit.viewer
    choices = [
        choice
        for choice in members(visit.session, viewer, visit.day)
        if allows(viewer, Entity.CONTACTS, Verb.EDIT, organisation_id=choice.id)
    ]
    with st.form(key, border=False):
        organisation = pick(
            words("Organisation"),
            choices,
            named,
            key=f"{key}-organisation",
            placeholder=words("Choose an organisation"),
            about=concern,
            entity="organisation",
        )
        name = st.text_input(words("Name"))
        function = st.text_input(words("Function"))
        email = st.text_input(words("Work e-mail"))
        phone = st.text_input(words("Work phone"))
        st.caption(words("Ask the person first. The contact data are for everyone in the network."))
        if st.form_submit_button(words("Save"), type="primary"):
            if organisation is None:
                st.error(words("{field}: fill this in first.", field=words("Organisation")))
                return
            submit(
                visit,
                words("The contact person is added."),
                add_person,
                display_name=name,
                organisation_id=organisation.id,
                function_title=function,
                work_email=email,
                work_phone=phone,
            )
