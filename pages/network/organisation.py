"""What hangs on one organisation: how it stands, what needs attention, its people, links, agreements and history."""

from urllib.parse import urlsplit

import streamlit as st

from data_model.access import Entity, Reach, Verb, reach
from data_model.findings import Concern, Finding, Subject
from data_model.read.organisation_card import OrganisationCard, organisation_card
from data_model.rules.membership_states import MEMBER, MembershipState
from pages.acts import register
from pages.acts.organisation_dialogs import CHANGE, STEPS
from pages.frame import finding_list, html
from pages.frame.facts import fact_list
from pages.frame.html import Html, tag
from pages.frame.links import ORGANISATIONS, what_if_link
from pages.frame.md import md
from pages.frame.visit import Visit
from pages.network import organisation_covenant, organisation_history, organisation_people
from words.organisations import AGAIN_SINCE, FORMALITIES, NO_STATE, SINCE
from words.states import DOMAINS


def show(visit: Visit, organisation_id: int) -> None:
    """Raises `Forbidden` when there is no such organisation."""
    words = visit.words
    card = organisation_card(visit.session, visit.viewer, organisation_id, visit.day)
    about = Concern(about=Subject("organisation", card.id, card.name), organisation_id=card.id)
    html.show(tag("a", words("All organisations"), href=f"/{ORGANISATIONS}", target="_self"))
    st.title(md(card.name), anchor=False)
    html.show(fact_list(_facts(visit, card)))
    register.buttons(visit, (CHANGE, *STEPS[card.state]), "organisation", about)
    st.header(words("This needs attention"), anchor=False)
    finding_list.show(visit, [f for f in visit.findings if _concerns(f, card.id)], "organisation")
    if card.state in MEMBER and reach(visit.viewer, Entity.TURNOVER, Verb.WATCH) is Reach.NETWORK:
        html.show(what_if_link([], [card.id], words("What if this organisation leaves?")))
    organisation_people.show(visit, card, about)
    organisation_people.links(visit, card, about)
    organisation_covenant.show(visit, card, about)
    organisation_history.show(visit, card)


def _concerns(finding: Finding, organisation_id: int) -> bool:
    about = finding.about
    return finding.organisation_id == organisation_id or (about.entity, about.id) == ("organisation", organisation_id)


def _facts(visit: Visit, card: OrganisationCard) -> list[tuple[str, str]]:
    words = visit.words
    facts = [
        (words("State"), _state(visit, card)),
        (words("Domain"), words(DOMAINS.get(card.domain, DOMAINS["other"]))),
        (words("Formal or informal"), words(FORMALITIES.get(card.formality, FORMALITIES["formal"]))),
        (words("Website"), _website(card.website)),
    ]
    if card.contact_shown:
        facts.append((words("General phone"), card.general_phone or "–"))
        facts.append((words("General e-mail"), card.general_email or "–"))
    if card.open_actions is not None:
        facts.append((words("Open actions"), str(card.open_actions)))
    return facts


def _state(visit: Visit, card: OrganisationCard) -> str:
    if card.state is None:
        return visit.words(NO_STATE)
    paused_before = card.state is MembershipState.ACTIVE and card.since in {stay.resumed_on for stay in card.stays}
    return visit.words(AGAIN_SINCE if paused_before else SINCE[card.state], day=card.since)


def _website(address: str | None) -> str | Html:
    """A link, when it is an address of the web and nothing else."""
    if not address:
        return "–"
    try:
        web = urlsplit(address).scheme in ("http", "https")
    except ValueError:
        web = False
    return tag("a", address, href=address, target="_blank", rel="noopener noreferrer") if web else address
