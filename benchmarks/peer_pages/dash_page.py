"""The late actions and the map as a plain page of Dash."""

import os
from typing import Any

import dash
from dash import dcc, html

from benchmarks.peer_pages.question import COLUMNS, PLACES, asked, lines, overdue


def page() -> Any:
    rows = [html.Tr([html.Td(value) for value in row]) for row in overdue()]
    table = html.Table([html.Thead(html.Tr([html.Th(name) for name in COLUMNS])), html.Tbody(rows)], id="overdue")
    return html.Div([html.H1("Te laat"), table, dcc.Graph(figure=_map(), id="map")])


def _map() -> dict[str, Any]:
    across, down = lines()
    places = asked(PLACES)
    _, names, x, y = zip(*places, strict=True)
    links = {"type": "scatter", "mode": "lines", "x": across, "y": down, "hoverinfo": "skip"}
    organisations = {"type": "scatter", "mode": "markers+text", "x": x, "y": y, "text": names}
    return {"data": [links, organisations], "layout": {"showlegend": False, "height": 700}}


if __name__ == "__main__":
    app = dash.Dash(__name__)
    app.layout = page
    app.run(host="localhost", port=os.environ["PORT"], debug=False)
