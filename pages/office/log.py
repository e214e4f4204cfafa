"""Logboek: what was done in the network, by whom and with which result. Opening it leaves a line as well."""

from datetime import date

import streamlit as st

from data_model.read.log import COMMAND_LINE, Asked, LogLine, log_accounts, log_actions, log_lines
from data_model.text import SHORT
from data_model.write.log_opening import open_log
from pages.frame import html
from pages.frame.day_field import day_field
from pages.frame.html import Html, table, tag
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.log import RESULTS, acted, did, refused_because

_ASKED, _OPENED, _PAGE = "log-asked", "log-opened", "log-page"


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Log"), anchor=False)
    _open(visit)
    st.write(
        words(
            "Each act in this network is here, and each one that was refused: who, what, when and with which result. "
            "Names go after {kept_days}; the lines stay. Contact data are never here, nor when somebody signed in."
        ).format(),
    )
    _explain(visit)
    _search(visit)
    asked, page = _asked(), int(st.session_state.get(_PAGE, 0))
    found = log_lines(visit.session, visit.viewer, asked, page)
    if not found.lines:
        st.info(words("No lines fit this search. Search for something else, or on other days."))
    else:
        html.show(_table(visit, found.lines))
    _turn(visit, page, found.more)
