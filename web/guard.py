"""What surrounds every answer: security headers, no file without a sign-in, and sessions bound to their owner."""

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import settings
from data_model.database import reading
from data_model.read.viewers import is_signed_in
from data_model.tokens import token_hash
from web import cookie

# The hash belongs to the one inline script of Streamlit's own page.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval' 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HTTPS_ONLY = "max-age=31536000; includeSubDomains"
SIGNED_IN_ONLY = ("/media/", "/_stcore/upload_file")
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
# `.streamlit/config.toml` lets Streamlit compare this before it hands a running session to a new connection.
SESSION_HEADER = b"x-schakel-session"


class Guard:
    """Around the whole app, pages and routes alike."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        answer = _with_headers(send, private=path.startswith(SIGNED_IN_ONLY))
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name != SESSION_HEADER]
        if scope["type"] == "websocket" or path.startswith(SIGNED_IN_ONLY):
            token = cookie.shown(HTTPConnection(scope))
            if await run_in_threadpool(_known, token) and token:
                scope["headers"].append((SESSION_HEADER, token_hash(token).encode()))
            elif scope["type"] == "http":
                await PlainTextResponse("403", status_code=403)(scope, receive, answer)
                return
        if path.startswith(CLOSED):
            await PlainTextResponse("404", status_code=404)(scope, receive, answer)
            return
        await self.app(scope, receive, answer)


def _known(token: str | None) -> bool:
    with reading(settings.engine()) as session:
        return is_signed_in(session, token, settings.now())


def _with_headers(send: Send, *, private: bool) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if settings.current().https:
                headers["Strict-Transport-Security"] = HTTPS_ONLY
            if private or "set-cookie" in Headers(raw=message["headers"]):
                headers["Cache-Control"] = "no-store"
        await send(message)

    return answer
