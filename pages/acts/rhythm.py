"""Write down how often the network agreed to meet, and when the interval stands still."""

import streamlit as st

from data_model.findings import Concern
from data_model.write.calendar import KINDS
from data_model.write.rhythm import agree_rhythm
from pages.acts import pause
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_
from words.meetings import MEETING_KINDS

RHYTHM, PAUSE = "rhythm", "pause"
STEPS = {RHYTHM: N_("Agree how often you meet"), PAUSE: N_("Add or change a pause")}
UNITS = {"week": N_("weeks"), "month": N_("months")}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    step = st.radio(
        words("What happens"),
        list(STEPS),
        format_func=lambda step: words(STEPS[step]),
        horizontal=True,
        key=f"{key}-step",
    )
    if step == PAUSE:
        pause.form(visit, None, f"{key}-pause")
    else:
        _interval(visit, key)


def _interval(visit: Visit, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        kind = st.radio(
            words("Which meeting"), KINDS, format_func=lambda kind: words(MEETING_KINDS[kind]), horizontal=True
        )
        left, right = st.columns(2, vertical_alignment="bottom")
        typed = left.text_input(words("How often"), max_chars=4, placeholder="6")
        unit = right.radio(
            words("Counted in"), list(UNITS), format_func=lambda unit: words(UNITS[unit]), horizontal=True
        )
        st.caption(words("What you agreed together. Many networks choose every six weeks for the webbers."))
        valid_from = day_field(words("From which day"), visit.today) or visit.today
        if st.form_submit_button(words("Save"), type="primary"):
            if not typed.strip().isdecimal():
                st.error(words("How often: write a whole number, such as 6."), icon=":material/error:")
                return
            submit(
                visit,
                words("The rhythm is agreed."),
                agree_rhythm,
                meeting_kind=kind,
                interval_value=int(typed),
                interval_unit=unit,
                valid_from=valid_from,
            )
