"""How far the network has come: web/scripts/watch.js compares it with what a page was drawn from."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

import settings
from data_model.database import reading
from data_model.read.viewers import standing
from web import cookie

HERE = "/stand"


async def tell(request: Request) -> Response:
    """A word that changes with every act, and is empty when the session is over. Asked of the database each time."""
    said = await run_in_threadpool(_standing, cookie.shown(request))
    return PlainTextResponse(said, headers={"Cache-Control": "no-store"})


def _standing(token: str | None) -> str:
    with reading(settings.engine()) as session:
        return standing(session, token, settings.now())
