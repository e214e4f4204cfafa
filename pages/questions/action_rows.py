"""The list of actions: a choice by organisation and state, and what can be done with each."""

from collections.abc import Sequence

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.action_list import ActionLine
from data_model.rules.actions_due import DueState
from data_model.vocabulary import ActionState
from pages.acts import opening, register
from pages.acts.action_dialogs import DROP, FINISH, HAND_OVER
from pages.frame import html, opened
from pages.frame.html import Html, table, tag
from pages.frame.links import organisation_link, person_link
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.language import Words
from words.states import ACTION_STATES, DUE_STATES, UPDATE_STATES

FIRST = 6
ACTS = (register.ACTION, FINISH, HAND_OVER, DROP)
# Late is the action, never the person.
LOOKS = {
    DueState.OVERDUE: ("◆", "sk-high"),
    DueState.SOON: ("●", "sk-attention"),
    DueState.RUNNING: ("✓", "sk-fine"),
    DueState.CLOSED: ("✓", "sk-fine"),
}


def chosen(visit: Visit, lines: Sequence[ActionLine]) -> list[ActionLine]:
    """The actions of the organisation and in the states that are asked for; the running ones until somebody chooses."""
    words = visit.words
    names = {line.organisation_id: line.organisation for line in lines if line.organisation_id}
    with st.container(horizontal=True, key="actions-choice"):
        place = st.selectbox(
            words("Organisation"),
            sorted(names, key=lambda id: (names[id] or "").casefold()),
            index=None,
            format_func=lambda id: names[id] or "",
            placeholder=words("All organisations"),
            key="actions-organisation",
        )
        states = st.pills(
            words("State"),
            list(ActionState),
            selection_mode="multi",
            default=[ActionState.OPEN, ActionState.IN_PROGRESS],
            format_func=lambda state: words(ACTION_STATES[state]),
            key="actions-states",
        )
    return [
        line
        for line in lines
        if (place is None or line.organisation_id == place) and (not states or line.state in states)
    ]


def rows(visit: Visit, lines: Sequence[ActionLine], key: str) -> None:
    """Each with its acts, the first due on top; the long tail opens on demand."""
    for line in lines[:FIRST]:
        _row(visit, line, key)
    rest = lines[FIRST:]
    if rest and st.toggle(visit.words.plural("Show {n} more", "Show {n} more", len(rest)), key=f"actions-{key}-more"):
        for line in rest:
            _row(visit, line, key)


def _row(visit: Visit, line: ActionLine, key: str) -> None:
    words = visit.words
    with st.container(border=True, key=f"action-{key}-{line.action_id}"):
        html.show(
            tag(
                "div",
                tag("div", *_chip(line, words), tag("h3", line.description), klass="sk-head"),
                tag("p", _owner(line, words)),
                tag("p", _standing(line, words), klass="sk-quiet"),
                klass="sk-finding",
            )
        )
        _acts(visit, line, f"act-{key}-{line.action_id}")


def _acts(visit: Visit, line: ActionLine, key: str) -> None:
    about = Subject("action", line.action_id, line.description)
    concern = Concern(about=about, organisation_id=line.organisation_id, person_id=line.person_id)
    if not visit.live:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for dialog in ACTS:
            if dialog.allowed(visit.viewer, concern):
                look: opened.Look = "primary" if dialog is register.ACTION else "secondary"
                opening.offer(visit, dialog, concern, f"{key}-{dialog.key}", look)


def as_table(visit: Visit, lines: Sequence[ActionLine]) -> None:
    """Those of others and those that are closed."""
    words = visit.words
    if not lines:
        return
    html.show(
        table(
            words.plural("{n} action to look at", "{n} actions to look at", len(lines)),
            [words("Action"), words("Who"), words("State"), words("Date"), words("Update")],
            [
                (
                    line.description,
                    _owner(line, words),
                    state_label(words, ACTION_STATES, line.state),
                    f"{words.short_day(line.due_on)} ({words(DUE_STATES[line.due_state])})" if line.due_on else "–",
                    state_label(words, UPDATE_STATES, line.update_state) if line.update_state else "–",
                )
                for line in lines
            ],
        )
    )


def _chip(line: ActionLine, words: Words) -> list[Html]:
    icon, look = LOOKS[line.due_state]
    state = words(DUE_STATES[line.due_state])
    return [tag("span", tag("span", icon, aria_hidden="true"), " ", state, klass=f"sk-chip {look}")]


def _owner(line: ActionLine, words: Words) -> str:
    if line.person_id is None or line.organisation_id is None:
        return words("Nobody holds this action now.")
    who, place = (
        person_link(line.person_id, line.owner or ""),
        organisation_link(line.organisation_id, line.organisation or ""),
    )
    return tag("span", who, ", ", place)


def _standing(line: ActionLine, words: Words) -> str:
    due = words("ready by {due_on}", due_on=line.due_on) if line.due_on else words("without a date")
    update = f" {words(UPDATE_STATES[line.update_state])}." if line.update_state else ""
    return f"{words(ACTION_STATES[line.state])}, {due}.{update}"
