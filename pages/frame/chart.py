"""A chart is never alone: a sentence says what it shows, and a table gives the same figures."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.frame import html
from pages.frame.html import table
from pages.frame.visit import Visit

# Whether a chart is held against the schema of Vega-Lite, which takes longer than drawing it: only in tests/pages.
HELD_AGAINST_SCHEMA = False


def chart(
    visit: Visit, drawn: Any, sentence: str, headers: Sequence[str], rows: Sequence[Sequence[str]], key: str
) -> None:
    """Show an Altair chart, its sentence, and its figures as a table that opens on demand."""
    st.write(sentence)
    picture(drawn, sentence, key)
    figures(visit, sentence, headers, rows, key)


def picture(drawn: Any, sentence: str, key: str) -> None:
    """The chart alone. Vega would name each bar and axis in English: the sentence and the table tell more."""
    import altair as alt  # loaded where it is drawn, for it takes as long to load as all of Streamlit

    alt.theme.enable("none")  # the page has the colours
    quiet = drawn.configure(aria=False, mark={"aria": False})
    spec = quiet.to_dict(validate=HELD_AGAINST_SCHEMA)
    st.vega_lite_chart(spec=spec, width="stretch", key=f"chart-{key}", alt=sentence)


def figures(visit: Visit, sentence: str, headers: Sequence[str], rows: Sequence[Sequence[str]], key: str) -> None:
    """The table that goes with a chart, under a heading to open."""
    with st.expander(visit.words("Show these figures as a table"), key=f"figures-{key}"):
        html.show(table(sentence, headers, rows))
