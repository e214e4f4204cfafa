"""The addresses that are not pages: health, ways in and out, the language, the letters."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

import settings
from data_model import revision, under_way
from data_model.database import writing
from data_model.read.viewers import persona_account
from data_model.refusal import Forbidden
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import open_sign_in
from web import cookie, language, leave, letters, links, looks, notice, places, provider, sign_in_page, stand
from web.chrome import start_script
from web.inside import inside


def routes() -> list[BaseRoute]:
    return [
        Route("/gezond", health),
        Route("/demo/als/{persona}", enter_as_persona),
        Route("/aanmelden", sign_in_page.sign_in),
        Route(provider.OUT, provider.go),
        Route(provider.BACK, provider.back),
        Route(leave.HERE, leave.ask, methods=["GET"]),
        Route(leave.HERE, leave.here, methods=["POST"]),
        Route(leave.EVERYWHERE, leave.everywhere, methods=["POST"]),
        Route(notice.HERE, notice.show),
        *links.routes(),
        Route(stand.HERE, stand.tell),
        Route("/start.js", start),
        Route(looks.SHEET_AT, looks.sheet),
        Route("/taal/{language}", language.choose, methods=["POST"]),
        Route("/plek/{grant_id:int}", places.choose, methods=["POST"]),
        Mount(letters.AT, letters.Letters()),
    ]


async def health(_: Request) -> Response:
    if under_way.stopping():
        return JSONResponse({"status": "stopping"}, status_code=503)
    answers = await run_in_threadpool(_database_answers)
    return JSONResponse({"status": "ok" if answers else "unavailable"}, status_code=200 if answers else 503)


async def enter_as_persona(request: Request) -> Response:
    """Signs in without a password: demo mode only, where the network is invented."""
    if not settings.current().demo:
        raise HTTPException(404)
    token = await run_in_threadpool(_open, request.path_params["persona"])
    response = RedirectResponse(inside(request.query_params.get("naar")), status_code=303)
    cookie.give(response, token, SignInMethod.PERSONA)
    return response


async def start(request: Request) -> Response:
    script = start_script(request.query_params.get("taal", "nl"))
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "max-age=3600"})


def _database_answers() -> bool:
    try:
        return revision.current(settings.engine()) is not None
    except SQLAlchemyError:
        return False


def _open(persona: str) -> str:
    with writing(settings.engine()) as session:
        account_id = persona_account(session, persona)
        if account_id is None:
            raise HTTPException(404)
        try:
            return open_sign_in(session, account_id, settings.now(), SignInMethod.PERSONA)
        except Forbidden:
            raise HTTPException(404) from None
