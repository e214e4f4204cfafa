"""`make bench`: measures, prints each ratio against its goal, and writes them in two places.

Those are `benchmarks/results.json` and the table of `docs/performance.md`.
With names of parts it measures these and keeps the other results.
"""

import argparse
import signal
import sys
import time
import traceback
from importlib import import_module

from benchmarks import results
from benchmarks.ratio import Ratio
from benchmarks.results import PARTS


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    asked = arguments.parse_args().parts
    if unknown := [part for part in asked if part not in PARTS]:
        arguments.error(f"no such part: {', '.join(unknown)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no server stays behind
    failed = [part for part in asked or PARTS if not _measured(part)]
    if failed:
        sys.stdout.write(f"Not measured: {', '.join(failed)}. What is written of these is of an earlier time.\n")
    return 1 if failed else 0


def _measured(part: str) -> bool:
    """Measure one part and write it down. When it fails, what was known of it stays."""
    started = time.perf_counter()
    try:
        found = []
        for ratio in import_module(f"benchmarks.{part}").measure():
            found.append(ratio)
            sys.stdout.write(said(ratio))
            sys.stdout.flush()
    except Exception:  # told, and the other parts are measured all the same
        traceback.print_exc()
        return False
    results.keep(part, found)
    sys.stdout.write(f"({part}: {time.perf_counter() - started:.0f} s)\n")
    return True


def said(ratio: Ratio) -> str:
    low, high = ratio.spread
    line = f"{ratio.name}: {ratio.value:g} ({low:g}-{high:g})"
    if ratio.goal is None:
        return f"{line}, shown\n"
    verdict = "within" if ratio.reached else "OUTSIDE"
    return f"{line}, {verdict} its goal of {'at least ' if ratio.at_least else ''}{ratio.goal:g}\n"


if __name__ == "__main__":
    sys.exit(main())
