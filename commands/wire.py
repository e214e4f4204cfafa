"""The line to an open page. Each message is compressed by itself, so that a page at rest keeps no memory for it."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory


class Wire(WebSocketsSansIOProtocol):
    """What uvicorn offers, but for what both sides would keep of earlier messages (RFC 7692, 7.1.1)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for offered in self.conn.available_extensions or ():
            if isinstance(offered, ServerPerMessageDeflateFactory):
                offered.server_no_context_takeover = offered.client_no_context_takeover = True
