"""Sending a form: done with a sentence and a way back, or refused with the field and the fix while all typed stays."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import streamlit as st
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data_model.database import AlreadyDone
from data_model.refusal import Refusal
from data_model.write.undo import Done, undo
from pages.frame import html, opened
from pages.frame.links import CHANGES, WHICH, page_way
from pages.frame.md import md
from pages.frame.not_kept import not_kept
from pages.frame.sent import sending, taken_back
from pages.frame.visit import Visit
from words.language import N_
from words.refusals import refused

_SAID = "said"
_SHOWN_FOR = timedelta(minutes=10)
# An import can write thousands of rows; nobody keeps those in memory for a button.
_MOST_ROWS = 500
# After which act there is a record to go on with: its table, the page that shows it, and what the way there is called.
_LEADS_TO = {"announce_departure": ("turnover_event", CHANGES, N_("See what has to happen now"))}


@dataclass(frozen=True)
class Said:
    """What the last act did: a sentence, the form it came from, how to take it back, and the id for doing that."""

    sentence: str
    at: datetime
    form: str | None = None
    done: Done | None = None
    path: str | None = None
    refused: bool = False
    undoing: str = field(default_factory=lambda: str(uuid4()))


def submit(
    visit: Visit, done: str, act: Callable[..., object], called: Mapping[str, str] | None = None, /, **arguments: Any
) -> None:
    """Do the act. On success the page runs again and says so; otherwise the form stays as it is.

    `called` says what a field is called in this form, where others call it otherwise.
    """
    sent = sending(visit, act, arguments)
    try:
        with suppress(AlreadyDone):
            sent.done = visit.act(act, sent.command, **arguments)
    except Refusal as refusal:
        if refusal.kind == "changed_meanwhile" and opened.name():
            opened.overtaken(refusal)
        st.error(md(refused(refusal, visit.words, called)), icon=":material/error:")
    except (DBAPIError, PoolTimeout) as problem:
        st.error(visit.words(not_kept(problem)), icon=":material/cloud_off:")
    else:
        sent.arrived(visit.at)
        undoable = sent.done if sent.done and len(sent.done.changes) <= _MOST_ROWS else None
        st.session_state[_SAID] = Said(done, visit.at, opened.name(), undoable)
        opened.close()
        st.rerun()


def say_done(visit: Visit, path: str) -> None:
    """Show what the last act did, with the way to take it back, until the page is left or ten minutes passed."""
    said: Said | None = st.session_state.get(_SAID)
    if said is None:
        return
    if said.path is None:
        said = st.session_state[_SAID] = replace(said, path=path)
    if said.path != path or visit.at - said.at > _SHOWN_FOR:
        del st.session_state[_SAID]
        return
    with opened.saved(visit, said.form):
        if said.refused:
            st.error(md(said.sentence), icon=":material/error:", width="stretch")
        else:
            st.success(said.sentence, icon=":material/check_circle:", width="stretch")
        _lead_on(visit, said.done)
        if said.done and visit.live:
            label = visit.words("Undo")
            st.button(label, key="undo", icon=":material/undo:", on_click=_take_back, args=(visit, said))


def _lead_on(visit: Visit, done: Done | None) -> None:
    """Where an act asks for more, the way there."""
    if done is None or done.act not in _LEADS_TO:
        return
    entity, path, label = _LEADS_TO[done.act]
    made = next((change.id for change in done.changes if change.table.__tablename__ == entity), None)
    if made is not None and path in visit.addresses:
        html.show(page_way(f"{path}?{WHICH}={made}", visit.words(label)))


def _take_back(visit: Visit, said: Said) -> None:
    """Runs before the page is drawn again, so that the page shows what it was."""
    try:
        with visit.again() as now, suppress(AlreadyDone):
            now.act(undo, said.undoing, done=said.done)
        taken_back(visit.at)
    except Refusal as refusal:
        st.session_state[_SAID] = Said(refused(refusal, visit.words), visit.at, refused=True)
    except (DBAPIError, PoolTimeout):
        sentence = visit.words("Schakel cannot reach its data right now. Nothing was undone: try again in a minute.")
        st.session_state[_SAID] = replace(st.session_state[_SAID], sentence=sentence, at=visit.at, refused=True)
    else:
        st.session_state[_SAID] = Said(visit.words("It is undone."), visit.at)
