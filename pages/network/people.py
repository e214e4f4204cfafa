"""Who is in the network? Everybody in one list, and the page of each."""

import streamlit as st

from data_model.read.people_list import PersonLine, people_list
from data_model.refusal import Forbidden
from data_model.text import SHORT
from pages.acts import register
from pages.acts.people_dialogs import NEW_PERSON
from pages.frame import html
from pages.frame.html import Html, table, tag
from pages.frame.links import organisation_link, person_link
from pages.frame.state import state_label
from pages.frame.turned_away import turned_away
from pages.frame.visit import Visit
from pages.network import person
from pages.network.which import asked_for
from words.people import TASKS
from words.states import CONTACT_STATES

NOTHING = "–"


def show(visit: Visit) -> None:
    words, id = visit.words, asked_for()
    if id is not None:
        try:
            person.show(visit, id)
            return
        except Forbidden:
            turned_away(visit, "mensen")
            st.warning(words("This person was not found. Choose somebody in the list."), icon=":material/search_off:")
    st.title(words("Who is in the network?"), anchor=False)
    lines = visit.read(people_list, visit.day)
    if not lines:
        st.info(words("There are no people yet. Add the first one to an organisation, or import a contact list."))
    register.buttons(visit, (NEW_PERSON,), "people")
    if lines:
        _list(visit, lines)


def _list(visit: Visit, lines: list[PersonLine]) -> None:
    words, found = visit.words, _chosen(visit, lines)
    st.write(words("{n} of {all} people.", n=len(found), all=len(lines)))
    if not found:
        st.info(words("Nobody fits this choice. Search for something else, or choose all organisations."))
        return
    html.show(
        table(
            words("People of the network"),
            [words("Name"), words("Organisation"), words("Task in the network"), words("Contact data")],
            [_row(visit, line) for line in found],
        )
    )


def _chosen(visit: Visit, lines: list[PersonLine]) -> list[PersonLine]:
    words = visit.words
    name, house = st.columns([2, 1])
    text = name.text_input(words("Search by name or function"), key="people-search", max_chars=SHORT)
    houses = {place.organisation_id: place.organisation for line in lines for place in line.places}
    at = house.selectbox(
        words("Organisation"),
        sorted(houses, key=lambda id: (houses[id].casefold(), id)),
        index=None,
        format_func=lambda id: houses[id],
        placeholder=words("All organisations"),
        key="people-organisation",
    )
    everybody = st.checkbox(words("Also people who work nowhere on this day"), key="people-everybody")
    return [
        line
        for line in lines
        if _has(line, text)
        and (line.places or everybody)
        and (at is None or any(place.organisation_id == at for place in line.places))
    ]


def _has(line: PersonLine, text: str) -> bool:
    said = " ".join((line.name, *(place.function or "" for place in line.places))).casefold()
    return all(part in said for part in text.casefold().split())


def _row(visit: Visit, line: PersonLine) -> list[str]:
    words = visit.words
    return [
        person_link(line.person_id, line.name),
        _places(visit, line),
        words.listed([words(TASKS[task]) for task in line.tasks if task in TASKS]) or NOTHING,
        state_label(words, CONTACT_STATES, line.state) if line.state else NOTHING,
    ]


def _places(visit: Visit, line: PersonLine) -> str | Html:
    if not line.places:
        return visit.words("works nowhere on this day")
    return tag(
        "div",
        *(
            tag(
                "div",
                organisation_link(place.organisation_id, place.organisation),
                tag("div", place.function or NOTHING, klass="sk-quiet"),
            )
            for place in line.places
        ),
    )
