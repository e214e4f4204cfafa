"""The parts of a page, of which one is shown. Which one stands in the address."""

from collections.abc import Mapping

import streamlit as st

from pages.frame.visit import Visit

PART = "deel"


def choose(visit: Visit, parts: Mapping[str, str], label: str) -> str:
    """The part that was chosen, else the first; `parts` has what each is called."""
    names = list(parts)
    asked = st.query_params.get(PART)
    chosen = (
        st.segmented_control(
            label,
            names,
            default=asked if asked in parts else names[0],
            required=True,
            format_func=lambda name: visit.words(parts[name]),
            key=PART,
            label_visibility="collapsed",
        )
        or names[0]
    )
    if chosen != names[0]:
        st.query_params[PART] = chosen
    elif PART in st.query_params:
        del st.query_params[PART]
    return chosen
