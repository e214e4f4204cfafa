"""One question in a tile: its worst state, a count in words, and the way to its page."""

from collections.abc import Sequence

import streamlit as st

from data_model.findings import Finding
from pages.frame import html
from pages.frame.html import tag
from pages.frame.urgency import chip, worst
from pages.frame.visit import Visit


def tile(visit: Visit, question: str, findings: Sequence[Finding], path: str) -> None:
    words = visit.words
    counted = (
        words.plural("{n} thing needs attention", "{n} things need attention", len(findings))
        if findings
        else words("Nothing needs attention")
    )
    html.show(tag("div", tag("h2", question), chip(worst(findings), words), tag("p", counted), klass="sk-tile"))
    if page := visit.addresses.get(path):
        st.page_link(page, label=page.title, icon=":material/arrow_forward:")
