"""Whom do I call when I do not know what to do any more? The webbers by area and domain, and what you do about them."""

import unicodedata
from itertools import groupby

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.webber_list import WebberCard, coordinators, webber_list
from pages.acts import register
from pages.acts.webber_dialogs import PROPOSAL, PROPOSE, TASK
from pages.frame import html
from pages.frame.html import tag
from pages.frame.md import md
from pages.frame.visit import Visit
from pages.network import call_card
from words.states import DOMAINS


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Whom to call"), anchor=False)
    cards = visit.read(webber_list, visit.day)
    st.write(words("Webbers are the people and organisations you call when you do not know what to do any more."))
    if not cards:
        st.info(
            words("There are no webbers yet. Ask each other: whom do you call when you are stuck? Propose that one.")
        )
    asked = _search(visit) if cards else ""
    register.buttons(visit, (PROPOSE,), "call")
    found = [card for card in cards if _matches(card, asked, visit)]
    if cards and not found:
        st.info(words("No webber fits this. Try fewer letters, or call the coordinator."))
    _by_place(visit, [card for card in found if card.confirmed])
    _proposed(visit, [card for card in found if not card.confirmed])
    _last_resort(visit)


def _search(visit: Visit) -> str:
    words = visit.words
    return st.text_input(
        words("Whom are you looking for?"),
        key="call-search",
        placeholder=words("A name, part of town, organisation or domain"),
        icon=":material/search:",
    )


def _matches(card: WebberCard, asked: str, visit: Visit) -> bool:
    """Every word that was typed stands somewhere on the card."""
    words = visit.words
    people = [one for one in (card.person, *card.stand_ins) if one]
    known = [card.organisation, card.area, card.reason, words(DOMAINS[card.domain]) if card.domain else None]
    known += [name for one in people for name in (one.name, one.card.function if one.card else None)]
    text = _plain(" ".join(filter(None, [*known, *card.needs])))
    return all(part in text for part in _plain(asked).split())


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _by_place(visit: Visit, cards: list[WebberCard]) -> None:
    """The parts of town by name, then what is for the whole network; in each the domains."""
    words = visit.words
    for area, here in groupby(cards, key=lambda card: card.area):
        st.header(md(area) if area else words("The whole network"), anchor=False)
        for domain, own in groupby(here, key=lambda card: card.domain):
            st.subheader(words(DOMAINS[domain]) if domain else words("All domains"), anchor=False)
            for card in own:
                _card(visit, card)


def _proposed(visit: Visit, cards: list[WebberCard]) -> None:
    words = visit.words
    if not cards:
        return
    st.header(words("Proposed webbers"), anchor=False)
    for card in cards:
        place = [card.area or words("The whole network"), words(DOMAINS[card.domain]) if card.domain else ""]
        st.subheader(md(" · ".join(filter(None, place))), anchor=False)
        _card(visit, card)


def _card(visit: Visit, card: WebberCard) -> None:
    name = card.person.name if card.person else card.organisation
    about = Concern(
        about=Subject("webber", card.id, name), organisation_id=card.organisation_id, person_id=card.person_id
    )
    with st.container(border=True, key=f"webber-{card.id}"):
        html.show(call_card.webber(card, visit.words))
        register.buttons(visit, (TASK if card.confirmed else PROPOSAL,), f"webber-{card.id}", about)


def _last_resort(visit: Visit) -> None:
    words = visit.words
    known = coordinators(visit.session, visit.viewer, visit.day)
    if not known:
        return
    st.header(words("Nobody who can help?"), anchor=False)
    st.write(words("Then call the coordinator."))
    with st.container(border=True, key="coordinator"):
        html.show(tag("div", *(call_card.callee(one, words) for one in known), klass="sk-call"))
