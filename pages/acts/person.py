"""Change how somebody is called, and the function at an organisation."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.people_choices import PlaceChoice, people_to_change, places_to_change
from data_model.write.affiliations import change_affiliation
from data_model.write.people import change_person
from pages.acts.pick import named, pick
from pages.acts.workplace import pick_place
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    person = pick(
        words("Who"),
        people_to_change(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-choice",
        placeholder=words("Choose a person"),
        about=concern,
        entity="person",
    )
    if person is None:
        return
    _name(visit, person, f"{key}-{person.id}")
    places = [p for p in places_to_change(visit.session, visit.viewer, visit.day) if p.person_id == person.id]
    if place := pick_place(visit, places, concern, f"{key}-{person.id}"):
        _function(visit, place, f"{key}-place-{place.id}")


def _name(visit: Visit, person: Choice, key: str) -> None:
    words = visit.words
    with st.form(f"{key}-name", border=False):
        name = st.text_input(words("Name"), value=person.name, key=f"{key}-name-field")
        if st.form_submit_button(words("Save name"), type="primary"):
            about = {"person_id": person.id, "seen_version": person.version}
            submit(visit, words("The name is changed."), change_person, display_name=name, **about)


def _function(visit: Visit, place: PlaceChoice, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        function = st.text_input(words("Function"), value=place.function or "", key=f"{key}-function")
        fixed = st.checkbox(words("Regular participant"), value=place.fixed, key=f"{key}-fixed")
        st.caption(words("The regular participant is the fixed face of the organisation in the network."))
        if st.form_submit_button(words("Save function"), type="primary"):
            submit(
                visit,
                words("The function is changed."),
                change_affiliation,
                affiliation_id=place.id,
                function_title=function,
                fixed_participant=fixed,
                seen_version=place.version,
            )
