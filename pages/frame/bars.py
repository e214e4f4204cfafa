"""A plain bar chart of counts by category."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it takes as long to load as all of Streamlit, and most pages have no chart
    import altair as alt


def bars(rows: list[tuple[str, int]], count: str) -> alt.Chart:
    """Horizontal bars in the given order, each with its number in its name."""
    import altair as alt

    drawn: alt.Chart = (
        alt.Chart({"values": [{"name": f"{name}: {n}", "n": n} for name, n in rows]})
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title=count, axis=alt.Axis(tickMinStep=1, tickCount=6, format="d")),
            y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, labelFontSize=13)),
        )
        .properties(height=alt.Step(34))
    )
    return drawn
