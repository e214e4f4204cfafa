"""One of two processes that write at once: run by test_settings_hold.py."""

import json
import sys

from data_model.database import connect
from tests.durability.acts import all_hands


def main(url: str, name: str) -> None:
    said: list[str] = []
    engine = connect(url)
    all_hands(engine, name, said.append, 15, len(name))
    engine.dispose()
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
