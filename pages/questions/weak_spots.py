"""What hangs on one person or organisation, and which introductions would help most."""

import streamlit as st

from data_model.read.weak_spots import Fewest, Hanging, Together, Weakness, weakness
from pages.acts import register
from pages.acts.relation_dialogs import NEW_LINK, NEW_MAP
from pages.frame import html
from pages.frame.bars import bars
from pages.frame.chart import chart
from pages.frame.html import table, tag
from pages.frame.links import organisation_link, person_link
from pages.frame.visit import Visit
from pages.questions import introductions, weak_spot_cards
from pages.questions.weak_spot_cards import listed, tasks_named

SETS, NAMES = 10, 8


def show(visit: Visit) -> None:
    words = visit.words
    seen = visit.read(weakness, visit.day, visit.norms)
    st.write(words("Everybody leaves some day. Here you see where a second person or a second way is still missing."))
    if not seen.hanging.all:
        st.info(words("There are no organisations yet. Import a map or a contact list, and they appear here."))
        return
    _fewest(visit, seen.fewest)
    st.header(words("What would be lost"), anchor=False)
    weak_spot_cards.show(visit, seen.spots)
    st.header(words("Who could meet whom"), anchor=False)
    introductions.show(visit, seen)
    st.header(words("What each organisation hangs on"), anchor=False)
    _hanging(visit, seen)


def _fewest(visit: Visit, fewest: Fewest) -> None:
    """How few departures break something, in one sentence, and what falls then."""
    words = visit.words
    st.header(words("How few people hold it together"), anchor=False)
    if fewest.at_most is None or fewest.at_least is None:
        html.show(tag("p", words("As far as is known, nobody is cut off when people leave."), klass="sk-lead"))
        return
    html.show(tag("p", _sentence(visit, fewest), klass="sk-lead"))
    if fewest.sets and (fewest.at_most > 1 or len(fewest.sets) == 1):
        html.show(tag("p", *_what_falls(visit, fewest.sets[0])))
    if len(fewest.sets) > 1:
        _every_set(visit, fewest)


def _sentence(visit: Visit, fewest: Fewest) -> str:
    words, size, least = visit.words, fewest.at_most or 0, fewest.at_least or 0
    if not fewest.exact:
        return words(
            "The network holds when {known} people leave. It breaks when a well-chosen {n} leave, or fewer.",
            known=least - 1,
            n=size,
        )
    return words("{what} when {who}.", what=_what(visit, fewest), who=_who(visit, fewest, size))


def _what(visit: Visit, fewest: Fewest) -> str:
    words = visit.words
    if fewest.sets and all(one.cut_off for one in fewest.sets):
        return words("The network breaks")
    if fewest.sets and not any(one.cut_off for one in fewest.sets):
        return words("A task has nobody")
    return words("The network breaks or a task has nobody")


def _who(visit: Visit, fewest: Fewest, size: int) -> str:
    words = visit.words
    names = tuple(dict.fromkeys(person.name for one in fewest.sets for person in one.people))
    if not names or (size == 1 and len(names) > NAMES):
        return words.plural("one person leaves", "{n} people leave", size)
    if size == 1 and len(names) > 1:
        return words("one of these {n} people leaves: {people}", n=len(names), people=names)
    first = tuple(person.name for person in fewest.sets[0].people)
    return words.plural("this person leaves: {people}", "these {n} people leave: {people}", size, people=first)


def _what_falls(visit: Visit, together: Together) -> list[str]:
    words, told = visit.words, list[str]()
    if together.cut_off:
        told += [
            words("Then these organisations are cut off:"),
            " ",
            *listed(visit, together.cut_off, organisation_link),
            ". ",
        ]
    if together.tasks:
        told += [words("These tasks have nobody then: {tasks}.", tasks=tasks_named(visit, together.tasks))]
    return told


def _every_set(visit: Visit, fewest: Fewest) -> None:
    words = visit.words
    name = words("Who, and what is lost then")
    with st.expander(name, key="weak-sets"):
        rows = [
            (
                tag("span", *listed(visit, one.people, person_link)),
                tag("span", *listed(visit, one.cut_off, organisation_link)) if one.cut_off else "–",
                words.listed(tasks_named(visit, one.tasks)) if one.tasks else "–",
            )
            for one in fewest.sets[:SETS]
        ]
        html.show(table(name, [words("Who"), words("Cut off"), words("Tasks with nobody")], rows))
        if not fewest.whole or len(fewest.sets) > SETS:
            st.caption(words("There are more. Those without whom most is lost stand here."))


def _hanging(visit: Visit, seen: Weakness) -> None:
    words, hanging = visit.words, seen.hanging
    rows = _rows(visit, hanging)
    chart(
        visit,
        bars(rows, words("Organisations")),
        words(
            "{n} of {all} organisations are cut off when one person or one other organisation is not there.",
            n=hanging.on_a_person + hanging.on_another,
            all=hanging.all,
        ),
        [words("What it hangs on"), words("Organisations")],
        [(name, str(n)) for name, n in rows],
        "hanging",
    )
    if hanging.apart == hanging.all:
        st.info(words("There are no links on the map yet. Start a map and draw the first link, or import a map."))
        register.buttons(visit, (NEW_MAP, NEW_LINK), "weak-links")


def _rows(visit: Visit, hanging: Hanging) -> list[tuple[str, int]]:
    words = visit.words
    return [
        (words("on one person"), hanging.on_a_person),
        (words("on one organisation or link"), hanging.on_another),
        (words("on more than one"), hanging.on_nothing),
        (words("not connected"), hanging.apart),
    ]
