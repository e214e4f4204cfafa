"""What every open page does besides what somebody does on it: ask now and then whether others wrote."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress

from benchmarks.wire import PATIENCE, Closed

EVERY = 2.0  # seconds, as in web/scripts/watch.js
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
DRAWN = re.compile(rb'data-stand="([\d-]+)"')


async def watch(url: str, cookie: str, told: Callable[[bytes], Awaitable[None]], every: float = EVERY) -> None:
    """Until cancelled: ask how far the network has come, over one connection, and tell what was answered."""
    host, _, port = url.partition("//")[2].partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    request = f"GET /stand HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n\r\n".encode()
    try:
        while True:
            await asyncio.sleep(every)
            writer.write(request)
            async with asyncio.timeout(PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                length = LENGTH.search(head)
                if b" 200 " not in head.partition(b"\r\n")[0] or not length:
                    raise Closed(head.partition(b"\r\n")[0].decode())
                said = await reader.readexactly(int(length[1]))
            await told(said)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


def drawn_from(raw: tuple[bytes, ...]) -> bytes | None:
    """From which state of the network a page was drawn, as far as it says so."""
    for part in raw:
        if found := DRAWN.search(part):
            return found[1]
    return None
