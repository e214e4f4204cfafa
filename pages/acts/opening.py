"""The button that opens a form in a dialog, and what happens around the form."""

import streamlit as st

from data_model.findings import Concern
from data_model.refusal import Forbidden
from pages.acts.dialog import Dialog
from pages.frame import failed, opened
from pages.frame.html import Html
from pages.frame.md import md
from pages.frame.visit import Visit
from words.language import Words
from words.refusals import refused


def offer(visit: Visit, dialog: Dialog, concern: Concern | None, name: str, look: opened.Look = "secondary") -> None:
    """The button of a form."""
    words = visit.words
    label, title, about = words(dialog.label), words(dialog.title), (dialog, concern)
    opened.offer(visit, name, label=label, icon=dialog.icon, look=look, title=title, body=_body, about=about)


def opener(words: Words, dialog: Dialog, name: str) -> Html:
    """The same button in a text of ours; `show` is what it opens."""
    return opened.opener(name, words(dialog.label), dialog.icon, "primary")


def show(visit: Visit, dialog: Dialog, concern: Concern | None, name: str) -> None:
    opened.show(visit, name, title=visit.words(dialog.title), body=_body, about=(dialog, concern))


def _body(visit: Visit, about: tuple[Dialog, Concern | None], name: str) -> None:
    """Runs at every click in the dialog, long after the page was drawn: rights and records are read anew."""
    dialog, concern = about
    try:
        with visit.again() as now, opened.typing(visit, name), failed.told(now):
            opened.resume(now)
            opened.tell_overtaken(now)
            dialog.body(now, concern, f"{dialog.key}-{name}")
    except Forbidden as refusal:
        st.error(md(refused(refusal, visit.words)), icon=":material/error:")
