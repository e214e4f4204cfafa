"""The time between webber meetings against what was agreed: a bar for each on a time axis, with the pauses behind."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from data_model.days import days_after
from data_model.read.meeting_list import PauseLine
from data_model.rules.rhythm_facts import RhythmFacts
from data_model.rules.rhythm_gaps import Gap, Timing, gaps
from data_model.rules.rhythm_standing import lookback
from pages.frame.chart import figures, picture
from pages.frame.visit import Visit
from words.language import Words
from words.meetings import TIMINGS

if TYPE_CHECKING:  # it takes as long to load as all of Streamlit, and most pages have no chart
    import altair as alt


# Each at least 3:1 on both backgrounds; the shape of the line and the table say the same without colour.
COLOURS = {
    Timing.ON_TIME: "#1c8a8a",
    Timing.LATE: "#b8740a",
    Timing.OVERDUE: "#c9433f",
    Timing.NOT_AGREED: "#7a8785",
}
AGREED, PAUSED = "#767676", "#5b8fc7"
HEIGHT, BAR, MARK = 280, 18, 54  # pixels


def show(visit: Visit, facts: RhythmFacts, pauses: list[PauseLine]) -> None:
    words = visit.words
    found = gaps(facts, visit.day, visit.norms)
    if not found:
        st.info(words("No webber meeting was held in the past year. Log one, and it appears here."))
        return
    sentence = _sentence(visit, facts, found)
    st.write(sentence)
    picture(draw(found, pauses, visit.day, words), sentence, "rhythm")
    st.caption(words("The line is the agreed interval, the grey box its grace. A blue band is a pause."))
    figures(
        visit,
        sentence,
        [
            words("Meeting"),
            words("Days since the one before"),
            words("Of these in a pause"),
            words("At the latest"),
            words("Against the agreed interval"),
        ],
        [
            (
                words.day(gap.on),
                words.value("waited_days", gap.waited_days),
                words.value("paused_days", gap.paused_days) if gap.before else "–",
                words.value("due", gap.due),
                words(TIMINGS[gap.timing]),
            )
            for gap in found
        ],
        "rhythm",
    )


def _sentence(visit: Visit, facts: RhythmFacts, found: list[Gap]) -> str:
    words = visit.words
    held, expected = lookback(facts, visit.day, visit.norms)
    counted = (
        words("In the past year {held} of {expected} webber meetings were held.", held=len(held), expected=expected)
        if expected
        else words("In the past year {held} webber meetings were held.", held=len(held))
    )
    judged = [gap for gap in found if gap.due]
    on_time = sum(gap.timing is Timing.ON_TIME for gap in judged)
    if not judged:
        return counted
    timed = words("{on_time} of {judged} came within the agreed interval.", on_time=on_time, judged=len(judged))
    return f"{counted} {timed}"


def draw(found: list[Gap], pauses: list[PauseLine], day: date, words: Words) -> alt.LayerChart:
    """Bars for the days waited; a grey line and box for the agreed interval and its grace; blue bands for pauses."""
    import altair as alt

    begins_on, ends_on = days_after(found[0].on, -14), max(day, days_after(found[-1].on, 14))
    time: dict[str, Any] = {
        "title": words("Day of the meeting"),
        "scale": alt.Scale(domain=[_vega(begins_on), _vega(ends_on)]),
        "axis": alt.Axis(labelExpr=_day_label(words), labelOverlap=True, grid=False, tickCount=8),
    }
    layers = [_bars(found, time, words), *_limits(found, time)]
    shown = [one for one in pauses if one.ends_on >= begins_on and one.starts_on <= ends_on]
    if shown:
        layers.insert(0, _bands(shown, begins_on, ends_on, time, words))
    return alt.LayerChart(layer=layers, height=HEIGHT)


def _day_label(words: Words) -> str:
    """Vega knows the names of months in English only."""
    months = [words.month(date(2000, month, 1)) for month in range(1, 13)]
    return f"date(datum.value) + ' ' + {json.dumps(months)}[month(datum.value)] + ' ' + year(datum.value)"


def _bars(found: list[Gap], time: dict[str, Any], words: Words) -> alt.Chart:
    import altair as alt

    rows = [
        {
            "on": _local(gap.on),
            "day": words.day(gap.on),
            "days": gap.waited_days,
            "timing": words(TIMINGS[gap.timing]),
        }
        for gap in found
        if gap.waited_days
    ]
    there = [timing for timing in COLOURS if any(gap.timing is timing for gap in found)]
    bars: alt.Chart = (
        alt.Chart({"values": rows})
        .mark_bar(size=BAR)
        .encode(
            x=alt.X("on:T", **time),
            y=alt.Y("days:Q", title=words("Days since the one before")),
            color=alt.Color(
                "timing:N",
                title=None,
                scale=alt.Scale(
                    domain=[words(TIMINGS[timing]) for timing in there], range=[COLOURS[timing] for timing in there]
                ),
                legend=alt.Legend(orient="top", labelLimit=300),
            ),
            tooltip=[
                alt.Tooltip("day:N", title=words("Day of the meeting")),
                alt.Tooltip("days:Q", title=words("Days since the one before")),
                alt.Tooltip("timing:N", title=words("Against the agreed interval")),
            ],
        )
    )
    return bars


def _limits(found: list[Gap], time: dict[str, Any]) -> list[alt.Chart]:
    import altair as alt

    rows = [
        {"on": _local(gap.on), "due": (gap.due - gap.before).days, "until": (gap.late_after - gap.before).days}
        for gap in found
        if gap.before and gap.due and gap.late_after
    ]
    if not rows:
        return []
    base = alt.Chart({"values": rows})
    x = alt.X("on:T", **time)
    grace = base.mark_bar(size=MARK, opacity=0.35, color=AGREED).encode(x=x, y="due:Q", y2="until:Q")
    agreed = base.mark_tick(size=MARK, thickness=3, color=AGREED, orient="horizontal").encode(x=x, y="due:Q")
    return [grace, agreed]


def _bands(shown: list[PauseLine], begins_on: date, ends_on: date, time: dict[str, Any], words: Words) -> alt.Chart:
    import altair as alt

    rows = [
        {
            "from": _local(max(one.starts_on, begins_on)),
            "to": _local(min(days_after(one.ends_on, 1), ends_on)),
            "label": one.label,
        }
        for one in shown
    ]
    bands: alt.Chart = (
        alt.Chart({"values": rows})
        .mark_rect(opacity=0.25, color=PAUSED)
        .encode(x=alt.X("from:T", **time), x2="to:T", tooltip=alt.Tooltip("label:N", title=words("Pause")))
    )
    return bands


def _local(day: date) -> str:
    """With a time of day the browser takes it for a day of its own, not of Greenwich."""
    return f"{day.isoformat()}T00:00:00"


def _vega(day: date) -> alt.DateTime:
    import altair as alt

    return alt.DateTime(year=day.year, month=day.month, date=day.day)
