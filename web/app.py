"""What the Streamlit app is given besides its pages: routes, what surrounds every answer, and how it starts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware

import settings
from web.guard import Guard
from web.index import Index
from web.routes import routes


def options() -> dict[str, Any]:
    """For `st.App(__file__, **options())`. Raises `SettingError` when a setting is missing or wrong."""
    settings.current()
    return {
        "routes": routes(),
        "middleware": [Middleware(Guard), Middleware(Index)],
        "lifespan": lifespan,
    }


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Until the menu has been drawn once, Streamlit runs any file in `pages/` by its name: switch that off."""
    try:
        from streamlit.runtime.pages_manager import PagesManager

        PagesManager.uses_pages_directory = False
    except ImportError:  # the flag is internal; tests/web/test_guard.py tells when it has moved
        pass
    yield
