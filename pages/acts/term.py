"""Give a covenant another term: prolong it, let it renew itself, or agree on a first evaluation."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_making import covenants
from data_model.write.covenant_terms import set_term
from pages.acts import terms
from pages.acts.pick import pick_covenant
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    covenant = pick_covenant(visit, covenants(visit.session, visit.viewer, visit.day), concern, key)
    if covenant is None:
        return
    with st.form(f"{key}-{covenant.id}", border=False):
        agreed = terms.fields(visit, covenant, f"{key}-{covenant.id}")
        if st.form_submit_button(words("Save"), type="primary"):
            submit(
                visit,
                words("The term of the covenant is saved."),
                set_term,
                covenant_id=covenant.id,
                terms=agreed,
                seen_version=covenant.version,
            )
