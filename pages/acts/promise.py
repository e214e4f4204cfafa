"""Record how far an organisation is with what it promised to arrange in its own house."""

from datetime import date

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.covenant_choices import promises
from data_model.write.agreements import anchor_promise, discuss_promise
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_acts import PROMISE_STATES


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    promise = pick(
        words("Promise"),
        promises(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-choice",
        placeholder=words("Choose a promise"),
        about=concern,
        entity="anchoring_promise",
    )
    if promise is None:
        return
    with st.form(f"{key}-{promise.id}", border=False):
        state = st.radio(
            words("How far is it?"),
            ("anchored",) if promise.on else ("discussed", "anchored"),
            format_func=lambda state: words(PROMISE_STATES[state]),
        )
        on = day_field(words("On which day"), visit.today) or visit.today
        if st.form_submit_button(words("Save"), type="primary"):
            _save(visit, promise, state, on)


def _save(visit: Visit, promise: Choice, state: str, on: date) -> None:
    done, which = visit.words("The promise is brought up to date."), {"promise_id": promise.id}
    if state == "anchored":
        submit(visit, done, anchor_promise, anchored_on=on, seen_version=promise.version, **which)
    else:
        submit(visit, done, discuss_promise, discussed_on=on, seen_version=promise.version, **which)
