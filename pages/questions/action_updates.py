"""The updates for each coming meeting: those that were given, and those still expected, by action."""

from collections.abc import Sequence

import streamlit as st

from data_model.access import Entity, Reach, Verb, reach
from data_model.read.action_list import ActionLine
from data_model.read.meeting_updates import EXPECTED, MeetingUpdates, UpdateLine, meeting_updates
from data_model.rules.actions_updates import UpdateState
from pages.frame import html
from pages.frame.html import table
from pages.frame.visit import Visit
from words.language import N_

UPDATES_FOR = {
    "webber": N_("Updates for the webber meeting of {day}"),
    "network": N_("Updates for the network meeting of {day}"),
}


def show(visit: Visit, lines: Sequence[ActionLine]) -> None:
    """With their words for those who watch over all actions; others see how it stands with what they may know."""
    if reach(visit.viewer, Entity.ACTIONS, Verb.WATCH) is Reach.NETWORK:
        for meeting in visit.read(meeting_updates, visit.day, visit.norms):
            of_meeting(visit, meeting)
    else:
        _known(visit, lines)


def of_meeting(visit: Visit, meeting: MeetingUpdates) -> None:
    """The updates for one meeting."""
    words = visit.words
    st.header(words(UPDATES_FOR[meeting.kind], day=meeting.planned_on), anchor=False)
    st.write(
        words(
            "{given} of {all} updates were given. They are expected until {day}.",
            given=len(meeting.given),
            all=len(meeting.given) + len(meeting.expected),
            day=meeting.update_by,
        )
    )
    if meeting.given:
        headers = [words("Action"), words("Who"), words("What was said")]
        cells = [(line.description, _who(visit, line), line.text or words("only the state")) for line in meeting.given]
        html.show(table(words("Updates that were given"), headers, cells))
    if meeting.expected:
        headers = [words("Action"), words("Who")]
        cells_expected = [(line.description, _who(visit, line)) for line in meeting.expected]
        html.show(table(words("Updates still expected"), headers, cells_expected))


def _who(visit: Visit, line: UpdateLine) -> str:
    return ", ".join(part for part in (line.owner, line.organisation) if part) or visit.words("nobody")


def _known(visit: Visit, lines: Sequence[ActionLine]) -> None:
    words = visit.words
    given = [line for line in lines if line.update_state is UpdateState.GIVEN]
    expected = [line for line in lines if line.update_state in EXPECTED]
    if not given and not expected:
        return
    st.header(words("Updates for the next meeting"), anchor=False)
    for caption, group in ((words("Updates that were given"), given), (words("Updates still expected"), expected)):
        if group:
            headers = [words("Action"), words("Who"), words("Until")]
            cells = [
                (
                    line.description,
                    line.owner or words("nobody"),
                    words.short_day(line.update_by) if line.update_by else "–",
                )
                for line in sorted(group, key=lambda line: line.description.casefold())
            ]
            html.show(table(caption, headers, cells))
