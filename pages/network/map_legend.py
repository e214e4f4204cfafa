"""What shapes, borders and lines on the map mean, in words."""

from data_model.read.network_picture import NetworkPicture
from pages.frame.html import Html, tag
from pages.network.map_look import LINES, QUIET, SHAPES, TEXT, Colour, Line
from words.language import Words
from words.relations import LINK_STATES
from words.states import DOMAINS

WIDER = Line(TEXT, 5)


def legend(picture: NetworkPicture, keepers: bool, words: Words) -> Html:
    """Only what is on the map."""
    domains = {one.domain for one in picture.organisations}
    shapes = [_item(_shape(domain), words(DOMAINS[domain])) for domain in SHAPES if domain in domains]
    if any(one.formality == "informal" for one in picture.organisations):
        shapes.append(_item(_ring("2px dashed"), words("Open shape: informal")))
    if any(one.webber for one in picture.organisations):
        shapes.append(_item(_ring("4px solid"), words("Thick border: webber")))
    if keepers:
        shapes.append(_item(_dot(), words("Small dot: somebody who keeps links")))
    states = {tie.state for tie in picture.ties}
    lines = [_item(_line(LINES[state]), words(LINK_STATES[state])) for state in LINES if state and state in states]
    if picture.watches and any(tie.cuts_off for tie in picture.ties):
        lines.append(_item(_line(WIDER), words("Thicker line: without it somebody cannot be reached")))
    return tag("div", tag("ul", *shapes), *([tag("ul", *lines)] if lines else []), klass="sk-legend")


def _item(drawing: Html, text: str) -> Html:
    return tag("li", drawing, text)


def _shape(domain: str) -> Html:
    shape = SHAPES[domain]
    return _drawn("sk-shape", f"clip-path: path('{shape.path}'); background: {_colour(shape.colour)}")


def _ring(border: str) -> Html:
    return _drawn("sk-ring", f"border: {border}")


def _dot() -> Html:
    return _drawn("sk-dot", f"background: {_colour(QUIET)}")


def _line(line: Line) -> Html:
    at, stops = 0, []
    for n, length in enumerate(line.dashes or (10,)):
        stops.append(f"{'transparent' if n % 2 else _colour(line.colour)} {at}px {at + length}px")
        at += length
    return _drawn("sk-line", f"height: {line.wide}px; background: repeating-linear-gradient(90deg, {', '.join(stops)})")


def _colour(colour: Colour) -> str:
    light, dark = colour
    return f"light-dark({light}, {dark})"


def _drawn(klass: str, style: str) -> Html:
    return tag("span", klass=klass, style=style, aria_hidden="true")
