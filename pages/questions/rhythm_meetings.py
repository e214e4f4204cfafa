"""The meetings one by one: those to come, those that were, and the full report of the one that was asked for."""

import streamlit as st

from data_model.read.meeting_list import MeetingLine, meeting_list
from data_model.read.meeting_reports import report_of
from data_model.rules.meeting_days import MeetingState
from pages.frame import html
from pages.frame.html import table
from pages.frame.links import WHICH, meeting_link
from pages.frame.state import state_label
from pages.frame.visit import Visit
from pages.questions import rhythm_report
from words.meetings import MEETING_KINDS, MEETING_STATES

COMING = (MeetingState.PLANNED, MeetingState.TO_LOG)
DIGITS = 9  # of the highest number a record can have


def opened(visit: Visit) -> None:
    """The meeting of which the number stands in the address, in full."""
    asked = st.query_params.get(WHICH)
    if asked is None:
        return
    whole = asked.isdecimal() and asked.isascii() and len(asked) <= DIGITS
    report = report_of(visit.session, visit.viewer, int(asked), visit.day) if whole else None
    if report is None:
        st.warning(visit.words("This meeting was not found. Choose one from the list."), icon=":material/search_off:")
        return
    rhythm_report.show(visit, report)


def show(visit: Visit) -> None:
    words = visit.words
    lines = visit.read(meeting_list, visit.day)
    _last_agreements(visit, lines)
    st.header(words("All meetings"), anchor=False)
    coming = [line for line in reversed(lines) if line.state in COMING]
    past = [line for line in lines if line.state not in COMING]
    if not lines:
        st.info(words("There are no meetings yet. Plan the first one, and it appears here."))
        return
    if coming:
        html.show(_coming(visit, coming))
    if past:
        html.show(_past(visit, past))


def _last_agreements(visit: Visit, lines: list[MeetingLine]) -> None:
    """What was agreed last time; nothing when that meeting is open already."""
    last = next((line for line in lines if line.agreements), None)
    report = report_of(visit.session, visit.viewer, last.id, visit.day) if last else None
    if last is None or report is None or st.query_params.get(WHICH) == str(last.id):
        return
    st.header(visit.words("What was agreed last time"), anchor=False)
    html.show(rhythm_report.agreements(visit, report))


def _coming(visit: Visit, lines: list[MeetingLine]) -> str:
    words = visit.words
    return table(
        words("Meetings on the calendar"),
        [words("Day"), words("Meeting"), words("State"), words("Who organises it")],
        [
            (
                meeting_link(line.id, words.short_day(line.on)),
                words(MEETING_KINDS[line.kind]),
                state_label(words, MEETING_STATES, line.state),
                line.organiser or words("nobody yet"),
            )
            for line in lines
        ],
    )


def _past(visit: Visit, lines: list[MeetingLine]) -> str:
    words = visit.words
    counted = any(line.present is not None for line in lines)
    headers = [words("Day"), words("Meeting"), words("State"), words("What was decided"), words("Joint agreements")]
    rows = [
        [
            meeting_link(line.id, words.short_day(line.on)),
            words(MEETING_KINDS[line.kind]),
            state_label(words, MEETING_STATES, line.state),
            line.decisions or "–",
            words.value("", line.agreements) if line.agreements else "–",
        ]
        for line in lines
    ]
    if counted:
        headers.insert(3, words("Organisations there"))
        for row, line in zip(rows, lines, strict=True):
            row.insert(3, _present(visit, line))
    return table(words("Meetings that were, the latest on top"), headers, rows)


def _present(visit: Visit, line: MeetingLine) -> str:
    if line.present is None or line.expected is None:
        return "–"
    return visit.words("{present} of {expected}", present=line.present, expected=line.expected)
