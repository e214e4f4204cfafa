"""F1: the emptiest app, served in the way Schakel is served."""

import os
from pathlib import Path

import streamlit as st

from commands import serve

app = st.App(Path(__file__).with_name("emptiest.py"))

if __name__ == "__main__":
    serve.run("localhost", int(os.environ["PORT"]), "benchmarks.tuned:app")
