"""What a click costs the server against the emptiest app on the same server: time, processor and memory."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.acts import helps
from benchmarks.client import Found, Tab, opened, require, sign_in
from benchmarks.ratio import Ratio, figure, ratio
from benchmarks.servers import Server, schakel, tuned

ROUNDS = 7
RERUNS = 50  # in a turn: the processor is counted in hundredths of a second
AT_ONCE, BUSY = 8, 3  # pages that click without a pause, for so many seconds
GATHER = 0.004  # seconds: so that many pages at once ask little of this side
IDLE = 100  # sessions that are only open


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run. A server runs on one core, the client on another."""
    with tempfile.TemporaryDirectory() as folder:
        with tuned(core=0) as floor, schakel(Path(folder) / "schakel.db", core=0) as ours:
            cookie = sign_in(ours.url, "coordinator")
            yield from asyncio.run(_one_at_a_time(floor, ours, cookie))
            yield asyncio.run(_all_at_once(floor, ours, cookie))
        with schakel(Path(folder) / "schakel.db") as ours:
            held = asyncio.run(_idle(ours, "coordinator"))
        with tuned() as floor:
            least = asyncio.run(_idle(floor))
        yield figure("memory of an idle session (KiB)", held, goal=75)
        yield figure("memory of an idle session of F1 (KiB)", least, goal=None)


async def _one_at_a_time(floor: Server, ours: Server, cookie: str) -> list[Ratio]:
    async with opened(floor.url) as empty, opened(ours.url, cookie) as full:
        button = (await empty.go()).element("button", "Click")
        await _warm(empty)
        page = await full.go()
        await _warm(full)
        (more,) = page.elements("checkbox")
        form = helps(page)[0]
        clicks = [
            (await _click(empty, button), await _shown(full, more, n % 2 == 0), await _opened(full, form))
            for n in range(ROUNDS * 5)
        ]
        turns = [(await _processor(empty, floor), await _processor(full, ours)) for _ in range(ROUNDS)]
        held = [(floor.memory(), ours.memory()) for _ in range(3)]
    floor_clicks, our_clicks, our_forms = zip(*clicks, strict=True)
    floor_processor, our_processor = zip(*turns, strict=True)
    floor_memory, our_memory = zip(*held, strict=True)
    return [
        ratio("click to server done / F1", our_clicks, floor_clicks, goal=3.0),
        ratio("form of a finding opened, server done / F1", our_forms, floor_clicks, goal=None),
        ratio("processor time of a Vandaag rerun / F1", our_processor, floor_processor, goal=3.0),
        ratio("memory of the process / F1", our_memory, floor_memory, goal=2.3),
    ]


async def _warm(tab: Tab) -> None:
    for _ in range(RERUNS):
        require(await tab.run())


async def _click(tab: Tab, button: Found) -> float:
    return require(await tab.press(button)).seconds


async def _shown(tab: Tab, more: Found, on: bool) -> float:
    """The rest of the list comes, or goes."""
    return require(await tab.run([WidgetState(id=more.id, bool_value=on)], more.fragment)).seconds


async def _opened(tab: Tab, form: str) -> float:
    """Open a form, and close it before the next."""
    answer = require(await tab.open(form))
    if answer.dialog is None:
        raise RuntimeError("nothing opened")
    require(await tab.press(answer.dialog))
    return answer.seconds


async def _processor(tab: Tab, server: Server) -> float:
    before = server.processor()
    for _ in range(RERUNS):
        require(await tab.run())
    return server.processor() - before


async def _all_at_once(floor: Server, ours: Server, cookie: str) -> Ratio:
    async with AsyncExitStack() as stack:
        empty = [await stack.enter_async_context(opened(floor.url)) for _ in range(AT_ONCE)]
        full = [await stack.enter_async_context(opened(ours.url, cookie)) for _ in range(AT_ONCE)]
        for tab in empty + full:
            require(await tab.go())
        rounds = [(await together(empty, BUSY), await together(full, BUSY)) for _ in range(5)]
    floor_speed, our_speed = zip(*rounds, strict=True)
    return ratio("F1 reruns per second per core / Vandaag's", floor_speed, our_speed, goal=3.3)


async def together(tabs: list[Tab], seconds: float) -> float:
    """Reruns a second when all these pages click again as soon as they have their answer."""
    started = time.perf_counter()
    for tab in tabs:
        tab.wire.pause = GATHER

    async def busy(tab: Tab) -> int:
        done = 0
        while time.perf_counter() - started < seconds:
            require(await tab.run())
            done += 1
        return done

    done = await asyncio.gather(*map(busy, tabs))
    return sum(done) / (time.perf_counter() - started)


async def _idle(server: Server, persona: str | None = None) -> list[float]:
    """KiB a session: its first page was drawn; every one is somebody else's, who signed in where that is asked."""
    async with AsyncExitStack() as stack:

        async def come(many: int) -> None:
            for _ in range(many):
                tab = await stack.enter_async_context(
                    opened(server.url, sign_in(server.url, persona) if persona else "")
                )
                require(await tab.go())

        await come(IDLE // 2)
        costs = []
        for _ in range(3):
            before = server.memory()
            await come(IDLE)
            costs.append((server.memory() - before) / IDLE)
    return costs
