# ruff: noqa: E402
"""The least that a server like ours loads: Streamlit without Plotly, the server and SQLAlchemy. No table, no page."""

import gc

gc.disable()  # as manage.py does

import os
from pathlib import Path

import sqlalchemy.orm  # noqa: F401
import uvicorn

from web.lean import st

app = st.App(Path(__file__).with_name("emptiest.py"))

if __name__ == "__main__":
    uvicorn.run(app, port=int(os.environ["PORT"]), ws="websockets-sansio", access_log=False, log_level="warning")
