"""Invite somebody: an address, a role, and for whom."""

import streamlit as st

from data_model.access import Role
from data_model.findings import Concern
from data_model.vocabulary import LANGUAGES
from data_model.write.accounts import invite_account
from pages.acts.account_place import choose_role, place_fields
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import OWN_NAMES


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    role = choose_role(visit, Role.PARTICIPANT, key)
    with st.form(f"{key}-{role}", border=False):
        email = st.text_input(words("E-mail address"), key=f"{key}-email")
        name = st.text_input(words("Name"), key=f"{key}-name")
        place = place_fields(visit, role, key)
        language = st.selectbox(words("Language"), LANGUAGES, format_func=lambda code: OWN_NAMES[code])
        st.caption(words("This address gets a mail that says how to sign in. It works from now on."))
        if st.form_submit_button(words("Invite"), type="primary"):
            who = {"email": email, "name": name, "language": language}
            submit(visit, words("The invitation is on its way."), invite_account, role=role, **who, **place)
