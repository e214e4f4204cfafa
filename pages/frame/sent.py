"""What was sent last: a double click, or a form that is sent again because the answer got lost, is one command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4, uuid5

import streamlit as st

from data_model.write.undo import Done
from pages.frame import opened
from pages.frame.visit import Visit

_LAST = "sent-last"
# Which version of a record was on the screen. The first of two clicks makes it another one, and the second is the same.
_SEEN = "seen_version"
# Whoever sends the same after this time means it.
_AT_ONCE = timedelta(seconds=5)


@dataclass
class Sent:
    """A form as it was sent: what was in it, the id under which it is done, and what it wrote when that is known."""

    content: str
    command: str
    done: Done | None = None
    until: datetime | None = None

    def arrived(self, at: datetime) -> None:
        self.until = at + _AT_ONCE


def sending(visit: Visit, act: Callable[..., object], arguments: Mapping[str, Any]) -> Sent:
    """The form that is sent now. The same content again is the same command, until it arrived and for a moment after.

    In a dialog the id follows from what is in the address, so it is the same in a new session too. Other content is
    another command: nobody hears that something is saved which is not.
    """
    said = sorted((name, value) for name, value in arguments.items() if name != _SEEN)
    about = (visit.viewer.network_id, visit.viewer.account_id, act.__name__, said)
    content = sha256(repr(about).encode()).hexdigest()
    opening, last = opened.opening(), st.session_state.get(_LAST)
    command = str(uuid5(opening, content)) if opening else None
    if isinstance(last, Sent) and last.content == content and command in (None, last.command):
        if last.until is None or visit.at < last.until:
            return last
        command = None
    sent = st.session_state[_LAST] = Sent(content, command or str(uuid4()))
    return sent


def taken_back(at: datetime) -> None:
    """What was undone and is sent again is done again."""
    last = st.session_state.get(_LAST)
    if isinstance(last, Sent):
        last.until = at
