"""Is the contact data current? Which organisations can be reached, and whom to call."""

from collections import Counter

import streamlit as st

from data_model.read.contact_list import ContactCard, contact_list
from data_model.read.contacts import facts
from data_model.rules.contacts_states import ContactState, reach
from pages.acts import register
from pages.frame import finding_list, html
from pages.frame.bars import bars
from pages.frame.chart import chart
from pages.frame.contact_lines import contact_lines
from pages.frame.facts import fact_list
from pages.frame.html import Html, table, tag
from pages.frame.links import organisation_link, person_link
from pages.frame.state import state_label
from pages.frame.visit import Visit
from pages.questions import contacts_round
from pages.questions.contact_chart import by_organisation
from words.states import CONTACT_STATES


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Is the contact data current?"), anchor=False)
    known = visit.read(facts)
    reached, all_ = reach(known, visit.day, visit.norms)
    sentence = words("{reached} of {all} organisations can be reached.", reached=reached, all=all_)
    html.show(fact_list([(words("Reachable"), sentence)]))
    register.buttons(visit, (register.CONTACT,), "contacts")
    contacts_round.show(visit)
    st.header(words("This needs attention"), anchor=False)
    finding_list.show(visit, [f for f in visit.findings if f.question == "contacts"], "contacts")
    cards = visit.read(contact_list, visit.day)
    st.header(words("How current the data are"), anchor=False)
    _by_state(visit, cards)
    if cards:
        by_organisation(visit, cards)
    _cards(visit, cards)


def _by_state(visit: Visit, cards: list[ContactCard]) -> None:
    words = visit.words
    if not cards:
        st.info(words("There are no people yet. Import a contact list, and they appear here."))
        return
    counts = Counter({card.person_id: card.state for card in cards}.values())
    rows = [(words(CONTACT_STATES[state]), counts[state]) for state in ContactState]
    chart(
        visit,
        bars(rows, words("People")),
        words("The data of {fresh} of {all} people are current.", fresh=counts[ContactState.FRESH], all=counts.total()),
        [words("State"), words("People")],
        [(name, str(n)) for name, n in rows],
        "contacts",
    )


def _cards(visit: Visit, cards: list[ContactCard]) -> None:
    words = visit.words
    if not cards:
        return
    st.header(words("Whom to call"), anchor=False)
    html.show(
        table(
            words("People by organisation"),
            [words("Name"), words("Organisation"), words("Phone and e-mail"), words("State")],
            [
                (
                    _two_lines(person_link(card.person_id, card.name), card.function),
                    organisation_link(card.organisation_id, card.organisation),
                    _lines(visit, card),
                    _two_lines(state_label(words, CONTACT_STATES, card.state), _confirmed(visit, card)),
                )
                for card in cards
            ],
        )
    )


def _confirmed(visit: Visit, card: ContactCard) -> str | None:
    words = visit.words
    return words("confirmed {day}", day=words.short_day(card.confirmed_on)) if card.confirmed_on else None


def _lines(visit: Visit, card: ContactCard) -> str:
    lines = contact_lines(visit.words, card.channels, card.shielded)
    return tag("div", *lines) if lines else "–"


def _two_lines(first: str, second: str | None) -> str | Html:
    return tag("div", first, tag("div", second, klass="sk-quiet")) if second else first
