"""A client that speaks to Streamlit over a bare websocket: it sends whatever somebody with bad intentions would."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.request import HTTPRedirectHandler, Request, build_opener

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

PATIENCE = 20


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def sign_in(url: str, persona: str) -> str:
    """The cookie of somebody of the demo."""
    try:
        build_opener(_Stay()).open(f"{url}/demo/als/{persona}")
    except OSError as answer:
        cookie: str = getattr(answer, "headers")["set-cookie"]  # noqa: B009
        return cookie.partition(";")[0]
    raise AssertionError("nobody came in")


def ask(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> int:
    request = Request(url, body, {name.replace("_", "-"): value for name, value in headers.items()}, method=method)
    try:
        with build_opener(_Stay()).open(request) as answer:
            return int(answer.status)
    except OSError as answer:
        return int(getattr(answer, "code", 0))


@dataclass
class Tab:
    """An open page, as the server sees it."""

    wire: ClientConnection
    id: str = ""
    query: str = ""
    came: list[ForwardMsg] = field(default_factory=list)

    def run(self, query: str = "", widgets: tuple[WidgetState, ...] = (), **state: Any) -> "Tab":
        """Ask for a run of the page and collect all that comes back."""
        message = BackMsg()
        message.rerun_script.query_string = query
        for name, value in state.items():
            setattr(message.rerun_script, name, value)
        message.rerun_script.widget_states.widgets.extend(widgets)
        self.came, self.query = [], query
        self.wire.send(message.SerializeToString())
        for part in self._parts():
            self.came.append(part)
            if part.WhichOneof("type") == "new_session":
                self.id = part.new_session.initialize.session_id
            if part.WhichOneof("type") == "script_finished" and part.script_finished != 2:  # 2: ran again at once
                break
        return self

    def _parts(self) -> Iterator[ForwardMsg]:
        while True:
            part = self.wire.recv(timeout=PATIENCE)
            assert isinstance(part, bytes)
            yield ForwardMsg.FromString(part)

    @property
    def text(self) -> str:
        return "\n".join(str(part) for part in self.came).encode().decode("unicode_escape").encode("latin-1").decode()

    def element(self, kind: str, label: str) -> Any:
        """What Streamlit told about a button or a field with this label."""
        for part in self.came:
            if part.WhichOneof("type") == "delta" and part.delta.new_element.WhichOneof("type") == kind:
                found = getattr(part.delta.new_element, kind)
                if found.label == label:
                    return found
        raise AssertionError(f"no {kind} {label}")


def pressed(id: str) -> WidgetState:
    return WidgetState(id=id, trigger_value=True)


@contextmanager
def opened(
    url: str,
    cookie: str = "",
    *,
    origin: str | None = "own",
    host: str | None = None,
    tab: str = "",
    path: str = "/_stcore/stream",
    **headers: str,
) -> Iterator[Tab]:
    """A websocket as the browser would open it, but for what is said otherwise."""
    server = url.removeprefix("http://")
    name, _, port = server.partition(":")
    given = {"Cookie": cookie} if cookie else {}
    given |= {key.replace("_", "-"): value for key, value in headers.items()}
    with connect(
        f"ws://{host or server}{path}",
        sock=socket.create_connection((name, int(port))),
        origin=url if origin == "own" else origin,  # type: ignore[arg-type]
        additional_headers=given,
        subprotocols=["streamlit", "none", *([tab] if tab else [])],  # type: ignore[list-item]
        max_size=None,
        open_timeout=PATIENCE,
    ) as wire:
        yield Tab(wire)


def refused(url: str, cookie: str = "", **how: Any) -> int:
    """The status with which a websocket was refused. Raises when it opened."""
    try:
        with opened(url, cookie, **how) as tab:
            tab.run()
    except InvalidStatus as answer:
        return answer.response.status_code
    raise AssertionError("the websocket opened")
