"""Give an update on an action: a sentence, and where it stands now. Or hand it over."""

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Concern, Finding
from data_model.read.action_list import action_list
from data_model.read.choices import Choice
from data_model.vocabulary import ActionState
from data_model.write.actions import update_action
from pages.acts import hand_over
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.states import ACTION_STATES


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = _running(visit)
    if not choices:
        st.info(words("You have no actions to update."))
        return
    action = pick(
        words("Action"),
        choices,
        named,
        key=f"{key}-choice",
        placeholder=words("Choose an action"),
        about=concern,
        entity="action",
    )
    _update(visit, action, key)
    if action is not None:
        nobody_holds_it = isinstance(concern, Finding) and concern.kind == "actions.without_owner"
        hand_over.form(visit, action, key, expanded=nobody_holds_it)


def _update(visit: Visit, action: Choice | None, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        text = st.text_area(words("How is it going?"))
        st.caption(words("One sentence is enough. No names of children or families."))
        state = st.radio(
            words("Where does it stand?"),
            [None, ActionState.IN_PROGRESS, ActionState.DONE, ActionState.DROPPED],
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


def _running(visit: Visit) -> list[Choice]:
    """The actions that are not closed and that the viewer may update, the first due on top."""
    return [
        Choice(line.action_id, line.description, line.owner or "", version=line.version)
        for line in action_list(visit.session, visit.viewer, visit.day)
        if line.state in (ActionState.OPEN, ActionState.IN_PROGRESS)
        and allows(visit.viewer, Entity.ACTIONS, Verb.EDIT, person_id=line.person_id)
    ]
