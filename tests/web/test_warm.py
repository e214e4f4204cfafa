"""The server warms up by itself after it opened; nothing that goes wrong there stops it or stays unknown."""

import gc
import logging
import subprocess
import sys

import pytest

from settings import ROOT
from tests.web.conftest import Browser
from web import warm


def test_warming_up_loads_the_pages_and_leaves_memory_at_rest(
    browser: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, loaded = browser(SCHAKEL_DEMO="1"), []
    monkeypatch.setattr(warm, "compress", lambda: None)
    try:
        with caplog.at_level(logging.INFO, "schakel"):
            warm.warm(lambda: loaded.append("pages"))
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
    assert loaded == ["pages"]
    assert [line.message for line in caplog.records if line.name == "schakel"] == ["warm"]
    page.get("/demo/als/coordinator")
    assert page.get("/").status_code == 200


def test_what_does_not_succeed_is_in_the_log_and_the_rest_is_done(
    browser: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser(SCHAKEL_DEMO="1")
    done = []

    def fails() -> None:
        raise OSError("An de Vries, an@gemeente.example")

    monkeypatch.setattr(warm, "compress", fails)
    monkeypatch.setattr(warm, "rest", lambda: done.append("rest"))
    with caplog.at_level(logging.INFO, "schakel"):
        warm.start(fails).join(timeout=60)
    said = [(line.message, getattr(line, "kind", None)) for line in caplog.records if line.name == "schakel"]
    assert said == [("failed", "OSError"), ("failed", "OSError"), ("warm", None)]
    assert done == ["rest"]


def test_plotly_is_not_loaded_before_it_is_drawn_with_and_then_has_the_colours_of_streamlit() -> None:
    script = """
import sys
import web.lean
assert "streamlit.elements.plotly_chart" in sys.modules and "plotly.graph_objects" not in sys.modules
from pages.frame.timeline import _coloured
_coloured()
import plotly.io
assert plotly.io.templates.default == "streamlit"
from plotly.graph_objects import Figure
Figure()
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def run(script: str, *given: str) -> str:
    command = [sys.executable, "-c", script, *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_streamlit_does_not_search_all_packages_for_components() -> None:
    script = """
import importlib.metadata
import sys
if "lean" in sys.argv:
    import web.lean
asked = []
importlib.metadata.distributions = lambda: asked.append("searched") or []
from streamlit.components.v2 import component_manager
component_manager.BidiComponentManager().discover_and_register_components(start_file_watching=False)
print(asked)
"""
    assert run(script) == "['searched']"
    assert run(script, "lean") == "[]"


def test_memory_is_collected_again_once_it_was_left_at_rest() -> None:
    assert run("import gc; gc.disable(); from web.warm import rest; rest(); print(gc.isenabled())") == "True"


def test_the_server_loads_no_page_and_nothing_heavy_before_it_answers() -> None:
    script = """
import sys
import manage, commands.serve, web.app, uvicorn
heavy = ("altair", "alembic", "authlib", "numpy", "pandas", "plotly.graph_objects", "pyarrow", "pages.menu", "openpyxl")
print([name for name in heavy if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
