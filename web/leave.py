"""Signing out: here, on every device when asked, and at the provider through which somebody came in."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import settings
from data_model.database import writing
from data_model.read.viewers import present
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import revoke, revoke_all
from web import cookie, language, plain, provider
from words.language import Words, spoken_with

HERE, EVERYWHERE = "/afmelden", "/afmelden/overal"
_End = Callable[[Session, str, datetime], SignInMethod | None]


async def ask(request: Request) -> Response:
    """Opening an address changes nothing: a picture or a link on another site could open it."""
    words = Words(spoken_with(language.chosen(request)))
    return plain.page(
        words("Sign out of Schakel"),
        words("What you typed and did not save is gone then."),
        form=plain.Form(HERE, words("Sign out")),
        language=words.language,
    )


async def here(request: Request) -> Response:
    return await _leave(request, revoke)


async def everywhere(request: Request) -> Response:
    return await _leave(request, _revoke_all)


async def _leave(request: Request, end: _End) -> Response:
    token = cookie.shown(request)
    method = await run_in_threadpool(_ended, token, end) if token else None
    onward = await _at_provider() if method is SignInMethod.PROVIDER else None
    response = _onward(request, onward) if onward else RedirectResponse("/aanmelden", status_code=303)
    cookie.take_back(response)
    response.headers["Clear-Site-Data"] = '"storage"'  # what was typed and not saved, see web/scripts/typed.js
    return response


def _onward(request: Request, address: str) -> Response:
    """A page of our own in between: the answer to a form may not lead to another site (Content-Security-Policy)."""
    words = Words(spoken_with(language.chosen(request)))
    return plain.page(
        words("You are signed out of Schakel"),
        words("You now go on to the sign-in of the municipality, to sign out there as well."),
        links=(plain.Link(address, words("Go on")),),
        language=words.language,
        headers={"Refresh": f"0; url={address}"},
    )


async def _at_provider() -> str | None:
    """Where the provider ends its own session, if it says so. Signing out here never waits for that to work."""
    try:
        client = await provider.described()
    except (provider.Unreachable, HTTPException):
        return None
    address = client.server_metadata.get("end_session_endpoint")
    if not isinstance(address, str) or not address.startswith(("https://", "http://")):
        return None
    back = {"client_id": client.client_id, "post_logout_redirect_uri": f"{settings.current().url}/aanmelden"}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(back)}"


def _ended(token: str, end: _End) -> SignInMethod | None:
    with writing(settings.engine()) as session:
        return end(session, token, settings.now())


def _revoke_all(session: Session, token: str, at: datetime) -> SignInMethod | None:
    """Only an open session can end the others: whoever finds an old cookie cannot."""
    found = present(session, token, at)
    if found is None or found.viewer.account_id is None:
        return None
    method = revoke(session, token, at)
    revoke_all(session, found.viewer.account_id, at)
    return method
