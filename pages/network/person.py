"""What hangs on one person: where to reach him or her, what needs attention, work, tasks, links and agreements."""

import streamlit as st

from data_model.access import Entity, Reach, Verb, allows, reach
from data_model.findings import Concern, Subject
from data_model.read.person_card import PersonCard, Place, person_card
from pages.acts import register
from pages.acts.people_dialogs import AS_WEBBER, END_TASK, END_WORK, NETWORK_TASK, PERSON, WORKPLACE
from pages.acts.privacy_dialogs import GROUND, SHIELD
from pages.frame import finding_list, html
from pages.frame.facts import fact_list
from pages.frame.html import Html, tag
from pages.frame.links import PEOPLE, organisation_link, what_if_link
from pages.frame.md import md
from pages.frame.visit import Visit
from pages.network import person_ties
from words.states import CHANNELS, CONTACT_STATES, VISIBILITIES

ON_PERSON = (register.CONTACT, PERSON, register.DEPARTURE, SHIELD, GROUND)


def show(visit: Visit, person_id: int) -> None:
    """Raises `Forbidden` when there is no such person for this viewer."""
    words = visit.words
    card = person_card(visit.session, visit.viewer, person_id, visit.day)
    about = _about(visit, card)
    html.show(tag("a", words("All people"), href=f"/{PEOPLE}", target="_self", klass="sk-link"))
    st.title(md(card.name), anchor=False)
    _reach(visit, card)
    register.buttons(visit, ON_PERSON, "person", about)
    _findings(visit, card, about)
    person_ties.work(visit, card)
    goes_on = any(place.end_on is None or place.end_on >= visit.day for place in card.places)
    register.buttons(visit, (WORKPLACE, END_WORK) if goes_on else (WORKPLACE,), "person-work", about)
    person_ties.tasks(visit, card)
    held = any(role.end_on is None or role.end_on >= visit.day for role in card.roles)
    given = (AS_WEBBER, NETWORK_TASK)
    register.buttons(visit, (*given, END_TASK) if held else given, "person-tasks", about)
    person_ties.rest(visit, card, about)


def _about(visit: Visit, card: PersonCard) -> Concern:
    """With the own organisation of the viewer when the person works there, else with the first."""
    houses = [place.organisation_id for place in card.places if place.holds(visit.day)]
    own = visit.viewer.organisation_id
    return Concern(
        about=Subject("person", card.person_id, card.name),
        organisation_id=own if own in houses else next(iter(houses), None),
        person_id=card.person_id,
    )


def _reach(visit: Visit, card: PersonCard) -> None:
    words = visit.words
    houses = [_house(visit, place) for place in card.places if place.holds(visit.day)]
    if not houses:
        st.info(words("This person works for no organisation on this day."))
    channels = [
        (words(CHANNELS[kind]), words("{value} (seen by: {who})", value=value, who=words(VISIBILITIES[visibility])))
        for kind, value, visibility in card.channels
    ]
    shielded = [(words(CHANNELS[kind]), words("shielded")) for kind in card.shielded]
    shown = [*channels, *shielded] or [(words("Contact data"), words("none that you can see"))]
    facts: list[tuple[str, str]] = [*((words("Works for"), house) for house in houses), *shown]
    if card.state:
        facts.append((words("State"), words(CONTACT_STATES[card.state])))
    confirmed = words.day(card.confirmed_on) if card.confirmed_on else words("not yet")
    html.show(fact_list([*facts, (words("Confirmed on"), confirmed)]))


def _house(visit: Visit, place: Place) -> Html:
    name = organisation_link(place.organisation_id, place.organisation)
    return tag("span", name, f", {place.function}") if place.function else name


def _findings(visit: Visit, card: PersonCard, about: Concern) -> None:
    """Only for who would get a finding about this person: to others silence would look like good news."""
    found = [finding for finding in visit.findings if finding.person_id == card.person_id]
    whose = {"organisation_id": about.organisation_id, "person_id": about.person_id}
    if found or allows(visit.viewer, Entity.CONTACTS, Verb.WATCH, **whose):
        st.header(visit.words("This needs attention"), anchor=False)
        finding_list.show(visit, found, "person")
    watches_all = reach(visit.viewer, Entity.TURNOVER, Verb.WATCH) is Reach.NETWORK
    if (
        watches_all
        and card.person_id != visit.viewer.person_id
        and any(place.holds(visit.day) for place in card.places)
    ):
        html.show(what_if_link([card.person_id], [], visit.words("What if this person leaves?")))
