"""What comes before every answer: from where it was asked, whether somebody is signed in, and how much they ask."""

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

import settings
from data_model.database import reading
from data_model.read.viewers import is_signed_in
from data_model.tokens import token_hash
from logs import refused
from web import cookie
from web.crowd import MOST_BYTES, Crowd
from web.errors import REASON, asked_from, cut
from web.inside import inside
from web.origin import READ_ONLY, foreign

STREAM = "/_stcore/stream"
UPLOAD = "/_stcore/upload_file/"
# What Streamlit itself needs in a page: only for whoever is signed in, and the first of these for nobody.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
STREAMLIT = ("/_stcore/", "/media/", "/component/")
# Scripts and letters, the same for everybody.
OPEN = ("/static/", "/favicon.png", "/manifest.json")
# `.streamlit/config.toml` lets Streamlit compare this before it hands a running session to a new connection.
SESSION_HEADER = "x-schakel-session"


class Refused(Exception):
    """Somebody gets this status instead of an answer; the log gets the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class Guard:
    """Around the whole app, pages and routes alike. `pages` gives the addresses of pages, without slashes."""

    def __init__(
        self, app: ASGIApp, pages: Callable[[], Iterable[str]] = tuple, routes: Sequence[BaseRoute] = ()
    ) -> None:
        self.app = app
        self.pages = pages
        self.known: frozenset[str] | None = None
        self.routes = routes
        self.crowd = Crowd()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = MutableHeaders(scope=scope)
        del headers[SESSION_HEADER]
        try:
            if reason := foreign(scope):
                raise Refused(403, reason)
            if scope["type"] == "websocket":
                await self._page_opens(scope, receive, send)
            else:
                await self._answer(scope, receive, send)
        except Refused as refusal:
            await _refuse(scope, receive, send, refusal)

    async def _page_opens(self, scope: Scope, receive: Receive, send: Send) -> None:
        owner = await _owner(scope)
        if scope["path"] != STREAM:
            raise Refused(404, "closed")
        if owner is None:
            raise Refused(403, "no_session")
        if self.crowd.full(owner):
            raise Refused(429, "pages")
        headers = MutableHeaders(scope=scope)
        headers[SESSION_HEADER] = owner
        headers["host"] = headers["origin"].partition("//")[2]  # else Streamlit may ask others for its own address
        with self.crowd.page(owner):
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path.startswith(CLOSED):
            raise Refused(404, "closed")
        if path.startswith(OPEN):  # most of what is asked for: no search through the routes
            await self.app(scope, receive, send)
            return
        own = {route.matches(scope)[0] for route in self.routes}
        if path.startswith(STREAMLIT):
            await self._streamlit(scope, receive, send)
        elif Match.FULL in own:
            await self.app(scope, _limited(scope, receive), send)
        elif Match.PARTIAL in own:  # Streamlit would send its own page instead
            raise Refused(405, "method")
        elif path == "/favicon.ico":  # every browser asks for it; the pages name their own
            await Response(status_code=204)(scope, receive, send)
        elif path.strip("/") in await self._pages():
            await self._page(scope, receive, send)
        else:
            raise Refused(404, "nothing_there")

    async def _pages(self) -> frozenset[str]:
        """Whoever comes first after the start waits here until the pages are loaded."""
        if self.known is None:
            self.known = frozenset(await run_in_threadpool(self.pages))
        return self.known

    async def _streamlit(self, scope: Scope, receive: Receive, send: Send) -> None:
        owner, path = await _owner(scope), scope["path"]
        if owner is None:
            raise Refused(403, "no_session")
        headers = MutableHeaders(scope=scope)
        headers[SESSION_HEADER] = owner
        del headers["origin"]  # it was looked at; Streamlit may ask others for its own address to do so again
        if not path.startswith(UPLOAD) or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        with self.crowd.upload(owner, path.removeprefix(UPLOAD).partition("/")[0]) as room:
            if not room:
                raise Refused(429, "files")
            await self.app(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in READ_ONLY:
            raise Refused(405, "method")
        owner = await _owner(scope)
        if owner is None:
            await RedirectResponse(_sign_in(scope), status_code=303)(scope, receive, send)
        elif self.crowd.full(owner):
            raise Refused(429, "pages")
        else:
            await self.app(scope, receive, send)


async def _owner(scope: Scope) -> str | None:
    """The hash of the token with which a session is open now."""
    token = cookie.shown(HTTPConnection(scope))
    known = token is not None and await run_in_threadpool(_known, token)
    return token_hash(token) if token and known else None


def _known(token: str) -> bool:
    with reading(settings.engine()) as session:
        return is_signed_in(session, token, settings.now())


def _sign_in(scope: Scope) -> str:
    """The sign-in page, which leads back to the address that was asked for."""
    query = scope["query_string"].decode("latin-1")
    asked = inside(f"{scope['path']}?{query}" if query else scope["path"])
    return "/aanmelden" if asked == "/" else f"/aanmelden?naar={quote(asked, safe='/')}"


def _limited(scope: Scope, receive: Receive) -> Receive:
    """No form of our own sends more; a longer one is refused before it is kept."""
    if int(Headers(scope=scope).get("content-length") or 0) > MOST_BYTES:
        raise Refused(413, "size")
    seen = 0

    async def receive_part() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise HTTPException(413)
        return message

    return receive_part


async def _refuse(scope: Scope, receive: Receive, send: Send, refusal: Refused) -> None:
    scope[REASON] = refusal.reason
    answer = PlainTextResponse(refusal.reason, refusal.status)
    if scope["type"] == "http":
        await answer(scope, receive, send)
        return
    refused(refusal.status, refusal.reason, cut(scope["path"]), asked_from(scope))
    if "websocket.http.response" in scope.get("extensions", {}):
        await WebSocket(scope, receive, send).send_denial_response(answer)
    else:
        await send({"type": "websocket.close", "code": 1008, "reason": refusal.reason})
