"""Record what an organisation did about the covenant: asked, signed, subject to mandate, or not."""

import streamlit as st

from data_model.findings import Finding
from data_model.read.choices import parties
from data_model.vocabulary import SignatureState
from data_model.write.signatures import record_signature
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.states import SIGNATURE_STATES

CHOICES = (
    SignatureState.SIGNED,
    SignatureState.SUBJECT_TO_MANDATE,
    SignatureState.ASKED,
    SignatureState.DECLINED,
    SignatureState.WITHDRAWN,
)


def form(visit: Visit, finding: Finding | None) -> None:
    words = visit.words
    choices = parties(visit.session, visit.viewer, visit.day)
    if not choices:
        st.info(words("There is no covenant with parties that sign yet."))
        return
    with st.form("signature", border=False):
        party = pick(
            words("Organisation"),
            choices,
            named,
            key="party-choice",
            placeholder=words("Choose an organisation"),
            about=finding,
            entity="covenant_party",
        )
        state = st.radio(words("What happened"), CHOICES, format_func=lambda state: words(SIGNATURE_STATES[state]))
        signed_on = st.date_input(words("On which day"), value=visit.today, max_value=visit.today, format="DD-MM-YYYY")
        function = st.text_input(words("Function of who signed"))
        st.caption(words("Such as alderman or director. A signature binds the organisation."))
        if st.form_submit_button(words("Save"), type="primary"):
            if party is None:
                st.error(words("Organisation: choose one first."))
                return
            submit(
                visit,
                words("The signature is recorded."),
                record_signature,
                party_id=party.id,
                state=state,
                signed_on=signed_on,
                signatory_function=function,
                seen_version=party.version,
            )
