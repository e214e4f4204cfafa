"""The map as a drawing: everybody at the kept place, with a shape, a line and words for what they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import Any

from data_model.read.network_picture import NetworkPicture, PlacedOrganisation, Tie
from pages.network.map_look import LINES, PAGE, QUIET, TEXT, shape
from words.language import Words

WIDE, HIGH, NARROW = 1500, 1000, 500
PHONE = 520
CROWDED = 100  # with more than so many only those around the chosen one have a label
FAINT = 0.15
Place = tuple[float, float]


@dataclass(frozen=True)
class Shown:
    """What of the picture is drawn. `bright` are those that fit the choices; the others stay, but faint."""

    organisations: tuple[PlacedOrganisation, ...]
    ties: tuple[Tie, ...]
    bright: frozenset[int]
    bright_ties: frozenset[tuple[int, int]]
    chosen: frozenset[int] = frozenset()
    keepers: bool = False


def option(picture: NetworkPicture, shown: Shown, theme: int, words: Words) -> dict[str, Any]:
    """As ECharts reads it; on a narrow screen the same map is drawn higher than wide."""
    degrees = {one.id: len(picture.ties_of(one.id)) for one in shown.organisations}
    near = shown.chosen | {end for tie in shown.ties if shown.chosen & set(tie.ends) for end in tie.ends}
    labelled = near if len(shown.organisations) > CROWDED else {one.id for one in shown.organisations}
    nodes = [_node(one, degrees[one.id], one.id in labelled, shown, theme, words) for one in shown.organisations]
    people = list(_people(picture, shown, theme)) if shown.keepers else []
    places = [_at(one) for one in shown.organisations] + [place for place, _, _ in people]
    nodes += [node for _, node, _ in people]
    series = {
        "type": "graph",
        "layout": "none",
        "selectedMode": "single",
        "roam": True,
        "scaleLimit": {"min": 0.7, "max": 8},
        "left": 60,
        "right": 60,
        "top": 20,
        "bottom": 60,
        "preserveAspect": "contain",
        "data": _placed(nodes, places, WIDE),
        "links": [_line(tie, shown, theme) for tie in shown.ties] + [line for _, _, lines in people for line in lines],
        "label": _label(theme),
        "labelLayout": {"hideOverlap": True},
        "emphasis": {"focus": "adjacency", "label": {"show": True}},
        "blur": {"itemStyle": {"opacity": FAINT}, "lineStyle": {"opacity": 0.08}, "label": {"opacity": FAINT}},
        "select": {"itemStyle": {"borderColor": TEXT[theme], "borderWidth": 4}, "lineStyle": {"width": 7}},
    }
    margin = 15 if len(shown.organisations) > CROWDED else 45  # for names
    narrow = {
        "series": [{"data": _placed(nodes, places, NARROW), "left": margin, "right": margin, "label": {"width": 84}}]
    }
    return {
        "animation": False,
        "textStyle": {"fontFamily": "Atkinson Hyperlegible Next, system-ui, sans-serif"},
        "tooltip": {"confine": True},
        "series": [series],
        "media": [{"query": {"maxWidth": PHONE}, "option": narrow}],
    }


def _label(theme: int) -> dict[str, Any]:
    """Below, in short lines, readable over the lines it crosses."""
    border = {"textBorderColor": PAGE[theme], "textBorderWidth": 3}
    lines = {"fontSize": 12, "lineHeight": 14, "width": 130, "overflow": "break"}
    return {"position": "bottom", "color": TEXT[theme], **border, **lines}


def _at(one: PlacedOrganisation) -> Place:
    return one.place.x, one.place.y


def _placed(nodes: Sequence[Mapping[str, Any]], places: Sequence[Place], wide: int) -> list[dict[str, Any]]:
    """Whatever is drawn fills the frame."""
    across, down = (_shares([place[axis] for place in places]) for axis in (0, 1))
    return [
        {**node, "x": round(x * wide, 1), "y": round(y * HIGH, 1)}
        for node, x, y in zip(nodes, across, down, strict=True)
    ]


def _shares(places: Sequence[float]) -> list[float]:
    first, last = min(places), max(places)
    return [(place - first) / (last - first) if last > first else 0.5 for place in places]


def _node(
    one: PlacedOrganisation, degree: int, labelled: bool, shown: Shown, theme: int, words: Words
) -> dict[str, Any]:
    looks, size = shape(one.domain), 12 + 3 * sqrt(degree)
    informal, opacity = one.formality == "informal", 1 if one.id in shown.bright else FAINT
    edge = TEXT[theme] if one.webber or one.id in shown.chosen else looks.colour[theme]
    name = f"{{b}}\n({words('webber')})" if one.webber else "{b}"
    return {
        "id": str(one.id),
        "name": one.name,
        "symbol": f"path://{looks.path}",
        "symbolSize": round(size * (1.5 if one.id in shown.chosen else 1) * (0.7 if len(shown.ties) > 200 else 1)),
        "itemStyle": {
            "color": PAGE[theme] if informal else looks.colour[theme],
            "borderColor": edge,
            "borderWidth": 4 if one.id in shown.chosen else 3 if one.webber else 2,
            "borderType": "dashed" if informal and not one.webber else "solid",
            "opacity": opacity,
        },
        "label": {
            "show": labelled,
            "formatter": name,
            "fontWeight": "bold" if one.id in shown.chosen else "normal",
            "opacity": opacity,
        },
    }


def _line(tie: Tie, shown: Shown, theme: int) -> dict[str, Any]:
    line, bright = LINES[tie.state], (tie.a, tie.b) in shown.bright_ties
    chosen = shown.chosen == set(tie.ends)
    style = {
        "color": line.colour[theme],
        "width": line.wide + (4 if chosen else 1.5 if tie.cuts_off else 0),
        "type": list(line.dashes) or "solid",
        "opacity": 0.85 if bright else FAINT,
    }
    return {"source": str(tie.a), "target": str(tie.b), "lineStyle": style}


def _people(
    picture: NetworkPicture, shown: Shown, theme: int
) -> Iterator[tuple[Place, dict[str, Any], list[dict[str, Any]]]]:
    """Who keeps links, in a ring around the own organisation, each with lines to where those links lead."""
    there = {one.id: one for one in shown.organisations}
    leads_to: dict[tuple[int, int, str], set[int]] = {}
    for tie in shown.ties:
        for at, keeper in tie.keepers:
            leads_to.setdefault((at, keeper.person_id, keeper.name), set()).add(tie.other(at))
    around: dict[int, int] = {}
    for (at, person, name), others in sorted(leads_to.items()):
        turn = around[at] = around.get(at, 0) + 1
        angle, (x, y) = 2 * pi * turn / 7, _at(there[at])
        id, opacity = f"p{at}.{person}", 1 if at in shown.bright else FAINT
        node = {
            "id": id,
            "name": name,
            "symbol": "circle",
            "symbolSize": 8,
            "itemStyle": {"color": QUIET[theme], "opacity": opacity},
            "label": {"show": at in shown.chosen, "position": "right"},
        }
        style = {"color": QUIET[theme], "width": 1, "opacity": (0.8 if at in shown.chosen else 0.2) * opacity}
        ends = [at, *sorted(others & set(there))]
        yield (
            (x + 0.035 * cos(angle), y + 0.05 * sin(angle)),
            node,
            [{"source": id, "target": str(end), "lineStyle": style} for end in ends],
        )
