"""Who holds and held which task in the network: a timeline of two years back and half a year ahead."""

import streamlit as st

from data_model.days import add_months, lasts
from data_model.read.succession import Turn, turns
from data_model.read.task_history import HeldTask, Task, task_history
from pages.frame.timeline import Moment, Span, Window, period, timeline
from pages.frame.visit import Visit
from words.states import DOMAINS
from words.webbers import TASKS

BACK, AHEAD = 24, 6  # months


def show(visit: Visit) -> None:
    words, day = visit.words, visit.day
    st.header(words("Who holds and held which task"), anchor=False)
    window = Window(add_months(day, -BACK), add_months(day, AHEAD))
    held = task_history(visit.session, visit.viewer, window.first, window.last, day)
    if not held:
        st.info(words("Nobody holds a task yet. Propose webbers on the page “Whom to call”."))
        return
    coming = list(turns(held, day))
    timeline(
        visit,
        [Span(task_name(visit, one), one.person or one.organisation, one.first_on, one.last_on) for one in held],
        [Moment(task_name(visit, turn.held), _turn(visit, turn), turn.on) for turn in coming],
        _sentence(visit, held),
        [words("Task"), words("Who"), words("Period")],
        _rows(visit, held, coming),
        "tasks",
        window,
    )


def _rows(visit: Visit, held: list[HeldTask], coming: list[Turn]) -> list[tuple[str, str, str]]:
    """Each task with who held it, and after its last holder who follows or that it is vacant."""
    rows = []
    for one in held:
        rows.append((task_name(visit, one), one.person or one.organisation, _period(visit, one)))
        after = (turn for turn in coming if turn.held is one)
        rows += [(task_name(visit, one), _turn(visit, turn), period(turn.on, None, visit.words)) for turn in after]
    return rows


def _turn(visit: Visit, turn: Turn) -> str:
    return visit.words("follows: {person}", person=turn.person) if turn.person else visit.words("vacant")


def _sentence(visit: Visit, held: list[HeldTask]) -> str:
    now = [one for one in held if lasts(one.first_on, one.last_on, visit.day)]
    webbers, stand_ins = (sum(one.task is task for one in now) for task in (Task.WEBBER, Task.DEPUTY_WEBBER))
    return visit.words(
        "Webber tasks held on {day}: {webbers}. Stand-ins: {stand_ins}.",
        day=visit.day,
        webbers=webbers,
        stand_ins=stand_ins,
    )


def task_name(visit: Visit, one: HeldTask) -> str:
    """The task with what it is for; a webber for everything is told apart by the organisation."""
    words = visit.words
    place = [one.area, words(DOMAINS[one.domain]) if one.domain else None]
    told = [part for part in place if part] or [one.organisation]
    return " · ".join(filter(None, [words(TASKS[one.task]), *told]))


def _period(visit: Visit, one: HeldTask) -> str:
    return period(one.first_on, one.last_on, visit.words)
