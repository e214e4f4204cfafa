"""Record what an organisation did about the covenant: asked, signed, subject to mandate, confirmed, or not."""

from datetime import date

import streamlit as st

from data_model.findings import Act, Concern, Finding
from data_model.questions import KINDS
from data_model.read.choices import Choice, parties
from data_model.vocabulary import SignatureState
from data_model.write.signatures import confirm_mandate, record_signature
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_
from words.states import SIGNATURE_STATES

MANDATE = "mandate"
STEPS = {
    SignatureState.SIGNED: SIGNATURE_STATES[SignatureState.SIGNED],
    SignatureState.SUBJECT_TO_MANDATE: SIGNATURE_STATES[SignatureState.SUBJECT_TO_MANDATE],
    MANDATE: N_("The present management confirms the mandate"),
    SignatureState.ASKED: SIGNATURE_STATES[SignatureState.ASKED],
    SignatureState.DECLINED: SIGNATURE_STATES[SignatureState.DECLINED],
    SignatureState.WITHDRAWN: SIGNATURE_STATES[SignatureState.WITHDRAWN],
}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    _form(visit, concern, key, MANDATE if _asks_mandate(concern) else SignatureState.SIGNED)


def mandate(visit: Visit, concern: Concern | None, key: str) -> None:
    """The same, with the mandate chosen."""
    _form(visit, concern, key, MANDATE)


def _form(visit: Visit, concern: Concern | None, key: str, first: str) -> None:
    words = visit.words
    choices = parties(visit.session, visit.viewer, visit.day)
    if not choices:
        st.info(words("There is no covenant with parties that sign yet."))
        return
    with st.form(key, border=False):
        party = pick(
            words("Organisation"),
            choices,
            named,
            key=f"{key}-choice",
            placeholder=words("Choose an organisation"),
            about=concern,
            entity="covenant_party",
        )
        step = st.radio(
            words("What happened"),
            list(STEPS),
            index=list(STEPS).index(first),
            format_func=lambda step: words(STEPS[step]),
        )
        on = day_field(words("On which day"), visit.today) or visit.today
        function = st.text_input(words("Function of who signed"))
        st.caption(words("Such as alderman or director. A signature binds the organisation."))
        if st.form_submit_button(words("Save"), type="primary"):
            if party is None:
                st.error(words("Organisation: choose one first."))
                return
            _save(visit, party, step, on, function)


def _asks_mandate(concern: Concern | None) -> bool:
    return isinstance(concern, Finding) and KINDS[concern.kind].act is Act.CONFIRM_MANDATE


def _save(visit: Visit, party: Choice, step: str, on: date, function: str) -> None:
    who = {"party_id": party.id, "signatory_function": function, "seen_version": party.version}
    if step == MANDATE:
        submit(visit, visit.words("The mandate is confirmed."), confirm_mandate, confirmed_on=on, **who)
    else:
        submit(visit, visit.words("The signature is recorded."), record_signature, state=step, signed_on=on, **who)
