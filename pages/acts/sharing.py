"""Note that the others got something of a meeting: its report, or its joint agreements."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.meeting_choices import agreements_to_send, reports_to_share
from data_model.write.sharing import send_agreements_round, share_report
from pages.acts.meeting import dated
from pages.acts.pick import pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit


def report(visit: Visit, concern: Concern | None, key: str) -> None:
    waiting = reports_to_share(visit.session, visit.viewer, visit.day)
    if not waiting:
        st.info(visit.words("The reports of all meetings have been shared."))
        return

    def share(meeting: Choice, on: date) -> None:
        submit(visit, visit.words("The report counts as shared."), share_report, meeting_id=meeting.id, shared_on=on)

    _form(visit, concern, key, waiting, share)


def agreements(visit: Visit, concern: Concern | None, key: str) -> None:
    waiting = agreements_to_send(visit.session, visit.viewer, visit.day)
    if not waiting:
        st.info(visit.words("There are no agreements that you have to send round."))
        return

    def send(meeting: Choice, on: date) -> None:
        said = visit.words("The agreements count as sent round.")
        submit(visit, said, send_agreements_round, meeting_id=meeting.id, sent_on=on)

    _form(visit, concern, key, waiting, send)


def _form(
    visit: Visit, concern: Concern | None, key: str, waiting: list[Choice], save: Callable[[Choice, date], None]
) -> None:
    words = visit.words
    with st.form(key, border=False):
        meeting = pick(
            words("Meeting"),
            waiting,
            dated(words),
            key=f"{key}-meeting",
            placeholder=words("Choose a meeting"),
            about=concern,
            entity="meeting",
        )
        on = day_field(words("On which day"), visit.today) or visit.today
        st.caption(words("Schakel sends nothing itself: note here when the others got it."))
        if st.form_submit_button(words("Save"), type="primary"):
            if meeting is None:
                st.error(words("{field}: fill this in first.", field=words("Meeting")))
                return
            save(meeting, on)
