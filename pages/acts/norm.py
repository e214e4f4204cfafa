"""Set a limit of the network, from the explanation of a finding that uses it."""

import streamlit as st
from babel.numbers import NumberFormatError, parse_decimal

from data_model.access import Entity, Verb, allows
from data_model.write.norms import set_norm
from pages.frame import opened
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.norms import NORM_NAMES

PART = "part-norm"


def form(visit: Visit, names: tuple[str, ...]) -> None:
    """Offered to who may change limits, on the day of today."""
    words = visit.words
    if not visit.live or not allows(visit.viewer, Entity.OFFICE, Verb.EDIT):
        return
    if part := opened.on_demand(words("Set another limit for this network"), PART):
        with part, st.form("norm", border=False):
            fields(visit, names)


def fields(visit: Visit, names: tuple[str, ...]) -> None:
    """What stands in the form: which limit, which value, and why."""
    words = visit.words
    name = st.selectbox(words("Limit"), names, format_func=lambda name: words(NORM_NAMES[name]))
    typed = st.text_input(words("New limit"))
    reason = st.text_input(words("Why this suits your network"))
    if st.form_submit_button(words("Save"), type="primary"):
        try:
            value = float(parse_decimal(typed.strip(), locale=words.language, strict=True))
        except NumberFormatError:
            st.error(words("New limit: write a number, such as 30 or 0,5."), icon=":material/error:")
            return
        submit(visit, words("The limit is set."), set_norm, name=name, value=value, reason=reason)
