"""Who is there for an organisation, which webber tasks it has, and with whom it is linked on the map."""

import streamlit as st

from data_model.access import Entity, Reach, Verb, reach
from data_model.findings import Concern
from data_model.read.contact_list import ContactCard, contact_list
from data_model.read.organisation_card import OrganisationCard
from data_model.read.organisation_people import Colleague, LinkLine, TaskLine
from pages.acts import register
from pages.acts.turnover_dialogs import CARRIER, NEW_CONTACT
from pages.frame import html
from pages.frame.contact_lines import contact_lines
from pages.frame.html import Html, table, tag
from pages.frame.links import organisation_link, person_link
from pages.frame.visit import Visit
from words.states import CONTACT_STATES, DOMAINS
from words.turnover_acts import STATES

NOTHING = "–"


def show(visit: Visit, card: OrganisationCard, about: Concern) -> None:
    words = visit.words
    st.header(words("People"), anchor=False)
    if not card.people:
        st.info(words("Nobody is written down for this organisation. Add a contact person."))
    else:
        contacts = _contacts(visit, card.id)
        headers = [words("Name"), words("Function"), words("Contact data"), words("Here since")]
        rows = [_person(visit, one, contacts.get(one.person_id)) for one in card.people]
        if any(one.links is not None for one in card.people):
            headers.append(words("Links kept"))
            rows = [[*row, str(one.links)] for row, one in zip(rows, card.people, strict=True)]
        html.show(table(words("People of this organisation"), headers, rows))
    register.buttons(visit, (NEW_CONTACT, register.DEPARTURE), "organisation-people", about)
    if card.tasks:
        _tasks(visit, card.tasks)


def _contacts(visit: Visit, organisation_id: int) -> dict[int, ContactCard]:
    """The contact data that the viewer may see."""
    if reach(visit.viewer, Entity.CONTACTS, Verb.SEE) is Reach.NONE:
        return {}
    cards = visit.read(contact_list, visit.day)
    return {card.person_id: card for card in cards if card.organisation_id == organisation_id}


def _person(visit: Visit, one: Colleague, contact: ContactCard | None) -> list[str]:
    words = visit.words
    name = person_link(one.person_id, one.name)
    if one.fixed:
        name = tag("div", name, tag("div", words("Regular participant"), klass="sk-quiet"))
    since = words.short_day(one.since)
    if one.last_on:
        since = words("{first} until {last}", first=since, last=words.short_day(one.last_on))
    return [name, one.function or NOTHING, _channels(visit, contact), since]


def _channels(visit: Visit, contact: ContactCard | None) -> str | Html:
    if contact is None:
        return NOTHING
    lines = contact_lines(visit.words, contact.channels, contact.shielded)
    state = tag("div", visit.words(CONTACT_STATES[contact.state]), klass="sk-quiet")
    return tag("div", *lines, state)


def _tasks(visit: Visit, tasks: tuple[TaskLine, ...]) -> None:
    words = visit.words
    st.subheader(words("Webber tasks"), anchor=False)
    headers = [words("Webber"), words("Called for"), words("Stand-in"), words("State")]
    html.show(table(words("Webber tasks of this organisation"), headers, [_task(visit, task) for task in tasks]))


def _task(visit: Visit, task: TaskLine) -> list[str]:
    words = visit.words
    who = person_link(task.person_id, task.person) if task.person_id and task.person else words("No named person")
    domain = words(DOMAINS[task.domain]) if task.domain in DOMAINS else None
    state = words("{state} since {day}", state=words(STATES[task.state]), day=words.short_day(task.since))
    if task.state == "ended" and task.ended_on:
        state = words("Ended, last day {day}", day=words.short_day(task.ended_on))
    elif task.ended_on:
        state = words("{state}, last day {day}", state=state, day=words.short_day(task.ended_on))
    called_for = ", ".join(filter(None, (task.area, domain)))
    return [who, called_for or NOTHING, words.listed(task.deputies) if task.deputies else NOTHING, state]


def links(visit: Visit, card: OrganisationCard, about: Concern) -> None:
    words = visit.words
    st.header(words("Links on the map"), anchor=False)
    if not card.links:
        st.info(words("No link with another organisation is on the map."))
        return
    headers, shown = [words("With"), words("What kind of link")], card.links[0].keepers is not None
    if shown:
        headers.append(words("Who keeps it here"))
    rows = [_link(visit, link) for link in card.links]
    html.show(table(words("Links of this organisation"), headers, rows))
    register.buttons(visit, (CARRIER,), "organisation-links", about)


def _link(visit: Visit, link: LinkLine) -> list[str]:
    row = [organisation_link(link.other_id, link.other), link.kind or NOTHING]
    if link.keepers is None:
        return row
    names = [name for _, name in link.keepers]
    return [*row, visit.words.listed(names) if names else visit.words("Not known yet")]
