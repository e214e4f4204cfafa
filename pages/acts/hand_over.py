"""Hand an action over to somebody else, or to somebody when nobody holds it."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice, people
from data_model.write.actions import transfer_action
from pages.acts.pick import named, pick
from pages.acts.running import pick_running
from pages.frame.submit import submit
from pages.frame.visit import Visit


def dialog(visit: Visit, concern: Concern | None, key: str) -> None:
    action = pick_running(visit, concern, key)
    if action is not None:
        fields(visit, action, f"{key}-{action.id}")


def form(visit: Visit, action: Choice, key: str, *, expanded: bool = False) -> None:
    with st.expander(visit.words("Hand it over to somebody else"), expanded=expanded):
        fields(visit, action, f"{key}-hand-over-{action.id}")


def fields(visit: Visit, action: Choice, key: str) -> None:
    words, own = visit.words, visit.viewer.organisation_id
    everyone = people(visit.session, visit.viewer, visit.day)
    with st.form(key, border=False):
        person = pick(
            words("Who takes over"),
            sorted(everyone, key=lambda person: person.organisation_id != own),  # colleagues first
            named,
            key=f"{key}-choice",
            placeholder=words("Choose a person"),
        )
        if st.form_submit_button(words("Hand over")):
            if person is None or person.organisation_id is None:
                st.error(words("{field}: fill this in first.", field=words("Who takes over")))
                return
            submit(
                visit,
                words("The action is handed over."),
                transfer_action,
                action_id=action.id,
                to_person_id=person.id,
                organisation_id=person.organisation_id,
                seen_version=action.version,
            )
