"""An organisation's time in the network: invited, its answer, a pause, back again, and the last day."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.membership_choices import outsiders, times_in
from data_model.rules.membership_states import MEMBER, MembershipState
from data_model.write.memberships import invite as invite_organisation
from data_model.write.memberships import join, leave, pause, record_answer, resume
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit


def invite(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = outsiders(visit.session, visit.viewer, visit.day)
    if not choices:
        st.info(words("Every organisation takes part already, or its answer is awaited."))
        return
    with st.form(key, border=False):
        organisation = _pick(visit, choices, concern, key, "organisation")
        joins = st.radio(
            words("What happened"),
            (False, True),
            format_func=lambda joins: words("It takes part (again)") if joins else words("It was invited"),
        )
        on = day_field(words("On which day"), visit.today) or visit.today
        if not _sent(visit, organisation) or organisation is None:
            return
        if joins:
            done = words("The organisation takes part.")
            submit(visit, done, join, organisation_id=organisation.id, joined_on=on)
        else:
            done = words("The invitation is recorded.")
            submit(visit, done, invite_organisation, organisation_id=organisation.id, invited_on=on)


def answer(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = times_in(visit.session, visit.viewer, visit.day, MembershipState.INVITED)
    if not choices:
        st.info(words("No invitation waits for an answer."))
        return
    with st.form(key, border=False):
        time = _pick(visit, choices, concern, key)
        joins = st.radio(
            words("What is the answer?"),
            (True, False),
            format_func=lambda joins: words("It takes part from this day on") if joins else words("It does not join"),
        )
        on = day_field(words("On which day"), visit.today) or visit.today
        if _sent(visit, time) and time is not None:
            submit(
                visit,
                words("The answer is recorded."),
                record_answer,
                membership_id=time.id,
                joins=joins,
                answered_on=on,
                seen_version=time.version,
            )


def pausing(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = times_in(visit.session, visit.viewer, visit.day, MembershipState.ACTIVE)
    with st.form(key, border=False):
        time = _pick(visit, choices, concern, key)
        on = day_field(words("First day of the pause"), visit.today) or visit.today
        st.caption(words("A pausing organisation keeps its place in the covenant. Schakel never asks why."))
        if _sent(visit, time) and time is not None:
            which = {"membership_id": time.id, "seen_version": time.version}
            submit(visit, words("The pause is recorded."), pause, paused_on=on, **which)


def resuming(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = times_in(visit.session, visit.viewer, visit.day, MembershipState.PAUSED)
    with st.form(key, border=False):
        time = _pick(visit, choices, concern, key)
        on = day_field(words("First day back"), visit.today) or visit.today
        if _sent(visit, time) and time is not None:
            which = {"membership_id": time.id, "seen_version": time.version}
            submit(visit, words("The organisation takes part again."), resume, resumed_on=on, **which)


def leaving(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = times_in(visit.session, visit.viewer, visit.day, *MEMBER)
    with st.form(key, border=False):
        time = _pick(visit, choices, concern, key)
        on = day_field(words("Last day in the network"), visit.today) or visit.today
        st.caption(words("What was agreed with it stays known. Coming back later is a new start."))
        if _sent(visit, time) and time is not None:
            which = {"membership_id": time.id, "seen_version": time.version}
            submit(visit, words("The last day is recorded."), leave, left_on=on, **which)


def _pick(
    visit: Visit, choices: list[Choice], concern: Concern | None, key: str, entity: str = "membership"
) -> Choice | None:
    return pick(
        visit.words("Organisation"),
        choices,
        named,
        key=f"{key}-choice",
        placeholder=visit.words("Choose an organisation"),
        about=concern,
        entity=entity,
    )


def _sent(visit: Visit, chosen: Choice | None) -> bool:
    """Whether the form was sent with an organisation; says so when there is none."""
    sent = st.form_submit_button(visit.words("Save"), type="primary")
    if sent and chosen is None:
        st.error(visit.words("Organisation: choose one first."))
    return sent and chosen is not None
