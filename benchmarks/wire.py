"""A websocket as a browser opens it, compressed too, but so light that the server is measured and not the client."""

import asyncio
import base64
import os
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

PATIENCE = 60  # seconds without any word from the server
CHUNK = 256 * 1024
FINAL, COMPRESSED = 0x80, 0x40
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class Closed(Exception):
    """The server hung up, or did not let us in."""


class Frames:
    """Cuts what comes over the line into messages."""

    def __init__(self) -> None:
        self._came = bytearray()
        self._inflate = zlib.decompressobj(-15)

    def feed(self, chunk: bytes) -> list[tuple[int, bytes]]:
        """The messages that are whole by now, each with what kind it is."""
        self._came += chunk
        found, start = [], 0
        while whole := self._next(start):
            kind, message, start = whole
            found.append((kind, message))
        del self._came[:start]
        return found

    def _next(self, start: int) -> tuple[int, bytes, int] | None:
        came = self._came
        if len(came) < start + 2:
            return None
        first, length, body = came[start], came[start + 1], start + 2
        if length >= 126:
            form, wide = ("!H", 2) if length == 126 else ("!Q", 8)
            if len(came) < body + wide:
                return None
            (length,) = struct.unpack_from(form, came, body)
            body += wide
        if len(came) < body + length:
            return None
        if not first & FINAL:
            raise Closed("a message in parts")  # the server sends each in one piece
        message = bytes(came[body : body + length])
        if first & COMPRESSED:
            message = self._inflate.decompress(message + b"\0\0\xff\xff")
        return first & 0x0F, message, body + length


def framed(message: bytes, kind: int = BINARY) -> bytes:
    """As a browser sends it; the mask is nought, which is as good as any."""
    length = len(message)
    if length < 126:
        head = struct.pack("!BB", FINAL | kind, 0x80 | length)
    elif length < 1 << 16:
        head = struct.pack("!BBH", FINAL | kind, 0x80 | 126, length)
    else:
        head = struct.pack("!BBQ", FINAL | kind, 0x80 | 127, length)
    return head + b"\0\0\0\0" + message


class Wire:
    """An open websocket. With a pause (in seconds) messages gather before they are read, which costs less."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._frames = Frames()
        self._came: list[bytes] = []
        self._news = asyncio.Event()
        self._ended: Exception | None = None
        self.pause = 0.0

    def send(self, message: bytes) -> None:
        self._writer.write(framed(message))

    async def receive(self) -> list[bytes]:
        """All that came since, at least one message."""
        async with asyncio.timeout(PATIENCE):
            while not self._came:
                if self._ended:
                    raise self._ended
                self._news.clear()
                await self._news.wait()
        came, self._came = self._came, []
        return came

    async def listen(self) -> None:
        """All the time, as a browser does: whoever does not answer the server's pings is sent away."""
        try:
            while chunk := await self._reader.read(CHUNK):
                for kind, message in self._frames.feed(chunk):
                    self._hear(kind, message)
                self._news.set()
                await asyncio.sleep(self.pause)
            raise Closed("the line is cut")
        except (Closed, OSError) as problem:
            self._ended = problem
            self._news.set()

    def _hear(self, kind: int, message: bytes) -> None:
        if kind == CLOSE:
            raise Closed(f"the server hung up: {message!r}")
        if kind == PING:
            self._writer.write(framed(message, PONG))
        if kind in (TEXT, BINARY):
            self._came.append(message)


@asynccontextmanager
async def dialled(url: str, path: str, cookie: str = "") -> AsyncIterator[Wire]:
    """Raises `Closed` with the server's answer when it does not let us in."""
    host, _, port = url.partition("//")[2].partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(_request(url, path, cookie))
        async with asyncio.timeout(PATIENCE):
            answer = await reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in answer.partition(b"\r\n")[0]:
            raise Closed(answer.partition(b"\r\n")[0].decode())
        wire = Wire(reader, writer)
        listening = asyncio.create_task(wire.listen())
        try:
            yield wire
        finally:
            listening.cancel()
    finally:
        with suppress(OSError):
            writer.write(framed(struct.pack("!H", 1000), CLOSE))
            writer.close()
            await writer.wait_closed()


def _request(url: str, path: str, cookie: str) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {url.partition('//')[2]}",
        f"Origin: {url}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
