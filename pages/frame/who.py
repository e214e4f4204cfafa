"""Who is signed in, in which language, and the way out."""

import streamlit as st

from data_model.access import Role
from pages.frame import html, places, watch
from pages.frame.html import Html, tag
from pages.frame.visit import Visit
from words.language import N_, OWN_NAMES, Words

ROLES = {
    Role.COORDINATOR: N_("coordinator"),
    Role.WEBBER: N_("webber"),
    Role.MANAGER: N_("manager"),
    Role.PARTICIPANT: N_("participant"),
}


def show(visit: Visit) -> None:
    """In the side bar; on paper, where that is missing, one line says whose page this is and of which day."""
    words = visit.words
    paper = tag("p", f"Schakel · {visit.network_name} · {words.day(visit.day)}", klass="sk-paper")
    html.show(paper, watch.mark(visit))
    whose = visit.kept(lambda: _whose(visit), "whose", visit.roles)
    rest = visit.kept(lambda: _rest(words), "besides whose")
    with st.sidebar:
        if places.many(visit):
            html.show(whose)
            places.search(visit)
            html.show(rest)
        else:
            html.show(whose, rest)


def _whose(visit: Visit) -> Html:
    words, viewer = visit.words, visit.viewer
    signed_in = words("Signed in as {name}, {role}.", name=viewer.name, role=words(ROLES[viewer.role]))
    return Html("".join((tag("p", signed_in), *places.choice(visit))))


def _rest(words: Words) -> Html:
    return Html(
        tag("div", _languages(words.language), klass="sk-languages", role="group", aria_label=words("Language"))
        + _leave(words("Sign out"))
        + tag("p", tag("a", words("Personal data"), href="/privacy", target="_self", klass="sk-link"))
    )


def _languages(now: str) -> Html:
    """A form that leaves the page: only a page drawn anew as a whole is in the other language everywhere."""
    return Html("".join(_current(code) if code == now else _other(code) for code in OWN_NAMES))


def _current(code: str) -> Html:
    return tag("strong", OWN_NAMES[code], lang=code, aria_current="true")


def _other(code: str) -> Html:
    return tag("form", _button(OWN_NAMES[code], lang=code), method="post", action=f"/taal/{code}", target="_self")


def _leave(name: str) -> Html:
    return tag("form", _button(name), method="post", action="/afmelden", target="_self", klass="sk-leave")


def _button(name: str, **attributes: str) -> Html:
    return tag("button", name, type="submit", **attributes)
