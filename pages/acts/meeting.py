"""Log a meeting that was held: who was there, what was decided, and when the next one is."""

from collections.abc import Callable

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice, meetings_to_log, members, people, webber_organisation_ids
from data_model.write.meetings import ABSENT, BY_DEPUTY, PRESENT, record_meeting
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_, Words

KIND = {"webber": N_("Webber meeting"), "network": N_("Network meeting")}
FAMILIES = {None: N_("Not discussed"), True: N_("Yes"), False: N_("No")}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    planned = meetings_to_log(visit.session, visit.viewer, visit.day)
    organisations = {choice.id: choice.name for choice in members(visit.session, visit.viewer, visit.day)}
    webbers = webber_organisation_ids(visit.session, visit.viewer, visit.day)
    with st.form(key, border=False):
        meeting = _which(visit, planned, concern)
        supposed_on = meeting.on if meeting and meeting.on else visit.today
        held_on = day_field(words("Day of the meeting"), supposed_on) or supposed_on
        present = st.multiselect(
            words("Who was there"),
            list(organisations),
            default=[id for id in organisations if id in webbers],
            format_func=organisations.__getitem__,
            placeholder=words("Choose organisations"),
        )
        deputies = st.multiselect(
            words("Who of them sent a stand-in"),
            list(organisations),
            format_func=organisations.__getitem__,
            placeholder=words("Nobody, or choose organisations"),
        )
        decisions = st.text_area(words("What was decided"))
        st.caption(words("In a few words. No names of children or families: this report may become public."))
        families = st.radio(
            words("Were children or parents involved?"),
            list(FAMILIES),
            format_func=lambda answer: words(FAMILIES[answer]),
            horizontal=True,
        )
        next_on = day_field(words("Next meeting"))
        organiser = pick(
            words("Who organises the next meeting"),
            people(visit.session, visit.viewer, visit.day),
            named,
            key=f"{key}-organiser",
            placeholder=words("Choose a person"),
        )
        if st.form_submit_button(words("Save"), type="primary"):
            submit(
                visit,
                words("The meeting is logged."),
                record_meeting,
                held_on=held_on,
                attendance=_attendance(set(present), set(deputies), webbers),
                meeting_id=meeting.id if meeting else None,
                decisions=decisions,
                families_involved=families,
                next_on=next_on,
                next_organiser_id=organiser.id if organiser else None,
            )


def dated(words: Words) -> Callable[[Choice], str]:
    """How a meeting is shown: its kind and its day, and whose name stands with it."""

    def show(choice: Choice) -> str:
        kind, note = words(KIND[choice.name]), f" · {choice.note}" if choice.note else ""
        return f"{kind} {words.day(choice.on)}{note}" if choice.on else kind

    return show


def _which(visit: Visit, planned: list[Choice], concern: Concern | None) -> Choice | None:
    words = visit.words
    wanted = concern.about.id if concern and concern.about.entity == "meeting" else None
    index = next((n for n, choice in enumerate(planned) if wanted in (None, choice.id)), None)
    return st.selectbox(
        words("Meeting"),
        planned,
        index=index,
        format_func=dated(words),
        placeholder=words("A webber meeting that was not planned"),
    )


def _attendance(present: set[int], deputies: set[int], webbers: set[int]) -> dict[int, str]:
    """Webber organisations that were not there count as absent; others simply were not expected."""
    there = {id: BY_DEPUTY if id in deputies else PRESENT for id in present | deputies}
    return dict.fromkeys(webbers, ABSENT) | there
