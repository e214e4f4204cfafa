"""Signing out on every device at once, for whoever left one behind."""

import streamlit as st

from pages.frame import html
from pages.frame.html import tag
from pages.frame.visit import Visit


def everywhere(visit: Visit) -> None:
    """A form that leaves the page: only an answer of the server can take the cookie back."""
    words = visit.words
    st.header(words("My sign-ins"), anchor=False)
    told = words(
        "Ends your sign-in on every device, also on this one. Useful when you left a computer that others use."
    )
    button = tag("button", words("Sign out everywhere"), type="submit", klass="sk-button")
    html.show(tag("p", told), tag("form", button, method="post", action="/afmelden/overal", target="_self"))
