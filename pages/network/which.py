"""Which record an address asks for."""

import streamlit as st

from pages.frame.links import WHICH

_DIGITS = 9  # more than any table holds, and few enough for every database
NOBODY = 0


def asked_for(which: str = WHICH) -> int | None:
    """The number in the address; None when there is none, `NOBODY` when it is no number at all."""
    said = st.query_params.get(which)
    if said is None:
        return None
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _DIGITS else NOBODY
