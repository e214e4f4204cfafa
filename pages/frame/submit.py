"""Sending a form: done with a sentence, or refused with the field and the fix while everything typed stays."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from sqlalchemy.exc import DBAPIError

from data_model.refusal import Refusal
from pages.frame.md import md
from pages.frame.visit import Visit
from words.refusals import refused

SEEN = "seen-versions"
_DONE = "done"


def submit(visit: Visit, done: str, act: Callable[..., object], **arguments: Any) -> None:
    """Do the act. On success the page runs again and says so; otherwise the form stays as it is."""
    try:
        visit.act(act, **arguments)
    except Refusal as refusal:
        if refusal.kind == "changed_meanwhile":
            st.session_state.pop(SEEN, None)
        st.error(md(refused(refusal, visit.words)), icon=":material/error:")
    except DBAPIError:
        st.error(
            visit.words(
                "Schakel cannot reach its data right now. What you typed is still here: try again in a minute."
            ),
            icon=":material/cloud_off:",
        )
    else:
        st.session_state[_DONE] = done
        st.rerun()


def say_done() -> None:
    """Show once what the last act did."""
    if message := st.session_state.pop(_DONE, None):
        st.success(message, icon=":material/check_circle:")
