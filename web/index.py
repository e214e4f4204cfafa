"""The page that Streamlit sends for every address, in the reader's language before any script has run."""

import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import settings
from data_model.database import reading
from data_model.read.viewers import language_of
from data_model.vocabulary import LANGUAGES
from web import cookie
from web.ahead import ahead
from web.language import chosen
from web.letters import INSTEAD, PRELOAD
from web.looks import ICON, last
from words.language import N_, Words, spoken_with

NO_PAGES = ("/_stcore/", "/static/", "/media/", "/component/", "/assets/", "/stand")
_TITLE = b"<title>Streamlit</title>"
_UNUSED_LETTERS = re.compile(rb'<link\s+rel="preload"[^>]*SourceSans[^>]*>')
_ICON = re.compile(rb'<link rel="shortcut icon"[^>]*>')
_NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
# Without these Streamlit sends the whole page uncompressed, so that it can be edited.
_PARTIAL = {b"accept-encoding", b"range", b"if-none-match", b"if-modified-since"}


class Index:
    """Gives the page its language, its title and a word for browsers without JavaScript."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(NO_PAGES):
            await self.app(scope, receive, send)
            return
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name not in _PARTIAL]
        language = await run_in_threadpool(_language, HTTPConnection(scope))
        await self.app(scope, receive, _Rewriting(send, language, scope["path"]))


class _Rewriting:
    """Holds an HTML answer back until it is whole; lets everything else through."""

    def __init__(self, send: Send, language: str, path: str) -> None:
        self.send = send
        self.language = language
        self.path = path
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        body = spoken(self.body, self.language, self.path)
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        del headers["etag"], headers["last-modified"]
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def spoken(page: bytes, language: str, path: str = "/") -> bytes:
    if _TITLE not in page:  # a page of our own
        return page
    words = Words(language)
    start = f'{PRELOAD}<script src="/start.js?taal={words.language}"></script>'.encode()
    sentence = words(N_("Schakel needs JavaScript. Switch it on in your browser."))
    page = page.replace(b'<html lang="en">', f'<html lang="{words.language}" translate="no">'.encode(), 1)
    page = page.replace(_TITLE, b"<title>Schakel</title>" + start, 1)
    end = f"{ahead(page.decode(), path)}{INSTEAD}</head>".encode()
    page = _UNUSED_LETTERS.sub(b"", page).replace(b"</head>", end, 1)
    page = _ICON.sub(ICON.encode(), page).replace(b"</body>", last(words).encode() + b"</body>", 1)
    return _NOSCRIPT.sub(f"<noscript><p>{sentence}</p></noscript>".encode(), page)


def _language(connection: HTTPConnection) -> str:
    browser, token = chosen(connection), cookie.shown(connection)
    if token is None or browser in LANGUAGES:
        return spoken_with(browser)
    with reading(settings.engine()) as session:
        return language_of(session, token, settings.now())


def _is_html(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
