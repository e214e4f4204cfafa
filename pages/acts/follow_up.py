"""What comes after a covenant that ends or has ended its term: prolong it, revise it, follow it up, or end it."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_making import CovenantChoice, covenants
from pages.acts import course, draw_up, term
from pages.frame.visit import Visit
from words.language import N_

PROLONG, NEW = "prolong", "new"
WAYS = {
    PROLONG: N_("Give it another term"),
    course.REVISE: N_("Start a revision"),
    NEW: N_("Draw up a new covenant that follows it"),
    course.END: N_("End the covenant"),
}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    known = covenants(visit.session, visit.viewer, visit.day)
    covenant = next((one for one in known if concern and one.id == concern.about.id), None)
    if covenant is None:
        st.info(words("This covenant has ended, so there is nothing left to do here."))
        return
    way = st.radio(
        words("What do you want to do"), _ways(covenant), format_func=lambda way: words(WAYS[way]), key=f"{key}-way"
    )
    if way == PROLONG:
        term.form(visit, concern, f"{key}-term")
    elif way == NEW:
        draw_up.form(visit, concern, f"{key}-new")
    else:
        with st.form(f"{key}-{way}", border=False):
            course.take(visit, covenant, way, f"{key}-{way}")


def _ways(covenant: CovenantChoice) -> list[str]:
    return [way for way in WAYS if way != course.REVISE or course.REVISE in course.steps(covenant)]
