"""The look that a theme cannot give: page settings, and a style sheet for screen and paper."""

from functools import cache
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent


def apply() -> None:
    st.set_page_config(page_title="Schakel", page_icon=str(HERE / "schakel.svg"), layout="wide", menu_items={})
    st.html(f"<style>{_sheet()}</style>")


@cache
def _sheet() -> str:
    return "".join((HERE / name).read_text() for name in ("schakel.css", "print.css"))
