"""The day of a participant: my actions, my contact data, and the next meeting."""

import streamlit as st

from data_model.read.meeting_notes import coming_meeting
from data_model.read.own_actions import own_actions
from data_model.read.own_contact import own_contact
from pages.frame import html
from pages.frame.facts import fact_list
from pages.frame.visit import Visit
from pages.own import action_rows, contact_card, nobody, round_notice
from pages.own.next_meeting import facts, last_time


def show(visit: Visit) -> None:
    words, contact = visit.words, visit.read(own_contact, visit.day)
    first, *more = facts(visit, visit.read(coming_meeting, visit.day))
    html.show(fact_list([first]))
    if contact is None:
        nobody.explain(visit)
    else:
        round_notice.show(visit)
        st.header(words("My actions"), anchor=False)
        action_rows.show(visit, visit.read(own_actions, visit.day, visit.norms))
        st.header(words("My contact data"), anchor=False)
        contact_card.show(visit, contact)
    if more:
        st.header(words("Next meeting"), anchor=False)
        html.show(fact_list([first, *more]))
    last_time(visit)
