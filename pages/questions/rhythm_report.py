"""The full report of one meeting: who was there, what was decided and agreed, which actions came of it."""

import streamlit as st

from data_model.access import Entity, Reach, Verb, allows, reach
from data_model.findings import Concern, Subject
from data_model.read.action_list import action_list
from data_model.read.meeting_reports import Presence, Report
from data_model.read.rhythm import facts as read_facts
from data_model.rules.meeting_days import next_meeting
from pages.acts import register
from pages.acts.dialog import Dialog
from pages.acts.meeting_dialogs import AGREEMENT, CORRECT
from pages.acts.meeting_fields import FAMILIES
from pages.frame import html
from pages.frame.facts import fact_list
from pages.frame.html import Html, table, tag
from pages.frame.links import meetings_link
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.meetings import MEETING_KINDS, MEETING_STATES
from words.states import ACTION_STATES


def show(visit: Visit, report: Report) -> None:
    words, meeting = visit.words, report.meeting
    held = meeting.held(visit.day)
    on = meeting.held_on if held and meeting.held_on else meeting.planned_on
    with st.container(border=True, key="report"):
        st.header(words("{kind} of {day}", kind=words(MEETING_KINDS[meeting.kind]), day=on), anchor=False)
        html.show(tag("p", meetings_link(words("Close this report"))), fact_list(_facts(visit, report)))
        if not held:
            _offer(visit, report, register.MEETING, register.PLANNING)
            return
        said = report.decisions or report.summary
        if said or report.shared_on or allows(visit.viewer, Entity.MEETINGS, Verb.EDIT):
            _text(words("What was decided"), said or words("Nothing is written down."))
        if report.agreements:
            html.show(agreements(visit, report))
        _actions(visit, report)
        _acts(visit, report)


def _acts(visit: Visit, report: Report) -> None:
    """What is still to do with it: a report is shared once, and agreements are sent round by who organised it."""
    dialogs = [CORRECT, AGREEMENT, register.NEW_ACTION]
    if report.shared_on is None:
        dialogs.append(register.REPORT)
    waiting = any(one.sent_round_on is None for one in report.agreements)
    if waiting and allows(visit.viewer, Entity.ACTIONS, Verb.EDIT, person_id=report.meeting.organiser_id):
        dialogs.append(register.AGREEMENTS)
    _offer(visit, report, *dialogs)


def _offer(visit: Visit, report: Report, *dialogs: Dialog) -> None:
    about = Concern(about=Subject("meeting", report.meeting.id), person_id=visit.viewer.person_id)
    register.buttons(visit, dialogs, "report", about=about)


def agreements(visit: Visit, report: Report) -> Html:
    """What the group agreed, with the number of actions for who may see those."""
    words = visit.words
    on = report.meeting.held_on or report.meeting.planned_on
    counted = reach(visit.viewer, Entity.ACTIONS, Verb.SEE) is not Reach.NONE
    headers = [words("Chosen solution"), words("Which question"), words("What must happen"), words("Sent round")]
    rows = [
        [
            one.chosen_solution,
            one.question or "–",
            one.what_must_happen or "–",
            words.short_day(one.sent_round_on) if one.sent_round_on else words("not yet"),
            *([words.value("", len(one.action_ids))] if counted else []),
        ]
        for one in report.agreements
    ]
    return table(words("Joint agreements of {day}", day=on), headers + ([words("Actions")] if counted else []), rows)


def _facts(visit: Visit, report: Report) -> list[tuple[str, str]]:
    words, meeting = visit.words, report.meeting
    shown: list[tuple[str, str]] = [(words("State"), state_label(words, MEETING_STATES, meeting.state(visit.day)))]
    for name, text in ((words("Where"), report.location), (words("Who organises it"), report.organiser)):
        if text:
            shown.append((name, text))
    if not meeting.held(visit.day):
        return shown + ([(words("Agenda"), report.agenda)] if report.agenda else [])
    shown += _there(visit, report.there) if report.there else []
    answer = words(FAMILIES[report.families_involved])
    shown.append((words("Children or parents involved"), ". ".join(filter(None, (answer, report.families_how)))))
    if report.made_by:
        shown.append((words("Who made this report"), report.made_by))
    shared = words.day(report.shared_on) if report.shared_on else words("not yet")
    shown.append((words("Report shared"), shared))
    coming = next_meeting(visit.read(read_facts).meetings, visit.day, meeting.kind)
    shown.append((words("Next meeting"), words.day(coming.planned_on) if coming else words("not planned yet")))
    return shown


def _there(visit: Visit, there: tuple[Presence, ...]) -> list[tuple[str, str]]:
    words = visit.words
    came = [
        words("{organisation} (by a stand-in)", organisation=one.name) if one.by_deputy else one.name
        for one in there
        if one.present or one.by_deputy
    ]
    missed = [one.name for one in there if not (one.present or one.by_deputy)]
    named = ((words("Who came"), came), (words("Who did not come"), missed))
    return [(name, words.listed(names)) for name, names in named if names]


def _actions(visit: Visit, report: Report) -> None:
    words = visit.words
    if reach(visit.viewer, Entity.ACTIONS, Verb.SEE) is Reach.NONE or not report.action_ids:
        return
    lines = [line for line in visit.read(action_list, visit.day) if line.action_id in report.action_ids]
    html.show(
        table(
            words("Actions of this meeting"),
            [words("Action"), words("Who"), words("Organisation"), words("State"), words("Date")],
            [
                (
                    line.description,
                    line.owner or words("nobody"),
                    line.organisation or "–",
                    words(ACTION_STATES[line.state]),
                    words.short_day(line.due_on) if line.due_on else "–",
                )
                for line in lines
            ],
        )
    )


def _text(heading: str, text: str) -> None:
    """People's own words, line by line as they were typed."""
    paragraphs = (tag("p", line) for line in text.splitlines() if line.strip())
    html.show(tag("div", tag("h3", heading), *paragraphs, klass="sk-finding"))
