"""Which organisations are in the network? All of them in one list, and the page of each."""

import streamlit as st

from data_model.read.organisation_list import OrganisationLine, organisation_list
from data_model.refusal import Forbidden
from pages.acts import register
from pages.acts.organisation_dialogs import ADD
from pages.frame import html
from pages.frame.html import Html, table, tag
from pages.frame.links import organisation_link
from pages.frame.state import state_label
from pages.frame.turned_away import turned_away
from pages.frame.visit import Visit
from pages.network import organisation
from pages.network.which import asked_for
from words.organisations import MEMBERSHIP_STATES, NO_STATE
from words.states import CONTACT_STATES, DOMAINS, SIGNATURE_STATES

ICONS = {"active": "✓", "paused": "‖", "invited": "…", "declined": "–", "left": "■"}
NOTHING = "–"
SHORT = 14


def show(visit: Visit) -> None:
    words, id = visit.words, asked_for()
    if id is not None:
        try:
            organisation.show(visit, id)
            return
        except Forbidden:
            turned_away(visit, "organisaties")
            st.warning(words("This organisation was not found. Choose one in the list."), icon=":material/search_off:")
    st.title(words("Which organisations are in the network?"), anchor=False)
    lines = visit.read(organisation_list, visit.day)
    if not lines:
        st.info(words("There are no organisations yet. Add the first one, or import a map."))
    register.buttons(visit, (ADD,), "organisations")
    if lines:
        _list(visit, lines)


def _list(visit: Visit, lines: list[OrganisationLine]) -> None:
    words, found = visit.words, _chosen(visit, lines)
    if not found:
        st.info(words("No organisation fits this choice. Search for something else, or choose all."))
        return
    who, state = [words("Organisation"), words("Domain")], [words("State"), words("People")]
    html.show(
        table(
            words("{n} of {all} organisations", n=len(found), all=len(lines)),
            [*who, *state, words("Signature"), words("Contact data")],
            [_row(visit, line) for line in found],
        )
    )


def _chosen(visit: Visit, lines: list[OrganisationLine]) -> list[OrganisationLine]:
    words = visit.words
    name, domain, state = st.columns([2, 1, 1])
    text = name.text_input(words("Search by name"), key="organisations-search", max_chars=200)
    domains = [one for one in DOMAINS if any(line.domain == one for line in lines)]
    in_domain = domain.selectbox(
        words("Domain"),
        domains,
        index=None,
        format_func=lambda one: words(DOMAINS[one]),
        placeholder=words("All domains"),
        key="organisations-domain",
    )
    states = [one for one in MEMBERSHIP_STATES if any(line.state is one for line in lines)]
    in_state = state.selectbox(
        words("State"),
        states,
        index=None,
        format_func=lambda one: words(MEMBERSHIP_STATES[one]),
        placeholder=words("All states"),
        key="organisations-state",
    )
    wanted = " ".join(text.casefold().split())
    return [
        line
        for line in lines
        if wanted in line.name.casefold() and in_domain in (None, line.domain) and in_state in (None, line.state)
    ]


def _row(visit: Visit, line: OrganisationLine) -> list[str]:
    words = visit.words
    state = words(MEMBERSHIP_STATES[line.state]) if line.state else words(NO_STATE)
    notes = [words("Informal")] if line.formality == "informal" else []
    notes += [words("Webber")] if line.webber else []
    return [
        _with_notes(organisation_link(line.id, line.name), notes),
        words(DOMAINS.get(line.domain, DOMAINS["other"])),
        _unbroken(f"{ICONS[line.state] if line.state else NOTHING} {state}"),
        str(line.people),
        state_label(words, SIGNATURE_STATES, line.signature) if line.signature else NOTHING,
        state_label(words, CONTACT_STATES, line.contact) if line.contact else NOTHING,
    ]


def _with_notes(name: Html, notes: list[str]) -> Html:
    return tag("div", name, tag("div", " · ".join(notes), klass="sk-quiet")) if notes else name


def _unbroken(text: str) -> str:
    """A short state stays on one line."""
    return text.replace(" ", "\u00a0") if len(text) <= SHORT else text
