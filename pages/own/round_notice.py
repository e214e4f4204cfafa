"""That a confirmation round waits for the viewer's answer."""

import streamlit as st

from data_model.read.round import open_round
from pages.frame.visit import Visit


def show(visit: Visit) -> None:
    """Nothing when no round is open, or when the viewer answered."""
    words, running = visit.words, open_round(visit.session, visit.viewer, visit.day)
    if running is None or running.answered_on or visit.viewer.person_id is None:
        return
    st.info(
        words("Confirmation round: answer by {day}. Are your contact data still right?", day=running.answer_by_on)
        if visit.day <= running.answer_by_on
        else words("Confirmation round: are your contact data still right? Your answer is still welcome."),
        icon=":material/contact_phone:",
    )
