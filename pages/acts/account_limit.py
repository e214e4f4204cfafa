"""Set a limit of the network, from the list of all limits or from a finding; or go back to its default."""

import streamlit as st
from babel.numbers import NumberFormatError, parse_decimal

from data_model.findings import Concern, Finding
from data_model.norms import NORMS
from data_model.questions import KINDS
from data_model.read.norm_list import norm_list
from data_model.write.norms import restore_norm, set_norm
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.norms import NORM_NAMES


def change(visit: Visit, concern: Concern | None, key: str) -> None:
    """Which limit, which value, and why; from a finding those that it was judged by."""
    words, names = visit.words, KINDS[concern.kind].norms if isinstance(concern, Finding) else tuple(NORMS)
    with st.form(key, border=False):
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


def restore(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    own = [line for line in norm_list(visit.session, visit.viewer, visit.day) if line.is_own]
    if not own:
        st.info(words("All limits are at their default."))
        return
    with st.form(key, border=False):
        line = st.selectbox(
            words("Limit"),
            own,
            format_func=lambda line: f"{words(NORM_NAMES[line.name])}: {words.value(line.name, line.default)}",
            key=f"{key}-limit",
        )
        st.caption(words("The default holds from today. Earlier days keep the limit that held then."))
        if st.form_submit_button(words("Back to the default"), type="primary"):
            submit(visit, words("The default holds again."), restore_norm, name=line.name)
