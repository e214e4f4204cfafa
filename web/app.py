"""What the Streamlit app is given besides its pages: routes, what surrounds every answer, and how it starts."""

import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import streamlit.logger
from starlette.middleware import Middleware
from streamlit import config

import logs
import settings
from web import warm
from web.errors import Errors, script_failed
from web.guard import Guard
from web.headers import SafeAnswers
from web.index import Index
from web.routes import routes
from web.standings import kept_up
from web.static import Compressed
from web.stopping import gracefully

# What `.streamlit/config.toml` says must hold, whatever else is said in the environment or beside the home folder.
SAFE: dict[str, Any] = {
    "client.showErrorDetails": "none",
    "global.developmentMode": False,
    "server.corsAllowedOrigins": [],
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.maxUploadSize": 5,
    "server.maxWidgetStateSize": 2,
    "server.trustedUserHeaders": {"x-schakel-session": "schakel"},
    "server.unsafeMetricsUserAttributes": [],
}


def options(pages: Callable[[], Iterable[str]] = tuple) -> dict[str, Any]:
    """For `st.App(__file__, **options(...))`. `pages` loads the pages and gives their addresses.

    Raises `SettingError` when a setting is missing, wrong or unsafe.
    """
    settings.current()
    require_safe_streamlit()
    log_in_lines()
    own = routes()
    return {
        "routes": own,
        "middleware": [
            Middleware(SafeAnswers),
            Middleware(Errors),
            Middleware(Guard, pages=pages, routes=own),
            Middleware(Compressed),
            Middleware(Index),
        ],
        "lifespan": partial(_warmed, pages),
        "on_script_error": script_failed,
    }


def require_safe_streamlit() -> None:
    for name, safe in SAFE.items():
        given = config.get_option(name)
        if (list(given) if isinstance(safe, list) else given) != safe:
            raise settings.SettingError(settings.OPENS, setting=name)


def log_in_lines() -> None:
    """All that is logged becomes the lines of logs.py, also what Streamlit and the server under it say."""
    logs.configure()
    streamlit.logger.setup_formatter = _to_the_root
    for logger in streamlit.logger._loggers.values():
        _to_the_root(logger)


def _to_the_root(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Until the menu has been drawn once, Streamlit runs any file in `pages/` by its name: switch that off."""
    try:
        from streamlit.runtime.pages_manager import PagesManager

        PagesManager.uses_pages_directory = False
    except ImportError:  # the flag is internal; tests/web/test_guard.py tells when it has moved
        pass
    with gracefully():
        yield


@asynccontextmanager
async def _warmed(pages: Callable[[], object], app: Any) -> AsyncIterator[None]:
    async with lifespan(app):
        if threading.current_thread() is not threading.main_thread():  # in a test
            yield
            return
        warm.start(pages, after=settings.ONCE_OPEN)
        with kept_up():
            yield
