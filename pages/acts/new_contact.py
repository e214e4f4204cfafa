"""Add a contact person to an organisation, so that it does not rest on one."""

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Concern
from data_model.read.choices import Choice, members
from data_model.read.people_choices import namesakes
from data_model.write.affiliations import add_affiliation
from data_model.write.people import add_person
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.md import md
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.states import CHANNELS

PRIVATE = ("work_email", "work_phone")


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
        private = st.multiselect(
            words("Which of these are private, not of work"),
            PRIVATE,
            format_func=lambda kind: words(CHANNELS[kind]),
            placeholder=words("None"),
            key=f"{key}-private",
        )
        consent_on = day_field(words("Consent given on"), key=f"{key}-consent")
        st.caption(
            words(
                "Ask the person first. The contact data are for everyone in the network; what is private is for the "
                "webbers at most, and is kept only with consent."
            )
        )
        another = _known(visit, organisation, name, function, key)
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
                private=private,
                consent_on=consent_on,
                another=another,
            )


def _known(visit: Visit, organisation: Choice | None, name: str, function: str, key: str) -> bool:
    """Where a name is known already: add that person, or say that it is somebody else."""
    words, house = visit.words, organisation.id if organisation else None
    known = namesakes(visit.session, visit.viewer, name, visit.day, house) if name.strip() else []
    for one in known if organisation else ():
        where = one.note or words("works nowhere now")
        label = md(words("Add {name} ({organisations})", name=one.name, organisations=where))
        if st.form_submit_button(label, key=f"{key}-known-{one.id}", icon=":material/person_check:"):
            own = {"person_id": one.id, "organisation_id": house, "function_title": function}
            submit(visit, words("The person is added to this organisation."), add_affiliation, **own)
    if known and organisation:
        st.caption(words("Of somebody who is known the contact data stay as they are."))
    return bool(known) and st.checkbox(words("This is somebody else with the same name"), key=f"{key}-another")
