"""Choosing Dutch or English: kept in the browser, and on the account of whoever is signed in."""

from html import escape
from urllib.parse import urlsplit

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

import settings
from data_model.database import once
from data_model.read.viewers import viewer_for
from data_model.vocabulary import LANGUAGES
from data_model.write.language import choose_language
from web import cookie
from web.inside import inside
from words.language import OWN_NAMES

KEPT_SECONDS = 365 * 24 * 3600


def chosen(connection: HTTPConnection) -> str | None:
    """The language somebody chose in this browser."""
    return connection.cookies.get(settings.LANGUAGE_COOKIE)


async def choose(request: Request) -> Response:
    """Back to the page it was asked on, which is drawn anew as a whole: then all of it is in that language."""
    language = request.path_params["language"]
    if language not in LANGUAGES:
        raise HTTPException(404)
    if token := cookie.shown(request):
        await run_in_threadpool(_keep, token, language)
    response = RedirectResponse(_asked_on(request), status_code=303)
    response.set_cookie(
        settings.LANGUAGE_COOKIE,
        language,
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="lax",
        secure=settings.current().https,
    )
    return response


def switch(language: str) -> str:
    """The other languages as buttons, for a page without Streamlit. `pages/frame/who.py` has the same form."""
    return "".join(
        f'<form method="post" action="/taal/{code}"><button lang="{code}">{escape(name)}</button></form>'
        for code, name in OWN_NAMES.items()
        if code != language
    )


def _keep(token: str, language: str) -> None:
    at = settings.now()

    def keep(session: Session) -> None:
        viewer = viewer_for(session, token, at)
        if viewer and viewer.language != language:
            choose_language(session, language=language, by=viewer, at=at)

    once(settings.engine(), keep)


def _asked_on(request: Request) -> str:
    """The referrer when it is a page of this site."""
    referrer = urlsplit(request.headers.get("referer", ""))
    if referrer.netloc != request.headers.get("host"):
        return "/"
    return inside(f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path)
