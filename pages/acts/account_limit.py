"""Set a limit of the network from the list of all limits, or go back to its default."""

import streamlit as st

from data_model.findings import Concern
from data_model.norms import NORMS
from data_model.read.norm_list import norm_list
from data_model.write.norms import restore_norm
from pages.acts import norm
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.norms import NORM_NAMES


def change(visit: Visit, concern: Concern | None, key: str) -> None:
    with st.form(key, border=False):
        norm.fields(visit, tuple(NORMS))


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
