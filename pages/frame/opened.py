"""Which form is open, since when, and whether somebody else wrote meanwhile.

Its name, the last line of the log by then and an id of its own stand in the address. So it comes back after a lost
connection, and what is in the database by then is not taken for what was on the screen.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Literal, NoReturn
from uuid import UUID, uuid4

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_model.read.choices import Choice
from data_model.read.since import last_line, written_since
from data_model.refusal import Refusal
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.md import md
from pages.frame.visit import Visit
from words.refusals import FIELDS

Look = Literal["primary", "secondary", "tertiary"]

_FORM, _SINCE, _OPENING = "formulier", "sinds", "keer"
_SEEN, _BLIND, _OVERTAKEN = "seen-versions", "seen-nothing", "overtaken"
_DIGITS = 10  # of the number of a line
_UNSEEN = 0  # versions start at 1


def name() -> str | None:
    """The form that is open according to the address."""
    return st.query_params.get(_FORM)


def opener(form: str, label: str, icon: str, look: Look) -> Html:
    """A button that opens a form: web/scripts/links.js asks for the page with that name in its address."""
    return tag("button", html.icon(icon), label, type="button", klass=f"sk-open sk-{look}", data_opens=form)


def show(visit: Visit, form: str, *, title: str, body: Callable[..., None], about: object) -> None:
    """The dialog of a form, from when its button is pressed until it is saved or closed. The address remembers."""
    if name() != form:
        return
    if _OPENING not in st.query_params:
        _open_as(visit, form)
    st.dialog(title, width="medium", on_dismiss=close)(body)(visit, about, form)


def _open_as(visit: Visit, form: str) -> None:
    """Nothing of an earlier opening stays."""
    _forget()
    st.session_state[_SEEN] = {}
    since = str(last_line(visit.session, visit.viewer))
    st.query_params.update({_FORM: form, _SINCE: since, _OPENING: uuid4().hex})


def opening() -> UUID | None:
    """Tells this time that a form is open from every other time."""
    try:
        return UUID(hex=st.query_params.get(_OPENING, "")) if name() else None
    except ValueError:
        return None


def close() -> None:
    _forget()
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    rest = {name: values for name, values in address.items() if name not in (_FORM, _SINCE, _OPENING)}
    if rest != address:
        st.query_params.from_dict(rest)


def typing(visit: Visit, form: str) -> DeltaGenerator:
    """Around the fields of a form. web/scripts/typed.js keeps what this account types in here, until `saved`."""
    return st.container(key=f"typed-{visit.viewer.account_id}-{form}")


def saved(visit: Visit, form: str | None) -> DeltaGenerator:
    """Around the sentence that says it is saved: from now on nothing is kept of what was typed."""
    name = f"saved-{visit.viewer.account_id}-{form or 'page'}"
    return st.container(key=name, horizontal=True, vertical_alignment="center")


def resume(visit: Visit) -> None:
    """In a new session nobody knows what was on the screen. If others wrote since, all of it counts as unseen."""
    if _SEEN not in st.session_state:
        st.session_state[_SEEN], st.session_state[_BLIND] = {}, True
    if st.session_state.get(_BLIND):
        st.session_state[_BLIND] = partial(_others_wrote, visit)


def seen(key: str, choices: Sequence[Choice]) -> dict[int, int]:
    """The versions that were on the screen when the form opened, so that nobody writes over what came since."""
    all_seen: dict[str, dict[int, int]] = st.session_state.setdefault(_SEEN, {})
    if key not in all_seen:
        others_wrote = st.session_state.get(_BLIND)  # asked after the choices were read, or one could slip in between
        blind = bool(others_wrote and others_wrote())
        all_seen[key] = {choice.id: _UNSEEN if blind else choice.version for choice in choices}
    return all_seen[key]


def overtaken(refusal: Refusal) -> NoReturn:
    """Draw the form again with all that was typed; from now on it has seen the other version."""
    about = refusal.values.get("entity"), refusal.values.get("id")
    st.session_state[_OVERTAKEN] = about
    st.session_state[_SEEN], st.session_state[_BLIND] = {}, False
    st.rerun(scope="fragment")


def tell_overtaken(visit: Visit) -> None:
    """Who changed what, and the choice: save over it, or leave it."""
    if _OVERTAKEN not in st.session_state:
        return
    words, (entity, id) = visit.words, st.session_state[_OVERTAKEN]
    written = written_since(visit.session, visit.viewer, _since(visit), entity, id) if entity else []
    told = [_told(visit, one.name, one.at, one.fields) for one in written] or [
        words("Somebody else changed this while you were typing.")
    ]
    choice = words("What you typed is still here. Save puts it in the place of theirs.")
    st.warning(md(" ".join([*told, choice])), icon=":material/group:")
    if st.button(words("Leave theirs and close"), key="leave-theirs", icon=":material/undo:"):
        close()
        st.rerun()


def _told(visit: Visit, name: str, at: datetime, fields: tuple[str, ...]) -> str:
    words = visit.words
    who, changed = name or words("The command line"), [words(FIELDS[field]) for field in fields if field in FIELDS]
    if not changed:
        return words("{who} changed this at {time}.", who=who, time=words.time(at))
    return words("{who} changed this at {time}: {fields}.", who=who, time=words.time(at), fields=tuple(changed))


def _others_wrote(visit: Visit) -> bool:
    return bool(written_since(visit.session, visit.viewer, _since(visit)))


def _since(visit: Visit) -> int:
    """After which line of the log the form was opened; an address that tells no line there is counts as long ago."""
    said = st.query_params.get(_SINCE, "")
    line = int(said) if said.isdecimal() and len(said) <= _DIGITS else 0
    return line if line <= last_line(visit.session, visit.viewer) else 0


def _forget() -> None:
    for key in (_SEEN, _BLIND, _OVERTAKEN):
        st.session_state.pop(key, None)
