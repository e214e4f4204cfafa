"""Who is signed in, and the way out."""

import streamlit as st

from data_model.access import Role
from pages.frame import html
from pages.frame.html import tag
from pages.frame.visit import Visit
from words.language import N_

ROLES = {
    Role.COORDINATOR: N_("coordinator"),
    Role.WEBBER: N_("webber"),
    Role.MANAGER: N_("manager"),
    Role.PARTICIPANT: N_("participant"),
}


def show(visit: Visit) -> None:
    words, viewer = visit.words, visit.viewer
    with st.sidebar:
        html.show(
            tag("p", words("Signed in as {name}, {role}.", name=viewer.name, role=words(ROLES[viewer.role]))),
            tag("a", words("Sign out"), href="/afmelden", target="_self"),
        )
