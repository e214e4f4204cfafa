"""The day of a webber: the next meeting, when it must be held, the updates for it, and what people expect."""

from collections.abc import Sequence

import streamlit as st

from data_model.read.meeting_notes import coming_meeting
from data_model.read.meeting_updates import meeting_updates
from data_model.read.own_tasks import WebberTask, webber_tasks
from data_model.read.rhythm import facts as rhythm_facts
from data_model.rules.rhythm_standing import standing
from pages.acts import opening, register
from pages.frame import html
from pages.frame.facts import fact_list
from pages.frame.html import Html, tag
from pages.frame.md import md
from pages.frame.visit import Visit
from pages.own import round_notice
from pages.own.next_meeting import facts
from pages.questions.action_updates import of_meeting


def show(visit: Visit) -> None:
    words = visit.words
    coming = visit.read(coming_meeting, visit.day, "webber")
    told = facts(visit, coming)
    now = standing(visit.read(rhythm_facts), visit.day, visit.norms)
    if now.due:
        told.insert(1, (words("Held at the latest on"), words.day(now.due)))
    html.show(fact_list(told))
    if visit.live:
        _meeting(visit, planned=coming is not None)
    round_notice.show(visit)
    for meeting in visit.read(meeting_updates, visit.day, visit.norms):
        of_meeting(visit, meeting)
    _expectations(visit, webber_tasks(visit.session, visit.viewer, visit.day))


def _meeting(visit: Visit, planned: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="own-meeting"):
        opening.offer(visit, register.MEETING, None, "do-own-meeting", "primary")
        if not planned:
            opening.offer(visit, register.PLANNING, None, "do-own-planning")


def _expectations(visit: Visit, tasks: Sequence[WebberTask]) -> None:
    words = visit.words
    for task in tasks:
        st.header(words("Webber of {organisation}", organisation=md(task.organisation)), anchor=False)
        html.show(
            *_list(words("Others may expect of me"), task.others_expect, words("Nothing is written down yet.")),
            *_list(words("I may expect of others"), task.may_expect, words("Nothing is written down yet.")),
        )


def _list(title: str, texts: Sequence[str], nothing: str) -> tuple[Html, Html]:
    told = tag("ul", *(tag("li", text) for text in texts)) if texts else tag("p", nothing, klass="sk-quiet")
    return tag("h3", title), told
