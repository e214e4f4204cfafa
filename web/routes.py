"""The addresses that are not pages: health, signing in as a persona, signing out, the language, the letters."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

import settings
from data_model import schema
from data_model.database import writing
from data_model.read.viewers import persona_account
from data_model.refusal import Forbidden
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import open_sign_in, revoke
from web import cookie, language, letters
from web.chrome import start_script
from web.inside import inside
from web.sign_in_page import sign_in_page
from words.language import spoken_with


def routes() -> list[BaseRoute]:
    return [
        Route("/gezond", health),
        Route("/demo/als/{persona}", enter_as_persona),
        Route("/aanmelden", sign_in),
        Route("/afmelden", sign_out),
        Route("/start.js", start),
        Route("/taal/{language}", language.choose, methods=["POST"]),
        Mount(letters.AT, letters.Letters()),
    ]


async def health(_: Request) -> Response:
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


async def sign_in(request: Request) -> Response:
    onward = inside(request.query_params.get("naar"))
    return HTMLResponse(sign_in_page(settings.current().demo, onward, spoken_with(language.chosen(request))))


async def sign_out(request: Request) -> Response:
    if token := cookie.shown(request):
        await run_in_threadpool(_end, token)
    response = RedirectResponse("/aanmelden", status_code=303)
    cookie.take_back(response)
    response.headers["Clear-Site-Data"] = '"storage"'  # what was typed and not saved, see web/scripts/typed.js
    return response


def _database_answers() -> bool:
    try:
        return schema.current(settings.engine()) is not None
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


def _end(token: str) -> None:
    with writing(settings.engine()) as session:
        revoke(session, token, settings.now())
