"""Write down a step that somebody takes on, for an agreement or by itself."""

import streamlit as st

from data_model.access import Entity
from data_model.findings import Concern
from data_model.read.choices import people
from data_model.read.meeting_choices import joint_agreements, meetings_held
from data_model.write.actions import add_action
from pages.acts.meeting import dated
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        agreement = pick(
            words("For which agreement"),
            joint_agreements(visit.session, visit.viewer, visit.day),
            named,
            key=f"{key}-agreement",
            placeholder=words("None, or choose an agreement"),
            about=concern,
            entity="joint_agreement",
        )
        description = st.text_input(words("Which step"))
        st.caption(words("Keep it small and concrete. No names of children or families."))
        owner = pick(
            words("Who takes it on"),
            people(visit.session, visit.viewer, visit.day, Entity.ACTIONS),
            named,
            key=f"{key}-owner",
            placeholder=words("Choose a person"),
        )
        meeting = pick(
            words("From which meeting"),
            meetings_held(visit.session, visit.viewer, visit.day),
            dated(words),
            key=f"{key}-meeting",
            placeholder=words("That of the agreement, or choose a meeting"),
            about=concern,
            entity="meeting",
        )
        due_on = day_field(words("Ready by"))
        st.caption(words("Without a day, the next meeting counts."))
        if st.form_submit_button(words("Save"), type="primary"):
            if owner is None or owner.organisation_id is None:
                st.error(words("{field}: fill this in first.", field=words("Who takes it on")))
                return
            submit(
                visit,
                words("The action is added."),
                add_action,
                description=description,
                owner_person_id=owner.id,
                organisation_id=owner.organisation_id,
                due_on=due_on,
                joint_agreement_id=agreement.id if agreement else None,
                meeting_id=meeting.id if meeting else None,
            )
