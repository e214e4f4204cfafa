"""Somebody with an open page but without a browser: asks for runs over the websocket as Streamlit's own page does."""

import re
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.wire import PATIENCE, Wire, dialled

AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_OPENS = re.compile(r'data-opens="([^"]+)"')
SHORT = 200  # bytes: a name of what was sent before is not longer
GOOD = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY, AGAIN)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def sign_in(url: str, persona: str) -> str:
    """The cookie of somebody of the demo."""
    try:
        build_opener(_Stay()).open(f"{url}/demo/als/{persona}", timeout=PATIENCE)
    except HTTPError as answer:
        if answer.code == 303:
            return str(answer.headers["set-cookie"]).partition(";")[0]
    raise RuntimeError(f"{persona} did not come in at {url}")


@dataclass(frozen=True)
class Answer:
    """What came back of one run, whole: also what was sent before. `seconds` is until the server was done."""

    raw: tuple[bytes, ...]
    parts: tuple[ForwardMsg, ...]
    seconds: float

    @property
    def wrong(self) -> str | None:
        """What went wrong in this run, if anything did."""
        for part in self.parts:
            if part.WhichOneof("type") == "script_finished" and part.script_finished not in GOOD:
                return f"the script ended with {part.script_finished}"
            if part.HasField("delta") and part.delta.new_element.HasField("exception"):
                return part.delta.new_element.exception.message or "an exception on the page"
            if part.HasField("delta") and part.delta.new_element.alert.format == Alert.ERROR:
                return str(part.delta.new_element.alert.body)
            if part.HasField("page_not_found"):
                return "no such page"
        return None

    def elements(self, kind: str) -> Iterator["Found"]:
        """All that was drawn of one kind: buttons, fields."""
        for part in self.parts:
            if part.HasField("delta") and part.delta.new_element.WhichOneof("type") == kind:
                element = getattr(part.delta.new_element, kind)
                yield Found(element, getattr(element, "id", ""), part.delta.fragment_id)

    def element(self, kind: str, label: str) -> "Found":
        """The first with this label. Raises `LookupError` when there is none."""
        for found in self.elements(kind):
            if found.element.label == label:
                return found
        raise LookupError(f"no {kind} {label}")

    @property
    def forms(self) -> list[str]:
        """What the buttons in a text of ours open, by the names that an address takes."""
        return [name for text in self.elements("html") for name in _OPENS.findall(text.element.body)]

    @property
    def dialog(self) -> "Found | None":
        """What opened over the page."""
        for part in self.parts:
            if part.delta.add_block.HasField("dialog") and part.delta.add_block.dialog.is_open:
                block = part.delta.add_block.dialog
                return Found(block, block.id, part.delta.fragment_id)
        return None


@dataclass(frozen=True)
class Found:
    """Something on a page. `fragment` is the part of the page that runs by itself when it is touched."""

    element: Any
    id: str
    fragment: str


@dataclass
class Tab:
    """An open page, as the server sees it."""

    wire: Wire
    page: str = ""
    query: str = ""
    held: dict[str, bytes] = field(default_factory=dict)

    async def go(self, page: str = "", query: str = "") -> Answer:
        """Open another page of the app, by its address."""
        self.page, self.query = "", query
        return await self._ask(page_name=page)

    async def run(self, widgets: Sequence[WidgetState] = (), fragment: str = "") -> Answer:
        """Run the page again, or one part of it, with what was pressed or filled in."""
        return await self._ask(widgets, page_script_hash=self.page, fragment_id=fragment)

    async def open(self, form: str) -> Answer:
        """Press a button in a text: the form is put in the address, and the page runs again."""
        self.query = f"formulier={form}"
        return await self.run()

    async def press(self, found: Found) -> Answer:
        """A button, or the way out of what opened over the page."""
        return await self.run([WidgetState(id=found.id, trigger_value=True)], found.fragment)

    async def _ask(self, widgets: Sequence[WidgetState] = (), **state: str) -> Answer:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self.query
        for name, value in state.items():
            setattr(asked, name, value)
        asked.widget_states.widgets.extend(widgets)
        asked.cached_message_hashes.extend(self.held)
        raw: list[bytes] = []
        parts: list[ForwardMsg] = []
        started = time.perf_counter()
        self.wire.send(message.SerializeToString())
        done = False
        while not done:
            came = [self._whole(one) for one in await self.wire.receive()]
            raw += came
            read = [ForwardMsg.FromString(one) for one in came]
            parts += read
            done = any(map(_ends, read))
        for one, part in zip(raw, parts, strict=True):
            self._keep(one, part)
        return Answer(tuple(raw), tuple(parts), time.perf_counter() - started)

    def _whole(self, came: bytes) -> bytes:
        """What was sent before is only named."""
        named = ForwardMsg.FromString(came).ref_hash if len(came) < SHORT else ""
        return self.held[named] if named else came

    def _keep(self, raw: bytes, part: ForwardMsg) -> None:
        """What the next question has to tell: the page, its address, and what need not be sent again."""
        if part.metadata.cacheable:
            self.held[part.hash] = raw
        if part.HasField("navigation"):
            self.page = part.navigation.page_script_hash
        elif part.HasField("page_info_changed"):
            self.query = part.page_info_changed.query_string


def _ends(part: ForwardMsg) -> bool:
    return part.HasField("script_finished") and part.script_finished != AGAIN


def require(answer: Answer) -> Answer:
    """Raises when something went wrong in this run."""
    if answer.wrong:
        raise RuntimeError(answer.wrong)
    return answer


@asynccontextmanager
async def opened(url: str, cookie: str = "") -> AsyncIterator[Tab]:
    """A page as the browser opens it. Nothing has run in it yet."""
    async with dialled(url, "/_stcore/stream", cookie) as wire:
        yield Tab(wire)
