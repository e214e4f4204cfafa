"""What it costs to show what breaks: the map, the what-if, the months since the trajectory, and rules about graphs."""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import networkx
import rustworkx
from playwright.sync_api import Browser
from sqlalchemy import select

from benchmarks.browser import EMPTY_READY, Ready, chromium, come_in
from benchmarks.ratio import Ratio, figure, ratio
from benchmarks.servers import emptiest, schakel
from data_model import schema
from data_model.database import connect, writing
from data_model.days import dutch_day
from data_model.rules import graph
from data_model.scope import unlimited
from data_model.tables.map import RelationCarrier
from demo.big import fill_big

ROUNDS = 7
SMALL, LARGE = (60, 200), (300, 1000)  # organisations and people
MAP = ("/netwerkkaart", Ready("[data-testid=stMain] canvas"))
MONTHS = ("/traject", Ready("[data-testid=stVegaLiteChart] svg"))
ANSWER = Ready(".st-key-what-if-answer")


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run."""
    yield from _graphs()
    with tempfile.TemporaryDirectory() as folder, emptiest() as floor, chromium() as browser:
        file = Path(folder) / "small.db"
        three = ",".join(f"p{id}" for id in _filled(file, *SMALL))
        with schakel(file) as ours:
            yield from _page(browser, floor.url, ours.url, f"map of {SMALL[0]} organisations", *MAP)
            what_if = f"/wisselingen?deel=watals&wie={three}"
            yield from _page(browser, floor.url, ours.url, f"what if 3 of {SMALL[1]} people leave", what_if, ANSWER)
            yield from _page(browser, floor.url, ours.url, "36 months since the trajectory", *MONTHS)
        file = Path(folder) / "large.db"
        _filled(file, *LARGE)
        with schakel(file) as ours:
            yield from _page(browser, floor.url, ours.url, f"map of {LARGE[0]} organisations", *MAP, warm_goal=None)


def _filled(file: Path, organisations: int, people: int) -> list[int]:
    """A database with one network of this size; gives three people who keep links."""
    engine = connect(f"sqlite:///{file}")
    schema.migrate(engine)
    with writing(engine) as session, unlimited(session):
        fill_big(session, organisations, people, dutch_day(datetime.now(UTC)))
        keepers = session.scalars(
            select(RelationCarrier.person_id)
            .where(RelationCarrier.end_on.is_(None))
            .order_by(RelationCarrier.person_id)
            .distinct()
            .limit(3)
        ).all()
    engine.dispose()
    return list(keepers)


def _page(
    browser: Browser, floor: str, ours: str, name: str, path: str, ready: Ready, warm_goal: float | None = 2.1
) -> Iterator[Ratio]:
    come_in(browser, floor, EMPTY_READY)  # the first visitor pays for imports
    come_in(browser, ours, ready, path=path)
    rounds = [come_in(browser, floor, EMPTY_READY) + come_in(browser, ours, ready, path=path) for _ in range(ROUNDS)]
    cold_floor, warm_floor, cold, warm = zip(*rounds, strict=True)
    yield ratio(f"{name}, cold", cold, cold_floor, goal=2.1)
    yield ratio(f"{name}, warm", warm, warm_floor, goal=warm_goal)


def _graphs() -> Iterator[Ratio]:
    """Parts, breakpoints and bridges of 300 organisations, against the libraries called directly."""
    yield _one_network()
    chance, nodes = Random(5), range(300)
    links = [(chance.choice(nodes), chance.choice(nodes)) for _ in range(800)]

    def ours() -> None:
        graph.components(nodes, links)
        graph.articulation_points(nodes, links)
        graph.bridges(nodes, links)

    def by_rustworkx() -> None:
        known: Any = rustworkx.PyGraph(multigraph=False)
        known.add_nodes_from(nodes)
        known.add_edges_from_no_data([link for link in links if link[0] != link[1]])
        rustworkx.connected_components(known)
        rustworkx.articulation_points(known)
        rustworkx.bridges(known)

    def by_networkx() -> None:
        known: Any = networkx.Graph()
        known.add_nodes_from(nodes)
        known.add_edges_from(link for link in links if link[0] != link[1])
        list(networkx.connected_components(known))
        set(networkx.articulation_points(known))
        list(networkx.bridges(known))

    turns = [tuple(_seconds(call) for call in (ours, by_rustworkx, by_networkx)) for _ in range(20)]
    own, fast, known = zip(*turns, strict=True)
    yield ratio("parts, breakpoints and bridges against rustworkx", own, fast, goal=30)
    yield ratio("parts, breakpoints and bridges against networkx", own, known, goal=0.5)


def _one_network() -> Ratio:
    """Of a network of a common size: 150 nodes and 400 links."""
    chance, nodes = Random(6), range(150)
    links = [(chance.choice(nodes), chance.choice(nodes)) for _ in range(400)]

    def both() -> None:
        graph.articulation_points(nodes, links)
        graph.bridges(nodes, links)

    waits = [_seconds(both) / 10 * 1000 for _ in range(20)]
    return figure("articulation points and bridges of one network (ms)", waits, goal=1)


def _seconds(call: Callable[[], None], times: int = 10) -> float:
    started = time.process_time()  # of the processor: what else runs on this machine does not count
    for _ in range(times):
        call()
    return time.process_time() - started
