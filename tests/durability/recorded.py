"""Three who write for a while, under the recorder: run by test_power.py in a process of its own."""

import os
import sys

from sqlalchemy import event

from data_model.database import connect
from tests.durability.acts import all_hands, by_pipe


def main(url: str, acts: int, synchronous: str) -> None:
    engine = connect(url)

    @event.listens_for(engine, "connect")
    def as_asked(connection: object, _: object) -> None:
        if synchronous != "FULL":  # the product's own; anything else is the control
            connection.execute(f"PRAGMA synchronous={synchronous}")  # type: ignore[attr-defined]

    descriptor = os.open(f"{engine.url.database}-said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    all_hands(engine, "power", by_pipe(descriptor), acts, acts)
    sys.stdout.write("{}")
    sys.stdout.flush()
    os._exit(0)  # as if the power went: nothing is closed in order


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
