"""How many actions are in which state, and how the running ones stand to their date."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data_model.read.action_list import ActionLine
from data_model.rules.actions_due import DueState
from data_model.rules.actions_facts import RUNNING
from data_model.vocabulary import ActionState
from pages.frame.bars import bars
from pages.frame.chart import chart
from pages.frame.visit import Visit
from words.language import N_
from words.states import ACTION_STATES

NO_DATE = "no_date"
DATES = {
    DueState.OVERDUE: N_("Past their date"),
    DueState.SOON: N_("Due soon"),
    DueState.RUNNING: N_("Due later"),
    NO_DATE: N_("Without a date"),
}


def show(visit: Visit, lines: Sequence[ActionLine]) -> None:
    if not lines:
        st.info(visit.words("There are no actions yet. They are made in a meeting and appear here."))
        return
    _by_state(visit, lines)
    if running := [line for line in lines if line.state in RUNNING]:
        _by_date(visit, running)


def _by_state(visit: Visit, lines: Sequence[ActionLine]) -> None:
    words = visit.words
    counts = Counter(line.state for line in lines)
    rows = [(words(ACTION_STATES[state]), counts[state]) for state in ActionState]
    sentence = words(
        "{running} of {all} actions are running, {done} are done.",
        running=counts[ActionState.OPEN] + counts[ActionState.IN_PROGRESS],
        all=len(lines),
        done=counts[ActionState.DONE],
    )
    _bars(visit, rows, sentence, words("State"), "actions")


def _by_date(visit: Visit, running: Sequence[ActionLine]) -> None:
    words = visit.words
    counts = Counter(line.due_state if line.due_on else NO_DATE for line in running)
    rows = [(words(label), counts[state]) for state, label in DATES.items()]
    sentence = words.plural(
        "{n} of {all} running actions is past its date.",
        "{n} of {all} running actions are past their date.",
        counts[DueState.OVERDUE],
        all=len(running),
    )
    _bars(visit, rows, sentence, words("Date"), "actions-due")


def _bars(visit: Visit, rows: list[tuple[str, int]], sentence: str, header: str, key: str) -> None:
    count = visit.words("Actions")
    chart(visit, bars(rows, count), sentence, [header, count], [(name, str(n)) for name, n in rows], key)
