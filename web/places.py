"""Looking in another of one's own roles: in another network, for another organisation, or as something else."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import settings
from data_model.database import writing
from data_model.read.viewers import present
from data_model.refusal import Forbidden
from data_model.write.sign_in import choose_grant
from web import cookie


async def choose(request: Request) -> Response:
    """To the front page of that role: what was open may not be there for it."""
    if token := cookie.shown(request):
        await run_in_threadpool(_keep, token, request.path_params["grant_id"])
    return RedirectResponse("/", status_code=303)


def _keep(token: str, grant_id: int) -> None:
    """Whoever is no longer signed in hears so at the front page."""
    at = settings.now()
    with writing(settings.engine()) as session:
        if present(session, token, at) is None:
            return
        try:
            choose_grant(session, token, grant_id, at)
        except Forbidden:
            raise HTTPException(404) from None
