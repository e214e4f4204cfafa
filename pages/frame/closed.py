"""What an address shows to somebody who is not signed in, or who has no right to it."""

from collections.abc import Callable
from urllib.parse import quote

import streamlit as st

from pages.frame import html
from pages.frame.html import tag
from words.language import Words


def sign_in(path: str, words: Words) -> Callable[[], None]:
    """The way to the sign-in page, which leads back to the address that was asked for."""

    def page() -> None:
        st.title(words("Sign in to Schakel"), anchor=False)
        html.show(
            tag("p", words("Schakel shows the network to people who take part in it.")),
            tag("a", words("Sign in"), href=f"/aanmelden?naar={quote('/' + path)}", target="_self", klass="sk-button"),
        )

    return page


def not_yours(words: Words) -> Callable[[], None]:
    """One answer for what is not there and what is not yours."""

    def page() -> None:
        st.title(words("This page is not for you"), anchor=False)
        st.write(words("Your role in this network does not include this page. Choose another one in the menu."))

    return page
