"""`make bench`: measures, prints the ratios and writes `benchmarks/results.json`."""

import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from benchmarks import breaks, vandaag

RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    ratios = []
    for found in chain(vandaag.measure(), breaks.measure()):
        ratios.append(found)
        verdict = "within" if found.reached else "OUTSIDE"
        low, high = found.spread
        sys.stdout.write(f"{found.name}: {found.value} ({low}-{high}), {verdict} its goal of {found.goal}\n")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    results = {
        "machine": machine,
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        "ratios": [asdict(found) for found in ratios],
    }
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
