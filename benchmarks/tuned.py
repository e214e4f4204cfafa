"""F1: the emptiest app, started as Schakel is, compressed and at rest, but on Python's own event loop."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware

from commands import serve
from web.lean import st
from web.static import Compressed, compress
from web.warm import AT_FIRST_RUN, rest


@asynccontextmanager
async def warmed(_: Any) -> AsyncIterator[None]:
    compress()
    for name in AT_FIRST_RUN:
        import_module(name)
    rest()
    yield


app = st.App(Path(__file__).with_name("emptiest.py"), middleware=[Middleware(Compressed)], lifespan=warmed)

if __name__ == "__main__":
    serve.run("localhost", int(os.environ["PORT"]), "benchmarks.tuned:app", loop="asyncio")
