"""One figure of the network month by month, beside what it was when the trajectory ended."""

import json
from datetime import date
from typing import Any

import altair as alt
import streamlit as st

from data_model.read.drift import Drift, Figures
from pages.frame.chart import chart
from pages.frame.urgency import WORD
from pages.frame.visit import Visit
from pages.network.trajectory_table import figure, names
from words.language import Words

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
    """A line with points for the months, a dashed one for what it was; each with its name at its end."""
    rows = [
        {"on": _local(one.day), "day": words.day(one.day), "n": figure(one, name), "line": title}
        for one in course.months
    ]
    before = words("When the trajectory ended")
    ends = (course.months[0].day, course.months[-1].day)
    flat = [{"on": _local(on), "day": words.day(then.day), "n": figure(then, name), "line": before} for on in ends]
    time: dict[str, Any] = {"title": None, "axis": alt.Axis(labelExpr=_label(words), labelOverlap=True, grid=False)}
    y = alt.Y("n:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d"), scale=alt.Scale(zero=True))
    tip = [alt.Tooltip("day:N", title=words("Day")), alt.Tooltip("n:Q", title=title)]
    base = alt.Chart(alt.InlineData(values=flat)).encode(x=alt.X("on:T", **time), y=y)
    line = alt.Chart(alt.InlineData(values=rows)).encode(x=alt.X("on:T", **time), y=y)
    return alt.LayerChart(
        layer=[
            base.mark_line(strokeDash=[6, 4], color=BEFORE, strokeWidth=2),
            line.mark_line(color=LINE, strokeWidth=3, point=alt.OverlayMarkDef(size=50, color=LINE)).encode(
                tooltip=tip
            ),
            alt.Chart(alt.InlineData(values=flat[:1]))
            .mark_text(color=BEFORE, align="left", dy=-10, fontSize=13)
            .encode(x=alt.X("on:T", **time), y=y, text="line:N"),
        ],
        height=HEIGHT,
    )


def _label(words: Words) -> str:
    """Vega knows the names of months in English only."""
    months = [words.month(date(2000, month, 1)) for month in range(1, 13)]
    return f"{json.dumps(months)}[month(datum.value)] + ' ' + year(datum.value)"


def _local(day: date) -> str:
    """With a time of day the browser takes it for a day of its own, not of Greenwich."""
    return f"{day.isoformat()}T00:00:00"
