"""A disk that is full for a while: run under the recorder by test_full.py in a process of its own."""

import json
import random
import sys
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from data_model.database import connect
from tests.durability.acts import Found, Hand, found


def main(url: str, flag: str) -> None:
    engine, full = connect(url), Path(flag)
    said: list[str] = []
    hand = Hand(engine, "full", said.append, random.Random(22))
    problems: list[str] = []
    held: list[Found] = []

    def work(name: str, acts: int) -> None:
        for number in range(acts):
            try:
                hand.step(f"{name} {number}")
            except DBAPIError as problem:
                problems.append(str(getattr(problem.orig, "sqlite_errorname", problem.orig)))
        held.append(found(engine))

    work("before", 20)
    full.touch()
    work("while", 60)
    other = connect(url)  # whoever comes new can read too
    held.append(found(other))
    other.dispose()
    work("still", 20)
    full.unlink()
    work("after", 20)
    lost = [sorted({*said} - {"refused"} - here.names) for here in held[-1:]]
    answer = {
        "lost": lost[0],
        "wrong": [wrong for here in held for wrong in here.wrong],
        "problems": sorted({*problems}),
        "failed": len(problems),
        "done": {name: sum(one.startswith(name) for one in said) for name in ("before", "while", "still", "after")},
        "named": [len(here.names) for here in held],
    }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
