"""The day that is shown: today, or another one to look back or ahead."""

from datetime import date

import streamlit as st

from pages.frame.day_field import day_field
from words.language import Words

_KEY = "day"


def choose_day(today: date, words: Words) -> date:
    """Let the visitor choose in the side bar. Another day than today is marked at the top of every page."""
    with st.sidebar:
        day = day_field(words("Show the network as it was or will be on"), today, _KEY) or today
    if day != today:
        sentence = (
            words("You are looking back at {day}. Nothing can be changed here.", day=day)
            if day < today
            else words("You are looking ahead to {day}. Nothing can be changed here.", day=day)
        )
        st.info(sentence, icon=":material/history:")
        st.button(words("Back to today"), on_click=_back, key="back-to-today", icon=":material/today:")
    return day


def _back() -> None:
    st.session_state.pop(_KEY, None)
