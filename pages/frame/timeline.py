"""Who or what there was when: a timeline, a sentence that says what it shows, and the same as a table."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from html import escape
from typing import Any

import streamlit as st

from data_model.days import days_after
from pages.frame.chart import figures
from pages.frame.timeline_layout import Moment as Moment
from pages.frame.timeline_layout import Span as Span
from pages.frame.timeline_layout import Window as Window
from pages.frame.timeline_layout import at_the_end, lanes, months, reaches, window_of
from pages.frame.visit import Visit
from words.language import Words

# At least 3:1 on both backgrounds; white letters on the first are 4.5:1. Words and the line get theirs in schakel.css.
BAR, MARK = "#1c7f7f", "#b45f06"
LANE = 30  # pixels
QUIET = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showAxisDragHandles": False}


def timeline(
    visit: Visit,
    spans: Sequence[Span],
    moments: Sequence[Moment],
    sentence: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    key: str,
    window: Window | None = None,
) -> None:
    """Draw periods and moments by row, in the order in which the rows are first named, with a line at the day shown.

    `rows` is the table below it. Without a window the timeline runs from the first to the last day that is known.
    """
    st.write(sentence)
    shown = window or window_of(spans, moments, visit.day)
    figure = _figure(visit, spans, moments, shown)
    st.plotly_chart(figure, width="stretch", key=f"chart-{key}", alt=sentence, config=QUIET)
    figures(visit, sentence, headers, rows, key)


@cache
def _coloured() -> None:
    """Streamlit's colours for Plotly, which web/lean.py put off."""
    from streamlit.elements.lib.streamlit_plotly_theme import configure_streamlit_plotly_theme

    configure_streamlit_plotly_theme()


def _figure(visit: Visit, spans: Sequence[Span], moments: Sequence[Moment], window: Window) -> Any:
    from plotly.graph_objects import Figure  # no other page has to load it

    _coloured()

    spans = [span for span in spans if window.shows(span.begins_on, span.ends_on)]
    moments = [moment for moment in moments if window.shows(moment.on, moment.on)]
    heads: list[tuple[str, int]] = []
    at: dict[Span | Moment, int] = {}
    line = 0
    for row in dict.fromkeys([*(span.row for span in spans), *(moment.row for moment in moments)]):
        heads.append((row, line))
        line += 1 + _place(row, spans, moments, window, at, line + 1)
    figure = Figure()
    _draw_spans(figure, spans, at, window, visit.words)
    _draw_moments(figure, moments, at, window, visit.words)
    _draw_day(figure, visit)
    for row, head in heads:
        name = {"text": f"<b>{escape(row)}</b>", "showarrow": False, "xanchor": "left", "font": {"size": 13}}
        figure.add_annotation(x=0, y=head, xref="paper", yref="y", **name)
    figure.update_layout(_layout(window, line, visit.words))
    return figure


def _place(
    row: str,
    spans: Sequence[Span],
    moments: Sequence[Moment],
    window: Window,
    at: dict[Span | Moment, int],
    first: int,
) -> int:
    """Give everything in a row its line; gives how many lines the row takes."""
    here = sorted((span for span in spans if span.row == row), key=lambda span: span.begins_on)
    marks = sorted((moment for moment in moments if moment.row == row), key=lambda moment: moment.on)
    periods = lanes([(span.begins_on, span.ends_on or window.last) for span in here])
    below = max(periods, default=-1) + 1
    points = lanes([reaches(moment, window) for moment in marks])
    at |= {span: first + lane for span, lane in zip(here, periods, strict=True)}
    at |= {moment: first + below + lane for moment, lane in zip(marks, points, strict=True)}
    return below + max(points, default=-1) + 1


def _draw_spans(figure: Any, spans: Sequence[Span], at: dict[Span | Moment, int], window: Window, words: Words) -> None:
    starts = [max(span.begins_on, window.first) for span in spans]
    ends = [min(days_after(span.ends_on or window.last, 1), window.last) for span in spans]
    figure.add_bar(
        orientation="h",
        base=[start.isoformat() for start in starts],
        x=[(end - start) / timedelta(milliseconds=1) for start, end in zip(starts, ends, strict=True)],
        y=[at[span] for span in spans],
        text=[escape(span.name) for span in spans],
        hovertext=[escape(f"{span.name}: {period(span.begins_on, span.ends_on, words)}") for span in spans],
        hovertemplate="%{hovertext}<extra></extra>",
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        textfont={"color": "#ffffff", "size": 13},
        marker={"color": BAR, "cornerradius": 3},
        width=0.78,
    )


def _draw_moments(
    figure: Any, moments: Sequence[Moment], at: dict[Span | Moment, int], window: Window, words: Words
) -> None:
    figure.add_scatter(
        x=[moment.on.isoformat() for moment in moments],
        y=[at[moment] for moment in moments],
        mode="markers+text",
        text=[f" {escape(moment.name)} " for moment in moments],
        textposition=["middle left" if at_the_end(moment.on, window) else "middle right" for moment in moments],
        hovertext=[escape(f"{moment.name}: {words.short_day(moment.on)}") for moment in moments],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"symbol": "diamond", "size": 12, "color": MARK},
        cliponaxis=False,
    )


def _draw_day(figure: Any, visit: Visit) -> None:
    words, on = visit.words, visit.day.isoformat()
    said = words("Today") if visit.live else words.short_day(visit.day)
    figure.add_shape(type="line", x0=on, x1=on, y0=0, y1=1, yref="paper", line={"dash": "dash"})
    figure.add_annotation(x=on, y=1, yref="paper", yanchor="bottom", text=said, showarrow=False)


def _layout(window: Window, lines: int, words: Words) -> dict[str, Any]:
    ticks = months(window, words)
    return {
        "height": LANE * max(lines, 1) + 80,
        "margin": {"l": 8, "r": 8, "t": 30, "b": 50},
        "showlegend": False,
        "dragmode": False,
        "bargap": 0,
        "barmode": "overlay",
        "uniformtext": {"minsize": 12, "mode": "hide"},
        "hovermode": "closest",
        "xaxis": {
            "type": "date",
            "range": [window.first.isoformat(), window.last.isoformat()],
            "fixedrange": True,
            "tickvals": [on.isoformat() for on, _ in ticks],
            "ticktext": [said for _, said in ticks],
            "showgrid": True,
        },
        "yaxis": {"visible": False, "fixedrange": True, "range": [lines - 0.4, -0.6]},
    }


def period(first: date, last: date | None, words: Words) -> str:
    """From the first to the last day, as people read it."""
    if last is None:
        return words("from {day}", day=words.short_day(first))
    return words("from {first} until {last}", first=words.short_day(first), last=words.short_day(last))
