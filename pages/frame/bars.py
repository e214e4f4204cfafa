"""A plain bar chart of counts by category."""

import altair as alt


def bars(rows: list[tuple[str, int]], count: str) -> alt.LayerChart:
    """Horizontal bars in the given order, each with its number beside it."""
    base = alt.Chart(alt.InlineData(values=[{"name": name, "n": n} for name, n in rows])).encode(
        x=alt.X("n:Q", title=count, axis=alt.Axis(tickMinStep=1, tickCount=6, format="d")),
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, labelFontSize=13)),
    )
    return alt.LayerChart(
        layer=[base.mark_bar(), base.mark_text(align="left", dx=4, fontSize=13).encode(text="n:Q")], height=alt.Step(34)
    )
