"""Streamlit's own scripts and style sheets, compressed once: a first visit fetches a third of their bytes.

Small ones too, for what is answered from memory takes the server a third of the time that a file takes.
"""

import gzip
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from settings import VAR
from web.letters import FOREVER

SOURCE = Path(streamlit.__file__).resolve().with_name("static")
KEPT = VAR / "static"
KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_LENGTH_AT_END = 4  # a gzip file ends with how long it is unpacked


class Compressed:
    """Answers from compressed files where the browser takes them; leaves everything else to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = READY.get(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if file is None:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        packs = takes_gzip(headers.get("accept-encoding", "")) and "range" not in headers
        packed = await _packed(file) if packs else None
        if packed is None:
            await self.app(scope, receive, _varying(send))
            return
        await _answer(file, packed, headers)(scope, receive, send)


# The address of each file that is compressed, and where it lies. Only what is named here is ever read.
READY: dict[str, Path] = {}
_READ: dict[Path, bytes] = {}


def compress(source: Path = SOURCE, kept: Path = KEPT) -> None:
    """Compress what this version of Streamlit brings, where that was not done before. Takes seconds, once."""
    folder = kept / streamlit.__version__
    for file in _files(source.resolve()):
        inside = file.relative_to(source.resolve())
        packed = folder / f"{inside}.gz"
        if not _is_whole(packed, file):
            _write(packed, gzip.compress(file.read_bytes(), mtime=0))
        READY[f"/{inside.as_posix()}"] = packed


def takes_gzip(accepted: str) -> bool:
    """What `Accept-Encoding` says about gzip; a quality of 0 is a no."""
    said = dict(_quality(part) for part in accepted.lower().split(","))
    return said.get("gzip", said.get("*", 0.0)) > 0


def _quality(part: str) -> tuple[str, float]:
    coding, _, value = part.partition(";")
    try:
        return coding.strip(), float(value.strip().removeprefix("q=") or 1)
    except ValueError:
        return coding.strip(), 0.0


def _files(source: Path) -> Iterator[Path]:
    """No file that lies elsewhere, also where a link leads there."""
    for file in sorted(source.glob("static/**/*")):
        if file.suffix in KINDS and file.resolve().is_relative_to(source):
            yield file


def _is_whole(packed: Path, file: Path) -> bool:
    """The name of a file of Streamlit changes with what is in it; a power cut can leave half of ours."""
    try:
        end = packed.read_bytes()[-_LENGTH_AT_END:]
    except OSError:
        return False
    return int.from_bytes(end, "little") == file.stat().st_size


def _write(packed: Path, content: bytes) -> None:
    """Whole or not at all, also when another process does the same."""
    packed.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=packed.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(packed)


async def _packed(file: Path) -> bytes | None:
    """Kept in memory once somebody asked for it. None: it is no longer there."""
    if file not in _READ:
        try:
            _READ[file] = await run_in_threadpool(file.read_bytes)
        except OSError:
            return None
    return _READ[file]


def _answer(file: Path, packed: bytes, asked: Headers) -> Response:
    tag = f'"{file.name}-{len(packed)}"'
    same = {"cache-control": FOREVER, "etag": tag, "vary": "Accept-Encoding"}
    known = {one.strip().removeprefix("W/") for one in asked.get("if-none-match", "").split(",")}
    if known & {tag, "*"}:
        return Response(status_code=304, headers=same)
    return Response(packed, headers=same | {"content-encoding": "gzip", "content-type": KINDS[Path(file.stem).suffix]})


def _varying(send: Send) -> Send:
    """What stands between must not give one browser's answer to another."""

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return answer
