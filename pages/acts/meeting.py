"""Log a meeting that was held: who was there, what was decided and agreed, and when the next one is."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.choices import Choice, meetings_to_log, members, webber_organisation_ids
from data_model.read.meeting_choices import meetings_held
from data_model.read.meeting_reports import decisions_kept
from data_model.write.calendar import KINDS
from data_model.write.meetings import ABSENT, BY_DEPUTY, PRESENT, record_meeting
from pages.acts import meeting_fields, meeting_next, meeting_rows
from pages.acts.pick import pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import Words
from words.meetings import MEETING_KINDS


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    meeting, kind = _which(visit, concern, key)
    agreements, actions = meeting_rows.how_many(visit, key)
    with st.form(key, border=False, enter_to_submit=False):
        held_on = _day(visit, meeting, key)
        attendance = _attendance(visit, key)
        kept = decisions_kept(visit.session, visit.viewer, meeting.id) if meeting else ""
        decisions = meeting_fields.decisions(visit, kept, f"{key}-{meeting.id if meeting else kind}")
        families = meeting_fields.families(visit, key)
        agreed = meeting_rows.agreements(visit, agreements, key)
        steps = meeting_rows.actions(visit, actions, agreements, key)
        following = meeting_next.fields(visit, kind, held_on, key)
        made_by = meeting_fields.made_by(visit, visit.viewer.person_id, key)
        if st.form_submit_button(words("Save"), type="primary"):
            if held_on is None:
                st.error(words("{field}: fill this in first.", field=words("Day of the meeting")))
                return
            submit(
                visit,
                words("The meeting is logged."),
                record_meeting,
                held_on=held_on,
                attendance=attendance,
                meeting_id=meeting.id if meeting else None,
                seen_version=meeting.version if meeting else None,
                kind=kind,
                decisions=decisions,
                families_involved=families.involved,
                families_how=families.how,
                agreements=agreed,
                actions=steps,
                made_by_person_id=made_by,
                next_on=following.on,
                next_organiser_id=following.organiser_id,
            )


def pick_held(visit: Visit, concern: Concern | None, key: str) -> Choice | None:
    """A select box over the meetings that were held."""
    words = visit.words
    return pick(
        words("Meeting"),
        meetings_held(visit.session, visit.viewer, visit.day),
        dated(words),
        key=f"{key}-meeting",
        placeholder=words("Choose a meeting"),
        about=concern,
        entity="meeting",
    )


def dated(words: Words) -> Callable[[Choice], str]:
    """How a meeting is shown: its kind and its day, and whose name stands with it."""

    def show(choice: Choice) -> str:
        kind, note = words(MEETING_KINDS[choice.name]), f" · {choice.note}" if choice.note else ""
        return f"{kind} {words.day(choice.on)}{note}" if choice.on else kind

    return show


def _which(visit: Visit, concern: Concern | None, key: str) -> tuple[Choice | None, str]:
    """The meeting on the calendar and its kind; without one, the kind that is chosen."""
    words = visit.words
    planned = meetings_to_log(visit.session, visit.viewer, visit.day)
    if not (concern and concern.about.entity == "meeting"):
        concern = Concern(about=Subject("meeting", planned[0].id)) if planned else None
    meeting = pick(
        words("Meeting"),
        planned,
        dated(words),
        key=f"{key}-meeting",
        placeholder=words("A meeting that was not planned"),
        about=concern,
        entity="meeting",
    )
    if meeting:
        return meeting, meeting.name
    kind = st.radio(
        words("Which meeting"),
        KINDS,
        format_func=lambda kind: words(MEETING_KINDS[kind]),
        horizontal=True,
        key=f"{key}-kind",
    )
    return None, kind


def _day(visit: Visit, meeting: Choice | None, key: str) -> date | None:
    """The day it was planned for; another meeting brings its own day."""
    supposed_on = meeting.on if meeting else visit.today
    return day_field(visit.words("Day of the meeting"), supposed_on, f"{key}-{meeting.id if meeting else 0}-held")


def _attendance(visit: Visit, key: str) -> dict[int, str]:
    """Webber organisations that were not there count as absent; others simply were not expected."""
    words = visit.words
    organisations = {choice.id: choice.name for choice in members(visit.session, visit.viewer, visit.day)}
    webbers = webber_organisation_ids(visit.session, visit.viewer, visit.day) & organisations.keys()
    present = st.multiselect(
        words("Who was there"),
        list(organisations),
        default=[id for id in organisations if id in webbers],
        format_func=organisations.__getitem__,
        placeholder=words("Choose organisations"),
        key=f"{key}-present",
    )
    deputies = st.multiselect(
        words("Who of them sent a stand-in"),
        list(organisations),
        format_func=organisations.__getitem__,
        placeholder=words("Nobody, or choose organisations"),
        key=f"{key}-deputies",
    )
    there = {id: BY_DEPUTY if id in deputies else PRESENT for id in {*present, *deputies}}
    return dict.fromkeys(webbers, ABSENT) | there
