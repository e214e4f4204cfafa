"""Kill -9 while three write, over and over: run by test_kill.py in a process of its own, which answers in JSON."""

import json
import os
import random
import select
import signal
import sys
import time

from sqlalchemy import Engine

from data_model.database import connect
from tests.durability.acts import all_hands, by_pipe, found

MOST_BEFORE_A_KILL, MANY, LOOKED_EVERY = 12, 1_000_000, 4
PATIENCE = 120


def started(engine: Engine, number: int) -> tuple[int, int]:
    """A child that writes until it is killed: its number, and where it says what it did."""
    reader, writer = os.pipe()
    engine.dispose()  # no connection may be there in two processes
    if child := os.fork():
        os.close(writer)
        return child, reader
    try:
        os.close(reader)
        all_hands(engine, str(number), by_pipe(writer), MANY, number)
    finally:
        os._exit(1)


def heard(reader: int, least: int) -> bytes:
    """What is said until there are so many lines; everything, when `least` is 0."""
    said = b""
    while not least or said.count(b"\n") < least:
        if not select.select([reader], [], [], PATIENCE)[0]:
            raise SystemExit("the writers said nothing")
        more = os.read(reader, 65536)
        if not more:
            break
        said += more
    return said


def main(url: str, kills: int) -> None:
    chance, engine = random.Random(kills), connect(url)
    names, refused, wrong, lost, at_work = set[str](), 0, [], set[str](), 0
    for number in range(kills):
        child, reader = started(engine, number)
        said = heard(reader, chance.randrange(1, MOST_BEFORE_A_KILL))
        time.sleep(chance.random() / 50)
        os.kill(child, signal.SIGKILL)
        _, ended = os.waitpid(child, 0)
        at_work += os.WIFSIGNALED(ended)
        lines = (said + heard(reader, 0)).decode().splitlines()
        os.close(reader)
        names |= {*lines} - {"refused"}
        refused += lines.count("refused")
        if (
            number % LOOKED_EVERY == 0 or number == kills - 1
        ):  # the others are found by the next writers, as they were left
            here = found(engine)
            lost |= names - here.names
            wrong += [*here.wrong, *(["refusal lost"] if here.refused < refused else [])]
    sys.stdout.write(json.dumps({"acknowledged": len(names), "killed": at_work, "lost": sorted(lost), "wrong": wrong}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
