"""Verzoeken: what people asked about their own data, and by when they get an answer."""

from dataclasses import replace

import streamlit as st

from data_model.access import Entity, Reach, Verb, reach
from data_model.findings import Concern, Subject
from data_model.read.privacy_requests import Request, privacy_requests
from data_model.rules.privacy import RequestState
from pages.acts import opening, register
from pages.acts.privacy_dialogs import ASK, DECIDE, EXTEND
from pages.frame import html
from pages.frame.html import table, tag
from pages.frame.links import person_link
from pages.frame.visit import Visit
from words.language import N_
from words.privacy import ASKED, REQUEST_KINDS, REQUEST_STATES

OFFICE = "/beheer"
NOTE = replace(ASK, label=N_("Note a request"), icon=":material/edit_note:")


def section(visit: Visit) -> None:
    words = visit.words
    requests = privacy_requests(visit.session, visit.viewer, visit.day)
    st.header(words("Requests about personal data"), anchor=False)
    waiting = [one for one in requests if one.open]
    if not waiting:
        st.info(words("No request waits for an answer. What people ask on their own page appears here."))
    for one in waiting:
        _waits(visit, one)
    register.buttons(visit, (NOTE,), "requests")
    _settled(visit, [one for one in requests if not one.open])


def notice(visit: Visit) -> None:
    """On Vandaag, for who answers: that the day to answer has passed."""
    if reach(visit.viewer, Entity.PRIVACY, Verb.SEE) is not Reach.NETWORK:
        return
    words = visit.words
    requests = visit.read(privacy_requests, visit.day)
    late = [one for one in requests if one.state is RequestState.OVERDUE]
    if late:
        told = words.plural(
            "The day to answer {n} request about personal data has passed.",
            "The day to answer {n} requests about personal data has passed.",
            len(late),
        )
        link = tag("a", words("Look at the requests"), href=OFFICE, target="_self", klass="sk-link")
        html.show(tag("p", tag("strong", told), " ", link, klass="sk-step"))


def _waits(visit: Visit, one: Request) -> None:
    words = visit.words
    told = words("Answer by {day}.", day=one.answer_by_on)
    if one.state is RequestState.OVERDUE:
        told = words("The day to answer was {day}.", day=one.answer_by_on)
    longer = words("It takes longer; told on {day}.", day=one.extended_on) if one.extended_on else ""
    with st.container(border=True, key=f"request-{one.id}"):
        html.show(
            tag("p", person_link(one.person_id, one.name), " ", words(ASKED[one.kind])),
            *([tag("p", one.text)] if one.text else []),
            tag("p", words("Received on {day}.", day=one.received_on), " ", tag("strong", told), " ", longer),
        )
        about = Concern(about=Subject("privacy_request", one.id, one.name), person_id=one.person_id)
        if not visit.live:
            return
        with st.container(horizontal=True, key=f"request-acts-{one.id}"):
            for dialog in (DECIDE,) if one.extended_on else (DECIDE, EXTEND):
                if dialog.allowed(visit.viewer, about):
                    opening.offer(visit, dialog, about, f"do-request-{one.id}-{dialog.key}")


def _settled(visit: Visit, requests: list[Request]) -> None:
    words = visit.words
    if not requests:
        return
    title = words.plural("{n} settled request", "{n} settled requests", len(requests))
    headers = [words("Who asks"), words("What is asked"), words("Decided on"), words("Outcome"), words("Reason")]
    rows = [
        (
            one.name,
            words(REQUEST_KINDS[one.kind]),
            words.short_day(one.decided_on) if one.decided_on else "–",
            words(REQUEST_STATES[one.state]),
            one.reason or "–",
        )
        for one in requests
    ]
    with st.expander(title, key="settled-requests"):
        html.show(table(words("Settled requests"), headers, rows))
