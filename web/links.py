"""Personal links, for who has no account at the provider: ask for one by mail, open it, and come in once."""

from datetime import timedelta

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

import settings
from data_model.database import writing
from data_model.refusal import Refusal
from data_model.tokens import key_of, new_token
from data_model.vocabulary import SignInMethod
from data_model.write.personal_links import LASTS, ask_link, use_link
from data_model.write.sign_in import revoke
from web import cookie, language
from web.errors import REASON
from web.link_pages import ASK, check_your_mail, closed, open_link, too_often, which_address
from web.plain import PRIVATE
from web.window import Window
from words.language import Words, spoken_with

OPEN = "/u/{token}"
# Asking and coming in. Looking at a page counts for nothing: mail scanners do, and a town hall has one address.
TRIES = Window(10, timedelta(minutes=1))


def routes() -> list[BaseRoute]:
    return [
        Route(ASK, offer, methods=["GET"]),
        Route(ASK, ask, methods=["POST"]),
        Route(OPEN, look, methods=["GET"]),
        Route(OPEN, come_in, methods=["POST"]),
    ]


async def offer(request: Request) -> Response:
    return which_address(_words(request))


async def ask(request: Request) -> Response:
    """The same answer to everybody, given before anything is looked up."""
    words = _words(request)
    if wait := _wait(request):
        return _too_often(request, words, wait)
    email = str((await request.form()).get("adres", ""))
    browser = request.cookies.get(_browser_cookie()) or new_token()
    response = check_your_mail(words)
    response.set_cookie(
        _browser_cookie(),
        browser,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings.current().https,
    )
    response.background = BackgroundTask(make_and_send, email, browser)
    return response


async def look(request: Request) -> Response:
    """Uses nothing up: whatever opens links by itself has no button to press."""
    words, token = _words(request), request.path_params["token"]
    try:
        key_of(token, settings.current().secret or "", LASTS)
    except Refusal as refusal:
        return _closed(request, words, refusal.kind)
    return open_link(words, token)


async def come_in(request: Request) -> Response:
    words = _words(request)
    if wait := _wait(request):
        return _too_often(request, words, wait)
    browser, before = request.cookies.get(_browser_cookie(), ""), cookie.shown(request)
    try:
        token = await run_in_threadpool(_open, request.path_params["token"], browser, before)
    except Refusal as refusal:
        if refusal.kind == "stopping":  # the link is still good
            raise
        return _closed(request, words, refusal.kind)
    response = RedirectResponse("/", status_code=303, headers=PRIVATE)
    cookie.give(response, token, SignInMethod.LINK)
    return response


def make_and_send(email: str, browser: str) -> None:
    """After the answer: the link and its mail, for an address that may come in."""
    from post.send import send_due  # makes letters: a start seldom needs it

    at = settings.now()
    with writing(settings.engine()) as session:
        ask_link(session, email, browser, at)
    send_due(settings.engine(), settings.current(), at)


def _open(token: str, browser: str, before: str | None) -> str:
    """A session that this browser still had ends: two people never share one."""
    at = settings.now()
    key = key_of(token, settings.current().secret or "", LASTS)
    with writing(settings.engine()) as session:
        opened = use_link(session, key, browser, at)
        if before:
            revoke(session, before, at)
        return opened


def _closed(request: Request, words: Words, kind: str) -> Response:
    request.scope[REASON] = kind
    return closed(words, kind)


def _too_often(request: Request, words: Words, seconds: int) -> Response:
    request.scope[REASON] = "too_often"
    return too_often(words, seconds)


def _wait(request: Request) -> int:
    return TRIES.seconds_to_wait(request.client.host if request.client else "", settings.now())


def _words(request: Request) -> Words:
    """In demo mode nobody gets a link: there one signs in as anybody."""
    if settings.current().demo:
        raise HTTPException(404)
    return Words(spoken_with(language.chosen(request)))


def _browser_cookie() -> str:
    return f"{settings.current().cookie}-link"
