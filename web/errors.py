"""What somebody reads when an address gives nothing: a plain page with what to do, in their language."""

import streamlit as st
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import settings
from data_model.refusal import Refusal
from logs import failed, refused
from web import away, language, plain
from words.language import N_, Words, spoken_with

# In the scope of a request: why it was refused, for the log.
REASON = "schakel.reason"
TOLD = {
    400: (
        N_("That did not come through well"),
        N_("Go to the start of Schakel and try again."),
    ),
    403: (
        N_("This is not open here"),
        N_("Open Schakel at the address that you were given, sign in, and try again."),
    ),
    404: (
        N_("There is nothing here"),
        N_("Look whether the address is right, or go to the start of Schakel."),
    ),
    405: (
        N_("It does not work this way"),
        N_("Go back and use the button on the page."),
    ),
    410: (
        N_("This link no longer works"),
        N_("Ask for a new link at the page where you sign in."),
    ),
    413: (
        N_("This is too much at once"),
        N_("Go back and send something smaller."),
    ),
    429: (
        N_("That was too often, or too much at once"),
        N_("Close the tabs with Schakel that you do not need, wait a minute and try again."),
    ),
    500: (
        N_("Something went wrong in Schakel"),
        N_("Try again in a minute. Does it stay? Tell who runs Schakel this code: {code}"),
    ),
    503: (
        N_("Schakel cannot reach its data for a moment"),
        N_("Nothing was lost. Wait a minute and try again. Does it stay? Tell who runs Schakel this code: {code}"),
    ),
}
# In the place of a code: it did not go wrong.
RESTARTED = "restarted"
RESTARTING = N_("Schakel is being restarted")
FAILED = N_("Something went wrong in Schakel. Nothing was saved. Try again, or tell who runs it this code: {code}")
# A page that could not be given is asked for again by the browser itself.
REFRESH_SECONDS = 4
# The first part of an address is logged when it is one of ours: anything else may be a name.
_KNOWN = {"media", "component", "static", "assets", "u", "a", "agenda", "taal", "demo", "aanmelden", "afmelden"}
_STREAMLIT = ("/_stcore/", "/media/", "/component/", "/static/")


class Errors:
    """Gives every answer that is nothing but a status a page, and keeps what went wrong inside."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, receive, send)
        try:
            await self.app(scope, receive, answer)
        except Exception as error:
            stopping = isinstance(error, Refusal) and error.kind == "stopping"
            code = RESTARTED if stopping else failed(error)
            if not answer.begun:
                status = 503 if stopping or isinstance(error, DBAPIError | PoolTimeout) else 500
                await page(scope, status, code)(scope, receive, send)


class _Answer:
    """Lets an answer through; a bare refusal becomes a page, and each refusal a line in the log."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.begun = self.replaced = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            if message["status"] in TOLD and message["status"] < 500:
                address = asked_from(self.scope)
                refused(message["status"], self.scope.get(REASON, "route"), cut(self.scope["path"]), address)
            self.replaced = _bare(message) and not self.scope["path"].startswith(_STREAMLIT)
            if self.replaced:
                await self._instead(message)
        if not self.replaced:
            await self.send(message)

    async def _instead(self, message: Message) -> None:
        told = page(self.scope, message["status"], failed(_Bare()) if message["status"] >= 500 else "")
        for name, value in Headers(raw=message["headers"]).items():
            if not name.startswith("content-"):
                told.headers.append(name, value)
        await told(self.scope, self.receive, self.send)


class _Bare(Exception):
    """A route answered with a failure without saying why."""


def page(scope: Scope, status: int, code: str = "") -> Response:
    spoken = spoken_with(language.chosen(HTTPConnection(scope)))
    words = Words(spoken)
    title, advice = (RESTARTING, _stopping()) if code == RESTARTED else TOLD[status]
    start = plain.Link("/", words(N_("To the start")))
    again = {"Refresh": str(REFRESH_SECONDS)} if status == 503 and scope.get("method") == "GET" else None
    told = words(advice, code=code)
    return plain.page(words(title), told, links=(start,), status=status, language=spoken, headers=again)


def _stopping() -> str:
    from words.refusals import REFUSALS  # loads the words of every act: a start seldom needs them

    return REFUSALS["stopping"]


def script_failed(error: Exception) -> bool:
    """What goes wrong in a page outside what the page itself catches. True: Streamlit need not tell it."""
    words = Words(spoken_with(st.context.cookies.get(settings.LANGUAGE_COOKIE)))
    if away.is_away(error):
        away.wait(error, words)
        return True
    st.error(words(FAILED, code=failed(error)), icon=":material/error:")
    return True


def cut(path: str) -> str:
    """The start of an address, without ids, tokens and what somebody made up."""
    first, _, rest = path.strip("/").partition("/")
    if first == "_stcore":
        known, _, rest = rest.partition("/")
        return f"/_stcore/{known if known in ('stream', 'upload_file', 'metrics', 'agent') else '…'}"
    known = first if first in _KNOWN or not first else "…"
    return f"/{known}/…" if rest else f"/{known}"


def asked_from(scope: Scope) -> str | None:
    client = scope.get("client")
    return str(client[0]) if client else None


def _bare(message: Message) -> bool:
    kind = MutableHeaders(scope=message).get("content-type", "text/plain")
    return message["status"] in TOLD and kind.startswith("text/plain")
