"""Answer what somebody asked about their own data: decide, or say in time that it takes longer."""

from collections.abc import Sequence

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.privacy_requests import Request, privacy_requests
from data_model.write.privacy_requests import OUTCOMES, decide_request, extend_request
from pages.acts.pick import named, pick
from pages.frame import html
from pages.frame.day_field import day_field
from pages.frame.facts import fact_list
from pages.frame.submit import submit
from pages.frame.visit import Visit
from pages.own import export
from words.privacy import ASKED
from words.privacy import OUTCOMES as OUTCOME_WORDS

_CONSEQUENCES = ("restrict", "object", "erase")


def extend(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    waiting = [one for one in privacy_requests(visit.session, visit.viewer, visit.day) if one.open]
    request = _pick(visit, [one for one in waiting if one.extended_on is None], concern, key)
    if request is None:
        return
    with st.form(f"{key}-{request.id}", border=False):
        told_on = day_field(words("Told on"), min(visit.today, request.answer_by_on), f"{key}-{request.id}-told")
        st.caption(
            words(
                "Only when it is a complex request. Tell the person why, within the first month; Schakel sends nothing."
            )
        )
        if st.form_submit_button(words("Take two months more"), type="primary"):
            about = {"request_id": request.id, "seen_version": request.version}
            submit(visit, words("There are two months more to answer."), extend_request, told_on=told_on, **about)


def decide(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    waiting = [one for one in privacy_requests(visit.session, visit.viewer, visit.day) if one.open]
    request = _pick(visit, waiting, concern, key)
    if request is None:
        return
    html.show(fact_list(_facts(visit, request)))
    if request.kind == "access":
        export.buttons(visit, request.person_id, f"{key}-{request.id}")
    with st.form(f"{key}-{request.id}", border=False):
        outcome = st.radio(
            words("Decision"),
            OUTCOMES,
            format_func=lambda outcome: words(OUTCOME_WORDS[outcome]),
            key=f"{key}-{request.id}-outcome",
        )
        reason = st.text_area(words("Reason (always with a refusal)"), key=f"{key}-{request.id}-reason")
        sure = _erases(visit, request, key)
        if st.form_submit_button(words("Save decision"), type="primary"):
            if outcome == "granted" and not sure:
                st.error(words("{field}: fill this in first.", field=words("Erase this person for good")))
                return
            submit(
                visit,
                words("The decision is saved. Tell it to the person: Schakel sends nothing itself."),
                decide_request,
                {"outcome": words("Decision"), "refusal_reason": words("Reason (always with a refusal)")},
                request_id=request.id,
                outcome=outcome,
                reason=reason,
                seen_version=request.version,
            )


def _pick(visit: Visit, requests: Sequence[Request], concern: Concern | None, key: str) -> Request | None:
    words = visit.words
    if not requests:
        st.info(words("No request is waiting for this."))
        return None
    choices = [Choice(one.id, one.name, words(ASKED[one.kind]), version=one.version) for one in requests]
    chosen = pick(
        words("Request"),
        choices,
        named,
        key=f"{key}-request",
        placeholder=words("Choose a request"),
        about=concern,
        entity="privacy_request",
    )
    return next((one for one in requests if chosen and one.id == chosen.id), None)


def _facts(visit: Visit, request: Request) -> list[tuple[str, str]]:
    words = visit.words
    return [
        (words("Who asks"), request.name),
        (words("What is asked"), words(ASKED[request.kind])),
        (words("In their own words"), request.text or "–"),
        (words("Received on"), words.day(request.received_on)),
        (words("Answer by"), words.day(request.answer_by_on)),
    ]


def _erases(visit: Visit, request: Request, key: str) -> bool:
    """What granting does. For an erasure somebody says that it is meant."""
    words = visit.words
    if request.kind == "erase":
        st.warning(words("Granting erases this person at once. Nobody can take that back."), icon=":material/warning:")
        return st.checkbox(words("Erase this person for good"), key=f"{key}-{request.id}-sure")
    if request.kind in _CONSEQUENCES:
        st.caption(words("Granting shields the contact data at once: nobody else sees them from then on."))
    return True
