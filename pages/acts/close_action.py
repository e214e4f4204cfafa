"""Say that an action is done, or that the group lets it drop."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.vocabulary import ActionState
from data_model.write.actions import update_action
from pages.acts.running import pick_running
from pages.frame.submit import submit
from pages.frame.visit import Visit


def finish(visit: Visit, concern: Concern | None, key: str) -> None:
    words, action = visit.words, pick_running(visit, concern, key)
    if action is None:
        return
    with st.form(f"{key}-{action.id}", border=False):
        text = st.text_area(words("What came of it"))
        st.caption(words("You may leave this empty. No names of children or families."))
        if st.form_submit_button(words("It is done"), type="primary"):
            about = {"action_id": action.id, "seen_version": action.version}
            submit(
                visit,
                words("The action is done. Thank you."),
                update_action,
                {"text": words("What came of it")},
                text=text,
                new_state=ActionState.DONE,
                **about,
            )


def drop(visit: Visit, concern: Concern | None, key: str) -> None:
    action = pick_running(visit, concern, key)
    if action is not None:
        drop_fields(visit, action, f"{key}-{action.id}")


def drop_expander(visit: Visit, action: Choice, key: str) -> None:
    with st.expander(visit.words("Let it drop")):
        drop_fields(visit, action, f"{key}-drop-{action.id}")


def drop_fields(visit: Visit, action: Choice, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        text = st.text_input(words("Short note for the group"))
        st.caption(words("Write what happens instead, if anything. Do not write why somebody could not do it."))
        sure = st.checkbox(words("Yes, let this action drop"))
        if st.form_submit_button(words("Let it drop")):
            if not sure:
                st.error(words("Tick first that you want to let it drop."))
                return
            about = {"action_id": action.id, "seen_version": action.version}
            submit(
                visit,
                words("The action is dropped."),
                update_action,
                {"text": words("Short note for the group")},
                text=text,
                new_state=ActionState.DROPPED,
                **about,
            )
