"""Set a date for a meeting. Of one that has a date: name its organiser, move it or cancel it."""

from dataclasses import replace

import streamlit as st

from data_model.findings import Concern, Finding, Subject
from data_model.read.choices import Choice, people
from data_model.read.meeting_choices import meetings_planned
from data_model.write.calendar import KINDS, cancel_meeting, move_meeting, name_organiser, plan_meeting
from pages.acts.meeting import dated
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_
from words.meetings import MEETING_KINDS

MOVE, ORGANISER, CANCEL = "move", "organiser", "cancel"
STEPS = {MOVE: N_("Move it to another day"), ORGANISER: N_("Name who organises it"), CANCEL: N_("Cancel it")}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    planned = meetings_planned(visit.session, visit.viewer, visit.day)
    meeting = pick(
        words("Meeting"),
        planned,
        dated(words),
        key=f"{key}-meeting",
        placeholder=words("A new meeting"),
        about=_meant(concern, planned),
        entity="meeting",
    )
    if meeting is None:
        _plan(visit, key)
    else:
        _change(visit, meeting, concern, f"{key}-{meeting.id}")


def _meant(concern: Concern | None, planned: list[Choice]) -> Concern | None:
    """A rhythm that is planned too late is about the network; the meeting to move is the next one."""
    if not isinstance(concern, Finding) or concern.kind != "rhythm.planned_too_late":
        return concern
    coming = (choice for choice in planned if choice.name == "webber" and choice.on == concern.values.get("next_on"))
    meeting = next(coming, None)
    return replace(concern, about=Subject("meeting", meeting.id)) if meeting else None


def _plan(visit: Visit, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        kind = st.radio(
            words("Which meeting"), KINDS, format_func=lambda kind: words(MEETING_KINDS[kind]), horizontal=True
        )
        planned_on = day_field(words("On which day"))
        organiser = _organiser(visit, key)
        location = st.text_input(words("Where"))
        if st.form_submit_button(words("Save"), type="primary"):
            if planned_on is None:
                st.error(words("{field}: fill this in first.", field=words("On which day")))
                return
            submit(
                visit,
                words("The meeting is planned."),
                plan_meeting,
                kind=kind,
                planned_on=planned_on,
                organiser_person_id=organiser.id if organiser else None,
                location=location,
            )


def _change(visit: Visit, meeting: Choice, concern: Concern | None, key: str) -> None:
    words = visit.words
    step = st.radio(
        words("What happens"),
        list(STEPS),
        index=list(STEPS).index(ORGANISER if concern and concern.about.entity == "meeting" else MOVE),
        format_func=lambda step: words(STEPS[step]),
        key=f"{key}-step",
    )
    with st.form(f"{key}-{step}", border=False):
        {MOVE: _move, ORGANISER: _name, CANCEL: _cancel}[step](visit, meeting, key)


def _move(visit: Visit, meeting: Choice, key: str) -> None:
    words = visit.words
    planned_on = day_field(words("On which day"), meeting.on)
    st.caption(words("The day by which updates are asked moves along."))
    if not st.form_submit_button(words("Save"), type="primary"):
        return
    if planned_on is None:
        st.error(words("{field}: fill this in first.", field=words("On which day")))
        return
    seen = {"meeting_id": meeting.id, "seen_version": meeting.version}
    submit(visit, words("The meeting is moved."), move_meeting, planned_on=planned_on, **seen)


def _name(visit: Visit, meeting: Choice, key: str) -> None:
    words = visit.words
    organiser = _organiser(visit, key)
    if not st.form_submit_button(words("Save"), type="primary"):
        return
    if organiser is None:
        st.error(words("{field}: fill this in first.", field=words("Who organises it")))
        return
    seen = {"meeting_id": meeting.id, "seen_version": meeting.version}
    submit(visit, words("The organiser is named."), name_organiser, person_id=organiser.id, **seen)


def _cancel(visit: Visit, meeting: Choice, key: str) -> None:
    words = visit.words
    st.caption(words("The updates for it are not asked any more. Plan a new meeting when there is a date."))
    if st.form_submit_button(words("Cancel the meeting"), type="primary"):
        seen = {"meeting_id": meeting.id, "seen_version": meeting.version}
        submit(visit, words("The meeting is cancelled."), cancel_meeting, **seen)


def _organiser(visit: Visit, key: str) -> Choice | None:
    return pick(
        visit.words("Who organises it"),
        people(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-organiser",
        placeholder=visit.words("Choose a person"),
    )
