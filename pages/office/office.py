"""Beheer: who may sign in, what the network is called, what people ask about their data, and the limits it agreed."""

import streamlit as st

from pages.frame.visit import Visit
from pages.office import accounts, network, norms, privacy

SECTIONS = (
    accounts.section,
    network.section,
    privacy.section,
    norms.section,
)


def show(visit: Visit) -> None:
    st.title(visit.words("Administration"), anchor=False)
    for section in SECTIONS:
        section(visit)
