"""Fifty people at once on one process, acting every five seconds: no errors, and nobody sees what is not theirs."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import Engine, text

from benchmarks.acts import PAGES, Seen, Someone, acted, helped, helps, marks
from benchmarks.client import Answer, Tab, opened, require
from benchmarks.ratio import Ratio, figure, percentile
from benchmarks.replicas import sessions
from benchmarks.servers import schakel
from benchmarks.watcher import drawn_from, watch
from benchmarks.wire import Closed
from data_model import schema
from data_model.access import Role
from data_model.database import connect
from data_model.days import dutch_day
from demo.many import fill_many

PEOPLE, SECONDS, THINKING = 50, 180, 5.0
ROLES = tuple(Role)
NETWORKS = -(-PEOPLE // len(ROLES))
HELD = "SELECT network_id, role, organisation_id, person_id FROM account_grant ORDER BY network_id, id"
MARKED = (
    "organisation SET name = name || ' zq' || network_id || 'o' || id || 'z'",
    "person SET display_name = display_name || ' zq' || network_id || 'p' || id || 'z'",
)


def measure(seconds: int = SECONDS) -> Iterator[Ratio]:
    """The crowd for so long, after each looked at every page alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "schakel.db"
        engine = connect(f"sqlite:///{file}")
        people = _people(engine)
        with schakel(file) as server:
            seen = asyncio.run(_act(server.url, people, seconds))
        lost = _lost(engine, seen.written)
        engine.dispose()
    for line in [*sorted(set(seen.wrong))[:10], *sorted(set(seen.foreign))[:10]]:
        sys.stdout.write(f"wrong: {line}\n")
    told = f"{len(seen.waits)} acts, {len(seen.written)} actions written, {seen.redrawn} pages drawn anew"
    sys.stdout.write(f"{told} since others wrote\n")
    name = f"{PEOPLE} people at once"
    yield figure(f"{name}: errors and lost writes", [len(seen.wrong) + lost], goal=0)
    yield figure(f"{name}: values of others", [len(seen.foreign)], goal=0)
    yield figure(f"{name}: half of the acts within (ms)", _thirds(seen.waits, 0.5), goal=None)
    yield figure(f"{name}: 95 of 100 acts within (ms)", _thirds(seen.waits, 0.95), goal=None)


def _thirds(waits: list[float], share: float) -> list[float]:
    """In milliseconds, for each third of the time."""
    size = -(-len(waits) // 3)
    return [percentile(waits[start : start + size], share) * 1000 for start in range(0, len(waits), size)]


def _people(engine: Engine) -> list[Someone]:
    schema.migrate(engine)
    fill_many(engine, NETWORKS, dutch_day(datetime.now(UTC)))
    with engine.begin() as connection:
        for marked in MARKED:
            connection.execute(text(f"UPDATE {marked}"))
    with engine.connect() as connection:
        held = connection.execute(text(HELD)).all()
        works = connection.execute(text("SELECT person_id, organisation_id FROM affiliation")).all()
    cookies = [f"schakel={token}" for token in sessions(engine, *ROLES)]
    every = []
    for (network, role, organisation, person), cookie in zip(held, cookies, strict=True):
        places = {organisation, *(at for who, at in works if who == person)}
        names = marks([f"zq{network}p{person}z".encode(), *(f"zq{network}o{place}z".encode() for place in places)])
        every.append(Someone(network, Role(role), cookie, names, Random(f"{network} {role}"), news=set(names)))
    return every[:PEOPLE]


async def _act(url: str, people: list[Someone], seconds: int) -> Seen:
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(opened(url, one.cookie)) for one in people]
        for one, tab in zip(people, tabs, strict=True):
            await _look_alone(one, tab)
        _require_differences(people)
        seen, until = Seen(), time.perf_counter() + seconds
        lives = [_live(one, tab, seen, until, _neighbours(one, people)) for one, tab in zip(people, tabs, strict=True)]
        watching = [asyncio.create_task(_watch(url, one, tab, seen)) for one, tab in zip(people, tabs, strict=True)]
        await asyncio.gather(*lives)
        for watcher in watching:
            watcher.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
    return seen


def _neighbours(one: Someone, people: list[Someone]) -> list[Someone]:
    """Who may see an action that this one writes down: everybody in the network but a manager."""
    return [other for other in people if other.network == one.network and other.role is not Role.MANAGER]


async def _look_alone(one: Someone, tab: Tab) -> None:
    """Every page and the first form of each, to know what is theirs on it."""
    for page in PAGES:
        answer = require(await tab.go(page))
        one.own[page] = marks(answer.raw)
        one.drawn = drawn_from(answer.raw) or one.drawn
        for form in helps(answer)[:1]:
            one.own[form] = marks((await helped(tab, form)).raw)


def _require_differences(people: list[Someone]) -> None:
    """If everybody saw the same, nobody could see too much."""
    for one in people:
        for other in people:
            if one.network == other.network and (one.role, other.role) == (Role.COORDINATOR, Role.PARTICIPANT):
                here = {mark for mark in one.own[""] if mark[0] != str(one.network).encode()}
                if here or not one.own[""] - other.own[""] or not one.own["mensen"]:
                    raise RuntimeError(f"the marks of network {one.network} say nothing")


async def _live(one: Someone, tab: Tab, seen: Seen, until: float, neighbours: list[Someone]) -> None:
    """Think, act, and think again."""
    while True:
        pause = one.chance.expovariate(1 / THINKING)
        if time.perf_counter() + pause > until:
            return
        await asyncio.sleep(pause)
        async with one.busy:
            try:
                async for answer in acted(one, tab, seen, neighbours):
                    seen.waits.append(answer.seconds)
                    _look_at(one, answer, seen)
                    one.helps = helps(answer) or one.helps
            except (Closed, OSError, LookupError, RuntimeError) as problem:
                seen.wrong.append(f"{one.role} on /{one.page}: {problem!r}")
                return


def _look_at(one: Someone, answer: Answer, seen: Seen) -> None:
    where = f"{one.role} of network {one.network} on /{one.page}"
    seen.wrong += [f"{where}: {answer.wrong}"] if answer.wrong else []
    # Which form helps first can change; whatever it offers stood on some page or form of this one.
    own = set().union(*one.own.values()) if answer.dialog else one.own[one.page]
    seen.foreign += [f"{where}: {b''.join(mark)!r}" for mark in marks(answer.raw) - own - one.news]
    one.drawn = drawn_from(answer.raw) or one.drawn


async def _watch(url: str, one: Someone, tab: Tab, seen: Seen) -> None:
    """As the page does by itself: draw it anew when somebody else wrote, unless this one is busy."""

    async def told(said: bytes) -> None:
        if said != one.drawn and not one.busy.locked():
            async with one.busy:
                _look_at(one, await tab.run(), seen)
                seen.redrawn += 1

    try:
        await watch(url, one.cookie, told)
    except (Closed, OSError) as problem:
        seen.wrong.append(f"{one.role} asked for /stand: {problem!r}")


def _lost(engine: Engine, written: list[str]) -> int:
    """How many of these are not in the database exactly once."""
    with engine.connect() as connection:
        kept = list(connection.scalars(text("SELECT description FROM action WHERE description LIKE '%zq%w%'")))
    return sum(kept.count(told) != 1 for told in written)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("seconds", nargs="?", type=int, default=SECONDS)
    for found in measure(arguments.parse_args().seconds):
        sys.stdout.write(f"{found.name}: {found.value:g}\n")
