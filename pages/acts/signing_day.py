"""Record that many organisations signed a covenant on one day."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_making import covenants, places
from data_model.rules.covenant_facts import SIGNING
from data_model.rules.covenant_signed import WAITING
from data_model.vocabulary import SignatureState
from data_model.write.signatures import sign_together
from pages.acts.pick import pick_covenant
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit

STILL = (*WAITING, SignatureState.SUBJECT_TO_MANDATE)


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    covenant = pick_covenant(visit, covenants(visit.session, visit.viewer, visit.day), concern, key)
    if covenant is None:
        return
    waiting = {
        party.id: party.name
        for party in places(visit.session, visit.viewer, visit.day)
        if party.covenant_id == covenant.id and party.role == SIGNING and party.state in STILL
    }
    if not waiting:
        st.info(words("All organisations that sign this covenant have answered."))
        return
    with st.form(f"{key}-{covenant.id}", border=False):
        signed = st.multiselect(
            words("Who signed"),
            list(waiting),
            default=list(waiting),
            format_func=waiting.__getitem__,
            placeholder=words("Nobody, or choose organisations"),
            key=f"{key}-{covenant.id}-who",
        )
        st.caption(words("Take out who did not sign, or who signed subject to mandate."))
        on = day_field(words("On which day"), visit.today, f"{key}-{covenant.id}-on") or visit.today
        if st.form_submit_button(words("Save"), type="primary"):
            done = words("The signatures are recorded.")
            submit(visit, done, sign_together, covenant_id=covenant.id, parties=signed, signed_on=on)
