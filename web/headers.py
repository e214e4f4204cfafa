"""What every answer tells the browser: run nothing of others, show it in no other page, keep nothing personal."""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import settings

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
# The referrer is told within this site: without it a browser gives no origin with a form, and web/guard.py refuses it.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HTTPS_ONLY = "max-age=31536000; includeSubDomains"
# Files of people, and answers to them.
NEVER_KEPT = ("/media/", "/_stcore/")


class SafeAnswers:
    """Outermost of all, so that refusals and failures carry the headers too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                _complete(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self.app(scope, receive, answer)


def _complete(headers: MutableHeaders, path: str) -> None:
    stricter = headers.get("Referrer-Policy")  # of a page with something in its address, see web/plain.py
    headers.update(HEADERS)
    headers["Referrer-Policy"] = stricter or HEADERS["Referrer-Policy"]
    kind = headers.get("content-type", "")
    if kind.startswith(("text/html", "application/json")) or path.startswith(NEVER_KEPT) or "set-cookie" in headers:
        headers["Cache-Control"] = "no-store"
    if settings.current().https:
        headers["Strict-Transport-Security"] = HTTPS_ONLY
        _secure_cookies(headers)


def _secure_cookies(headers: MutableHeaders) -> None:
    """Streamlit does not know that a proxy in front of it speaks https."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        secure = "secure" in {part.strip().lower() for part in cookie.split(";")[1:]}
        headers.append("set-cookie", cookie if secure else f"{cookie}; Secure")
