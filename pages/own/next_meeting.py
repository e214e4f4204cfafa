"""The next meeting in a few facts, and what was agreed last time."""

import streamlit as st

from data_model.read.meeting_notes import ComingMeeting, LastMeeting, last_meeting
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.visit import Visit
from words.meetings import MEETING_KINDS


def facts(visit: Visit, coming: ComingMeeting | None) -> list[tuple[str, str]]:
    words = visit.words
    if coming is None:
        return [(words("Next meeting"), words("not planned yet"))]
    told = [(words("Next meeting"), f"{words.day(coming.planned_on)} ({words(MEETING_KINDS[coming.kind])})")]
    if coming.location:
        told.append((words("Where"), coming.location))
    if coming.organiser:
        told.append((words("Who organises it"), coming.organiser))
    if coming.agenda:
        told.append((words("Agenda"), coming.agenda))
    return told


def last_time(visit: Visit) -> None:
    """Decisions and joint agreements of the last meeting."""
    words, last = visit.words, visit.read(last_meeting, visit.day)
    st.header(words("Agreed last time"), anchor=False)
    if last is None:
        st.info(words("No meeting has been held yet. What is agreed there appears here."))
        return
    html.show(
        tag("p", f"{words(MEETING_KINDS[last.kind])}, {words.day(last.held_on)}", klass="sk-quiet"),
        *_decided(visit, last),
        *([tag("ul", *(_agreement(*one) for one in last.agreements))] if last.agreements else []),
    )


def _decided(visit: Visit, last: LastMeeting) -> list[Html]:
    if last.decisions:
        return [tag("p", last.decisions)]
    if not last.shared:
        return [tag("p", visit.words("The report has not been shared yet."))]
    return [] if last.agreements else [tag("p", visit.words("Nothing was written down."))]


def _agreement(solution: str, must: str | None) -> Html:
    return tag("li", tag("strong", solution), *([" ", must] if must else []))
