"""Announce that an organisation stops, or merges into another one. Nobody asks why."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import members
from data_model.write.organisation_stops import announce_organisation_stops
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_

MERGES = N_("It merges into another organisation")
STOPS = N_("It stops")


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    known = members(visit.session, visit.viewer, visit.day)
    merges = st.radio(
        words("What happens"),
        (False, True),
        format_func=lambda merges: words(MERGES if merges else STOPS),
        key=f"{key}-merges",
    )
    with st.form(f"{key}-{merges}", border=False):
        organisation = pick(
            words("Organisation"),
            known,
            named,
            key=f"{key}-{merges}-choice",
            placeholder=words("Choose an organisation"),
            about=concern,
            entity="organisation",
        )
        into = None
        if merges:
            into = pick(
                words("Into which organisation"),
                known,
                named,
                key=f"{key}-into",
                placeholder=words("Choose an organisation"),
            )
        on = day_field(words("First day without this organisation"))
        st.caption(words(_what_follows(merges)))
        if st.form_submit_button(words("Save"), type="primary"):
            missing = [
                (words("Organisation"), organisation),
                *([(words("Into which organisation"), into)] if merges else []),
                (words("First day without this organisation"), on),
            ]
            if asked := next((label for label, value in missing if value is None), None):
                st.error(words("{field}: fill this in first.", field=asked))
                return
            submit(
                visit,
                words("It is announced. See below what waits for somebody now."),
                announce_organisation_stops,
                {"effective_on": words("First day without this organisation")},
                organisation_id=organisation.id if organisation else 0,
                effective_on=on,
                into_organisation_id=into.id if into else None,
            )


def _what_follows(merges: bool) -> str:
    if merges:
        return N_(
            "People and links go on at the other organisation from that day. Who goes on with actions and webber "
            "tasks, you settle together: Schakel shows them."
        )
    return N_("Its last day in the network is the day before. Schakel shows which links, actions and tasks hang loose.")
