"""Start a confirmation round, or close the one that is open."""

from datetime import timedelta

import streamlit as st

from data_model.findings import Concern
from data_model.read.round import RoundAnswers, round_answers
from data_model.write.rounds import close_confirmation_round, start_confirmation_round
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit

TIME_TO_ANSWER = timedelta(days=14)


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    running = round_answers(visit.session, visit.viewer, visit.day)
    if running is None:
        _start(visit, key)
    else:
        _close(visit, running, key)


def _start(visit: Visit, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        st.write(
            words("Everybody who signs in is asked whether the contact data are still right. Call who never signs in.")
        )
        answer_by_on = day_field(words("Answer until"), visit.today + TIME_TO_ANSWER)
        if st.form_submit_button(words("Start the round"), type="primary"):
            if answer_by_on is None:
                st.error(words("{field}: fill this in first.", field=words("Answer until")))
                return
            submit(visit, words("The round has started."), start_confirmation_round, answer_by_on=answer_by_on)


def _close(visit: Visit, running: RoundAnswers, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        st.write(
            words(
                "{answered} of {all} people answered since {started_on}. Answers are asked until {answer_by_on}.",
                answered=running.answered,
                all=running.people,
                started_on=running.round.started_on,
                answer_by_on=running.round.answer_by_on,
            )
        )
        if st.form_submit_button(words("Close the round"), type="primary"):
            submit(
                visit,
                words("The round is closed."),
                close_confirmation_round,
                round_id=running.round.id,
                seen_version=running.round.version,
            )
