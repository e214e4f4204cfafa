"""What can be done about a webber task: a stand-in, a new webber, its end, and what was agreed with the webber."""

from collections.abc import Callable, Mapping

import streamlit as st

from data_model.findings import Concern, Finding
from data_model.read.turnover_choices import WebberChoice, webber_tasks
from pages.acts import webber_agreed, webber_confirm, webber_stand_in
from pages.acts.pick import named, pick
from pages.frame.visit import Visit
from words.language import N_

Step = Callable[[Visit, WebberChoice, Concern | None, str], None]

STAND_IN, WEBBER = "stand_in", "webber"
STEPS: Mapping[str, tuple[str, Step]] = {
    STAND_IN: (N_("Name a stand-in"), webber_stand_in.name),
    "end_stand_in": (N_("End standing in"), webber_stand_in.end),
    WEBBER: (N_("Confirm a new webber"), webber_confirm.form),
    "end": (N_("End the webber task"), webber_confirm.end),
    "agree": (N_("Agree what you expect of each other"), webber_agreed.agree),
    "end_agreed": (N_("End an agreement with the webber"), webber_agreed.end),
}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    task = pick(
        words("Webber task"),
        webber_tasks(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-task",
        placeholder=words("A new webber task"),
        about=concern if concern and concern.about.entity == "webber" else None,
        entity="webber",
    )
    if task is None or not task.runs:
        with st.form(f"{key}-{task.id if task else 0}-{WEBBER}", border=False):
            webber_confirm.form(visit, task, concern, key)
        return
    step = st.radio(
        words("What do you want to do"),
        list(STEPS),
        index=list(STEPS).index(_asked(task, concern)),
        format_func=lambda step: words(STEPS[step][0]),
        key=f"{key}-step",
    )
    with st.form(f"{key}-{task.id}-{step}", border=False):
        STEPS[step][1](visit, task, concern, key)


def _asked(task: WebberChoice, concern: Concern | None) -> str:
    """Who goes is followed by a webber; for who is away for a time somebody stands in, and the task goes on."""
    goes = isinstance(concern, Finding) and concern.kind != "turnover.webber_without_deputy"
    return WEBBER if goes and (task.deputy_ids or not task.away) else STAND_IN
