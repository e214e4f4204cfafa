"""Streamlit without what it does at each start and Schakel does not need.

Plotly is loaded as soon as it is installed, which takes half as long as all of Streamlit. While Streamlit is loaded it
counts as missing; `pages/frame/timeline.py` gives it its colours at first use. And all installed packages are searched
for components, of which Schakel has none.
"""

import sys
from contextlib import suppress
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
with suppress(ImportError):  # internal; tests/web/test_warm.py tells when it has moved
    from streamlit.components.v2 import manifest_scanner

    manifest_scanner.scan_component_manifests = list  # type: ignore[assignment]

__all__ = ["st"]
