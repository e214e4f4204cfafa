"""Somebody who asks for a page or a record that is not theirs: one line in the log each time they come to it."""

import streamlit as st

from data_model.database import writing
from data_model.write.journal import note_refusal
from pages.frame.visit import Visit
from pages.network.which import asked_for

_NOTED = "turned-away"


def turned_away(visit: Visit, path: str) -> None:
    """Note it, once: not again when the same page is drawn anew."""
    which = (path, asked_for())
    if st.session_state.get(_NOTED) == which:
        return
    with writing(visit.engine) as session:
        note_refusal(session, "open_page", "page", which[1], path, why="not_found", by=visit.viewer, at=visit.at)
    st.session_state[_NOTED] = which


def let_in(path: str) -> None:
    """Whoever was elsewhere meanwhile and comes back is turned away anew."""
    if st.session_state.get(_NOTED) != (path, asked_for()):
        st.session_state.pop(_NOTED, None)
