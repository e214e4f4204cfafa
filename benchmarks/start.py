"""How long it takes from the start of the server until it is healthy."""

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks.ratio import Ratio, ratio
from benchmarks.servers import Server, emptiest, least, schakel

ROUNDS = 9


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run. The database is there already."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "schakel.db"
        with schakel(file), emptiest():
            pass  # the first start fills the database, and what Python compiled is kept
        rounds = [(_seconds(emptiest()), _seconds(least()), _seconds(schakel(file))) for _ in range(ROUNDS)]
    floor, bare, ours = zip(*rounds, strict=True)
    yield ratio("start to healthy / F0", ours, floor, goal=1.4)
    yield ratio("start of Streamlit, the server and SQLAlchemy alone / F0", bare, floor, goal=None)


def _seconds(start: AbstractContextManager[Server]) -> float:
    with start as server:
        return server.seconds
