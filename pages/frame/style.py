"""The look that a theme cannot give: page settings, and a style sheet for screen and paper."""

from functools import cache
from pathlib import Path

import streamlit as st

from words.language import Words

HERE = Path(__file__).parent


def apply(words: Words) -> None:
    st.set_page_config(page_title="Schakel", page_icon=str(HERE / "schakel.svg"), layout="wide", menu_items={})
    half_typed = words("Fill in day, month and year. Otherwise it stays as it was.")
    st.html(f'<style>{_sheet()}:root {{ --sk-half-typed: "{half_typed}"; }}</style>')


@cache
def _sheet() -> str:
    return "".join((HERE / name).read_text() for name in ("schakel.css", "print.css"))
