"""Settle for a covenant whether managers must approve, along which route, and of which organisations."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.agreement_choices import managements
from data_model.read.covenant_making import covenants
from data_model.write.managements import NEEDED, settle_approval
from pages.acts.pick import pick_covenant
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_making import NEEDED as NEEDED_WORDS


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    covenant = pick_covenant(visit, covenants(visit.session, visit.viewer, visit.day), concern, key)
    if covenant is None:
        return
    with st.form(f"{key}-{covenant.id}", border=False):
        needed = st.radio(
            words("Must managers approve?"),
            NEEDED,
            index=NEEDED.index(covenant.approval_needed),
            format_func=lambda needed: words(NEEDED_WORDS[needed]),
            horizontal=True,
            key=f"{key}-{covenant.id}-needed",
        )
        whose = _organisations(visit, covenant.id, f"{key}-{covenant.id}")
        route = st.text_area(
            words("How approval is asked"), value=covenant.approval_route, key=f"{key}-{covenant.id}-route"
        )
        st.caption(words("Such as: each organisation asks its own board; the municipality through the college."))
        if st.form_submit_button(words("Save"), type="primary"):
            submit(
                visit,
                words("It is settled whether managers must approve."),
                settle_approval,
                covenant_id=covenant.id,
                needed=needed,
                route=route,
                organisations=whose if needed == "yes" else (),
                seen_version=covenant.version,
            )


def _organisations(visit: Visit, covenant_id: int, key: str) -> list[int]:
    """Organisations of which nobody knows yet whether their managers must approve."""
    words = visit.words
    names = {
        one.organisation_id: one.name
        for one in managements(visit.session, visit.viewer, visit.day)
        if one.covenant_id == covenant_id and one.needed == "unknown" and one.organisation_id is not None
    }
    chosen = st.multiselect(
        words("Managers of which organisations"),
        list(names),
        format_func=names.__getitem__,
        placeholder=words("Nobody, or choose organisations"),
        key=f"{key}-whose",
    )
    st.caption(words("Only when the answer is yes. Organisations that were chosen before are not in this list."))
    return chosen
