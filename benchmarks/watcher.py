"""What every open page does besides what somebody does on it: ask now and then whether others wrote."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from benchmarks.wire import PATIENCE, Closed

EVERY = 2.0  # seconds, as in web/scripts/watch.js
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
DRAWN = re.compile(rb'data-stand="([\d-]+)"')


async def watch(url: str, cookie: str, told: Callable[[bytes], Awaitable[None]], every: float = EVERY) -> None:
    """Until cancelled: ask how far the network has come, and tell what was answered."""
    host, _, port = url.partition("//")[2].partition(":")
    request = f"GET /stand HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n\r\n".encode()
    while True:
        reader, writer = await asyncio.open_connection(host, int(port))
        try:
            while True:
                await asyncio.sleep(every)
                writer.write(request)
                await told(await _answer(reader))
        except (ConnectionResetError, BrokenPipeError, asyncio.IncompleteReadError):
            pass  # the server does not keep a line open for long that nobody uses; a browser opens another
        finally:
            writer.close()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    async with asyncio.timeout(PATIENCE):
        head = await reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        if b" 200 " not in head.partition(b"\r\n")[0] or not length:
            raise Closed(head.partition(b"\r\n")[0].decode())
        return await reader.readexactly(int(length[1]))


def drawn_from(raw: tuple[bytes, ...]) -> bytes | None:
    """From which state of the network a page was drawn, as far as it says so."""
    for part in raw:
        if found := DRAWN.search(part):
            return found[1]
    return None
