"""Are people's actions followed up? The next meeting, the updates for it, and what needs attention."""

from collections import Counter

import streamlit as st

from data_model.access import QUESTION_ENTITY, Reach, Verb, reach
from data_model.read.action_list import ActionLine, action_list
from data_model.rules.actions_due import DueState
from data_model.vocabulary import ActionState
from pages.acts import register
from pages.frame import finding_list, html
from pages.frame.bars import bars
from pages.frame.chart import chart
from pages.frame.facts import fact_list
from pages.frame.html import table
from pages.frame.visit import Visit
from words.states import ACTION_STATES, DUE_STATES, UPDATE_STATES


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Are actions followed up?"), anchor=False)
    lines = action_list(visit.session, visit.viewer, visit.day)
    html.show(fact_list(_facts(visit, lines)))
    register.buttons(visit, (register.ACTION, register.NEW_ACTION), "actions")
    if reach(visit.viewer, QUESTION_ENTITY["actions"], Verb.WATCH) is not Reach.NONE:
        st.header(words("This needs attention"), anchor=False)
        finding_list.show(visit, [f for f in visit.findings if f.question == "actions"], "actions")
    st.header(words("Actions by state"), anchor=False)
    _by_state(visit, lines)
    _all(visit, lines)


def _facts(visit: Visit, lines: list[ActionLine]) -> list[tuple[str, str]]:
    words = visit.words
    running = [line for line in lines if line.state in (ActionState.OPEN, ActionState.IN_PROGRESS)]
    late = sum(line.due_state is DueState.OVERDUE for line in running)
    update_by = min((line.update_by for line in running if line.update_by), default=None)
    return [
        (words("Running actions"), words.value("n", len(running))),
        (words("Past their date"), words.value("n", late)),
        (
            words("Updates for the next meeting, until"),
            words.day(update_by) if update_by else words("no meeting planned, so nobody is late"),
        ),
    ]


def _by_state(visit: Visit, lines: list[ActionLine]) -> None:
    words = visit.words
    if not lines:
        st.info(words("There are no actions yet. They are made in a meeting and appear here."))
        return
    counts = Counter(line.state for line in lines)
    rows = [(words(ACTION_STATES[state]), counts[state]) for state in ActionState]
    sentence = words(
        "{running} of {all} actions are running, {done} are done.",
        running=counts[ActionState.OPEN] + counts[ActionState.IN_PROGRESS],
        all=len(lines),
        done=counts[ActionState.DONE],
    )
    chart(
        visit,
        bars(rows, words("Actions")),
        sentence,
        [words("State"), words("Actions")],
        [(name, str(n)) for name, n in rows],
        "actions",
    )


def _all(visit: Visit, lines: list[ActionLine]) -> None:
    words = visit.words
    running = [line for line in lines if line.state in (ActionState.OPEN, ActionState.IN_PROGRESS)]
    if not running:
        return
    st.header(words("All actions"), anchor=False)
    html.show(
        table(
            words("Running actions, the first due on top"),
            [words("Action"), words("Who"), words("Organisation"), words("State"), words("Date"), words("Update")],
            [
                (
                    line.description,
                    line.owner or words("nobody"),
                    line.organisation or "–",
                    words(ACTION_STATES[line.state]),
                    f"{words.short_day(line.due_on)} ({words(DUE_STATES[line.due_state])})" if line.due_on else "–",
                    words(UPDATE_STATES[line.update_state]) if line.update_state else "–",
                )
                for line in running
            ],
        )
    )
