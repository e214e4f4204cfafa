"""One figure of the network month by month, beside what it was when the trajectory ended."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from data_model.read.drift import Drift, Figures
from pages.frame.chart import chart
from pages.frame.urgency import WORD
from pages.frame.visit import Visit
from pages.network.trajectory_table import figure, names
from words.language import Words

if TYPE_CHECKING:  # it takes as long to load as all of Streamlit, and most pages have no chart
    import altair as alt


HEIGHT = 300
LINE, BEFORE = "#3f7cc4", "#808890"  # each holds 3:1 against the light and the dark background


def show(visit: Visit, course: Drift, then: Figures) -> None:
    words, called = visit.words, names(course.months[-1])
    name = st.selectbox(
        words("Which figure"), list(called), format_func=lambda one: words(called[one]), key="trajectory-figure"
    )
    if len(course.months) < 2:
        st.info(words("There is one day to show so far. Come back next month."))
        return
    chart(
        visit,
        draw(course, then, name, words(called[name]), words),
        _sentence(visit, course, name, words(called[name])),
        _headers(words, called[name], name in then.findings),
        [_row(one, name, words) for one in course.months],
        "trajectory",
    )


def _sentence(visit: Visit, course: Drift, name: str, title: str) -> str:
    values = [figure(one, name) for one in course.months]
    first, last = course.months[0], course.months[-1]
    return visit.words(
        "{title}: {n} on {first}, {now} on {last}. The lowest was {low}, the highest {high}.",
        title=title,
        n=values[0],
        first=first.day,
        now=values[-1],
        last=last.day,
        low=min(values),
        high=max(values),
    )


def _headers(words: Words, title: str, findings: bool) -> list[str]:
    return [words("Day"), words(title), *([words("Most urgent")] if findings else [])]


def _row(stood: Figures, name: str, words: Words) -> tuple[str, ...]:
    n = str(figure(stood, name))
    if name not in stood.findings:
        return words.short_day(stood.day), n
    worst = stood.findings[name][1]
    return words.short_day(stood.day), n, words(WORD[worst]) if worst else "–"


def draw(course: Drift, then: Figures, name: str, title: str, words: Words) -> alt.LayerChart:
    """A line with points for the months, and a dashed one for what it was."""
    import altair as alt

    before = words("When the trajectory ended")
    ends = (course.months[0].day, course.months[-1].day)
    rows = [
        *(_point(one.day, figure(one, name), title, words.day(one.day)) for one in course.months),
        *(_point(on, figure(then, name), before, words.day(then.day)) for on in ends),
    ]
    lines, legend = (
        [title, before],
        alt.Legend(orient="top", columns=1, labelLimit=330, symbolType="stroke", symbolSize=600, symbolStrokeWidth=3),
    )
    whole = alt.Axis(tickMinStep=1, tickCount=6, format="d")
    base = alt.Chart({"values": rows}).encode(
        x=alt.X("on:T", title=None, axis=alt.Axis(labelExpr=_label(words), labelOverlap=True, grid=False)),
        y=alt.Y("n:Q", title=None, axis=whole, scale=alt.Scale(zero=True)),
        tooltip=[alt.Tooltip("day:N", title=words("Day")), alt.Tooltip("n:Q", title=title)],
    )
    colour = alt.Color("line:N", title=None, legend=legend, scale=alt.Scale(domain=lines, range=[LINE, BEFORE]))
    dash = alt.StrokeDash("line:N", title=None, legend=legend, scale=alt.Scale(domain=lines, range=[[1, 0], [6, 4]]))
    points = base.transform_filter(alt.datum.line == title).mark_point(filled=True, size=60, opacity=1, color=LINE)
    return alt.LayerChart(
        layer=[base.mark_line(strokeWidth=3).encode(color=colour, strokeDash=dash), points], height=HEIGHT
    )


def _point(on: date, n: int, line: str, day: str) -> dict[str, str | int]:
    """With a time of day the browser takes it for a day of its own, not of Greenwich."""
    return {"on": f"{on.isoformat()}T00:00:00", "day": day, "n": n, "line": line}


def _label(words: Words) -> str:
    """Vega knows the names of months in English only."""
    months = [words.month(date(2000, month, 1)) for month in range(1, 13)]
    return f"{json.dumps(months)}[month(datum.value)] + ' ' + year(datum.value)"
