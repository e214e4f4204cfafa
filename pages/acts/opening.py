"""The button that opens a form in a dialog, and what happens around the form."""

import streamlit as st

from data_model.findings import Concern
from data_model.refusal import Forbidden
from pages.acts.dialog import Dialog
from pages.frame import failed, html, opened
from pages.frame.html import Html
from pages.frame.md import md
from pages.frame.visit import Visit
from words.language import Words
from words.refusals import refused


def offer(visit: Visit, dialog: Dialog, concern: Concern | None, name: str, look: opened.Look = "secondary") -> None:
    """The button of a form, and the form once it is pressed."""
    html.show(opener(visit.words, dialog, name, look), width="content")
    show(visit, dialog, concern, name)


def opener(words: Words, dialog: Dialog, name: str, look: opened.Look = "secondary") -> Html:
    """The button alone, to stand in a text."""
    return opened.opener(name, words(dialog.label), dialog.icon, look)


def show(visit: Visit, dialog: Dialog, concern: Concern | None, name: str) -> None:
    """The form alone, where its button stands in a text."""
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
