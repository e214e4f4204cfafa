"""A field for one day, day first. It takes any day of our time: what is too early or too late is said in Dutch."""

from datetime import date

import streamlit as st

# Outside these Streamlit answers by itself, in English, and hands over the day from before.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def day_field(label: str, value: date | None = None, key: str | None = None) -> date | None:
    chosen = st.date_input(label, value=value, min_value=EARLIEST, max_value=LATEST, format="DD-MM-YYYY", key=key)
    return chosen if isinstance(chosen, date) else None
