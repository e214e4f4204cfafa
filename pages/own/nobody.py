"""What an account reads that belongs to no person, or to no organisation, of the network."""

import streamlit as st

from pages.frame.visit import Visit


def explain(visit: Visit) -> None:
    st.info(
        visit.words(
            "Your account is not connected to a person in this network, so there is nothing of your own to show. "
            "Ask the coordinator to connect it."
        ),
        icon=":material/person_off:",
    )


def explain_organisation(visit: Visit) -> None:
    st.info(
        visit.words(
            "Your account is not connected to an organisation in this network, so there is nothing of your own to "
            "show. Ask the coordinator to connect it."
        ),
        icon=":material/domain_disabled:",
    )
