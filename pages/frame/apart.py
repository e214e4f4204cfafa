"""A part of a page that is drawn anew by itself: a click inside it leaves the rest of the page as it is."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from data_model.refusal import Forbidden
from pages.frame.visit import Visit


def apart(visit: Visit, draw: Callable[[Visit], None]) -> None:
    """Draw with this visit, and at each click inside with the visit of that moment.

    The whole page follows as soon as somebody wrote meanwhile, the day went by, or who looks may see something else.
    """
    drawn = False

    def part() -> None:
        nonlocal drawn
        if not drawn:
            drawn = True
            draw(visit)
        elif not _still_so(visit, draw):
            st.rerun()

    st.fragment(part)()


def _still_so(visit: Visit, draw: Callable[[Visit], None]) -> bool:
    """Draw at this moment what the page was drawn from, and tell whether it still holds."""
    try:
        with visit.again() as now:
            if now.viewer != visit.viewer:
                return False
            draw(now if visit.live else replace(now, day=visit.day))
            return now.version == visit.version and now.today == visit.today
    except Forbidden:
        return False
