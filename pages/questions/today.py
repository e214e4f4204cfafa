"""Vandaag: the five questions at a glance, and what needs attention first."""

import streamlit as st

from data_model.access import QUESTION_ENTITY, Reach, Verb, reach
from pages.acts import register
from pages.frame import finding_list, html
from pages.frame.html import tag
from pages.frame.md import md
from pages.frame.tile import tile
from pages.frame.visit import Visit
from pages.questions.own_day import own_day
from words.language import N_

TILES = {
    "rhythm": N_("Do the webbers meet as agreed?"),
    "covenant": N_("Does the covenant still hold?"),
    "actions": N_("Are actions followed up?"),
    "contacts": N_("Is the contact data current?"),
    "turnover": N_("Which changes of people break links?"),
}


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Today in {network}", network=md(visit.network_name)), anchor=False)
    html.show(tag("p", words.day(visit.day), klass="sk-quiet"))
    if own := own_day(visit):
        html.show(own)
    _tiles(visit)
    register.buttons(visit, register.DAILY, finding_list.HOME)
    st.header(words("This needs attention"), anchor=False)
    finding_list.show(visit, visit.findings, finding_list.HOME)
    st.caption(
        words("This dashboard shows whether the network is maintained. It says nothing about the effect for children.")
    )


def _tiles(visit: Visit) -> None:
    mine = [name for name in TILES if reach(visit.viewer, QUESTION_ENTITY[name], Verb.WATCH) is not Reach.NONE]
    with st.grid(min_column_width=165, border=True, key="tiles"):
        for name in mine:
            found = [finding for finding in visit.findings if finding.question == name]
            with st.container():
                tile(visit, name, visit.words(TILES[name]), found, finding_list.ADDRESSES[name])
