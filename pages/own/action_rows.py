"""The viewer's own actions: how each stands, until when an update is expected, and the way to give it."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.own_actions import OwnAction
from data_model.rules.actions_updates import UpdateState
from pages.acts import opening, register
from pages.frame import html, opened
from pages.frame.html import tag
from pages.frame.visit import Visit
from words.language import N_
from words.states import ACTION_STATES, DUE_STATES, UPDATE_STATES

GIVE = replace(register.ACTION, label=N_("Give update"))
WAITING = (UpdateState.ASKED, UpdateState.LATE)


def show(visit: Visit, actions: Sequence[OwnAction]) -> None:
    """The running ones, each with its button."""
    running = [action for action in actions if action.running]
    if not running:
        st.info(visit.words("You have no running actions. What you take on in a meeting appears here."))
    for action in running:
        _row(visit, action)


def _row(visit: Visit, action: OwnAction) -> None:
    with st.container(border=True, key=f"own-action-{action.action_id}"):
        html.show(
            tag(
                "div",
                tag("h3", action.description),
                tag("p", _standing(visit, action)),
                tag("p", _update(visit, action), klass="sk-step"),
                *_last(visit, action),
                klass="sk-finding",
            )
        )
        concern = Concern(
            about=Subject("action", action.action_id, action.description),
            organisation_id=action.organisation_id,
            person_id=visit.viewer.person_id,
        )
        if visit.live and GIVE.allowed(visit.viewer, concern):
            look: opened.Look = "primary" if action.update_state in WAITING else "secondary"
            opening.offer(visit, GIVE, concern, f"do-own-{action.action_id}-action", look)


def _standing(visit: Visit, action: OwnAction) -> str:
    words, state = visit.words, visit.words(ACTION_STATES[action.state])
    if action.due_on is None:
        return words("{state}, without a date.", state=state)
    due = words(DUE_STATES[action.due_state])
    return words("{state}, ready by {due_on} ({due}).", state=state, due_on=action.due_on, due=due)


def _update(visit: Visit, action: OwnAction) -> str:
    words = visit.words
    if action.update_state in (*WAITING, UpdateState.NOT_NEEDED_YET) and action.update_by:
        if action.update_state is UpdateState.LATE:
            return words("The update was expected until {day}. It still helps.", day=action.update_by)
        return words("Update expected until {day}.", day=action.update_by)
    return words(UPDATE_STATES[action.update_state])


def _last(visit: Visit, action: OwnAction) -> list[html.Html]:
    if action.last is None:
        return []
    on, text = action.last
    return [tag("p", visit.words("Last update, {day}: {text}", day=on, text=text), klass="sk-quiet")]
