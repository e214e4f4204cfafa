"""Migrates a database and is killed on the way. Reads `URL REVISION NUMBER` lines; says how each attempt ended."""

import os
import signal
import sys

from data_model import schema
from data_model.database import connect
from tests.migrations.conftest import statements


def attempt(url: str, revision: str, number: int) -> None:
    engine = connect(url)
    with statements(engine, number, lambda: os.kill(os.getpid(), signal.SIGKILL)):
        schema.migrate(engine, revision)


def main() -> None:
    for line in sys.stdin:
        url, revision, number = line.split()
        child = os.fork()
        if child == 0:
            attempt(url, revision, int(number))
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
