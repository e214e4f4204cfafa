"""Streamlit without Plotly, which it loads as soon as that is installed: half as long as all of Streamlit takes.

While Streamlit is loaded, Plotly counts as missing. `pages/frame/timeline.py` gives it its colours at first use.
"""

import sys
from typing import Any

_LOADED: dict[str, Any] = sys.modules
_PLOTLY = "plotly.graph_objects"

if "streamlit" not in _LOADED:
    _LOADED[_PLOTLY] = _LOADED.get(_PLOTLY)  # None: whoever imports it is told that it is not there
try:
    import streamlit as st
finally:
    if _LOADED.get(_PLOTLY, ...) is None:
        del _LOADED[_PLOTLY]

__all__ = ["st"]
