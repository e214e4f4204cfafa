"""The time between meetings against the agreed interval, as bars with a line."""

from datetime import date

import altair as alt

from data_model.rules.rhythm_facts import AgreedRhythm
from words.language import Words

AGREED = "#b45f06"  # at least 3:1 on both backgrounds


def intervals(held: list[date], day: date) -> list[tuple[date, int | None]]:
    """Each meeting with the days since the one before it (None for the first)."""
    before = [None, *held[:-1]]
    return [(on, (on - earlier).days if earlier else None) for on, earlier in zip(held, before, strict=True)]


def draw(rows: list[tuple[date, int | None]], rhythm: AgreedRhythm | None, words: Words) -> alt.LayerChart:
    data = [{"on": words.short_day(on), "days": waited} for on, waited in rows if waited]
    bars = (
        alt.Chart(alt.InlineData(values=data))
        .mark_bar(size=24)
        .encode(
            x=alt.X("on:N", sort=None, title=words("Meeting"), axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("days:Q", title=words("Days since the one before; dashed line: agreed")),
        )
    )
    if rhythm is None:
        return alt.LayerChart(layer=[bars])
    agreed = (rhythm.after(rows[-1][0]) - rows[-1][0]).days
    line = (
        alt.Chart(alt.InlineData(values=[{"agreed": agreed}]))
        .mark_rule(strokeDash=[6, 4], strokeWidth=3, color=AGREED)
        .encode(y="agreed:Q")
    )
    return alt.LayerChart(layer=[bars, line], height=260)
