"""Beheer: who may sign in, what the network is called, and the limits it agreed."""

import streamlit as st

from pages.frame.visit import Visit
from pages.office import accounts, network, norms

SECTIONS = (
    accounts.section,
    network.section,
    norms.section,
)


def show(visit: Visit) -> None:
    st.title(visit.words("Administration"), anchor=False)
    for section in SECTIONS:
        section(visit)
