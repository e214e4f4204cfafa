"""The confirmation round that is open: until when, and how many people answered at each organisation."""

import streamlit as st

from data_model.access import Entity, Reach, Verb, reach
from data_model.read.round import RoundAnswers, round_answers
from pages.acts import register
from pages.acts.round_dialogs import ROUND, WRONG
from pages.frame import html
from pages.frame.html import table, tag
from pages.frame.links import organisation_link, person_link
from pages.frame.visit import Visit
from pages.own import round_notice


def show(visit: Visit) -> None:
    """For who watches over the data; others only read that they are asked."""
    words = visit.words
    register.buttons(visit, (ROUND, WRONG), "round")
    if reach(visit.viewer, Entity.CONTACTS, Verb.WATCH) < Reach.ORGANISATION:
        round_notice.show(visit)
        return
    running = visit.read(round_answers, visit.day)
    if running is None:
        return
    st.header(words("Confirmation round"), anchor=False)
    html.show(
        tag(
            "p",
            words(
                "{answered} of {all} people answered since {started_on}. Answers are asked until {answer_by_on}.",
                answered=running.answered,
                all=running.people,
                started_on=running.round.started_on,
                answer_by_on=running.round.answer_by_on,
            ),
        )
    )
    _places(visit, running)
    _waiting(visit, running)


def _places(visit: Visit, running: RoundAnswers) -> None:
    words = visit.words
    rows = [
        (
            organisation_link(one.organisation_id, one.organisation),
            words("{n} of {all}", n=one.answered, all=one.people),
        )
        for one in running.places
    ]
    with st.expander(words("Answers by organisation"), key="round-places"):
        html.show(table(words("Answers by organisation"), [words("Organisation"), words("Answered")], rows))


def _waiting(visit: Visit, running: RoundAnswers) -> None:
    words = visit.words
    if not running.waiting:
        return
    title = words.plural("{n} person did not answer yet", "{n} people did not answer yet", len(running.waiting))
    with st.expander(title, key="round-waiting"):
        html.show(tag("ul", *(tag("li", person_link(id, name)) for id, name in running.waiting)))
