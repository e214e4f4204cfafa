"""The button that opens a form in a dialog, and what happens around the form."""

from typing import Literal

import streamlit as st

from data_model.findings import Concern
from data_model.refusal import Forbidden
from pages.acts.dialog import Dialog
from pages.frame import failed, opened
from pages.frame.md import md
from pages.frame.visit import Visit
from words.refusals import refused

Look = Literal["primary", "secondary"]


def offer(visit: Visit, dialog: Dialog, concern: Concern | None, name: str, look: Look = "secondary") -> None:
    """A button. The form is open once it was pressed, until it is saved or closed: the address remembers."""
    if st.button(visit.words(dialog.label), key=name, icon=dialog.icon, type=look):
        opened.open_as(name, visit.at)
    if opened.name() == name:
        title = visit.words(dialog.title)
        st.dialog(title, width="medium", on_dismiss=opened.close)(_body)(visit, dialog, concern, name)


def _body(visit: Visit, dialog: Dialog, concern: Concern | None, name: str) -> None:
    """Runs at every click in the dialog, long after the page was drawn: rights and records are read anew."""
    try:
        with visit.again() as now, opened.typing(visit, name), failed.told(now):
            opened.resume(now)
            opened.tell_overtaken(now)
            dialog.body(now, concern, f"{dialog.key}-{name}")
    except Forbidden as refusal:
        st.error(md(refused(refusal, visit.words)), icon=":material/error:")
