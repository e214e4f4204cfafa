"""Give an update on an action: a sentence, and where it stands now. Or hand it over, or let it drop."""

import streamlit as st

from data_model.findings import Concern, Finding
from data_model.read.choices import Choice
from data_model.vocabulary import ActionState
from data_model.write.actions import update_action
from pages.acts import close_action, hand_over
from pages.acts.running import pick_running, running
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.states import ACTION_STATES


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    action = pick_running(visit, concern, key)
    if action is None and not running(visit):
        return
    _update(visit, action, key)
    if action is not None:
        nobody_holds_it = isinstance(concern, Finding) and concern.kind == "actions.without_owner"
        hand_over.form(visit, action, key, expanded=nobody_holds_it)
        close_action.drop_expander(visit, action, key)


def _update(visit: Visit, action: Choice | None, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        text = st.text_area(words("How is it going?"))
        st.caption(words("One sentence is enough. No names of children or families."))
        state = st.radio(
            words("Where does it stand?"),
            [None, ActionState.IN_PROGRESS, ActionState.DONE],
            format_func=lambda state: words(ACTION_STATES[state]) if state else words("As it was"),
            horizontal=True,
        )
        if st.form_submit_button(words("Save"), type="primary"):
            if action is None:
                st.error(words("Action: choose one first."))
                return
            submit(
                visit,
                words("The update is saved."),
                update_action,
                action_id=action.id,
                text=text,
                new_state=state,
                seen_version=action.version,
            )
