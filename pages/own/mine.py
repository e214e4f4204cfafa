"""What is mine: my contact data, my actions, my tasks in the network, and what Schakel keeps about me."""

import streamlit as st

from data_model.access import Entity, Reach, Verb, reach
from data_model.read.own_actions import own_actions
from data_model.read.own_contact import OwnContact, own_contact
from data_model.read.own_tasks import own_tasks
from pages.acts import register
from pages.frame import html
from pages.frame.html import table, tag
from pages.frame.links import organisation_link
from pages.frame.visit import Visit
from pages.own import action_rows, contact_card, nobody, own_departure, privacy, round_notice, sign_out, tasks


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("My data"), anchor=False)
    own = visit.read(own_contact, visit.day)
    if own is None:
        nobody.explain(visit)
        sign_out.everywhere(visit)
        return
    round_notice.show(visit)
    st.header(words("My contact data"), anchor=False)
    _work(visit, own)
    contact_card.show(visit, own)
    _actions(visit)
    st.header(words("My tasks in the network"), anchor=False)
    tasks.show(visit, visit.read(own_tasks, visit.day))
    st.header(words("I am leaving or changing"), anchor=False)
    st.write(words("Tell it in time, so that others can take over. Schakel never asks for a reason."))
    register.buttons(visit, (register.DEPARTURE,), "mine", about=contact_card.about(visit, own))
    own_departure.show(visit)
    privacy.show(visit, own)
    sign_out.everywhere(visit)


def _work(visit: Visit, own: OwnContact) -> None:
    words = visit.words
    if not own.work:
        html.show(tag("p", words("You work for no organisation of the network on this day.")))
        return
    rows = [
        (organisation_link(one.organisation_id, one.organisation), one.function or "–", words.short_day(one.start_on))
        for one in own.work
    ]
    headers = [words("Organisation"), words("Function"), words("Since")]
    html.show(table(words("{name} works for", name=own.name), headers, rows))


def _actions(visit: Visit) -> None:
    words = visit.words
    if reach(visit.viewer, Entity.ACTIONS, Verb.SEE) is Reach.NONE:
        return
    st.header(words("My actions"), anchor=False)
    actions = visit.read(own_actions, visit.day, visit.norms)
    action_rows.show(visit, actions)
    done = [action.description for action in actions if not action.running]
    if done:
        with st.expander(words.plural("{n} finished action", "{n} finished actions", len(done)), key="own-finished"):
            html.show(tag("ul", *(tag("li", description) for description in done)))
