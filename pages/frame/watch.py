"""From which state of the network a page was drawn, so that it can be drawn anew when somebody else wrote."""

from pages.frame.html import Html, tag
from pages.frame.visit import Visit


def mark(visit: Visit) -> Html:
    """Read before anything else of the page, and said as `/stand` says it. web/scripts/watch.js compares the two."""
    return tag("span", klass="sk-drawn", data_stand=f"{visit.viewer.network_id}-{visit.version}")
