"""Netwerk: its name and area, its phase, who coordinates it and who answers for the personal data in it."""

import streamlit as st

from data_model.read.network_facts import NetworkFacts, network_facts
from pages.acts import register
from pages.acts.account_dialogs import NETWORK
from pages.frame import html
from pages.frame.facts import fact_list
from pages.frame.html import Html, tag
from pages.frame.links import person_link
from pages.frame.visit import Visit
from words.accounts import PHASES


def section(visit: Visit) -> None:
    words, now = visit.words, network_facts(visit.session, visit.viewer, visit.day)
    st.header(words("Network"), anchor=False)
    html.show(fact_list(_facts(visit, now)))
    register.buttons(visit, (NETWORK,), "network")


def _facts(visit: Visit, now: NetworkFacts) -> list[tuple[str, str]]:
    words = visit.words
    unknown = words("not filled in yet")
    return [
        (words("Name of the network"), now.name),
        (words("Area"), now.area_name or unknown),
        (words("Phase"), _phase(visit, now)),
        (words("Coordinator"), _people(now.coordinators) or words("nobody yet")),
        (words("Stand-in"), _people(now.deputies) or words("nobody yet")),
        (words("Responsible for the personal data"), now.controller or unknown),
        (words("Where to ask about personal data"), now.privacy_contact or unknown),
    ]


def _phase(visit: Visit, now: NetworkFacts) -> str:
    words = visit.words
    if now.phase is None:
        return words("not filled in yet")
    return words("{phase}, since {day}", phase=words(PHASES.get(now.phase, now.phase)), day=now.phase_since_on)


def _people(people: tuple[tuple[int, str], ...]) -> Html | str:
    return tag("div", *(tag("div", person_link(id, name)) for id, name in people)) if people else ""
