"""How everything on the map looks: a shape and a colour for each domain, a colour and a kind of line for each state."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from data_model.rules.link_states import LinkState

LIGHT, DARK = 0, 1
Colour = tuple[str, str]  # on a light and on a dark page
TEXT, PAGE, QUIET = ("#16302f", "#e8f1f0"), ("#ffffff", "#10201f"), ("#5c6b6a", "#9fb3b1")


@dataclass(frozen=True)
class Shape:
    """Drawn in a square of 24; `path` is that of SVG."""

    path: str
    colour: Colour


@dataclass(frozen=True)
class Line:
    """`dashes`: lengths of line and gap, nothing for an unbroken line."""

    colour: Colour
    wide: float
    dashes: tuple[int, ...] = ()


SHAPES: Mapping[str, Shape] = {
    "municipality": Shape("M1,1H23V23H1Z", TEXT),
    "education": Shape("M12,1L24,22H0Z", ("#0b5394", "#8fc7ff")),
    "youth_health": Shape("M8,0H16V8H24V16H16V24H8V16H0V8H8Z", ("#a3161b", "#ff9c97")),
    "social_work": Shape("M12,0A12,12 0 1,1 11.99,0Z", ("#0f6b6b", "#4fb3ad")),
    "lived_experience": Shape("M12,23L2,12C-3,5 6,-3 12,4C18,-3 27,5 22,12Z", ("#8b2f7f", "#e3a1da")),
    "debt_help": Shape("M12,0L24,12L12,24L0,12Z", ("#8a4b00", "#ffbe70")),
    "faith": Shape(
        "M12,0L15.5,8.2L24,9L17.5,14.7L19.5,23L12,18.5L4.5,23L6.5,14.7L0,9L8.5,8.2Z", ("#5b3fa0", "#bda7f5")
    ),
    "volunteers": Shape("M6,1.6H18L24,12L18,22.4H6L0,12Z", ("#1c6b3c", "#7fd6a2")),
    "other": Shape("M0,2H24L12,23Z", ("#55606b", "#aab6c2")),
}

LINES: Mapping[LinkState | None, Line] = {
    LinkState.BROKEN: Line(("#a3161b", "#ff9c97"), 3, (2, 7)),
    LinkState.AT_RISK: Line(("#8a4b00", "#ffbe70"), 3.5, (12, 4, 2, 4)),
    LinkState.SINGLE_CARRIED: Line(("#0b5394", "#8fc7ff"), 2, (8, 4)),
    LinkState.CARRIER_UNKNOWN: Line(QUIET, 1.5, (3, 3)),
    LinkState.WORKS: Line(("#1c6b3c", "#7fd6a2"), 2),
    None: Line(QUIET, 1.5),
}


def shape(domain: str) -> Shape:
    return SHAPES.get(domain, SHAPES["other"])


def theme() -> int:
    """Which of two colours fits the page as it is now."""
    return DARK if st.context.theme.type == "dark" else LIGHT
