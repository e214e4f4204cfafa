"""Add to an announced change: who takes over, that nobody does, or that it does not happen after all."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import people
from data_model.read.turnover_choices import ChangeChoice, changes_to_edit
from data_model.write.announcements import name_successor, no_successor, withdraw_announcement
from pages.acts.handover import pick_change
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_

SUCCESSOR, NOBODY, WITHDRAW = "successor", "nobody", "withdraw"
STEPS = {
    SUCCESSOR: N_("Somebody takes over"),
    NOBODY: N_("Nobody takes over"),
    WITHDRAW: N_("The change does not happen"),
}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    change = pick_change(visit, changes_to_edit(visit.session, visit.viewer), concern, key)
    if change is None:
        return
    steps = [WITHDRAW] if change.person_id is None else list(STEPS)
    step = st.radio(
        words("What do you know now"), steps, format_func=lambda step: words(STEPS[step]), key=f"{key}-step"
    )
    with st.form(f"{key}-{change.id}-{step}", border=False):
        if step == SUCCESSOR:
            _successor(visit, change, key)
        elif step == NOBODY:
            _nobody(visit, change)
        else:
            _withdraw(visit, change)


def _successor(visit: Visit, change: ChangeChoice, key: str) -> None:
    words = visit.words
    colleagues = [
        person
        for person in people(visit.session, visit.viewer, max(visit.day, change.on or visit.day))
        if person.organisation_id == change.organisation_id and person.id != change.person_id
    ]
    person = pick(
        words("Who takes over"),
        colleagues,
        named,
        key=f"{key}-{change.id}-successor",
        placeholder=words("Choose a person"),
    )
    if not colleagues:
        st.caption(words("No colleague is known yet. Add a contact person first."))
    if st.form_submit_button(words("Save"), type="primary"):
        if person is None:
            st.error(words("{field}: fill this in first.", field=words("Who takes over")))
            return
        about = {"event_id": change.id, "person_id": person.id, "seen_version": change.version}
        submit(visit, words("The successor is saved."), name_successor, **about)


def _nobody(visit: Visit, change: ChangeChoice) -> None:
    words = visit.words
    st.caption(words("Choose this when the organisation says that nobody comes in this place."))
    if st.form_submit_button(words("Save"), type="primary"):
        said = words("It is saved that nobody takes over.")
        submit(visit, said, no_successor, event_id=change.id, seen_version=change.version)


def _withdraw(visit: Visit, change: ChangeChoice) -> None:
    words = visit.words
    if change.person_id is None:
        st.caption(words("The announcement no longer counts from today. The organisation stays in the network."))
    else:
        st.caption(words("The announcement no longer counts from today. The person stays with the organisation."))
    sure = st.checkbox(words("Yes, take this announcement back"))
    if st.form_submit_button(words("Take back"), type="primary"):
        if not sure:
            st.error(words("Tick first that you want to take it back."))
            return
        said = words("The announcement is taken back.")
        submit(visit, said, withdraw_announcement, event_id=change.id, seen_version=change.version)
